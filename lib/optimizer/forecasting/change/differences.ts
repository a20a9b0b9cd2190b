import type { Attributes } from "../problem.ts";
import type { Aligned } from "./aligned.ts";
import { CHANGE_DRIVERS, type ChangeDriver } from "./mixed.ts";

/** Drivers whose inputs differ between the two sides on the weeks of the axis; the others are no causes. */
export function differingDrivers(aligned: Aligned): ChangeDriver[] {
  const hasNewWeeks = aligned.origin[0] < aligned.origin[1];
  const differs: Readonly<Record<ChangeDriver, boolean>> = {
    newSales: hasNewWeeks,
    correctedHistory:
      isHistoryCorrected(aligned, hasNewWeeks) ||
      isAttributeDifferent(aligned, "logVolume") ||
      isAttributeDifferent(aligned, "storageType"),
    wholesale: isWholesaleDifferent(aligned),
    stockOut: isStockDifferent(aligned),
    season: hasNewWeeks,
    events: isCalendarDifferent(aligned),
    price: isOfferDifferent(aligned, "logPrice") || isAttributeDifferent(aligned, "logPrice"),
    promotion: isOfferDifferent(aligned, "promotionShare"),
    model: aligned.sides[0].methodKey !== aligned.sides[1].methodKey,
  };
  return CHANGE_DRIVERS.filter((driver) => differs[driver]);
}

/** Weeks that both sides have on record, from the SKU's first on. */
function sharedWeeks({ start, origin, firstWeek }: Aligned, i: number) {
  const first = Math.min(firstWeek[0][i]!, firstWeek[1][i]!);
  return { from: Math.max(start[0], start[1], first), to: origin[0] };
}

function isHistoryCorrected(aligned: Aligned, hasNewWeeks: boolean): boolean {
  const { skuCount, weekCount, category, firstWeek, isOfOld, isPresent, soldUnits } = aligned;
  for (let i = 0; i < skuCount; i++) {
    if (category[0][i] !== category[1][i]) return true;
    if (!hasNewWeeks && isPresent[0][i] !== isPresent[1][i]) return true;
    const isOld = isOfOld[i] === 1 || !hasNewWeeks;
    if (isOld && firstWeek[0][i] !== firstWeek[1][i]) return true;
    const { from, to } = sharedWeeks(aligned, i);
    for (let t = from; t <= to; t++) {
      const at = i * weekCount + t;
      if (soldUnits[0][at] !== soldUnits[1][at]) return true;
    }
  }
  return false;
}

function isWholesaleDifferent(aligned: Aligned): boolean {
  const { skuCount, weekCount, wholesaleUnits } = aligned;
  for (let i = 0; i < skuCount; i++) {
    for (let t = sharedWeeks(aligned, i).from; t < weekCount; t++) {
      const at = i * weekCount + t;
      if (wholesaleUnits[0][at] !== wholesaleUnits[1][at]) return true;
    }
  }
  return false;
}

/** What is not known counts as in stock, as the forecast takes it. */
const shareOf = (share: number): number => (Number.isNaN(share) ? 1 : share);

function isStockDifferent(aligned: Aligned): boolean {
  const { skuCount, weekCount, inStockShare, isCensored } = aligned;
  for (let i = 0; i < skuCount; i++) {
    for (let t = sharedWeeks(aligned, i).from; t < weekCount; t++) {
      const at = i * weekCount + t;
      if (isCensored[0][at] !== isCensored[1][at]) return true;
      if (shareOf(inStockShare[0][at]!) !== shareOf(inStockShare[1][at]!)) return true;
    }
  }
  return false;
}

/** On weeks that both sides look at; no cause where no method reads it. */
function isOfferDifferent(
  { sides, offers, skuCount, axisWeeks, start }: Aligned,
  name: "logPrice" | "promotionShare",
): boolean {
  if (!sides.some(({ isOfferRead }) => isOfferRead)) return false;
  for (let i = 0; i < skuCount; i++) {
    for (let t = Math.max(start[0], start[1]); t < axisWeeks; t++) {
      const at = i * axisWeeks + t;
      if (!Object.is(offers[0][name][at], offers[1][name][at])) return true;
    }
  }
  return false;
}

const isAttributeDifferent = ({ attributes }: Aligned, name: keyof Attributes): boolean =>
  attributes?.[0][name].some((value, i) => !Object.is(value, attributes[1][name][i])) ?? false;

function isCalendarDifferent({ events, start }: Aligned): boolean {
  const from = Math.max(start[0], start[1]);
  const [before, after] = events.map(({ week, kind, upliftPrior }) =>
    Array.from(week, (t, e) => ({ t, text: `${t}/${kind[e]}/${upliftPrior[kind[e]!]}` }))
      .filter(({ t }) => t >= from)
      .map(({ text }) => text)
      .sort(),
  );
  return before!.join() !== after!.join();
}
