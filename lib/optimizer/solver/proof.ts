import { primalResidual } from "./certificate.ts";
import { columnPrice, type ProgramData, rowActivity } from "./growing-program.ts";

/** Why no point satisfies a program. */
export type InfeasibilityProof =
  /** A lower bound above its upper bound. */
  | { readonly kind: "crossedBounds"; readonly on: "row" | "column"; readonly index: number }
  /**
   * Farkas multipliers: with these weights the rows ask for more than the columns' bounds can give. `shortfall` > 0 is
   * what is missing, with the largest multiplier scaled to 1. [rowCount]
   */
  | {
      readonly kind: "multipliers";
      readonly rowMultiplier: Float64Array;
      readonly shortfall: number;
    };

/** Why a program has no best point: from `point`, every step along `ray` stays feasible and gains `gain`. */
export interface UnboundednessProof {
  /** [columnCount] */
  readonly point: Float64Array;
  /** Largest entry scaled to 1. [columnCount] */
  readonly ray: Float64Array;
  readonly gain: number;
}

/** Rounding of sums is no disproof: relative to the sum of absolute terms. */
const ROUNDING = 1e-9;
const TOLERANCE = 1e-6;

/** The first bounds that cross, or null. */
export function crossedBounds(program: ProgramData): InfeasibilityProof | null {
  for (let i = 0; i < program.rowCount; i++) {
    if (program.rowLower[i]! > program.rowUpper[i]!)
      return { kind: "crossedBounds", on: "row", index: i };
  }
  for (let j = 0; j < program.columnCount; j++) {
    if (program.columnLower[j]! > program.columnUpper[j]!)
      return { kind: "crossedBounds", on: "column", index: j };
  }
  return null;
}

/**
 * Checks multipliers y (or -y) against the raw data (Farkas' lemma): y r over the rows' ranges is at least
 * sum of y lower or upper, y A x over the columns' bounds at most sum of d lower or upper with d = y A; a gap between the
 * two proves that no x fits. Null where they prove nothing. Cost O(columns + rows + entries).
 */
export function proveInfeasible(
  program: ProgramData,
  multiplier: Float64Array,
): InfeasibilityProof | null {
  const largest = largestOf(multiplier);
  if (!(largest > 0 && largest < Infinity)) return null;
  for (const sign of [1, -1]) {
    const rowMultiplier = multiplier.map((y) => {
      const scaled = (sign * y) / largest;
      return Math.abs(scaled) <= ROUNDING ? 0 : scaled;
    });
    const shortfall = farkasShortfall(program, rowMultiplier);
    if (shortfall > 0) return { kind: "multipliers", rowMultiplier, shortfall };
  }
  return null;
}

function farkasShortfall(program: ProgramData, y: Float64Array): number {
  let least = 0;
  let scale = 1;
  for (let i = 0; i < program.rowCount; i++) {
    const yi = y[i]!;
    if (yi === 0) continue;
    const term = yi * (yi > 0 ? program.rowLower[i]! : program.rowUpper[i]!);
    if (term === -Infinity) return 0;
    least += term;
    scale += Math.abs(term);
  }
  const magnitude = new Float64Array(program.columnCount);
  const d = columnPrice(program, y, magnitude);
  let most = 0;
  for (let j = 0; j < program.columnCount; j++) {
    if (Math.abs(d[j]!) <= ROUNDING * magnitude[j]!) continue;
    const term = d[j]! * (d[j]! > 0 ? program.columnUpper[j]! : program.columnLower[j]!);
    if (term === Infinity) return 0;
    most += term;
    scale += Math.abs(term);
  }
  const shortfall = least - most;
  return shortfall > ROUNDING * scale ? shortfall : 0;
}

/**
 * Checks that `point` is feasible and that `ray` keeps every bound and improves the objective. Null where they prove
 * nothing. Cost O(columns + rows + entries).
 */
export function proveUnbounded(
  program: ProgramData,
  point: Float64Array,
  direction: Float64Array,
): UnboundednessProof | null {
  const largest = largestOf(direction);
  if (!(largest > 0 && largest < Infinity)) return null;
  if (!(primalResidual(program, point) <= TOLERANCE)) return null;
  const ray = direction.map((r) => r / largest);
  const sign = program.sense === "minimise" ? -1 : 1;
  let gain = 0;
  for (let j = 0; j < program.columnCount; j++) {
    gain += sign * program.cost[j]! * ray[j]!;
    if (leaves(ray[j]!, program.columnLower[j]!, program.columnUpper[j]!, TOLERANCE)) return null;
  }
  const activity = rowActivity(program, ray);
  for (let i = 0; i < program.rowCount; i++) {
    if (leaves(activity[i]!, program.rowLower[i]!, program.rowUpper[i]!, TOLERANCE)) return null;
  }
  return gain > TOLERANCE ? { point, ray, gain } : null;
}

const leaves = (step: number, lower: number, upper: number, tolerance: number): boolean =>
  (step < -tolerance && lower > -Infinity) || (step > tolerance && upper < Infinity);

function largestOf(values: Float64Array): number {
  let largest = 0;
  for (const value of values) {
    if (!(Math.abs(value) <= largest)) largest = Math.abs(value);
  }
  return largest;
}
