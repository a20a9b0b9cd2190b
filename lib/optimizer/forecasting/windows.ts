import type { History } from "./history.ts";
import { type Levels, TREND_DAMPING } from "./level.ts";

/** Windows after an origin whose demand is forecast as one number: week h alone (from = h) or the first `to` weeks. */
export interface WindowShape {
  /** First and last step of the window, 1-based. [shapeCount] */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Cumulative windows first, then single weeks that stand for their neighbours. */
export function windowShapes(
  cumulativeWeeks: readonly number[],
  horizonWeeks: number,
): WindowShape {
  const single = [1, 2, 4, 7, 12, 20].filter((h) => h <= horizonWeeks);
  return {
    from: Int32Array.from([...cumulativeWeeks.map(() => 1), ...single]),
    to: Int32Array.from([...cumulativeWeeks, ...single]),
  };
}

/** Index of the shape among the single weeks that stands for step h (1-based). */
export function shapeOfStep(shapes: WindowShape, cumulativeCount: number, h: number): number {
  let best = cumulativeCount;
  for (let b = cumulativeCount; b < shapes.to.length; b++) {
    if (Math.abs(shapes.to[b]! - h) <= Math.abs(shapes.to[best]! - h)) best = b;
  }
  return best;
}

/** Running sums over steps h = 0 .. horizon of expected sales, sales and exposure after one origin. */
export interface Path {
  readonly expected: Float64Array;
  readonly sold: Float64Array;
  readonly exposure: Float64Array;
}

export function newPath(horizonWeeks: number): Path {
  return {
    expected: new Float64Array(horizonWeeks + 1),
    sold: new Float64Array(horizonWeeks + 1),
    exposure: new Float64Array(horizonWeeks + 1),
  };
}

/**
 * What SKU i was expected to sell after week `origin`, and sold, cumulated; weeks without stock count on neither side.
 * Returns the number of steps that lie on record. Cost O(steps).
 */
export function followPath(
  history: History,
  factor: Float64Array,
  levels: Levels,
  i: number,
  origin: number,
  path: Path,
): number {
  const past = i * history.pastWeeks;
  const season = history.categoryIndex[i]! * history.axisWeeks;
  const steps = Math.min(path.sold.length - 1, history.pastWeeks - 1 - origin);
  const level = levels.level[past + origin]!;
  const trend = levels.trend[past + origin]!;
  let fade = 1;
  let drift = 0;
  for (let h = 1; h <= steps; h++) {
    const t = origin + h;
    fade *= TREND_DAMPING;
    drift += fade;
    const isUsable = history.isLowerBound[past + t] === 0;
    const exposure = isUsable ? history.exposure[past + t]! : 0;
    const mean = Math.max(0, level + trend * drift) * factor[season + t]!;
    path.expected[h] = path.expected[h - 1]! + exposure * mean;
    path.sold[h] = path.sold[h - 1]! + (exposure > 0 ? history.soldUnits[past + t]! : 0);
    path.exposure[h] = path.exposure[h - 1]! + exposure;
  }
  return steps;
}
