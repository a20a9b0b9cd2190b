import { roundParts } from "../core/round-parts.ts";

/** What is asked of delivery: the share of units promised within so many days, or their mean days. */
export const SPEED_MEASURES = [
  "withinOneDay",
  "withinTwoDays",
  "withinThreeDays",
  "meanDays",
] as const;

export type SpeedMeasure = (typeof SPEED_MEASURES)[number];

/** Units by region and days of promise, of one window. */
export interface SpeedWindow {
  readonly regionCount: number;
  /** Units ordered that could be promised, by region and days; the last column holds all longer ones. [regionCount, dayCount] */
  readonly units: Float64Array;
  readonly dayCount: number;
  /** All that was ordered, also what no building could serve. [regionCount] */
  readonly orderedUnits: Float64Array;
}

/** Orders and the buildings they could have been sent from. [orderCount] each */
export interface SpeedOrders {
  readonly region: Int32Array;
  readonly units: Int32Array;
  /** Buildings that held the product on the day, as a bit mask. */
  readonly buildings: Float64Array;
}

/** Most buildings that a mask can name. */
export const MAX_BUILDINGS = 52;

/**
 * What orders could be promised: days of the fastest lane from a building that held the product. Orders that no building
 * held are left out; `unservedUnits` counts them. `transitDays` is [buildingCount, regionCount], NaN = no lane. Throws
 * RangeError for more buildings than a mask holds. Cost O(orders x buildings).
 */
export function speedWindow(
  orders: SpeedOrders,
  transitDays: Float64Array,
  regionCount: number,
  dayCount = 31,
): { readonly window: SpeedWindow; readonly unservedUnits: number } {
  const buildingCount = transitDays.length / regionCount;
  if (buildingCount > MAX_BUILDINGS)
    throw new RangeError(
      `speedWindow: at most ${MAX_BUILDINGS} buildings, got ${buildingCount}; split the network`,
    );
  const units = new Float64Array(regionCount * dayCount);
  const orderedUnits = new Float64Array(regionCount);
  let unservedUnits = 0;
  for (let o = 0; o < orders.units.length; o++) {
    const region = orders.region[o]!;
    let best = Infinity;
    let mask = orders.buildings[o]!;
    for (let j = 0; j < buildingCount; j++) {
      if (mask % 2 === 1) {
        const days = transitDays[j * regionCount + region]!;
        if (days < best) best = days;
      }
      mask = Math.floor(mask / 2);
    }
    orderedUnits[region]! += orders.units[o]!;
    if (best === Infinity) unservedUnits += orders.units[o]!;
    else units[region * dayCount + Math.min(best, dayCount - 1)]! += orders.units[o]!;
  }
  return { window: { regionCount, units, dayCount, orderedUnits }, unservedUnits };
}

/** A window's units and their measured sum, per region. */
function sums(window: SpeedWindow, measure: SpeedMeasure) {
  const { regionCount, dayCount } = window;
  const units = new Float64Array(regionCount);
  const measured = new Float64Array(regionCount);
  const within = SPEED_MEASURES.indexOf(measure) + 1;
  for (let r = 0; r < regionCount; r++)
    for (let d = 0; d < dayCount; d++) {
      const u = window.units[r * dayCount + d]!;
      units[r]! += u;
      if (measure === "meanDays") measured[r]! += 1000 * d * u;
      else if (d <= within) measured[r]! += 1_000_000 * u;
    }
  return { units, measured, total: units.reduce((sum, u) => sum + u, 0) };
}

/** The measure of a window: millionths of its units, or thousandths of a day; null without units. Cost O(regions x days). */
export function deliverySpeed(window: SpeedWindow, measure: SpeedMeasure): number | null {
  const { measured, total } = sums(window, measure);
  if (total === 0) return null;
  return Math.round(measured.reduce((sum, m) => sum + m, 0) / total);
}

/** One region of a window. */
export interface RegionSpeed {
  readonly units: number;
  /** The region's own measure; null without units. */
  readonly speed: number | null;
  /** What it adds to the measure of all; over the regions it adds up exactly. */
  readonly part: number;
}

/** A window's regions, in order. Cost O(regions x days). */
export function regionSpeeds(window: SpeedWindow, measure: SpeedMeasure): RegionSpeed[] {
  const { units, measured, total } = sums(window, measure);
  const whole = deliverySpeed(window, measure) ?? 0;
  const exact = measured.map((m) => (total === 0 ? 0 : m / total));
  return roundParts(exact, whole).map((part, r) => ({
    units: units[r]!,
    speed: units[r]! > 0 ? Math.round(measured[r]! / units[r]!) : null,
    part,
  }));
}

