import type { SpeedWindow } from "./delivery.ts";

/** Units of a product that come to a building on a day ahead. */
export interface DeliveryArrival {
  readonly product: number;
  readonly building: number;
  readonly day: number;
  readonly units: number;
}

/** Products in the days ahead, by building and region; all flat row-major. */
export interface DeliveryAhead {
  readonly productCount: number;
  readonly regionCount: number;
  readonly dayCount: number;
  /** Before the first day. [productCount, buildingCount] */
  readonly heldUnits: Float64Array;
  readonly arrivals: readonly DeliveryArrival[];
  /** Expected, not rounded. [productCount, dayCount] */
  readonly demandUnits: Float64Array;
  /** Of a product's buyers; they add up to 1. [productCount, regionCount] */
  readonly regionShare: Float64Array;
  /** NaN = no lane. [buildingCount, regionCount] */
  readonly transitDays: Float64Array;
}

/**
 * What expected orders of the last `windowDays` days ahead could be promised. Day by day each region is served from its fastest
 * building that still holds the product; where a building has too little for all that come to it, each gets the same part of what it
 * wants, as orders come mixed, and the rest goes on to the next. `unservedUnits`: what no building holds.
 * Cost O(products x days x regions), and once more for each building that runs out.
 */
export function speedWindowAhead(
  ahead: DeliveryAhead,
  windowDays: number,
  promiseDays = 31,
): { readonly window: SpeedWindow; readonly unservedUnits: number } {
  const { productCount, regionCount, dayCount, transitDays } = ahead;
  const buildingCount = transitDays.length / regionCount;
  const serve = servedFrom(fastestBuildings(transitDays, regionCount), buildingCount);
  const byProduct = Map.groupBy(ahead.arrivals, ({ product }) => product);
  const units = new Float64Array(regionCount * promiseDays);
  const count: Served = (r, building, served) => {
    const days = Math.min(transitDays[building * regionCount + r]!, promiseDays - 1);
    units[r * promiseDays + days]! += served;
  };
  const wanted = new Float64Array(regionCount);
  let unservedUnits = 0;
  for (let p = 0; p < productCount; p++) {
    const held = ahead.heldUnits.slice(p * buildingCount, (p + 1) * buildingCount);
    const share = ahead.regionShare.subarray(p * regionCount, (p + 1) * regionCount);
    const arrivals = Map.groupBy(byProduct.get(p) ?? [], ({ day }) => day);
    for (let d = 0; d < dayCount; d++) {
      for (const { building, units: come } of arrivals.get(d) ?? []) held[building]! += come;
      const demand = ahead.demandUnits[p * dayCount + d]!;
      share.forEach((part, r) => {
        wanted[r] = demand * part;
      });
      const isCounted = d >= dayCount - windowDays;
      serve(held, wanted, isCounted ? count : () => undefined);
      if (isCounted) unservedUnits += wanted.reduce((sum, left) => sum + left, 0);
    }
  }
  return { window: { regionCount, units, dayCount: promiseDays }, unservedUnits };
}

/** Buildings with a lane to each region, the fastest first. */
function fastestBuildings(transitDays: Float64Array, regionCount: number): readonly Int16Array[] {
  const buildings = Array.from({ length: transitDays.length / regionCount }, (_, j) => j);
  return Array.from({ length: regionCount }, (_, r) => {
    const days = (j: number) => transitDays[j * regionCount + r]!;
    const reachable = buildings.filter((j) => !Number.isNaN(days(j)));
    return Int16Array.from(reachable.sort((a, b) => days(a) - days(b) || a - b));
  });
}

type Served = (region: number, building: number, units: number) => void;

/** Takes what is wanted out of what is held until either ends; what is left of `wanted` nobody holds. */
function servedFrom(fastest: readonly Int16Array[], buildingCount: number) {
  const asked = new Float64Array(buildingCount);
  /** Where each region turns to; -1 = nowhere. */
  const holder = new Int16Array(fastest.length);
  const ask = (held: Float64Array, wanted: Float64Array): boolean => {
    asked.fill(0);
    for (let r = 0; r < wanted.length; r++) {
      holder[r] = wanted[r]! > 0 ? firstHolder(fastest[r]!, held) : -1;
      if (holder[r]! >= 0) asked[holder[r]!]! += wanted[r]!;
    }
    return asked.some((units) => units > 0);
  };
  const give = (held: Float64Array, wanted: Float64Array, onServed: Served): void => {
    for (let r = 0; r < wanted.length; r++) {
      const building = holder[r]!;
      if (building < 0) continue;
      const part = Math.min(1, held[building]! / asked[building]!);
      onServed(r, building, wanted[r]! * part);
      wanted[r] = part < 1 ? wanted[r]! * (1 - part) : 0;
    }
  };
  return (held: Float64Array, wanted: Float64Array, onServed: Served): void => {
    while (held.some((units) => units > 0) && ask(held, wanted)) {
      give(held, wanted, onServed);
      // A building that was asked for all it holds is empty, whatever rounding says.
      for (let j = 0; j < buildingCount; j++) held[j] = Math.max(0, held[j]! - asked[j]!);
    }
  };
}

function firstHolder(fastest: Int16Array, held: Float64Array): number {
  for (const building of fastest) if (held[building]! > 0) return building;
  return -1;
}
