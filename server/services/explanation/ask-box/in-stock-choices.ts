// Questions about the in-stock rate that a plain question can mean.
import type { Understood } from "./classify.ts";
import { type Choice, says } from "./label.ts";

/** The best fit first. */
export function inStockChoices(
  { fromOn, toOn }: { readonly fromOn: string; readonly toOn: string },
  { type, topic }: Understood,
): Choice[] {
  const day = { day: toOn };
  const change: Choice = {
    label: says("askBoxRate", { from: { day: fromOn }, to: day }),
    question: { kind: "inStockChange", fromOn, toOn },
  };
  const level: Choice = {
    label: says("askBoxRateLevel", { day }),
    question: { kind: "inStockLevel", toOn },
  };
  const lost: Choice = {
    label: says("askBoxLostSales", { day }),
    question: { kind: "lostSalesLevel", toOn },
  };
  const advised: Choice = {
    label: says("askBoxRateAdvised", { day }),
    question: { kind: "inStockAdvised", toOn },
  };
  if (topic === "lostSales") return [lost, level, change];
  if (type === "change") return [change, level];
  return type === "counterfactual" ? [advised, level, change] : [level, change, advised];
}
