// Questions about an advised quantity that a plain question can mean.
import { quantityText, renderMessage } from "@/lib/wording/index.ts";
import type { Understood } from "./classify.ts";
import type { AskBoxProposal } from "./schemas.ts";

export interface Product {
  readonly productId: number;
  readonly sku: string;
  readonly runId: number;
  readonly baseRunId: number | null;
}

type Choice = AskBoxProposal["choices"][number];

/** The best fit first, then why it is what it is and why it changed. */
export function quantityChoices(
  { productId, sku, runId, baseRunId }: Product,
  { type, units }: Understood,
): Choice[] {
  const subject = renderMessage("askBoxQuantity", { sku });
  const of = { productId, runId };
  const level: Choice = {
    label: renderMessage("askBoxLevel", { subject }),
    question: { kind: "restockLevel", ...of },
  };
  const change: Choice[] =
    baseRunId === null
      ? []
      : [
          {
            label: renderMessage("askBoxChange", { subject }),
            question: { kind: "restockChange", ...of, baseRunId },
          },
        ];
  const others: Choice[] = [];
  if (units !== null && (type === "contrast" || type === "forward"))
    others.push({
      label: renderMessage("askBoxContrast", { subject, target: quantityText("units", units) }),
      question: { kind: "restockContrast", ...of, units },
    });
  if (units !== null && type === "counterfactual")
    others.push({
      label: renderMessage("askBoxTarget", { subject, target: quantityText("units", units) }),
      question: { kind: "restockTarget", ...of, targetUnits: units },
    });
  if (type === "provenance")
    others.push({
      label: renderMessage("askBoxSources", { subject }),
      question: { kind: "restockSources", ...of },
    });
  if (type === "fairness")
    others.push({
      label: renderMessage("askBoxFairness", { subject }),
      question: { kind: "restockFairness", ...of },
    });
  if (type === "forward")
    others.push({
      label: renderMessage("askBoxForward", { subject }),
      question: { kind: "restockForward", ...of, leaf: "none", move: 1, steps: 0 },
    });
  return type === "change" ? [...change, level] : [...others, level, ...change];
}
