import {
  type CapacityPolicy,
  type LimitKpiFacts,
  type LimitKpis,
  limitKpis,
} from "../capacity/index.ts";
import type { CapacityFacts } from "./capacity-stage.ts";
import {
  type AnnouncedLimit,
  type KnownOfAccounts,
  type LimitRows,
  type PlannedLimits,
  type PoolVolumes,
  planAllLimits,
} from "./limits-stage.ts";

/** What the limits of one month's run rest on. */
export interface LimitMonth {
  readonly measured: readonly CapacityFacts[];
  readonly usableMm3: PoolVolumes;
  readonly policy: CapacityPolicy;
  readonly cohorts: LimitKpiFacts["cohorts"];
}

export interface MeasuredMonth {
  readonly planned: PlannedLimits;
  readonly kpis: LimitKpis;
}

const NOTHING_ELSE = { granted: [], declared: [] } as const;

/**
 * Runs of consecutive months, each knowing what the ones before announced, with the measures of each: what a rule would have done to
 * promises over time. Without space won and declared ahead. Cost as `planAllLimits` per month.
 */
export function limitsOverMonths(months: readonly LimitMonth[]): MeasuredMonth[] {
  const announcements: Announcement[] = [];
  return months.map(({ measured, usableMm3, policy, cohorts }, month) => {
    const known: KnownOfAccounts = { announced: knownIn(announcements, month), ...NOTHING_ELSE };
    const planned = planAllLimits(measured, known, usableMm3, policy);
    const { rows, plan, firstEstimateMm3 } = planned;
    announcements.push(...announcedBy(rows, plan.columns.column.baseLimit!, month));
    return {
      planned,
      kpis: limitKpis(plan, { monthAhead: rows.monthAhead, firstEstimateMm3, cohorts }),
    };
  });
}

/** A limit with the month that it is of, counted from the first run's. */
type Announcement = Omit<AnnouncedLimit, "monthAhead"> & { readonly ofMonth: number };

function announcedBy(rows: LimitRows, limitMm3: Float64Array, month: number): Announcement[] {
  return Array.from(rows.accountId, (accountId, row) => ({
    accountId,
    storageTypeIndex: rows.storageTypeIndex[row]!,
    ofMonth: month + rows.monthAhead[row]!,
    isConfirmed: rows.monthAhead[row] === 1,
    limitMm3: limitMm3[row]!,
  }));
}

const knownIn = (announcements: readonly Announcement[], month: number): AnnouncedLimit[] =>
  announcements
    .filter(({ ofMonth }) => ofMonth >= month)
    .map(({ ofMonth, ...limit }) => ({ ...limit, monthAhead: ofMonth - month }));
