// Questions about the in-stock rate that a plain question can mean.
import { dayText, renderMessage } from "@/lib/wording/index.ts";
import type { Understood } from "./classify.ts";
import type { AskBoxProposal } from "./schemas.ts";

type Choice = AskBoxProposal["choices"][number];

/** The best fit first. */
export function inStockChoices(
  { fromOn, toOn }: { readonly fromOn: string; readonly toOn: string },
  { type, topic }: Understood,
): Choice[] {
  const day = dayText(toOn);
  const change: Choice = {
    label: renderMessage("askBoxRate", { from: dayText(fromOn), to: day }),
    question: { kind: "inStockChange", fromOn, toOn },
  };
  const level: Choice = {
    label: renderMessage("askBoxRateLevel", { day }),
    question: { kind: "inStockLevel", toOn },
  };
  const lost: Choice = {
    label: renderMessage("askBoxLostSales", { day }),
    question: { kind: "lostSalesLevel", toOn },
  };
  const advised: Choice = {
    label: renderMessage("askBoxRateAdvised", { day }),
    question: { kind: "inStockAdvised", toOn },
  };
  if (topic === "lostSales") return [lost, level, change];
  if (type === "change") return [change, level];
  return type === "counterfactual" ? [advised, level, change] : [level, change, advised];
}
