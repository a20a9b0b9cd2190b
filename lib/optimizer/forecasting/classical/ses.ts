import { checkHistory, type History, isConstant, type PointForecast } from "./point-forecast.ts";

export interface SmoothingFit extends PointForecast {
  readonly alpha: number;
  readonly initialLevel: number;
  /** Level after the last value: the forecast of every step. */
  readonly level: number;
}

/** How the level before the first value is found. */
export type LevelStart = "least squares" | "first value";

const GRID_COUNT = 10;
const GOLDEN_COUNT = 24;
const GOLDEN = 0.6180339887498949;

interface Pass {
  squares: number;
  initialLevel: number;
  level: number;
}

/**
 * Squared one-step errors of l_t = l_{t-1} + alpha (y_t - l_{t-1}). An error depends on the first level by
 * -(1 - alpha)^t only, so the best first level is a division, not a search.
 */
function smooth(values: History, alpha: number, start: LevelStart, out: Pass): number {
  const reference = values[0]!;
  const keep = 1 - alpha;
  let level = reference;
  let weight = 1;
  let squares = 0;
  let cross = 0;
  let weights = 0;
  for (let t = 0; t < values.length; t++) {
    const error = values[t]! - level;
    squares += error * error;
    cross += error * weight;
    weights += weight * weight;
    level += alpha * error;
    weight *= keep;
  }
  const shift = start === "first value" ? 0 : cross / weights;
  out.squares = Math.max(0, squares - (start === "first value" ? 0 : cross * shift));
  out.initialLevel = reference + shift;
  out.level = level + shift * weight;
  return out.squares;
}

/** Alpha of least squared errors: a grid finds the valley, golden sections its bottom. */
function bestAlpha(values: History, lower: number, upper: number, start: LevelStart): number {
  const pass: Pass = { squares: 0, initialLevel: 0, level: 0 };
  const width = (upper - lower) / GRID_COUNT;
  let best = 0;
  let least = Infinity;
  for (let k = 0; k <= GRID_COUNT; k++) {
    const squares = smooth(values, lower + k * width, start, pass);
    if (squares < least) {
      least = squares;
      best = k;
    }
  }
  let a = lower + Math.max(0, best - 1) * width;
  let b = lower + Math.min(GRID_COUNT, best + 1) * width;
  let x1 = b - GOLDEN * (b - a);
  let x2 = a + GOLDEN * (b - a);
  let f1 = smooth(values, x1, start, pass);
  let f2 = smooth(values, x2, start, pass);
  for (let k = 0; k < GOLDEN_COUNT; k++) {
    if (f1 <= f2) {
      b = x2;
      x2 = x1;
      f2 = f1;
      x1 = b - GOLDEN * (b - a);
      f1 = smooth(values, x1, start, pass);
    } else {
      a = x1;
      x1 = x2;
      f1 = f2;
      x2 = a + GOLDEN * (b - a);
      f2 = smooth(values, x2, start, pass);
    }
  }
  const inside = f1 <= f2 ? x1 : x2;
  return Math.min(f1, f2) <= least ? inside : lower + best * width;
}

/**
 * Simple exponential smoothing (Brown 1959; ETS(A,N,N) of Hyndman, Koehler, Ord and Snyder 2008, ch. 2) with alpha in
 * [alphaMin, alphaMax] of least squared one-step errors. Cost O(n), about 35 passes over the history.
 */
export function simpleSmoothing(
  values: History,
  horizon: number,
  alphaMin: number,
  alphaMax: number,
  start: LevelStart,
): SmoothingFit {
  checkHistory("simpleSmoothing", values, horizon);
  const alpha = isConstant(values) ? alphaMin : bestAlpha(values, alphaMin, alphaMax, start);
  const pass: Pass = { squares: 0, initialLevel: 0, level: 0 };
  smooth(values, alpha, start, pass);
  const { squares, initialLevel, level } = pass;
  return {
    mean: new Float64Array(horizon).fill(level),
    variance: squares / values.length,
    alpha,
    initialLevel,
    level,
  };
}
