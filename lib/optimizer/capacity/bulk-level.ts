import { MAX_WATER_LEVEL_MILLI_WEEKS } from "./pricing.ts";

const MILLION = 1_000_000;

/** What a limit depends on beside the prices; of one pool, each [count], integer mm3. */
export interface Bounds {
  readonly hard: Float64Array;
  readonly soft: Float64Array;
  readonly capped: Float64Array;
  readonly weight: Float64Array;
  readonly granted: Float64Array;
}

/** floor(volume * share / 1e6): exact, because share and the rest stay below 1e9. */
export const scaled = (volume: number, share: number): number => {
  const whole = Math.floor(volume / MILLION);
  return whole * share + Math.floor(((volume - whole * MILLION) * share) / MILLION);
};

/** Writes every limit at the prices and answers their sum. */
export function fillLimits(
  { hard, soft, capped, weight, granted }: Bounds,
  level: number,
  ration: number,
  step: number,
  out: Float64Array,
): number {
  let sum = 0;
  for (let i = 0; i < out.length; i++) {
    const floor = hard[i]!;
    const kept = ration === MILLION ? soft[i]! : scaled(soft[i]!, ration);
    const lower = Math.max(kept, floor);
    const upper = Math.max(capped[i]!, lower);
    const whole = Math.floor(weight[i]! / 1000);
    const fair = whole * level + Math.floor(((weight[i]! - whole * 1000) * level) / 1000);
    const raised = Math.max(fair, lower);
    const limit = Math.min(raised, upper);
    const stepped = Math.floor(limit / step) * step;
    const announced = Math.max(stepped, floor) + granted[i]!;
    out[i] = announced;
    sum += announced;
  }
  if (!Number.isSafeInteger(sum))
    throw new RangeError(
      `planBulk: the limits of one pool add up to ${sum}, beyond safe integers; share it out`,
    );
  return sum;
}

const SAMPLE = 16_384;

/** The level at which every n-th account would fill its part of the pool: close enough to start the search from. */
function guessLevel(bounds: Bounds, poolMm3: number, step: number): number {
  const count = bounds.hard.length;
  const stride = Math.max(1, Math.floor(count / SAMPLE));
  const sample = pick(
    bounds,
    Uint32Array.from({ length: Math.ceil(count / stride) }, (_, k) => k * stride),
  );
  const target = (poolMm3 * sample.hard.length) / count;
  const limits = new Float64Array(sample.hard.length);
  let low = 0;
  let high = MAX_WATER_LEVEL_MILLI_WEEKS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fillLimits(sample, middle, MILLION, step, limits) <= target) low = middle;
    else high = middle;
  }
  return low;
}

function pick(bounds: Bounds, rows: Uint32Array): Bounds {
  const of = (column: Float64Array) => {
    const picked = new Float64Array(rows.length);
    for (let k = 0; k < rows.length; k++) picked[k] = column[rows[k]!]!;
    return picked;
  };
  return {
    hard: of(bounds.hard),
    soft: of(bounds.soft),
    capped: of(bounds.capped),
    weight: of(bounds.weight),
    granted: of(bounds.granted),
  };
}

export interface FoundLevel {
  readonly level: number;
  readonly sum: number;
  /** Sum one level higher; null at the highest. */
  readonly nextSum: number | null;
}

/** How far from the guess the level is looked for first, as a share of it. */
const FIRST_WIDTH = 0.01;

/**
 * The largest level at which the limits stay within the pool, given that those of level 0, which `out` holds and which add up to
 * `guaranteedMm3`, do. Writes every limit at the level found to `out`. A limit does not fall as the level rises, so one that is the same at both ends of the bracket is the same between them: each probe
 * evaluates only the others. Integers add up exactly in any order. Cost about five passes over all accounts.
 */
export function levelWithin(
  bounds: Bounds,
  poolMm3: number,
  step: number,
  out: Float64Array,
  guaranteedMm3: number,
): FoundLevel {
  let moving = bounds;
  let settledMm3 = 0;
  let low: Float64Array = out.slice();
  let fits = 0;
  let fitsSum = guaranteedMm3;
  let high: Float64Array | null = null;
  let exceeds = MAX_WATER_LEVEL_MILLI_WEEKS + 1;
  let nextSum: number | null = null;
  const guess = guessLevel(bounds, poolMm3, step);
  const width = Math.ceil(guess * FIRST_WIDTH) + 1;
  let probe = Math.min(MAX_WATER_LEVEL_MILLI_WEEKS, guess + width);
  for (let turn = 1; exceeds - fits > 1; turn++) {
    const values = new Float64Array(moving.hard.length);
    const sum = settledMm3 + fillLimits(moving, probe, MILLION, step, values);
    if (sum <= poolMm3) {
      fits = probe;
      fitsSum = sum;
      low = values;
    } else {
      exceeds = probe;
      nextSum = sum;
      high = values;
    }
    if (high !== null) {
      const rows = differing(low, high);
      for (let k = 0, at = 0; k < low.length; k++) {
        if (rows[at] === k) at++;
        else settledMm3 += low[k]!;
      }
      moving = pick(moving, rows);
      low = gather(low, rows);
      high = gather(high, rows);
    }
    probe = nextProbe({ turn, fits, fitsSum, exceeds, nextSum, poolMm3, guess, width });
  }
  return { level: fits, sum: fillLimits(bounds, fits, MILLION, step, out), nextSum };
}

interface Bracket {
  readonly turn: number;
  readonly fits: number;
  readonly fitsSum: number;
  readonly exceeds: number;
  readonly nextSum: number | null;
  readonly poolMm3: number;
  readonly guess: number;
  readonly width: number;
}

/** The other side of the guess first, then between the ends: interpolated, and halved every third time. */
function nextProbe(bracket: Bracket): number {
  const { turn, fits, fitsSum, exceeds, nextSum, poolMm3, guess, width } = bracket;
  if (nextSum === null) return Math.min(MAX_WATER_LEVEL_MILLI_WEEKS, fits + width * 8 ** turn);
  if (fits === 0) return Math.max(1, Math.min(exceeds - 1, guess - width * 8 ** (turn - 1)));
  const share = turn % 3 === 0 ? 0.5 : (poolMm3 - fitsSum) / (nextSum - fitsSum);
  const gap = exceeds - fits;
  return fits + Math.min(gap - 1, Math.max(1, Math.floor(gap * share)));
}

function differing(low: Float64Array, high: Float64Array): Uint32Array {
  let count = 0;
  for (let k = 0; k < low.length; k++) if (low[k] !== high[k]) count++;
  const rows = new Uint32Array(count);
  for (let k = 0, at = 0; k < low.length; k++) if (low[k] !== high[k]) rows[at++] = k;
  return rows;
}

function gather(values: Float64Array, rows: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k++) picked[k] = values[rows[k]!]!;
  return picked;
}
