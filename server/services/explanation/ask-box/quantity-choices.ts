// Questions about an advised quantity that a plain question can mean.
import type { Tx } from "@/db/client.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { deedsOfProduct } from "../what-if-answers.ts";
import type { Understood } from "./classify.ts";
import { type Choice, type Found, says } from "./label.ts";
import { nearestStep, type SupposedLeadTime } from "./lead-time.ts";

export interface Product {
  readonly productId: number;
  readonly sku: string;
  readonly runId: number;
  readonly baseRunId: number | null;
}

/** The best fit first, then why it is what it is and why it changed. */
export function quantityChoices(
  { productId, sku, runId, baseRunId }: Product,
  { type, units, topic }: Understood,
): Choice[] {
  const subject = says("askBoxQuantity", { sku });
  const of = { productId, runId };
  const level: Choice = {
    label: says("askBoxLevel", { subject }),
    question: { kind: "restockLevel", ...of },
  };
  const change: Choice[] =
    baseRunId === null
      ? []
      : [
          {
            label: says("askBoxChange", { subject }),
            question: { kind: "restockChange", ...of, baseRunId },
          },
        ];
  const others: Choice[] = topic === "room" ? [roomChoice({ productId, sku, runId })] : [];
  if (units !== null && (type === "contrast" || type === "forward"))
    others.push({
      label: says("askBoxContrast", { subject, target: { unit: "units", value: units } }),
      question: { kind: "restockContrast", ...of, units },
    });
  if (units !== null && type === "counterfactual")
    others.push({
      label: says("askBoxTarget", { subject, target: { unit: "units", value: units } }),
      question: { kind: "restockTarget", ...of, targetUnits: units },
    });
  if (type === "provenance")
    others.push({
      label: says("askBoxSources", { subject }),
      question: { kind: "restockSources", ...of },
    });
  if (type === "fairness")
    others.push({
      label: says("askBoxFairness", { subject }),
      question: { kind: "restockFairness", ...of },
    });
  if (type === "forward")
    others.push({
      label: says("askBoxForward", { subject }),
      question: { kind: "restockForward", ...of, leaf: "none", move: 1, steps: 0 },
    });
  return type === "change" ? [...change, level] : [...others, level, ...change];
}

/** How many units there is room for: no rule bounds a product by itself. */
export const roomChoice = ({
  productId,
  sku,
  runId,
}: Pick<Product, "productId" | "sku" | "runId">): Choice => ({
  label: says("askBoxRoom", { sku }),
  question: { kind: "restockRoomLevel", productId, runId },
});

/** What a supposed lead time would do, first, with a note where only another one can be asked about. */
export async function leadTimeChoices(
  tx: Tx,
  scope: SellerScope,
  product: Product,
  supposed: SupposedLeadTime,
): Promise<Found> {
  const step = nearestStep(await deedsOfProduct(tx, scope, product), supposed);
  if (step === null) return { choices: [], note: null };
  const { move, steps, from, to, wanted } = step;
  const { productId, sku, runId } = product;
  const days = (value: number) => ({ unit: "days", value });
  const values = { subject: says("askBoxQuantity", { sku }), from: days(from), to: days(to) };
  return {
    choices: [
      {
        label: says("askBoxForwardLeadTime", values),
        question: { kind: "restockForward", productId, runId, leaf: "leadTimeDays", move, steps },
      },
    ],
    note: to === wanted ? null : says("askBoxNearest", { wanted: days(wanted), near: days(to) }),
  };
}
