import { storageTypeCount } from "../core/storage-type.ts";
import type { TransportPlan, TransportProblem } from "../transport/index.ts";
import { MONTHS_AHEAD } from "./capacity-stage.ts";
import { type PoolVolumes, poolCount } from "./limits-stage.ts";
import type { NetworkCapacities } from "./network-stage.ts";
import type { PlacementNetwork } from "./placement-stage.ts";

/** What limits each pool at one FC in one month. */
export interface PoolPart {
  readonly fcIndex: number;
  /** Index of the pool: storage type * 3 + months ahead - 1. */
  readonly pool: number;
  readonly spaceMm3: number;
  /** Of the space, what can be filled by then. */
  readonly usableMm3: number;
  /** What lies there when the month begins, as planned; may exceed the space. */
  readonly storedMm3: number;
  /** What holds it: the space itself, or what can be received until then. */
  readonly limitedBy: "storage" | "receiving";
  /** Price of its space in the period in which the month begins, micros per mm3. */
  readonly priceMicrosPerMm3: number;
}

/**
 * Of each FC's space, what can be filled by the month: what the plan has there, and what could be received beyond the
 * plan until then, dealt to the types by their free space. FCs without a pool of the type have no part.
 */
export function poolParts(
  problem: TransportProblem,
  plan: Pick<TransportPlan, "use">,
  c: NetworkCapacities,
): PoolPart[] {
  const parts: PoolPart[] = [];
  for (let w = 0; w < c.fcCount; w++) {
    for (let month = 0; month < MONTHS_AHEAD; month++) addMonth(problem, plan, c, w, month, parts);
  }
  return parts;
}

function addMonth(
  problem: TransportProblem,
  plan: Pick<TransportPlan, "use">,
  c: NetworkCapacities,
  w: number,
  month: number,
  parts: PoolPart[],
): void {
  const t = c.monthPeriod[month]!;
  const first = parts.length;
  let freeMm3 = 0;
  for (let k = 0; k < storageTypeCount; k++) {
    const pool = k * MONTHS_AHEAD + month;
    const spaceMm3 = c.poolMm3[w * poolCount + pool]!;
    if (spaceMm3 === 0) continue;
    const cell = (w * storageTypeCount + k) * problem.periodDays.length + t;
    const storedMm3 = plan.use.storage.load[cell]!;
    freeMm3 += Math.max(0, spaceMm3 - storedMm3);
    parts.push({
      fcIndex: w,
      pool,
      spaceMm3,
      usableMm3: spaceMm3,
      storedMm3,
      limitedBy: "storage",
      priceMicrosPerMm3: plan.use.storage.priceMicros[cell]!,
    });
  }
  const idleUnits = idleReceiving(problem, plan, w, t);
  for (let n = first; n < parts.length; n++) {
    const { pool, spaceMm3, storedMm3 } = parts[n]!;
    const free = Math.max(0, spaceMm3 - storedMm3);
    const unitMm3 = problem.unitVolumeMm3[Math.floor(pool / MONTHS_AHEAD)]!;
    const fillable = freeMm3 > 0 ? (idleUnits * unitMm3 * free) / freeMm3 : 0;
    if (fillable >= free) continue;
    const usableMm3 = Math.floor(Math.min(spaceMm3, storedMm3) + fillable);
    parts[n] = { ...parts[n]!, usableMm3, limitedBy: "receiving" };
  }
}

/** Units that could be received beyond the plan up to and with a period. */
function idleReceiving(
  problem: TransportProblem,
  plan: Pick<TransportPlan, "use">,
  w: number,
  t: number,
): number {
  const periods = problem.periodDays.length;
  let idle = 0;
  for (let u = 0; u <= t; u++) {
    const cell = w * periods + u;
    const left = problem.capacity.receivingUnits[cell]! - plan.use.receiving.load[cell]!;
    idle += Math.max(0, left);
  }
  return idle;
}

/** What later stages need of the network's plan. */
export interface NetworkFeeds {
  /** Projected usable volume of every pool: what limits are shared out of. [storageTypeCount * 3] */
  readonly usableMm3: PoolVolumes;
  /** Price of a unit of mean volume on each lane, mean of the days that a placement covers. [fcCount, regionCount] */
  readonly laneMicrosPerUnit: Float64Array;
  /** Units a day that can be received and picked, mean of those days. [fcCount] */
  readonly receivingUnitsPerDay: Float64Array;
  readonly pickingUnitsPerDay: Float64Array;
}

/** Days that a placement covers. */
const PLACEMENT_DAYS = 35;

export function networkFeeds(
  problem: TransportProblem,
  plan: Pick<TransportPlan, "use">,
  parts: readonly PoolPart[],
): NetworkFeeds {
  const usableMm3 = new Float64Array(poolCount);
  for (const part of parts) usableMm3[part.pool]! += part.usableMm3;
  const { periodDays, fcCount, regionCount, capacity } = problem;
  const { count, days } = placementPeriods(periodDays);
  const sum = (values: Float64Array, cell: number, weight: (t: number) => number): number => {
    let total = 0;
    for (let t = 0; t < count; t++) total += values[cell * periodDays.length + t]! * weight(t);
    return total;
  };
  const perDay = (values: Float64Array) =>
    Float64Array.from({ length: fcCount }, (_, w) => sum(values, w, () => 1) / days);
  const unitMm3 = meanUnitMm3(problem);
  return {
    usableMm3,
    laneMicrosPerUnit: Float64Array.from({ length: fcCount * regionCount }, (_, lane) =>
      Math.round((sum(plan.use.lane.priceMicros, lane, (t) => periodDays[t]!) / days) * unitMm3),
    ),
    receivingUnitsPerDay: perDay(capacity.receivingUnits),
    pickingUnitsPerDay: perDay(capacity.pickingUnits),
  };
}

function placementPeriods(periodDays: Int32Array): { count: number; days: number } {
  let count = 0;
  let days = 0;
  while (count < periodDays.length && days < PLACEMENT_DAYS) days += periodDays[count++]!;
  return { count, days };
}

function meanUnitMm3(problem: TransportProblem): number {
  const perType = problem.demandUnits.length / problem.storageTypeCount;
  let units = 0;
  let mm3 = 0;
  for (let g = 0; g < problem.demandUnits.length; g++) {
    units += problem.demandUnits[g]!;
    mm3 += problem.demandUnits[g]! * problem.unitVolumeMm3[Math.floor(g / perType)]!;
  }
  return units > 0 ? mm3 / units : 0;
}

/**
 * The network that placement plans in, with what the network's plan found: lanes cost their price too, and rates are
 * those of the days that the placement covers.
 */
export const placementWithFeeds = (
  network: PlacementNetwork,
  feeds: Omit<NetworkFeeds, "usableMm3">,
): PlacementNetwork => ({
  ...network,
  inboundUnitsPerDay: feeds.receivingUnitsPerDay,
  outboundUnitsPerDay: feeds.pickingUnitsPerDay,
  laneMicrosPerUnit: network.laneMicrosPerUnit.map(
    (cost, lane) => cost + feeds.laneMicrosPerUnit[lane]!,
  ),
});
