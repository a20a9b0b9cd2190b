// Questions about units on hand that a plain question can mean, besides why they changed and why they are what they are.
import type { Understood } from "./classify.ts";
import { type Choice, type Label, says } from "./label.ts";
import type { Product } from "./quantity-choices.ts";

interface Of {
  readonly subject: Label;
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
    label: says("askBoxReserved", { subject }),
    question: { kind: "reservedLevel", toOn, productId },
  };
  const excess: Choice = {
    label: says("askBoxExcess", { subject }),
    question: { kind: "excessLevel", toOn, productId },
  };
  const contrast: Choice = {
    label: says("askBoxOverPlan", { subject }),
    question: { kind: "stockContrast", fromOn, toOn, productId },
  };
  const sources: Choice = {
    label: says("askBoxSources", { subject }),
    question: { kind: "stockSources", toOn, productId },
  };
  const fairness: Choice = {
    label: says("askBoxCountedFairness", { subject }),
    question: { kind: "stockFairness", toOn, productId },
  };
  const cover: Choice[] = product
    ? [
        {
          label: says("askBoxCover", { subject }),
          question: { kind: "stockForward", toOn, productId: product.productId },
        },
      ]
    : [];
  if (type === "contrast" || topic === "overPlan") return [contrast];
  if (type === "provenance") return [sources];
  if (type === "fairness") return [fairness];
  if (type === "forward" || topic === "cover") return cover;
  if (type === "level" && topic === "reserved") return [reserved];
  return type === "level" && topic === "excess" ? [excess, contrast] : [];
}
