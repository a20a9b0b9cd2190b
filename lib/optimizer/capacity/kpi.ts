import { giniShare, neumaierSum } from "../core/sums.ts";
import type { LimitPlan } from "./plan.ts";

/** Predictability and use of the limits of one run; null where nothing can be measured. */
export interface LimitKpis {
  /** Limits announced below a confirmed figure. Must be 0. */
  readonly confirmedCutCount: number;
  /** Share of limits with an earlier estimate that keep at least 90 % of it. */
  readonly keptEstimateShare: number | null;
  /** Mean of |limit - last estimate| / last estimate. */
  readonly meanRevisionShare: number | null;
  /** Space in use (on hand and open shipments) over limits. */
  readonly limitUsageShare: number | null;
  /** Limits over the pools they share. */
  readonly poolUsageShare: number | null;
  /** Gini coefficient of limit per weekly shipped volume, over rows that ship. */
  readonly limitPerPaceGini: number | null;
  readonly infeasiblePoolCount: number;
  readonly finals: FinalKpis;
  /** Weeks of shipped volume that the limits of a group hold together. */
  readonly cohorts: readonly CohortKpi[];
}

/** Limits that become confirmed with this run, against the first estimate of their month. */
export interface FinalKpis {
  /** Those that had an estimate. */
  readonly finalCount: number;
  /** Share of them that keep at least 90 % of the first estimate; goal 95 %. */
  readonly keptShare: number | null;
  /** Mean of |final - first estimate| / first estimate; goal at most 8 %. */
  readonly revisionShare: number | null;
  /** Mean of max(0, first estimate - final) / first estimate: the part of the revision that took space away. */
  readonly loweredShare: number | null;
}

export interface CohortKpi {
  readonly dimension: string;
  readonly name: string;
  readonly limitCount: number;
  readonly limitWeeks: number;
}

/** What is known of the rows beyond the plan. */
export interface LimitKpiFacts {
  /** Months ahead of each row. [count] */
  readonly monthAhead: ArrayLike<number>;
  /** First estimate of the row's month, 0 when there was none. [count] */
  readonly firstEstimateMm3: Float64Array;
  /** Groups to compare, beside thirds by size: a name per row, null = not in any. */
  readonly cohorts: readonly {
    readonly dimension: string;
    readonly name: readonly (string | null)[];
  }[];
}

/** Measures a plan; cost O(rows log rows). */
export function limitKpis({ columns, limits, sigma }: LimitPlan, facts: LimitKpiFacts): LimitKpis {
  const { baseLimit, confirmedMm3, lastEstimateMm3, spaceInUse, shippedWeeklyMm3 } = columns.column;
  const revision: number[] = [];
  const perPace: number[] = [];
  let confirmedCutCount = 0;
  let keptCount = 0;
  for (let row = 0; row < columns.count; row++) {
    // Space won comes on top of a limit and is no part of what was promised.
    const limit = baseLimit![row]!;
    const estimate = lastEstimateMm3![row]!;
    if (limit < confirmedMm3![row]!) confirmedCutCount++;
    if (shippedWeeklyMm3![row]! > 0) perPace.push(limit / shippedWeeklyMm3![row]!);
    if (estimate > 0) {
      revision.push(Math.abs(limit - estimate) / estimate);
      if (limit * 10 >= estimate * 9) keptCount++;
    }
  }
  const poolMm3 = neumaierSum(sigma.map((price) => price.certificate.poolMm3));
  const limitMm3 = neumaierSum(limits);
  return {
    confirmedCutCount,
    keptEstimateShare: ratio(keptCount, revision.length),
    meanRevisionShare: ratio(neumaierSum(revision), revision.length),
    limitUsageShare: ratio(neumaierSum(spaceInUse!), limitMm3),
    poolUsageShare: ratio(limitMm3, poolMm3),
    limitPerPaceGini: giniShare(perPace),
    infeasiblePoolCount: sigma.filter((price) => price.certificate.status === "infeasible").length,
    finals: finalKpis(baseLimit!, facts),
    cohorts: cohortKpis(baseLimit!, shippedWeeklyMm3!, facts),
  };
}

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

function finalKpis(
  baseLimit: Float64Array,
  { monthAhead, firstEstimateMm3 }: LimitKpiFacts,
): FinalKpis {
  const revision: number[] = [];
  const lowered: number[] = [];
  let keptCount = 0;
  firstEstimateMm3.forEach((first, row) => {
    if (monthAhead[row] !== 1 || first === 0) return;
    revision.push(Math.abs(baseLimit[row]! - first) / first);
    lowered.push(Math.max(0, first - baseLimit[row]!) / first);
    if (baseLimit[row]! * 10 >= first * 9) keptCount++;
  });
  return {
    finalCount: revision.length,
    keptShare: ratio(keptCount, revision.length),
    revisionShare: ratio(neumaierSum(revision), revision.length),
    loweredShare: ratio(neumaierSum(lowered), lowered.length),
  };
}

/** Next month's limits by group; accounts that ship nothing belong to none. */
function cohortKpis(
  baseLimit: Float64Array,
  shippedWeekly: Float64Array,
  { monthAhead, cohorts }: LimitKpiFacts,
): CohortKpi[] {
  const rows = Array.from(baseLimit.keys()).filter(
    (row) => monthAhead[row] === 1 && shippedWeekly[row]! > 0,
  );
  const found: CohortKpi[] = [];
  for (const { dimension, name } of [thirdsBySize(rows, shippedWeekly), ...cohorts]) {
    const sums = new Map<string, { count: number; limit: number; shipped: number }>();
    for (const row of rows) {
      const group = name[row] ?? null;
      if (group === null) continue;
      const sum = sums.get(group) ?? { count: 0, limit: 0, shipped: 0 };
      sums.set(group, {
        count: sum.count + 1,
        limit: sum.limit + baseLimit[row]!,
        shipped: sum.shipped + shippedWeekly[row]!,
      });
    }
    for (const [group, { count, limit, shipped }] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1)))
      found.push({ dimension, name: group, limitCount: count, limitWeeks: limit / shipped });
  }
  return found;
}

const THIRDS = ["1 small", "2 middle", "3 large"] as const;

function thirdsBySize(rows: readonly number[], shippedWeekly: Float64Array) {
  const name: (string | null)[] = [];
  const order = [...rows].sort((a, b) => shippedWeekly[a]! - shippedWeekly[b]! || a - b);
  order.forEach((row, k) => {
    name[row] = THIRDS[Math.min(2, Math.floor((3 * k) / order.length))]!;
  });
  return { dimension: "size", name };
}
