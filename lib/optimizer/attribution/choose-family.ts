import { bentFamilies, columnCount, type Family, linearFamily } from "./family.ts";
import { waldProbability } from "./gate.ts";
import {
  type MechanismData,
  mechanismData,
  type PeriodData,
  pooledFit,
  separateFit,
  sumMoments,
} from "./regression.ts";
import { mean } from "./samples.ts";

const FOLDS = 5;
/** A bend must lessen the error on rows not fitted by this share, and be no accident of the sample at this level. */
const LEAST_GAIN = 0.01;
const BEND_PROBABILITY = 0.001;

interface NodeRows {
  readonly causes: {
    readonly before: readonly Float64Array[];
    readonly after: readonly Float64Array[];
  };
  readonly outcome: { readonly before: Float64Array; readonly after: Float64Array };
}

/**
 * The data of one mechanism under the family that predicts it best: a line, unless a bent family predicts rows it was
 * not fitted to better by 1 % and its bends differ from 0 beyond chance.
 */
export function chooseMechanism({ causes, outcome }: NodeRows, mayBend: boolean): MechanismData {
  const pooled = causes.before.map((column, j) => joined(column, causes.after[j]!));
  const linear = mechanismData(linearFamily(pooled.map(mean)), causes, outcome);
  if (!mayBend || pooled.length === 0) return linear;
  let best = linear;
  let leastError = foldError(linear) * (1 - LEAST_GAIN);
  for (const family of bentFamilies(linear.family, pooled, slopeOf(linear))) {
    const data = mechanismData(family, causes, outcome);
    const error = foldError(data);
    if (error >= leastError || !isBent(data)) continue;
    best = data;
    leastError = error;
  }
  return best;
}

function isBent(data: MechanismData): boolean {
  const first = data.family.causeCount + 1;
  return waldProbability(data, first, data.width - first) < BEND_PROBABILITY;
}

function slopeOf({ width, before, after }: MechanismData): number[] {
  return [...pooledFit(width, sumMoments(before, null), sumMoments(after, null)).before.slice(1)];
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

/** Squared error on each fifth of the groups of a fit to the others. */
function foldError(data: MechanismData): number {
  let error = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const fitted = separateFit(
      data.family,
      sumMoments(data.before, foldGroups(data.before, fold, false)),
      sumMoments(data.after, foldGroups(data.after, fold, false)),
    );
    error += squaredErrors(
      data.family,
      sumMoments(data.before, foldGroups(data.before, fold, true)),
      fitted.before,
    );
    error += squaredErrors(
      data.family,
      sumMoments(data.after, foldGroups(data.after, fold, true)),
      fitted.after,
    );
  }
  return error;
}

function foldGroups({ groupCount }: PeriodData, fold: number, isInside: boolean): Float64Array {
  const times = new Float64Array(groupCount);
  for (let g = 0; g < groupCount; g++) times[g] = (g % FOLDS === fold) === isInside ? 1 : 0;
  return times;
}

/** sum (y - x b)^2 = yy - 2 b'r + b'G b, from moments alone. */
function squaredErrors(family: Family, moments: Float64Array, coefficient: Float64Array): number {
  const width = columnCount(family);
  let error = moments[width * width + width]!;
  for (let i = 0; i < width; i++) {
    let gram = 0;
    for (let j = 0; j < width; j++) gram += moments[i * width + j]! * coefficient[j]!;
    error += coefficient[i]! * (gram - 2 * moments[width * width + i]!);
  }
  return error;
}