/** A change of delivery speed by region, in the measure's unit; the parts add up exactly. [regionCount] each */
export interface SpeedChange {
  readonly before: number;
  readonly after: number;
  /** Orders from this region were a larger or smaller part of all. */
  readonly mix: readonly number[];
  /** More or less of what was ordered in this region, against others, could be served. */
  readonly served: readonly number[];
  /** The region itself was served faster or slower. */
  readonly speed: readonly number[];
}

/**
 * Mix, what could be served, and speed of regions: with shares w of what is promised and speeds s, speed_r = mean w_r x ds_r, and
 * dw_r x (mean s_r - mean S) is shared between mix and served by what each does to w_r; each mean over both windows (Bennet 1920). A
 * region without units on one side has no speed there, and one without orders no share that is served: the other side's is taken.
 * Exchanging the windows negates every part. Null when either window has no units. Cost O(regions x days).
 */
export function splitSpeedChange(
  a: SpeedWindow,
  b: SpeedWindow,
  measure: SpeedMeasure,
): SpeedChange | null {
  if (a.regionCount !== b.regionCount)
    throw new RangeError(
      `splitSpeedChange: windows must list the same regions, got ${a.regionCount} and ${b.regionCount}`,
    );
  const before = deliverySpeed(a, measure);
  const after = deliverySpeed(b, measure);
  if (before === null || after === null) return null;
  const n = a.regionCount;
  const exact = new Float64Array(3 * n);
  const sideA = sums(a, measure);
  const sideB = sums(b, measure);
  const mixed = mixShares(
    { ...sideA, ordered: a.orderedUnits },
    { ...sideB, ordered: b.orderedUnits },
  );
  const all =
    (sideA.measured.reduce((s, m) => s + m, 0) / sideA.total +
      sideB.measured.reduce((s, m) => s + m, 0) / sideB.total) /
    2;
  for (let r = 0; r < n; r++) {
    const unitsA = sideA.units[r]!;
    const unitsB = sideB.units[r]!;
    if (unitsA + unitsB === 0) continue;
    const speedA = unitsA > 0 ? sideA.measured[r]! / unitsA : sideB.measured[r]! / unitsB;
    const speedB = unitsB > 0 ? sideB.measured[r]! / unitsB : speedA;
    const shareA = unitsA / sideA.total;
    const shareB = unitsB / sideB.total;
    const apart = (speedA + speedB) / 2 - all;
    exact[r] = mixed[r]! * apart;
    exact[n + r] = (shareB - shareA - mixed[r]!) * apart;
    exact[2 * n + r] = ((shareA + shareB) / 2) * (speedB - speedA);
  }
  const parts = roundParts(exact, after - before);
  return {
    before,
    after,
    mix: parts.slice(0, n),
    served: parts.slice(n, 2 * n),
    speed: parts.slice(2 * n),
  };
}

interface Side {
  readonly units: Float64Array;
  readonly total: number;
  readonly ordered: Float64Array;
}

/** What each region's share of all that is promised gains by orders from it being another part of all: the mean of both orders of exchange. */
function mixShares(a: Side, b: Side): Float64Array {
  const shares = ({ units, total }: Side) => units.map((served) => served / total);
  const [before, after] = [shares(a), shares(b)];
  const laterAsBefore = sharesServedAs(b, a);
  const earlierAsAfter = sharesServedAs(a, b);
  return before.map((_, r) => {
    const first = laterAsBefore && laterAsBefore[r]! - before[r]!;
    const last = earlierAsAfter && after[r]! - earlierAsAfter[r]!;
    // Where nothing could be served one way round, the other alone tells; both fail for no windows that serve anything.
    if (first === null) return last ?? 0;
    return last === null ? first : (first + last) / 2;
  });
}

/** Shares of all that is promised, were a window's orders served region by region as the other's are; null where none would be. */
function sharesServedAs({ units, ordered }: Side, other: Side): Float64Array | null {
  const promised = ordered.map((count, r) => {
    const like = other.ordered[r]!;
    if (like === 0) return units[r]!;
    return count === like ? other.units[r]! : (count * other.units[r]!) / like;
  });
  const total = promised.reduce((sum, count) => sum + count, 0);
  return total > 0 ? promised.map((count) => count / total) : null;
}
