// Questions about units on hand that a plain question can mean, besides why they changed and why they are what they are.
import { renderMessage } from "@/lib/wording/index.ts";
import type { Understood } from "./classify.ts";
import type { Product } from "./quantity-choices.ts";
import type { AskBoxProposal } from "./schemas.ts";

type Choice = AskBoxProposal["choices"][number];

interface Of {
  readonly subject: string;
  readonly fromOn: string;
  readonly toOn: string;
}

/** The best fit first; nothing where it is plainly about the level or the change. */
export function stockChoices(
  { subject, fromOn, toOn }: Of,
  product: Product | null,
  { type, topic }: Understood,
): Choice[] {
  const productId = product?.productId ?? 0;
  const reserved: Choice = {
    label: renderMessage("askBoxReserved", { subject }),
    question: { kind: "reservedLevel", toOn, productId },
  };
  const excess: Choice = {
    label: renderMessage("askBoxExcess", { subject }),
    question: { kind: "excessLevel", toOn, productId },
  };
  const contrast: Choice = {
    label: renderMessage("askBoxOverPlan", { subject }),
    question: { kind: "stockContrast", fromOn, toOn, productId },
  };
  const sources: Choice = {
    label: renderMessage("askBoxSources", { subject }),
    question: { kind: "stockSources", toOn, productId },
  };
  const cover: Choice[] = product
    ? [
        {
          label: renderMessage("askBoxCover", { subject }),
          question: { kind: "stockForward", toOn, productId: product.productId },
        },
      ]
    : [];
  if (type === "contrast") return [contrast];
  if (type === "provenance") return [sources];
  if (type === "forward" || topic === "cover") return cover;
  if (type === "level" && topic === "reserved") return [reserved];
  return type === "level" && topic === "excess" ? [excess, contrast] : [];
}
