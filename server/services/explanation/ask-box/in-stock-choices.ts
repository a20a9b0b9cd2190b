// Questions about the in-stock rate that a plain question can mean.
import { isSent, spanAhead } from "./ahead-span.ts";
import type { Understood } from "./classify.ts";
import { type Choice, says } from "./label.ts";

/** A shipment sent now is there for the second 30 days; what nothing can change any more are the first. */
const NEXT = 30;
const IN_TIME = 60;
/** The rate that is asked for where no share is named. */
const USUAL_PERCENT = 95;

interface Span {
  readonly fromOn: string;
  readonly toOn: string;
}

/** The best fit first. */
export function inStockChoices({ fromOn, toOn }: Span, understood: Understood): Choice[] {
  const { type, topic, isHindsight, text } = understood;
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
  const sources: Choice = {
    label: says("askBoxRateSources", { day }),
    question: { kind: "inStockSources", toOn },
  };
  const fairness: Choice = {
    label: says("askBoxRateFairness", { day }),
    question: { kind: "inStockFairness", toOn },
  };
  if (topic === "lostSales") return [lost, level, change];
  if (type === "change") return [change, level];
  if (type === "provenance") return [sources, level];
  if (type === "fairness") return [fairness, level];
  if (type === "forward") {
    const [plain, sent] = ahead(toOn);
    return [...(isSent(text) ? [sent, plain] : [plain, sent]), target(toOn, understood)];
  }
  if (type !== "counterfactual") return [level, change, advised];
  return isHindsight
    ? [advised, level, change]
    : [target(toOn, understood), ...ahead(toOn), advised];
}

const ahead = (toOn: string): [Choice, Choice] => [
  {
    label: says("askBoxRateForward", spanAhead(toOn, NEXT)),
    question: { kind: "inStockForward", toOn, daysAhead: NEXT, send: "nothing" },
  },
  {
    label: says("askBoxRateForwardAdvised", spanAhead(toOn, IN_TIME)),
    question: { kind: "inStockForward", toOn, daysAhead: IN_TIME, send: "advised" },
  },
];

function target(toOn: string, { percent }: Understood): Choice {
  const isRate = percent !== null && percent > 0 && percent <= 100;
  const targetMillionths = Math.round(10_000 * (isRate ? percent : USUAL_PERCENT));
  return {
    label: says("askBoxRateTarget", {
      target: { unit: "millionths", value: targetMillionths },
      ...spanAhead(toOn, IN_TIME),
    }),
    question: { kind: "inStockTarget", toOn, daysAhead: IN_TIME, targetMillionths },
  };
}
