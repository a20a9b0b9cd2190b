import { columnCount, designRows, type Family } from "./family.ts";
import { type LeastSquares, solveNormalEquations } from "./normal-equations.ts";

/**
 * One mechanism's data in both periods: design columns [row, width] and outcomes, with sums of products kept per group
 * of rows, so that a fit on resampled groups costs nothing per row.
 */
export interface MechanismData {
  readonly family: Family;
  readonly width: number;
  readonly before: PeriodData;
  readonly after: PeriodData;
}

export interface PeriodData {
  readonly rowCount: number;
  readonly design: Float64Array;
  readonly outcome: Float64Array;
  readonly groupCount: number;
  /** Per group: gram [width, width], right [width], sum of squares, row count. */
  readonly moments: Float64Array;
  readonly momentCount: number;
}

/** Groups for resampling and cross-validation; rows are dealt to them in turn. */
const MAX_GROUPS = 100;

export function mechanismData(
  family: Family,
  causes: { readonly before: readonly Float64Array[]; readonly after: readonly Float64Array[] },
  outcome: { readonly before: Float64Array; readonly after: Float64Array },
): MechanismData {
  return {
    family,
    width: columnCount(family),
    before: periodData(family, causes.before, outcome.before),
    after: periodData(family, causes.after, outcome.after),
  };
}

function periodData(
  family: Family,
  causes: readonly Float64Array[],
  outcome: Float64Array,
): PeriodData {
  const rowCount = outcome.length;
  const width = columnCount(family);
  const design = designRows(family, causes, rowCount);
  const groupCount = Math.min(MAX_GROUPS, rowCount);
  const momentCount = width * width + width + 2;
  const moments = new Float64Array(groupCount * momentCount);
  for (let i = 0; i < rowCount; i++) {
    addRow(moments, (i % groupCount) * momentCount, { design, width, i, y: outcome[i]! });
  }
  return { rowCount, design, outcome, groupCount, moments, momentCount };
}

interface Row {
  readonly design: Float64Array;
  readonly width: number;
  readonly i: number;
  readonly y: number;
}

function addRow(moments: Float64Array, start: number, { design, width, i, y }: Row): void {
  const at = i * width;
  const right = start + width * width;
  for (let j = 0; j < width; j++) {
    const x = design[at + j]!;
    for (let k = 0; k < width; k++) moments[start + j * width + k]! += x * design[at + k]!;
    moments[right + j]! += x * y;
  }
  moments[right + width]! += y * y;
  moments[right + width + 1]! += 1;
}

/** Sum of the moments of all groups, each `times[g]` times; all once when left out. */
export function sumMoments(period: PeriodData, times: Float64Array | null): Float64Array {
  const { groupCount, moments, momentCount } = period;
  const sum = new Float64Array(momentCount);
  for (let g = 0; g < groupCount; g++) {
    const weight = times === null ? 1 : times[g]!;
    if (weight === 0) continue;
    for (let m = 0; m < momentCount; m++) sum[m]! += weight * moments[g * momentCount + m]!;
  }
  return sum;
}

/** Coefficients of a mechanism in each period, on the family's columns. */
export interface Coefficients {
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** One set of coefficients for both periods. */
export function pooledFit(width: number, before: Float64Array, after: Float64Array): Coefficients {
  const both = before.map((value, m) => value + after[m]!);
  const { coefficient } = solveNormalEquations(
    both.subarray(0, width * width),
    both.subarray(width * width, width * width + width),
  );
  return { before: coefficient, after: coefficient };
}

/** Intercept and causes of their own in each period, bends in common. */
export function separateFit(
  family: Family,
  before: Float64Array,
  after: Float64Array,
): Coefficients {
  const width = columnCount(family);
  const shared = family.causeCount + 1;
  const { coefficient } = jointFit(family, before, after);
  const afterwards = coefficient.slice(0, width);
  for (let j = 0; j < shared; j++) afterwards[j]! += coefficient[width + j]!;
  return { before: coefficient.slice(0, width), after: afterwards };
}

/** The regression with what differs after the change as columns of their own, behind the family's. */
export function jointFit(family: Family, before: Float64Array, after: Float64Array): LeastSquares {
  const width = columnCount(family);
  const shared = family.causeCount + 1;
  const k = width + shared;
  const gram = new Float64Array(k * k);
  const right = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    const a = i < width ? i : i - width;
    for (let j = 0; j < k; j++) {
      const b = j < width ? j : j - width;
      const isCommon = i < width && j < width;
      gram[i * k + j] = (isCommon ? before[a * width + b]! : 0) + after[a * width + b]!;
    }
    right[i] = (i < width ? before[width * width + a]! : 0) + after[width * width + a]!;
  }
  return solveNormalEquations(gram, right);
}
