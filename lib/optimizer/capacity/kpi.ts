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
}

/** Measures a plan; cost O(rows log rows). */
export function limitKpis({ columns, limits, sigma }: LimitPlan): LimitKpis {
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
  };
}

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
