import { makeNonDecreasing } from "../../core/quantile.ts";
import type { Outcomes } from "./combination.ts";
import type { MemberForecast } from "./member.ts";

/** How far each quantile must move away from the median, as a factor, and the means' factor. Per group of windows. */
export interface Conformal {
  /** Group of each window. [windowCount] */
  readonly groupOf: Int32Array;
  /** [groupCount, levelCount] */
  readonly stretch: Float64Array;
  /** [groupCount] */
  readonly meanFactor: Float64Array;
}

/** Series of evidence at which half of what was found is believed: their errors share the weather of a few origins. */
const PRIOR_SERIES = 900;
const STRETCH_MIN = 0.75;
const STRETCH_MAX = 1.4;

/** Leads are judged in groups of neighbours: the first fifth, the next two, the last two. */
export function windowGroups(windowCount: number): Int32Array {
  return Int32Array.from({ length: windowCount }, (_, w) => Math.floor((3 * w) / windowCount));
}

/**
 * The conformal step: for every level and group of windows the stretch around the median at which the level would have
 * covered its share of what followed (Romano, Patterson and Candes 2019, in ratio form), shrunk to none by evidence. A count
 * is spread evenly over its unit, so that one that equals a quantile counts by halves; a law without width says nothing.
 */
export function learnConformal(
  forecast: MemberForecast,
  levels: readonly number[],
  outcomes: Outcomes,
  groupOf: Int32Array,
): Conformal {
  const groupCount = Math.max(...groupOf) + 1;
  const levelCount = levels.length;
  const stretch = new Float64Array(groupCount * levelCount).fill(1);
  const meanFactor = new Float64Array(groupCount).fill(1);
  const trust = outcomes.taskCount / (outcomes.taskCount + PRIOR_SERIES);
  const middle = middleOf(levels);
  for (let g = 0; g < groupCount; g++) {
    const rows = rowsOfGroup(outcomes, groupOf, g);
    meanFactor[g] = shrink(meanRatio(forecast, outcomes, rows), trust, 0.8, 1.25);
    for (let q = 0; q < levelCount; q++) {
      if (q === middle) continue;
      const found = stretchOf(forecast, levels, outcomes, rows, q, middle);
      stretch[g * levelCount + q] = shrink(found, trust, STRETCH_MIN, STRETCH_MAX);
    }
  }
  return { groupOf, stretch, meanFactor };
}

const shrink = (value: number, trust: number, low: number, high: number): number =>
  1 + trust * (Math.min(high, Math.max(low, value)) - 1);

function middleOf(levels: readonly number[]): number {
  let best = 0;
  levels.forEach((level, q) => {
    if (Math.abs(level - 0.5) < Math.abs(levels[best]! - 0.5)) best = q;
  });
  return best;
}

function rowsOfGroup(
  { taskCount, windowCount, actual }: Outcomes,
  groupOf: Int32Array,
  group: number,
): number[] {
  const rows: number[] = [];
  for (let k = 0; k < taskCount; k++) {
    for (let w = 0; w < windowCount; w++) {
      const row = k * windowCount + w;
      if (groupOf[w] === group && !Number.isNaN(actual[row]!)) rows.push(row);
    }
  }
  return rows;
}

function meanRatio(forecast: MemberForecast, { actual, scale }: Outcomes, rows: readonly number[]) {
  let sum = 0;
  let expected = 0;
  for (const row of rows) {
    if (!(scale[row]! > 0)) continue;
    sum += actual[row]! / scale[row]!;
    expected += forecast.mean[row]! / scale[row]!;
  }
  return expected > 0 ? sum / expected : 1;
}

/** The stretch at which `level` of the outcomes lie at or below the quantile (at or above, in the lower half). */
function stretchOf(
  { quantile }: MemberForecast,
  levels: readonly number[],
  { actual, isCount }: Outcomes,
  rows: readonly number[],
  q: number,
  middle: number,
): number {
  const sign = q > middle ? 1 : -1;
  const scores: number[] = [];
  let inside = 0;
  for (const row of rows) {
    const median = quantile[row * levels.length + middle]!;
    const width = quantile[row * levels.length + q]! - median;
    if (Math.abs(width) <= Math.max(isCount ? 0.5 : 0, 1e-9 * Math.abs(median))) continue;
    const step = actual[row]! + (isCount ? spread(row) : 0) - median;
    if (sign * step <= 0) inside += 1;
    else scores.push(step / width);
  }
  const share = sign > 0 ? levels[q]! : 1 - levels[q]!;
  return stretchFor(scores, inside, share);
}

/** The score below which, with those inside, `share` of all lie. */
function stretchFor(scores: readonly number[], inside: number, share: number): number {
  const judged = inside + scores.length;
  if (judged < ROWS_MIN || scores.length === 0) return 1;
  const wanted = share * judged - inside;
  if (wanted <= 0) return STRETCH_MIN;
  const sorted = Float64Array.from(scores).sort();
  return sorted[Math.min(sorted.length - 1, Math.ceil(wanted) - 1)]!;
}

const ROWS_MIN = 100;

/** Evenly spread over (-0.5, 0.5), the same for the same row. */
const spread = (row: number): number => (Math.imul(row + 1, 2654435761) >>> 0) / 4294967296 - 0.5;

/** Applies what was learnt; quantiles stay in order. Mutates and returns its argument, which the caller has just made. */
export function applyConformal(
  forecast: MemberForecast,
  levels: readonly number[],
  windowCount: number,
  { groupOf, stretch, meanFactor }: Conformal,
): MemberForecast {
  const levelCount = levels.length;
  const middle = middleOf(levels);
  for (let row = 0; row < forecast.mean.length; row++) {
    const g = groupOf[row % windowCount]!;
    const at = row * levelCount;
    const median = forecast.quantile[at + middle]!;
    for (let q = 0; q < levelCount; q++) {
      const width = forecast.quantile[at + q]! - median;
      forecast.quantile[at + q] = median + stretch[g * levelCount + q]! * width;
    }
    makeNonDecreasing(forecast.quantile, at, at + levelCount);
    forecast.mean[row]! *= meanFactor[g]!;
  }
  return forecast;
}
