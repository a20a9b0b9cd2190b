// What a forecast did not take as it stands on record; JSON in forecast.history_treatment.
import { z } from "zod";
import { dayToDate } from "@/lib/calendar/index.ts";
import type { PlanFacts } from "@/lib/optimizer/stages/index.ts";
import { roundHalfEven } from "@/lib/units/index.ts";

const WholesaleDay = z.strictObject({
  /** Day of purchase. */
  on: z.string(),
  /** Units ordered in lines far larger than usual, and those of them that are not taken for demand. */
  units: z.int(),
  setAsideUnits: z.int(),
});

const Continues = z.strictObject({
  /** The product it goes on from. */
  productId: z.int(),
  shareMillionths: z.int(),
  /** The seller's word (product_continuation); null = both have the same ASIN and the elder has ended. */
  continuationId: z.int().nullable(),
  /** Weeks taken over, all of them before the product's own. */
  weekCount: z.int(),
  /** Weeks of the product's own up to the origin; what was taken over lies before them. */
  ownWeekCount: z.int(),
  /** Units of the last weeks that were taken over, newest first. */
  units: z.array(z.int()),
});

const PassedOn = z.strictObject({
  /** The product that goes on from this one. */
  productId: z.int(),
  units: z.int(),
});

export const HistoryTreatment = z.strictObject({
  /** Up to the origin, newest first. */
  wholesale: z.array(WholesaleDay).default([]),
  continues: Continues.nullable().default(null),
  passedOn: z.array(PassedOn).default([]),
});
export type HistoryTreatment = z.infer<typeof HistoryTreatment>;

export const AS_ON_RECORD: HistoryTreatment = {
  wholesale: [],
  continues: null,
  passedOn: [],
};

/** As stored; what cannot be read counts as nothing. */
export const readTreatment = (stored: unknown): HistoryTreatment =>
  HistoryTreatment.safeParse(stored ?? {}).data ?? AS_ON_RECORD;

/** Weeks before the origin that are stored. */
const STORED_WEEKS = 52;
const STORED_DAYS = 7 * STORED_WEEKS;

/** What was done to the history of SKU i up to the origin's day; null where nothing was. */
export function treatmentOf(
  facts: PlanFacts,
  originDay: number,
  i: number,
): HistoryTreatment | null {
  const wholesale = wholesaleDays(facts, originDay, i);
  const continues = continuesOf(facts, i);
  const passedOn = passedOnOf(facts, i);
  const isAsOnRecord = wholesale.length === 0 && continues === null && passedOn.length === 0;
  return isAsOnRecord ? null : { wholesale, continues, passedOn };
}

/** What SKU i took over; null where it took over nothing. */
function continuesOf(facts: PlanFacts, i: number): HistoryTreatment["continues"] {
  const { continuedSku, continuedFrom, continuedShare, continuationId, weekCount } = facts;
  const c = continuedSku.indexOf(i);
  const own = facts.ownFirstWeek[c] ?? 0;
  const first = facts.firstWeek[i] ?? 0;
  if (c < 0 || first >= own) return null;
  const from = Math.max(first, weekCount - STORED_WEEKS);
  const row = facts.takenOverUnits.subarray(c * weekCount + from, c * weekCount + own);
  const told = continuationId[c] ?? -1;
  return {
    productId: facts.productId[continuedFrom[c] ?? -1] ?? 0,
    shareMillionths: roundHalfEven((continuedShare[c] ?? 0) * 1e6),
    continuationId: told < 0 ? null : told,
    weekCount: own - first,
    ownWeekCount: weekCount - own,
    units: Array.from(row).reverse(),
  };
}

/** What others took over from SKU i. */
function passedOnOf(facts: PlanFacts, i: number): HistoryTreatment["passedOn"] {
  const { continuedSku, continuedFrom, takenOverUnits, weekCount } = facts;
  return Array.from(continuedFrom, (from, c) => ({ from, c }))
    .filter(({ from }) => from === i)
    .map(({ c }) => ({
      productId: facts.productId[continuedSku[c] ?? -1] ?? 0,
      units: takenOverUnits
        .subarray(c * weekCount, (c + 1) * weekCount)
        .reduce((sum, units) => sum + units, 0),
    }))
    .filter(({ units }) => units > 0);
}

function wholesaleDays(facts: PlanFacts, originDay: number, i: number) {
  const { wholesaleStart, wholesaleDay, wholesaleUnits, wholesaleSetAsideUnits } = facts;
  const days = new Map<number, { units: number; setAsideUnits: number }>();
  for (let k = (wholesaleStart[i + 1] ?? 0) - 1; k >= (wholesaleStart[i] ?? 0); k--) {
    const day = wholesaleDay[k] ?? 0;
    if (day > originDay || day <= originDay - STORED_DAYS) continue;
    const sum = days.get(day) ?? { units: 0, setAsideUnits: 0 };
    days.set(day, {
      units: sum.units + (wholesaleUnits[k] ?? 0),
      setAsideUnits: sum.setAsideUnits + (wholesaleSetAsideUnits[k] ?? 0),
    });
  }
  return [...days].map(([day, sums]) => ({ on: dayToDate(day), ...sums }));
}
