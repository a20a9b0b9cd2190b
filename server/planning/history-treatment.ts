// What a forecast did not take as it stands on record; JSON in forecast.history_treatment.
import { z } from "zod";
import { dayToDate } from "@/lib/calendar/index.ts";
import type { PlanFacts } from "@/lib/optimizer/stages/index.ts";

const WholesaleDay = z.strictObject({
  /** Day of purchase. */
  on: z.string(),
  /** Units ordered in lines far larger than usual, and those of them that are not taken for demand. */
  units: z.int(),
  setAsideUnits: z.int(),
});

export const HistoryTreatment = z.strictObject({
  /** Up to the origin, newest first. */
  wholesale: z.array(WholesaleDay).default([]),
});
export type HistoryTreatment = z.infer<typeof HistoryTreatment>;

export const AS_ON_RECORD: HistoryTreatment = { wholesale: [] };

/** As stored; what cannot be read counts as nothing. */
export const readTreatment = (stored: unknown): HistoryTreatment =>
  HistoryTreatment.safeParse(stored ?? {}).data ?? AS_ON_RECORD;

/** Days before the origin that are stored. */
const STORED_DAYS = 364;

/** What was done to the history of SKU i up to the origin's day; null where nothing was. */
export function treatmentOf(
  facts: PlanFacts,
  originDay: number,
  i: number,
): HistoryTreatment | null {
  const wholesale = wholesaleDays(facts, originDay, i);
  return wholesale.length === 0 ? null : { wholesale };
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
