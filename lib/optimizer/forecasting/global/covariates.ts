import type { Panel, SeriesCovariate, SeriesGroup } from "../panel.ts";
import { LOOK_BACK } from "./shape.ts";

/** A covariate ready to be read: running sums per series, and means over groups per period. */
export interface CovariateAxis {
  readonly covariate: SeriesCovariate;
  /** 1 / standard deviation over all cells, 0 for a constant. */
  readonly precision: number;
  /** Mean over the members of each group, one array per group: [count, axisCount] */
  readonly groupMean: readonly Float32Array[];
}

/** Groups small enough that their members compete or share a shop. */
export const rivalGroups = (panel: Panel): readonly SeriesGroup[] =>
  panel.covariates.length === 0 || panel.isRivalTold === false
    ? []
    : panel.groups.filter(({ count, index }) => index.length / count <= 200).slice(0, 3);

/** Cost O(seriesCount * axisCount * groups). */
export function covariateAxes(panel: Panel): readonly CovariateAxis[] {
  const groups = rivalGroups(panel);
  return panel.covariates.map((covariate) => ({
    covariate,
    precision: precisionOf(covariate.values),
    groupMean: groups.map((group) => groupMeans(panel, covariate, group)),
  }));
}

function precisionOf(values: Float32Array): number {
  let count = 0;
  let sum = 0;
  let square = 0;
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    if (Number.isNaN(value)) continue;
    count += 1;
    sum += value;
    square += value * value;
  }
  const variance = count > 1 ? square / count - (sum / count) * (sum / count) : 0;
  return variance > 1e-12 ? 1 / Math.sqrt(variance) : 0;
}

function groupMeans(
  { seriesCount, axisCount }: Panel,
  { values }: SeriesCovariate,
  group: SeriesGroup,
): Float32Array {
  const mean = new Float32Array(group.count * axisCount);
  const count = new Float32Array(group.count * axisCount);
  for (let i = 0; i < seriesCount; i++) {
    const g = group.index[i]!;
    if (g < 0) continue;
    for (let t = 0; t < axisCount; t++) {
      const value = values[i * axisCount + t]!;
      if (Number.isNaN(value)) continue;
      mean[g * axisCount + t]! += value;
      count[g * axisCount + t]! += 1;
    }
  }
  for (let k = 0; k < mean.length; k++) mean[k] = count[k]! > 0 ? mean[k]! / count[k]! : Number.NaN;
  return mean;
}

/** Mean of a row over [from, to), NaN cells left out. */
export function rowMean(values: Float32Array, start: number, from: number, to: number): number {
  let sum = 0;
  let count = 0;
  for (let t = Math.max(0, from); t < to; t++) {
    const value = values[start + t]!;
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return count > 0 ? sum / count : Number.NaN;
}

/**
 * Mean units of series i in past periods whose covariates (and weekday) resemble those of period `target`, recent ones
 * weighing more, and how many such periods there are. A local regression with a Gaussian kernel (Nadaraya and Watson 1964).
 * Writes two numbers to out[at ..]. Cost O(similarPeriods * covariates).
 */
export function similarConditions(
  panel: Panel,
  axes: readonly CovariateAxis[],
  i: number,
  origin: number,
  target: number,
  out: Float64Array,
): void {
  const { periodCount, axisCount, units, firstPeriod } = panel;
  const { similarPeriods, weekPeriods } = LOOK_BACK[panel.frequency];
  let weightSum = 0;
  let sum = 0;
  for (let t = Math.max(firstPeriod[i]!, origin - similarPeriods); t < origin; t++) {
    const value = units[i * periodCount + t]!;
    if (Number.isNaN(value)) continue;
    let distance = 0;
    for (const { covariate, precision } of axes) {
      const row = i * axisCount;
      const step = (covariate.values[row + t]! - covariate.values[row + target]!) * precision;
      if (!Number.isNaN(step)) distance += step * step;
    }
    // Beyond 4 kernel widths a period says nothing.
    if (distance > 1.5) continue;
    const sameDay = weekPeriods === 1 || (target - t) % weekPeriods === 0 ? 1 : 0.15;
    const age = 1 + (origin - t) / (similarPeriods / 4);
    const weight = (sameDay * (1 - distance / 1.5) * (1 - distance / 1.5)) / age;
    weightSum += weight;
    sum += weight * value;
  }
  out[0] = weightSum > 0 ? sum / weightSum : Number.NaN;
  out[1] = weightSum;
}
