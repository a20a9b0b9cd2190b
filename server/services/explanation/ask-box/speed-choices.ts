// Questions about delivery speed that a plain question can mean, besides why it changed and why it is what it is.
import type { Ask } from "../question.ts";
import { isSent, spanAhead } from "./ahead-span.ts";
import type { Understood } from "./classify.ts";
import { type Choice, says } from "./label.ts";

/** How much faster where no share is named. */
const USUAL_PERCENT = 10;
const MOST_PERCENT = 90;

/** The best fit first; nothing where it is plainly about the level or the change. */
export function speedChoices(toOn: string, { type, percent, text }: Understood): Choice[] {
  const contrast: Choice = {
    label: says("askBoxSpeedContrast"),
    question: { kind: "speedContrast", measure: "meanDays", toOn },
  };
  const sources: Choice = {
    label: says("askBoxSpeedSources"),
    question: { kind: "speedSources", measure: "meanDays", toOn },
  };
  const fairness: Choice = {
    label: says("askBoxCountedFairness", { subject: says("askBoxSpeed") }),
    question: { kind: "speedFairness", measure: "meanDays", toOn },
  };
  if (type === "contrast") return [contrast];
  if (type === "fairness") return [fairness];
  if (type === "provenance") return [sources];
  if (type === "forward") return shipmentsMeant(text).map((shipment) => forward(toOn, shipment));
  return type === "counterfactual" ? [target(toOn, percent), forward(toOn, "advised")] : [];
}

type Shipment = Ask<"speedForward">["shipment"];

const ONE_BUILDING = /\b(one|single|a single|only one) (building|warehouse|place|destination)\b/;

/** The shipment that is supposed comes first. */
function shipmentsMeant(text: string): readonly Shipment[] {
  if (ONE_BUILDING.test(text.toLowerCase())) return ["minimal", "advised", "none"];
  return isSent(text) ? ["advised", "minimal", "none"] : ["none", "advised", "minimal"];
}

/** What is sent now is there for the second 30 days. */
function forward(toOn: string, shipment: Shipment): Choice {
  const daysAhead = shipment === "none" ? 30 : 60;
  return {
    label: says("askBoxSpeedForward", { shipment, ...spanAhead(toOn, daysAhead) }),
    question: { kind: "speedForward", measure: "meanDays", toOn, daysAhead, shipment },
  };
}

function target(toOn: string, percent: number | null): Choice {
  const isShare = percent !== null && percent >= 1 && percent <= MOST_PERCENT;
  const fasterPercent = isShare ? Math.round(percent) : USUAL_PERCENT;
  const share = { unit: "millionths", value: 10_000 * fasterPercent };
  return {
    label: says("askBoxSpeedTarget", { share }),
    question: { kind: "speedTarget", toOn, fasterPercent },
  };
}
