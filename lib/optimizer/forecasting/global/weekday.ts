import type { Panel } from "../panel.ts";

const WEEKDAY_WEEKS = 13;
/** Units of the window's weekdays at which half of their own pattern is believed. */
const WEEKDAY_PRIOR_UNITS = 40;

/** Units of the target's weekday over those of an average day, from the last quarter; 1 for a series that sells little. */
export function weekdayFactor(
  { units, periodCount, firstPeriod }: Panel,
  i: number,
  origin: number,
  target: number,
  weekPeriods: number,
): number {
  let own = 0;
  let all = 0;
  let ownDays = 0;
  let allDays = 0;
  const from = Math.max(firstPeriod[i]!, origin - WEEKDAY_WEEKS * weekPeriods);
  for (let t = from; t < origin; t++) {
    const value = units[i * periodCount + t]!;
    if (Number.isNaN(value)) continue;
    all += value;
    allDays += 1;
    if ((target - t) % weekPeriods !== 0) continue;
    own += value;
    ownDays += 1;
  }
  if (!(all > 0) || ownDays === 0) return 1;
  const mean = all / allDays;
  const prior = WEEKDAY_PRIOR_UNITS / mean;
  return (own + WEEKDAY_PRIOR_UNITS) / ((ownDays + prior) * mean);
}
