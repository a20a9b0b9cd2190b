// What a value of a trace is expected to be, from what a reader knows by then: rows above, the column before, the base.
import { mulDivFloor } from "../core/integer.ts";

/** A column as it is coded: its values, or the amounts that its ratios stand for. */
export interface Lane {
  /** Filled row by row. */
  readonly now: Float64Array;
  /** The same in the base, NaN where the decision was not made then; null without a base. */
  readonly then: Float64Array | null;
  /** Binary digits of what was not expected, per row. */
  readonly missed: Uint8Array;
}

export const emptyLane = (count: number, then: Float64Array | null): Lane => ({
  now: new Float64Array(count),
  then,
  missed: new Uint8Array(count),
});

const WAYS_BY_ROW = 7;
/** Ways to expect a value: 0 itself, seven by the row above, seven by the row above that is alike. */
export const WAYS: number = 1 + 2 * WAYS_BY_ROW;
const NEEDS_BASE = 3;

/** The ways that a chunk has, lowest first. */
export const waysOf = (hasBase: boolean, hasAlike: boolean): readonly number[] =>
  Array.from({ length: WAYS }, (_, way) => way).filter(
    (way) =>
      way === 0 ||
      ((hasAlike || way <= WAYS_BY_ROW) && (hasBase || (way - 1) % WAYS_BY_ROW < NEEDS_BASE)),
  );

/** floor(a b / c), else the other. */
const scaled = (a: number, b: number, c: number, otherwise: number): number =>
  c > 0 ? mulDivFloor(a, b, c) : otherwise;

/** What `lane` should hold in `row`; may be no safe integer. `left` is the column before it. */
export function expected(
  way: number,
  lane: Lane,
  left: Lane,
  row: number,
  alike: Int32Array | null,
): number {
  if (way === 0) return 0;
  const same = way > WAYS_BY_ROW && alike ? alike[row]! : -1;
  const above = same >= 0 ? same : row - 1;
  const step = (way - 1) % WAYS_BY_ROW;
  return step < NEEDS_BASE
    ? expectedByRow(step, lane, left, row, above)
    : expectedByBase(step - NEEDS_BASE, lane, left, row, above);
}

/** As above, or that by the difference to the column before, or by the ratio. */
function expectedByRow(step: number, lane: Lane, left: Lane, row: number, above: number): number {
  const beside = left.now[row]!;
  if (above < 0) return step === 0 ? 0 : beside;
  const before = lane.now[above]!;
  if (step === 0) return before;
  const besideBefore = left.now[above]!;
  return step === 1 ? beside + before - besideBefore : scaled(beside, before, besideBefore, before);
}

/** As in the base, or that with what changed since above, or with what changed beside it: as a difference, as a ratio. */
function expectedByBase(step: number, lane: Lane, left: Lane, row: number, above: number): number {
  const then = lane.then?.[row] ?? Number.NaN;
  if (Number.isNaN(then)) return above < 0 ? 0 : lane.now[above]!;
  if (step === 0) return then;
  if (step === 1) {
    const thenAbove = above < 0 ? Number.NaN : lane.then![above]!;
    return Number.isNaN(thenAbove) ? then : then + lane.now[above]! - thenAbove;
  }
  const beside = left.now[row]!;
  const thenBeside = left.then?.[row] ?? 0;
  return step === 2 ? beside + then - thenBeside : scaled(then, beside, thenBeside, then);
}

const MILLION = 1_000_000;

/**
 * The amounts that ratios in millionths, rounded up, were taken of; null unless every ratio follows from its amount, and at least
 * half of them could not by chance: of a million and more any ratio does.
 */
export function amountsOf(ratios: Float64Array, wholes: Float64Array): Float64Array | null {
  const amounts = new Float64Array(ratios.length);
  let evidence = 0;
  for (let row = 0; row < ratios.length; row++) {
    const [ratio, whole] = [ratios[row]!, wholes[row]!];
    if (ratio < 0 || whole < 0) return null;
    const amount = mulDivFloor(ratio, whole, MILLION);
    if (!Number.isSafeInteger(amount) || ratioOf(amount, whole) !== ratio) return null;
    amounts[row] = amount;
    if (ratio > 0) evidence += whole < MILLION ? 1 : -1;
  }
  return evidence > 0 ? amounts : null;
}

/** Inverse of `amountsOf` in one row. */
export const ratioOf = (amount: number, whole: number): number =>
  whole > 0 ? -mulDivFloor(-amount, MILLION, whole) + 0 : 0;

/** What the base's ratios would amount to today. */
export const amountsOfBase = (ratios: Float64Array, wholes: Float64Array): Float64Array =>
  ratios.map((ratio, row) =>
    Number.isNaN(ratio) ? ratio : mulDivFloor(ratio, wholes[row]!, MILLION),
  );
