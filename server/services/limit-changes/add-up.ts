// Changes of single limits to sums by pool, group of accounts and cause.
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import type { CohortChange, LimitChangeSummary } from "./schemas.ts";

/** One limit in both runs. */
export interface ExplainedLimit {
  readonly storageTypeIndex: number;
  readonly monthAhead: number;
  readonly fromMm3: number;
  readonly toMm3: number;
  /** By cause, those that moved it only; they add up to the change. */
  readonly amounts: Readonly<Record<string, number>>;
  readonly parts: Readonly<Record<string, number>>;
  readonly mainCause: string | null;
  /** The groups of accounts it is in, beside all. */
  readonly cohorts: readonly { readonly dimension: string; readonly name: string }[];
}

/** The cause with the largest amount, the first of equals; null where nothing moved. */
export function mainCauseOf(amounts: Readonly<Record<string, number>>): string | null {
  let found: string | null = null;
  for (const [cause, amount] of Object.entries(amounts))
    if (amount !== 0 && Math.abs(amount) > Math.abs(found === null ? 0 : (amounts[found] ?? 0)))
      found = cause;
  return found;
}

const ALL = { dimension: "all", name: "all" } as const;

export function addUp(limits: readonly ExplainedLimit[]): LimitChangeSummary {
  const pools = Map.groupBy(limits, (one) => 16 * one.storageTypeIndex + one.monthAhead);
  return {
    pools: [...pools]
      .sort(([a], [b]) => a - b)
      .map(([pool, ofPool]) => ({
        storageType: storageTypes[Math.floor(pool / 16)] ?? "standard",
        monthAhead: pool % 16,
        cohorts: cohortsOf(ofPool),
      })),
  };
}

function cohortsOf(limits: readonly ExplainedLimit[]): CohortChange[] {
  const found = new Map<
    string,
    { at: { dimension: string; name: string }; limits: ExplainedLimit[] }
  >();
  for (const one of limits)
    for (const at of [ALL, ...one.cohorts]) {
      const key = `${at.dimension}/${at.name}`;
      const cohort = found.get(key) ?? {
        at: { dimension: at.dimension, name: at.name },
        limits: [],
      };
      cohort.limits.push(one);
      found.set(key, cohort);
    }
  return [...found.values()]
    .map((cohort) => ({ ...cohort.at, ...sumsOf(cohort.limits) }))
    .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

const DIMENSIONS = ["all", "size", "age", "category"];
const rank = ({ dimension }: { readonly dimension: string }): number =>
  DIMENSIONS.indexOf(dimension);

function sumsOf(limits: readonly ExplainedLimit[]): Omit<CohortChange, "dimension" | "name"> {
  const total = (pick: (one: ExplainedLimit) => number) =>
    limits.reduce((sum, one) => sum + pick(one), 0);
  return {
    accountCount: limits.length,
    riseCount: limits.filter(isRise).length,
    fallCount: limits.filter(isFall).length,
    fromMm3: total(({ fromMm3 }) => fromMm3),
    toMm3: total(({ toMm3 }) => toMm3),
    causes: causeSums(limits),
    parts: partSums(limits),
  };
}

const isRise = ({ fromMm3, toMm3 }: ExplainedLimit): boolean => toMm3 > fromMm3;
const isFall = ({ fromMm3, toMm3 }: ExplainedLimit): boolean => toMm3 < fromMm3;

/** Largest first. */
function causeSums(limits: readonly ExplainedLimit[]): CohortChange["causes"] {
  const sums = amountSums(limits.map(({ amounts }) => amounts));
  return [...sums]
    .map(([cause, amountMm3]) => {
      const main = limits.filter(({ mainCause }) => mainCause === cause);
      return {
        cause,
        amountMm3,
        mainCount: main.length,
        mainRiseCount: main.filter(isRise).length,
        mainFallCount: main.filter(isFall).length,
      };
    })
    .sort((a, b) => Math.abs(b.amountMm3) - Math.abs(a.amountMm3) || (a.cause < b.cause ? -1 : 1));
}

const partSums = (limits: readonly ExplainedLimit[]): CohortChange["parts"] =>
  [...amountSums(limits.map(({ parts }) => parts))].map(([player, amountMm3]) => ({
    player,
    amountMm3,
  }));

function amountSums(all: readonly Readonly<Record<string, number>>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const one of all)
    for (const [name, amount] of Object.entries(one))
      sums.set(name, (sums.get(name) ?? 0) + amount);
  return sums;
}
