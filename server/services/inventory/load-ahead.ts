// The days ahead of an account, product by product: what the newest plan expects to be sold, and what is on its way.
import type { Tx } from "@/db/client.ts";
import { dayFromDate } from "@/lib/calendar/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { type ForecastPathRow, listForecastPaths } from "@/server/repositories/ahead.ts";
import { type CoveringRun, findLatestRun } from "@/server/repositories/latest-run.ts";
import { listOpenLots } from "@/server/repositories/open-shipments.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";

/** How demand may run: as the plan expects it, or at the low or high end of what it says (levels 0.1 and 0.9 of each week). */
export const DEMAND_PATHS = ["mean", "low", "high"] as const;
export type DemandPath = (typeof DEMAND_PATHS)[number];
const LEVELS: Readonly<Record<Exclude<DemandPath, "mean">, number>> = {
  low: 100_000,
  high: 900_000,
};

/** Units on their way to products in their order, by day expected; what is late or has no day, on the first. */
export interface Arrivals {
  /** [products, dayCount] */
  readonly arrivedUnits: Float64Array;
  /** Units that are late or have no day. */
  readonly overdueUnits: number;
}

export interface AccountAhead extends Arrivals {
  readonly run: CoveringRun;
  readonly dayCount: number;
  /** 1 = the plan says what is expected to be sold; of the others nobody knows, and it is not nothing. [products] */
  readonly hasForecast: Uint8Array;
  /** Units expected on each day after the first day, not rounded; a week spread evenly. 0 without a forecast. [products, dayCount] */
  readonly demandUnits: (path: DemandPath) => Float64Array;
}

interface DaysAhead {
  readonly afterOn: string;
  readonly dayCount: number;
}

export async function loadArrivals(
  tx: Tx,
  scope: SellerScope,
  productIds: readonly number[],
  { afterOn, dayCount }: DaysAhead,
): Promise<Arrivals> {
  const index = new Map(productIds.map((productId, i) => [productId, i]));
  const first = dayFromDate(afterOn) + 1;
  const arrivedUnits = new Float64Array(productIds.length * dayCount);
  let overdueUnits = 0;
  for (const { productId, expectedDay, units } of await listOpenLots(tx, scope, afterOn)) {
    const i = index.get(productId);
    const k = Math.max(0, (expectedDay ?? first) - first);
    if (i === undefined || k >= dayCount) continue;
    if (expectedDay === null || expectedDay < first) overdueUnits += units;
    const cell = i * dayCount + k;
    arrivedUnits[cell] = (arrivedUnits[cell] ?? 0) + units;
  }
  return { arrivedUnits, overdueUnits };
}

/** `dayCount` days after a day for products in their order. Throws precondition_failed where there is no plan. */
export async function loadAhead(
  tx: Tx,
  scope: SellerScope,
  productIds: readonly number[],
  { afterOn, dayCount }: DaysAhead,
): Promise<AccountAhead> {
  const run = await findLatestRun(tx, scope, afterOn);
  if (!run) throw new DomainError("precondition_failed", { rule: "no_plan" });
  const index = new Map(productIds.map((productId, i) => [productId, i]));
  const paths = await listForecastPaths(tx, scope, run.runId);
  const first = dayFromDate(afterOn) + 1;
  const forecast = new Set(paths.map(({ productId }) => productId));
  const hasForecast = Uint8Array.from(productIds, (id) => (forecast.has(id) ? 1 : 0));
  const arrivals = await loadArrivals(tx, scope, productIds, { afterOn, dayCount });
  const tableOf = (path: DemandPath): Float64Array => {
    const table = new Float64Array(productIds.length * dayCount);
    for (const row of paths) {
      const i = index.get(row.productId);
      if (i === undefined) continue;
      const origin = dayFromDate(row.originOn);
      for (let k = 0; k < dayCount; k++)
        table[i * dayCount + k] =
          weekOf(row, path, Math.floor((first + k - origin - 1) / 7)) / 7000;
    }
    return table;
  };
  const tables = new Map<DemandPath, Float64Array>();
  const demandUnits = (path: DemandPath): Float64Array => {
    const table = tables.get(path) ?? tableOf(path);
    tables.set(path, table);
    return table;
  };
  return { run, dayCount, hasForecast, demandUnits, ...arrivals };
}

/** Thousandths of units of a week; beyond the plan's weeks as in the last one it has. */
function weekOf(row: ForecastPathRow, path: DemandPath, week: number): number {
  const w = Math.min(Math.max(0, week), row.meanMilliUnits.length - 1);
  const mean = row.meanMilliUnits[w] ?? 0;
  if (path === "mean") return mean;
  const level = row.levelMillionths.indexOf(LEVELS[path]);
  if (level < 0) return mean;
  return row.quantileMilliUnits[w * row.levelMillionths.length + level] ?? mean;
}
