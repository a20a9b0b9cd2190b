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
 * building that still holds the product, then from the next; where a building has too little for all that want it first, each gets the
 * same part of what it wants. `unservedUnits`: what no building holds. Cost O(products x days x regions x buildings).
 */
export function speedWindowAhead(
  ahead: DeliveryAhead,
  windowDays: number,
  promiseDays = 31,
): { readonly window: SpeedWindow; readonly unservedUnits: number } {
  const { productCount, regionCount, dayCount } = ahead;
  const buildingCount = ahead.transitDays.length / regionCount;
  const nearest = nearestBuildings(ahead.transitDays, regionCount);
  const byProduct = Map.groupBy(ahead.arrivals, ({ product }) => product);
  const units = new Float64Array(regionCount * promiseDays);
  let unservedUnits = 0;
  for (let p = 0; p < productCount; p++) {
    const held = ahead.heldUnits.slice(p * buildingCount, (p + 1) * buildingCount);
    const share = ahead.regionShare.subarray(p * regionCount, (p + 1) * regionCount);
    const arrivals = Map.groupBy(byProduct.get(p) ?? [], ({ day }) => day);
    for (let d = 0; d < dayCount; d++) {
      for (const { building, units: come } of arrivals.get(d) ?? []) held[building]! += come;
      const demand = ahead.demandUnits[p * dayCount + d]!;
      const wanted = Float64Array.from(share, (part) => part * demand);
      const isCounted = d >= dayCount - windowDays;
      serve(held, wanted, nearest, (r, building, served) => {
        if (!isCounted) return;
        const days = Math.min(ahead.transitDays[building * regionCount + r]!, promiseDays - 1);
        units[r * promiseDays + days]! += served;
      });
      if (isCounted) for (const left of wanted) unservedUnits += left;
    }
  }
  return { window: { regionCount, units, dayCount: promiseDays }, unservedUnits };
}

/** Buildings with a lane to a region, the fastest first. [regionCount] */
function nearestBuildings(transitDays: Float64Array, regionCount: number): readonly number[][] {
  const buildings = Array.from({ length: transitDays.length / regionCount }, (_, j) => j);
  return Array.from({ length: regionCount }, (_, r) => {
    const days = (j: number) => transitDays[j * regionCount + r]!;
    return buildings
      .filter((j) => !Number.isNaN(days(j)))
      .sort((a, b) => days(a) - days(b) || a - b);
  });
}

type Serve = (region: number, building: number, units: number) => void;

/** Takes what is wanted out of what is held, rank by rank; what is left of `wanted` nobody holds. */
function serve(
  held: Float64Array,
  wanted: Float64Array,
  nearest: readonly (readonly number[])[],
  onServed: Serve,
): void {
  for (let rank = 0; rank < held.length; rank++) {
    const asked = new Float64Array(held.length);
    for (let r = 0; r < wanted.length; r++) {
      const building = nearest[r]![rank];
      if (building !== undefined) asked[building]! += wanted[r]!;
    }
    const part = asked.map((all, j) => (all > 0 ? Math.min(1, held[j]! / all) : 0));
    for (let r = 0; r < wanted.length; r++) {
      const building = nearest[r]![rank];
      const units = building === undefined ? 0 : wanted[r]! * part[building]!;
      if (building === undefined || units <= 0) continue;
      held[building] = Math.max(0, held[building]! - units);
      wanted[r] = Math.max(0, wanted[r]! - units);
      onServed(r, building, units);
    }
  }
}
