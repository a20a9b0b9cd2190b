import { roundHalfEven } from "../../units/index.ts";
import type { Columns } from "../decision/index.ts";
import {
  type AccountLeadTime,
  type DemandGrid,
  estimateLeadTime,
  fixedLength,
  type LeadTimeLaw,
  lawMean,
  type ProtectionLengths,
  plannedLaw,
  protectionLengths,
  protectionQuantile,
} from "../lead-time/index.ts";
import { safetyDaysWorth } from "../replenishment/index.ts";
import { type PlanFacts, skusOf } from "./facts.ts";
import type { ShardForecast } from "./forecast-stage.ts";

const MILLION = 1_000_000;

/** Lead-time safety is never more than this. */
const MOST_SAFETY_DAYS = 182;

/** Lead times of every account of a shard, from its shipments and what was told. Cost as `estimateLeadTime`. */
export function leadTimesOf(facts: PlanFacts): readonly AccountLeadTime[] {
  return Array.from({ length: facts.accountCount }, (_, a) => {
    const from = facts.shipmentStart[a]!;
    const to = facts.shipmentStart[a + 1]!;
    const evidence = {
      shipmentKey: facts.shipmentKey.subarray(from, to),
      originIndex: facts.shipmentOriginIndex.subarray(from, to),
      fcIndex: facts.shipmentFcIndex.subarray(from, to),
      outcome: facts.shipmentOutcome.subarray(from, to),
      days: facts.shipmentDays.subarray(from, to),
      units: facts.shipmentUnits.subarray(from, to),
    };
    return estimateLeadTime(evidence, medianToldDays(facts, a));
  });
}

/** The lower median of what was told for an account's products; 0 without products. */
function medianToldDays(facts: PlanFacts, account: number): number {
  const { start, end } = skusOf(facts, account);
  const sorted = facts.leadTimeDays.slice(start, end).sort();
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** The law of each SKU's lead time; SKUs of an account that were told the same share one object. */
export function lawsOf(facts: PlanFacts): readonly LeadTimeLaw[] {
  const laws: LeadTimeLaw[] = [];
  leadTimesOf(facts).forEach((estimate, a) => {
    const { start, end } = skusOf(facts, a);
    const ofTold = new Map<number, LeadTimeLaw>();
    for (let i = start; i < end; i++) {
      const told = facts.leadTimeDays[i]!;
      const law = ofTold.get(told) ?? plannedLaw(estimate, told);
      ofTold.set(told, law);
      laws.push(law);
    }
  });
  return laws;
}

/** Mean lead time of each SKU in whole days. */
export const meanDaysOf = (laws: readonly LeadTimeLaw[]): Float64Array => {
  const mean = new Map<LeadTimeLaw, number>();
  return Float64Array.from(laws, (law) => {
    const days = mean.get(law) ?? roundHalfEven(lawMean(law));
    mean.set(law, days);
    return days;
  });
};

interface Interval {
  readonly random: ProtectionLengths;
  readonly mean: ProtectionLengths;
}

/** Protection intervals by law and review period, of random length and of the mean one; each is prepared once. */
function intervals(grid: DemandGrid) {
  const known = new Map<LeadTimeLaw, Map<number, Interval>>();
  return (law: LeadTimeLaw, reviewDays: number, protectionDays: number): Interval => {
    const ofLaw = known.get(law) ?? new Map<number, Interval>();
    known.set(law, ofLaw);
    const interval = ofLaw.get(reviewDays) ?? {
      random: protectionLengths(grid, law, reviewDays),
      mean: fixedLength(grid, protectionDays),
    };
    ofLaw.set(reviewDays, interval);
    return interval;
  };
}

/**
 * Whole days by which each SKU's protection interval must be longer so that demand over an interval of random length is
 * covered at the decision's own critical ratio. `certain` holds the decision's values for a certain lead time
 * (`certainLeadTime`). 0 without uncertainty, and where the ratio is so low that uncertainty asks for less.
 */
export function safetyDaysOf(
  laws: readonly LeadTimeLaw[],
  certain: Columns,
  forecast: ShardForecast,
): Float64Array {
  const grid = { weeks: forecast.cumulativeWeeks, level: forecast.cumulativeLevel };
  const cells = grid.weeks.length * grid.level.length;
  const intervalOf = intervals(grid);
  const { criticalRatio, protectionDays, sendingDays } = certain.column;
  const safety = new Float64Array(laws.length);
  for (let i = 0; i < laws.length; i++) {
    const level = criticalRatio![i]! / MILLION;
    if (level <= 0) continue;
    const demand = { grid, quantile: forecast.cumulativeQuantile, at: i * cells };
    const { random, mean } = intervalOf(laws[i]!, sendingDays![i]!, protectionDays![i]!);
    const extraUnits =
      protectionQuantile(demand, random, level) - protectionQuantile(demand, mean, level);
    safety[i] = safetyDaysWorth(certain, i, Math.floor(1000 * extraUnits), MOST_SAFETY_DAYS);
  }
  return safety;
}
