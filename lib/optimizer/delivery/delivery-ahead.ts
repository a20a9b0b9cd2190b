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
 * Cost O(products x (days x buildings + turns x regions)); a turn is a day on which goods come or a building runs out.
 */
export function speedWindowAhead(
  ahead: DeliveryAhead,
  windowDays: number,
  promiseDays = 31,
): { readonly window: SpeedWindow; readonly unservedUnits: number } {
  const { productCount, regionCount, dayCount, transitDays } = ahead;
  const buildingCount = transitDays.length / regionCount;
  const units = new Float64Array(regionCount * promiseDays);
  let unservedUnits = 0;
  const count: Served = (r, building, served) => {
    const days = Math.min(transitDays[building * regionCount + r]!, promiseDays - 1);
    if (building < 0) unservedUnits += served;
    else units[r * promiseDays + days]! += served;
  };
  const server = serverOf(fastestBuildings(transitDays, regionCount), buildingCount);
  const byProduct = Map.groupBy(ahead.arrivals, ({ product }) => product);
  for (let p = 0; p < productCount; p++) {
    const held = ahead.heldUnits.slice(p * buildingCount, (p + 1) * buildingCount);
    const share = ahead.regionShare.subarray(p * regionCount, (p + 1) * regionCount);
    const arrivals = Map.groupBy(byProduct.get(p) ?? [], ({ day }) => day);
    server.start(held, share);
    for (let d = 0; d < dayCount; d++) {
      const come = arrivals.get(d);
      if (come) server.bring(come, count);
      server.day(
        ahead.demandUnits[p * dayCount + d]!,
        d >= dayCount - windowDays ? count : undefined,
      );
    }
    server.tell(count);
  }
  const orderedUnits = expectedOrders(ahead, windowDays);
  return { window: { regionCount, units, dayCount: promiseDays, orderedUnits }, unservedUnits };
}

/** Of the last `windowDays` days, by region: the same whatever is held. */
function expectedOrders(ahead: DeliveryAhead, windowDays: number): Float64Array {
  const { productCount, regionCount, dayCount, demandUnits, regionShare } = ahead;
  const units = new Float64Array(regionCount);
  for (let p = 0; p < productCount; p++) {
    let expected = 0;
    for (let d = Math.max(0, dayCount - windowDays); d < dayCount; d++)
      expected += demandUnits[p * dayCount + d]!;
    for (let r = 0; r < regionCount; r++) units[r]! += expected * regionShare[p * regionCount + r]!;
  }
  return units;
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

/** Building -1 = nobody holds it. */
type Served = (region: number, building: number, units: number) => void;

/**
 * Serves one product at a time. As long as no building gets goods or runs out, each region turns to the same building: such days are
 * served from the sums of regions by building, and told at once when that ends.
 */
function serverOf(fastest: readonly Int16Array[], buildingCount: number) {
  /** Where each region turns to; -1 = nowhere. */
  const holder = new Int16Array(fastest.length);
  /** What comes to a building. */
  const asked = new Float64Array(buildingCount);
  let held: Float64Array = asked;
  let share: Float64Array = asked;
  let untold = 0;
  const turn = (wanted: Float64Array): boolean => {
    asked.fill(0);
    for (let r = 0; r < wanted.length; r++) {
      const building = wanted[r]! > 0 ? firstHolder(fastest[r]!, held) : -1;
      holder[r] = building;
      if (building >= 0) asked[building]! += wanted[r]!;
    }
    return asked.some((units) => units > 0);
  };
  const tell = (onServed: Served): void => {
    if (untold > 0)
      for (let r = 0; r < share.length; r++) onServed(r, holder[r]!, untold * share[r]!);
    untold = 0;
  };
  const give = (wanted: Float64Array, onServed: Served): void => {
    for (let r = 0; r < wanted.length; r++) {
      const building = holder[r]!;
      if (building < 0) continue;
      const part = Math.min(1, held[building]! / asked[building]!);
      onServed(r, building, wanted[r]! * part);
      wanted[r] = part < 1 ? wanted[r]! * (1 - part) : 0;
    }
  };
  /** A day on which buildings run out: what one has too little of goes on to the next. */
  const runOut = (demand: number, onServed: Served): void => {
    const wanted = share.map((part) => demand * part);
    while (turn(wanted)) {
      give(wanted, onServed);
      // A building that was asked for all it holds is empty, whatever rounding says.
      for (let j = 0; j < buildingCount; j++) held[j] = Math.max(0, held[j]! - asked[j]!);
    }
    wanted.forEach((units, r) => {
      onServed(r, -1, units);
    });
  };
  const isEnough = (demand: number): boolean => {
    for (let j = 0; j < buildingCount; j++)
      if (asked[j]! > 0 && demand * asked[j]! >= held[j]!) return false;
    return true;
  };
  return {
    /** `stock` is used up. */
    start: (stock: Float64Array, buyers: Float64Array): void => {
      held = stock;
      share = buyers;
      turn(share);
    },
    bring: (come: readonly DeliveryArrival[], onServed: Served): void => {
      tell(onServed);
      for (const { building, units } of come) held[building]! += units;
      turn(share);
    },
    /** Tells nothing without `onServed`. */
    day: (demand: number, onServed: Served | undefined): void => {
      if (isEnough(demand)) {
        for (let j = 0; j < buildingCount; j++) held[j]! -= demand * asked[j]!;
        if (onServed) untold += demand;
        return;
      }
      if (onServed) tell(onServed);
      runOut(demand, onServed ?? (() => undefined));
      turn(share);
    },
    tell,
  };
}

function firstHolder(fastest: Int16Array, held: Float64Array): number {
  for (const building of fastest) if (held[building]! > 0) return building;
  return -1;
}
