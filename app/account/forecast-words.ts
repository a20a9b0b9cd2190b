// What forecasts and their scores say, in words.
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatCount, formatNumber } from "@/app/ui/format.ts";

export type ForecastView = RouterOutputs["forecast"]["get"];
export type ForecastScores = RouterOutputs["forecast"]["scores"];
export type ForecastPage = RouterOutputs["forecast"]["list"];
type RangeHits = ForecastView["accuracy"];

/** Units of demand: tenths where they matter. */
export const demandText = (units: number): string =>
  formatNumber(units, { digits: Math.abs(units) < 10 && !Number.isInteger(units) ? 1 : 0 });

/** A change of demand, signed. */
export const changeText = (units: number): string =>
  formatNumber(units, {
    digits: Math.abs(units) < 10 && !Number.isInteger(units) ? 1 : 0,
    isSigned: true,
  });

/** "7 of the last 8 weeks fell inside the range we gave." */
export function hitsText({ weeks, toldWeeks, hitWeeks }: RangeHits, since = "the last"): string {
  if (weeks === 0) return "No week that we forecast has passed yet.";
  const untold = weeks - toldWeeks;
  const because = `stock ran out, so demand is not known`;
  if (toldWeeks === 0) return `In ${formatCount(untold, "week")} ${because}.`;
  const span = toldWeeks === 1 ? "1 week" : `${since} ${formatCount(toldWeeks, "week")}`;
  const first = `${hitWeeks} of ${span} fell inside the range we gave`;
  return untold === 0
    ? `${first}.`
    : `${first}; in ${formatCount(untold, "more week", "more weeks")} ${because}.`;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Expected demand of the first weeks ahead: what every screen calls "Next N weeks". The weeks are whole milli-units, and so is their sum. */
export const expectedUnits = ({ ahead }: Pick<ForecastView, "ahead">, weeks: number): number =>
  sumOf(ahead.slice(0, weeks).map(({ mean }) => Math.round(1000 * mean))) / 1000;

/** The point of the product's chart in one sentence. */
export function forecastTakeaway({ ahead, past }: Pick<ForecastView, "ahead" | "past">): string {
  const next = expectedUnits({ ahead }, 13);
  const recent = past.slice(-13);
  const wholesale = sumOf(recent.map(({ wholesaleUnits }) => wholesaleUnits));
  const before = sumOf(recent.map(({ soldUnits }) => soldUnits)) - wholesale;
  const expected = `We expect about ${demandText(next)} units in the next ${Math.min(13, ahead.length)} weeks`;
  if (past.length < 13) return `${expected}.`;
  const beside = wholesale > 0 ? `, and ${demandText(wholesale)} more in wholesale orders` : "";
  return `${expected}; ${demandText(before)} were sold in the 13 weeks before${beside}.`;
}

/** How an adjustment has worked out, for the weeks of one forecast. */
export function adjustmentText(adjustment: ForecastScores["adjustment"]): string | null {
  if (adjustment === null) return null;
  const { errorUnits, baseErrorUnits } = adjustment;
  const [own, without] = [demandText(errorUnits), demandText(baseErrorUnits)];
  if (own === without)
    return `Your adjustment made no difference: off by ${own} units a week with it and without it.`;
  return errorUnits < baseErrorUnits
    ? `Your adjustment helped: off by ${own} units a week with it, ${without} without it.`
    : `Your adjustment did not help: off by ${own} units a week with it, ${without} without it.`;
}

/** Rules that a statement can break. */
export const statementRefusals: Readonly<Record<string, string>> = {
  no_such_sku: "This account has no product with that SKU.",
  continues_itself: "A product cannot go on from itself. Name another SKU.",
  continues_already: "It already goes on from another product. Withdraw that first.",
  continues_in_a_ring: "That product goes on from this one. Withdraw that first.",
  share_is_gone: "Other products already go on from that one. Choose a smaller share.",
  days_in_order: "The last day lies before the first.",
  weeks_passed: "These weeks are over. Choose weeks that lie ahead.",
  too_far_ahead: "Weeks more than half a year ahead cannot be adjusted yet.",
  factor_out_of_bounds: "A factor lies between 0 and 5.",
  units_out_of_bounds:
    "This is far more than was ever sold or expected in a week. Check the number.",
  weeks_taken: "An adjustment of yours holds for some of these weeks. Withdraw it first.",
  days_taken: "A promotion of yours holds for some of these days. Withdraw it first.",
  too_long: "A promotion lasts at most 92 days.",
  price_needs_product: "A price belongs to one product, not to all of them.",
  too_many_promotions: "There are 200 promotions ahead already. Withdraw some first.",
};
