// Words about quantities set by hand.
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatCubicFeet, formatMoney, formatPercent, formatUnits } from "@/app/ui/format.ts";

export type OverridePrice = RouterOutputs["replenishment"]["priceOverride"];
export type OverrideList = RouterOutputs["replenishment"]["overrides"];

export const overrideRefusals: Readonly<Record<string, string>> = {
  newer_plan: "A newer plan has come in between. Look at its advice and set the quantity again.",
  expired_already: "The last day has passed already. Choose a later one.",
  too_long: "A quantity by hand holds at most 13 weeks. Choose an earlier last day.",
  a_person_decides: "Only a person of the account can set a quantity.",
  other_rules:
    "An earlier version of the rules made the newest plan. Set the quantity after the next plan.",
};

/** What a quantity changes, sentence by sentence; the money first. */
export function effectSentences(price: OverridePrice): string[] {
  const { plannedUnits, units, profitChangeMicros, currency, spaceChangeMm3 } = price;
  if (units === plannedUnits) return ["This is what the plan advises: nothing changes."];
  const sentences = [
    `The plan advises ${formatUnits(plannedUnits)}; you would send ${formatUnits(units)}.`,
  ];
  if (profitChangeMicros === null)
    sentences.push("What it changes in profit cannot be told: we do not know the price.");
  else if (profitChangeMicros === 0) sentences.push("Expected profit stays the same.");
  else {
    const word = profitChangeMicros > 0 ? "rises" : "falls";
    const money = formatMoney(Math.abs(profitChangeMicros), currency);
    sentences.push(`Expected profit until the next order arrives ${word} by ${money}.`);
  }
  const space = formatCubicFeet(Math.abs(spaceChangeMm3), { digits: 1 });
  sentences.push(`It takes ${space} ${spaceChangeMm3 > 0 ? "more" : "less"} of your limit.`);
  const from = formatPercent(price.plannedCoverMillionths);
  const to = formatPercent(price.coverMillionths);
  sentences.push(
    from === to
      ? `The chance to stay in stock until then stays at ${to}.`
      : `The chance to stay in stock until then goes from ${from} to ${to}.`,
  );
  return sentences;
}

/** How often the advice of a plan was changed; `whose` names the plan. */
export const rateSentence = (
  overriddenCount: number,
  advisedCount: number,
  whose: string,
): string =>
  advisedCount === 0
    ? `There is no advice in ${whose} quantities.`
    : `${formatPercent((overriddenCount / advisedCount) * 1_000_000, { digits: 1 })} of ${whose} quantities are set by hand (${overriddenCount} of ${advisedCount}).`;
