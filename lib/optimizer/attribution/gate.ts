import type { LeastSquares } from "./normal-equations.ts";
import { solveNormalEquations } from "./normal-equations.ts";
import { jointFit, type MechanismData, type PeriodData, sumMoments } from "./regression.ts";
import { mean } from "./samples.ts";
import { chiSquaredTail, studentTwoSidedTail } from "./tails.ts";

/** P value of "this node's mechanism is the same in both periods". */
export function changeProbability(data: MechanismData): number {
  return data.family.causeCount === 0
    ? welchProbability(data.before.outcome, data.after.outcome)
    : waldProbability(data, data.width, data.family.causeCount + 1);
}

/** Welch's test of equal means (Welch 1947): degrees of freedom by Satterthwaite. */
export function welchProbability(before: Float64Array, after: Float64Array): number {
  const meanBefore = mean(before);
  const meanAfter = mean(after);
  const errorBefore = squaredError(before, meanBefore);
  const errorAfter = squaredError(after, meanAfter);
  const error = errorBefore + errorAfter;
  if (error === 0) return meanBefore === meanAfter ? 1 : 0;
  const degrees =
    (error * error) /
    (errorBefore ** 2 / (before.length - 1) + errorAfter ** 2 / (after.length - 1));
  return studentTwoSidedTail((meanAfter - meanBefore) / Math.sqrt(error), degrees);
}

function squaredError(values: Float64Array, centre: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2;
  return sum / (values.length - 1) / values.length;
}

/**
 * Wald's test that `count` coefficients of the joint regression from `first` on are all 0, with White's covariance
 * (White 1980), which holds however the noise varies with the causes.
 */
export function waldProbability(data: MechanismData, first: number, count: number): number {
  const fit = jointFit(data.family, sumMoments(data.before, null), sumMoments(data.after, null));
  const k = fit.coefficient.length;
  const covariance = robustCovariance(data, fit);
  const block = new Float64Array(count * count);
  const effect = fit.coefficient.slice(first, first + count);
  for (let i = 0; i < count; i++)
    for (let j = 0; j < count; j++) block[i * count + j] = covariance[(first + i) * k + first + j]!;
  const { coefficient, isKept } = solveNormalEquations(block, effect);
  let statistic = 0;
  for (let i = 0; i < count; i++) statistic += effect[i]! * coefficient[i]!;
  const degrees = isKept.filter(Boolean).length;
  return degrees === 0 ? certainly(effect) : chiSquaredTail(statistic, degrees);
}

/** Without any noise a difference is certain, and so is none. */
const certainly = (effect: Float64Array): number => (effect.every((value) => value === 0) ? 1 : 0);

/** G (sum of e^2 z z') G, z = the joint regression's row. [k, k] */
function robustCovariance(
  data: MechanismData,
  { coefficient, inverse }: LeastSquares,
): Float64Array {
  const k = coefficient.length;
  const meat = new Float64Array(k * k);
  addMeat(meat, data, data.before, coefficient, false);
  addMeat(meat, data, data.after, coefficient, true);
  return product(product(inverse, meat, k), inverse, k);
}

function addMeat(
  meat: Float64Array,
  { width, family }: MechanismData,
  { rowCount, design, outcome }: PeriodData,
  coefficient: Float64Array,
  isAfter: boolean,
): void {
  const k = coefficient.length;
  const used = isAfter ? width + family.causeCount + 1 : width;
  const row = new Float64Array(k);
  for (let i = 0; i < rowCount; i++) {
    let residual = outcome[i]!;
    for (let j = 0; j < used; j++) {
      row[j] = design[i * width + (j < width ? j : j - width)]!;
      residual -= coefficient[j]! * row[j]!;
    }
    const weight = residual * residual;
    for (let a = 0; a < used; a++) {
      const scaled = weight * row[a]!;
      for (let b = 0; b < used; b++) meat[a * k + b]! += scaled * row[b]!;
    }
  }
}

function product(a: Float64Array, b: Float64Array, k: number): Float64Array {
  const c = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let m = 0; m < k; m++) {
      const factor = a[i * k + m]!;
      for (let j = 0; j < k; j++) c[i * k + j]! += factor * b[m * k + j]!;
    }
  return c;
}

/** Expected share of false alarms among the mechanisms called changed. */
const FALSE_DISCOVERY_RATE = 0.05;

/** Nodes whose mechanism changed, at a false discovery rate of 5 %. */
export const changedNodes = (probability: readonly number[]): boolean[] =>
  discoveries(probability, FALSE_DISCOVERY_RATE);

/** The step-up rule of Benjamini and Hochberg (1995): true where the null hypothesis is rejected. */
export function discoveries(probability: readonly number[], rate: number): boolean[] {
  const order = probability.map((p, i) => ({ p, i })).sort((a, b) => a.p - b.p || a.i - b.i);
  let kept = 0;
  order.forEach(({ p }, rank) => {
    if (p <= (rate * (rank + 1)) / probability.length) kept = rank + 1;
  });
  const found = probability.map(() => false);
  for (const { i } of order.slice(0, kept)) found[i] = true;
  return found;
}
