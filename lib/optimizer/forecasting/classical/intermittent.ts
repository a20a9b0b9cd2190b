import { checkHistory, type History, type PointForecast } from "./point-forecast.ts";
import { simpleSmoothing } from "./ses.ts";

export interface CrostonFit extends PointForecast {
  /** Smoothed size of a non-zero demand (units) and smoothed periods from one to the next. */
  readonly sizeUnits: number;
  readonly interDemandPeriods: number;
}

/**
 * Croston's method (Operational Research Quarterly 23, 1972, pp. 289-303): sizes z and gaps p between demands are
 * smoothed apart, only when demand occurs; the rate is z / p. Both start from their first value, the first gap counted
 * from the start of the history. With isCorrected the rate is z / p * (1 - alpha / 2), unbiased to first order (Syntetos
 * and Boylan, International Journal of Forecasting 21, 2005, pp. 303-314). A history without demand gives 0.
 */
export function croston(
  values: History,
  horizon: number,
  alpha: number,
  isCorrected: boolean,
): CrostonFit {
  checkHistory("croston", values, horizon);
  const factor = isCorrected ? 1 - alpha / 2 : 1;
  let size = 0;
  let gap = Infinity;
  let lastAt = -1;
  let rate = 0;
  let squares = 0;
  let count = 0;
  for (let t = 0; t < values.length; t++) {
    const y = values[t]!;
    if (lastAt >= 0) {
      squares += (y - rate) * (y - rate);
      count += 1;
    }
    if (y === 0) continue;
    size = lastAt < 0 ? y : size + alpha * (y - size);
    gap = lastAt < 0 ? t + 1 : gap + alpha * (t - lastAt - gap);
    lastAt = t;
    rate = (size / gap) * factor;
  }
  return {
    mean: new Float64Array(horizon).fill(rate),
    variance: varianceOf(lastAt, squares, count),
    sizeUnits: size,
    interDemandPeriods: gap,
  };
}

/** Without any demand the forecast of none was right all along. */
function varianceOf(lastAt: number, squares: number, count: number): number {
  if (lastAt < 0) return 0;
  return count > 0 ? squares / count : NaN;
}

export interface TsbFit extends PointForecast {
  readonly sizeUnits: number;
  /** Smoothed probability that a period has demand. */
  readonly demandShare: number;
}

/**
 * TSB (Teunter, Syntetos and Babai, European Journal of Operational Research 214, 2011, pp. 606-615): the probability
 * of demand is smoothed every period, the size only with demand; the rate p * z falls while nothing sells. Both start
 * from their mean over the history (Kourentzes, International Journal of Production Economics 156, 2014, pp. 180-190).
 */
export function tsb(
  values: History,
  horizon: number,
  alphaSize: number,
  alphaShare: number,
): TsbFit {
  checkHistory("tsb", values, horizon);
  const { size: firstSize, share: firstShare } = meanSizeAndShare(values);
  let size = firstSize;
  let share = firstShare;
  let squares = 0;
  for (let t = 0; t < values.length; t++) {
    const y = values[t]!;
    const error = y - share * size;
    squares += error * error;
    share += alphaShare * ((y === 0 ? 0 : 1) - share);
    if (y !== 0) size += alphaSize * (y - size);
  }
  return {
    mean: new Float64Array(horizon).fill(share * size),
    variance: squares / values.length,
    sizeUnits: size,
    demandShare: share,
  };
}

function meanSizeAndShare(values: History): { size: number; share: number } {
  let sum = 0;
  let count = 0;
  for (let t = 0; t < values.length; t++) {
    if (values[t] === 0) continue;
    sum += values[t]!;
    count += 1;
  }
  return { size: count === 0 ? 0 : sum / count, share: count / values.length };
}

/** Mean periods from one demand to the next, the first counted from the start; n + 1 without demand. */
export function meanInterDemandPeriods(values: History): number {
  let last = -1;
  let count = 0;
  for (let t = 0; t < values.length; t++) {
    if (values[t] === 0) continue;
    last = t;
    count += 1;
  }
  return count === 0 ? values.length + 1 : (last + 1) / count;
}

/** Sums over blocks of `block` periods, the oldest remainder left out. */
export function blockSums(values: History, block: number): Float64Array {
  const count = Math.floor(values.length / block);
  const first = values.length - count * block;
  const sums = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    let sum = 0;
    for (let t = first + k * block, end = t + block; t < end; t++) sum += values[t]!;
    sums[k] = sum;
  }
  return sums;
}

export interface AggregationFit extends PointForecast {
  /** Periods per block: the one used (ADIDA) or the longest (IMAPA). */
  readonly blockPeriods: number;
}

const blockOf = (values: History): number =>
  Math.min(values.length, Math.max(1, Math.round(meanInterDemandPeriods(values))));

const rateAt = (values: History, block: number, alphaMin: number, alphaMax: number): number =>
  simpleSmoothing(blockSums(values, block), 1, alphaMin, alphaMax, "first value").level / block;

function flatForecast(
  values: History,
  horizon: number,
  rate: number,
  blockPeriods: number,
): AggregationFit {
  let squares = 0;
  for (let t = 0; t < values.length; t++) squares += (values[t]! - rate) * (values[t]! - rate);
  return {
    mean: new Float64Array(horizon).fill(rate),
    variance: squares / values.length,
    blockPeriods,
  };
}

/**
 * ADIDA (Nikolopoulos, Syntetos, Boylan, Petropoulos and Assimakopoulos, Journal of the Operational Research Society
 * 62, 2011, pp. 544-554): sums over blocks as long as the mean gap between demands are smoothed with alpha in
 * [alphaMin, alphaMax], the forecast is spread evenly. `variance` is around the forecast itself: a block has no
 * one-step error.
 */
export function adida(
  values: History,
  horizon: number,
  alphaMin: number,
  alphaMax: number,
): AggregationFit {
  checkHistory("adida", values, horizon);
  const block = blockOf(values);
  return flatForecast(values, horizon, rateAt(values, block, alphaMin, alphaMax), block);
}

/**
 * IMAPA (Petropoulos and Kourentzes, Journal of the Operational Research Society 66, 2015, pp. 914-924): the mean of
 * the ADIDA rates of every block length from 1 to the mean gap between demands.
 */
export function imapa(
  values: History,
  horizon: number,
  alphaMin: number,
  alphaMax: number,
): AggregationFit {
  checkHistory("imapa", values, horizon);
  const longest = blockOf(values);
  let sum = 0;
  for (let block = 1; block <= longest; block++) sum += rateAt(values, block, alphaMin, alphaMax);
  return flatForecast(values, horizon, sum / longest, longest);
}
