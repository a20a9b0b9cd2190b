// The small form of a chunk, for traces that are rarely read: each value as its difference to what is expected of it, in bits by
// learnt odds. One encoding per content, base and rows alike, as in codec.ts.
import { type BitCoder, bitReader, bitWriter } from "./bit-coder.ts";
import {
  baseColumn,
  checkRows,
  columnCount,
  type DecodedChunk,
  headOf,
  readHead,
  rowsOf,
  type TraceBase,
  type TraceShape,
  type TraceTier,
} from "./chunk-shape.ts";
import {
  amountsOf,
  amountsOfBase,
  emptyLane,
  expected,
  type Lane,
  ratioOf,
  waysOf,
} from "./expectation.ts";
import { concatenate } from "./root.ts";
import type { Columns } from "./types.ts";

export const FORMAT_SMALL = 3;
export const FORMAT_SMALL_ON_BASE = 4;

/** What a chunk is written with, and must be read with. */
export interface Surroundings {
  readonly base: TraceBase | null;
  /** Per row an earlier row that is likely to be alike, -1 = none; null = nothing is known of that. */
  readonly alike: Int32Array | null;
}

// Places of odds. A whole number takes a block: is it 0, its sign, how many digits, and the digit after the first.
const MOST_DIGITS = 53;
const BLOCK = 2 + 2 * (MOST_DIGITS + 1);
const WAY_BITS = 4;
const IS_RATIO = 0;
const IS_SAME_WHOLE = IS_RATIO + 2;
const WHOLE_AWAY = IS_SAME_WHOLE + 1;
const WAY = WHOLE_AWAY + BLOCK;
const IS_EXPECTED = WAY + 2 * 2 ** WAY_BITS;
const IS_IN_UNITS = IS_EXPECTED + 2;
const PLAIN = IS_IN_UNITS + 2 * 8;
const UNITS = PLAIN + 4 * BLOCK;
const AMOUNT = UNITS + 4 * BLOCK;
const PLACES = AMOUNT + 8 * BLOCK;

const MILLI_UNITS = 1000;

/** How a column is coded. */
interface Plan {
  /** The column that its ratios are shares of; -1 = its values are coded as they are. */
  readonly whole: number;
  readonly way: number;
  /** Every value is the expected one. */
  readonly isExpected: boolean;
}

const UNREAD: Plan = { whole: -1, way: 0, isExpected: false };

/** Encodes the columns of a tier. Throws RangeError unless 1..1024 rows are given. Cost: about 50 us a row of 80 columns. */
export function compactChunk(
  shape: TraceShape,
  columns: Columns,
  tier: TraceTier,
  around: Surroundings,
): Uint8Array {
  const { count } = columns;
  checkRows(columns, 0, count);
  const width = columnCount(shape, tier);
  const writer = bitWriter(PLACES);
  codeColumns(shape, width, count, around, writer, ({ id }) => rowsOf(columns, id, 0, count));
  const body = writer.finish();
  const format = around.base ? FORMAT_SMALL_ON_BASE : FORMAT_SMALL;
  return concatenate([headOf(format, tier, count, width), body]);
}

/** Inverse of `compactChunk`, with the surroundings it was given. Throws RangeError on anything that it would not have written. */
export function expandChunk(
  shape: TraceShape,
  bytes: Uint8Array,
  around: Surroundings,
): DecodedChunk {
  const format = around.base ? FORMAT_SMALL_ON_BASE : FORMAT_SMALL;
  const { tier, count, width, reader } = readHead(shape, bytes, format);
  const coder = bitReader(bytes.subarray(reader.position), PLACES);
  const known = codeColumns(shape, width, count, around, coder, () => null);
  const column: Record<string, Float64Array> = {};
  known.forEach((values, node) => {
    column[shape.nodes[node]!.id] = values;
  });
  const columns = { count, column };
  if (!isEqual(compactChunk(shape, columns, tier, around), bytes)) {
    throw new RangeError("trace: these bytes are not how the chunk's values are written");
  }
  return { tier, columns };
}

const isEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

/** Writes the columns that `given` answers, or reads those of which it knows nothing. */
function codeColumns(
  shape: TraceShape,
  width: number,
  count: number,
  around: Surroundings,
  coder: BitCoder,
  given: (node: { readonly id: string }) => Float64Array | null,
): Float64Array[] {
  const { base, alike } = around;
  const known: Float64Array[] = [];
  const plain = new Map<number, Float64Array>();
  const ways = waysOf(base !== null, alike?.some((row) => row >= 0) ?? false);
  let left = emptyLane(count, null);
  let whole = -1;
  for (const node of shape.nodes.slice(0, width)) {
    const then = base && baseColumn(base, node.id, count);
    const values = given(node);
    const found = values && planOf({ values, then, wholes: plain, left, whole, alike, ways });
    const plan = codePlan(coder, found?.plan ?? UNREAD, whole, known.length);
    const wholes = known[plan.whole];
    const lane =
      found?.lane ?? emptyLane(count, then && wholes ? amountsOfBase(then, wholes) : then);
    codeLane(coder, plan, lane, left, alike);
    const column = values ?? (wholes ? ratiosOf(lane, wholes) : lane.now);
    if (plan.whole >= 0) whole = plan.whole;
    else plain.set(known.length, column);
    known.push(column);
    left = lane;
  }
  return known;
}

function ratiosOf({ now }: Lane, wholes: Float64Array): Float64Array {
  return now.map((amount, row) => checked(ratioOf(amount, wholes[row]!), row));
}

function checked(value: number, row: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`trace: value ${value} in row ${row} is not a safe integer`);
}

interface Column {
  readonly values: Float64Array;
  readonly then: Float64Array | null;
  /** The columns before it that are no ratios, by place. */
  readonly wholes: ReadonlyMap<number, Float64Array>;
  readonly left: Lane;
  /** The last column that ratios were shares of. */
  readonly whole: number;
  readonly alike: Int32Array | null;
  readonly ways: readonly number[];
}

interface Planned {
  readonly plan: Plan;
  readonly lane: Lane;
  readonly cost: number;
}

/** The least cost (the first on a tie) of all ways, as values and as amounts of each column that the ratios fit. */
function planOf(column: Column): Planned {
  const { values, then, wholes, whole } = column;
  let best = cheapest(column, { ...emptyLane(values.length, then), now: values.slice() }, -1);
  // The column that the last ratios fitted comes first, then the nearest.
  const candidates = [...wholes].filter(([index]) => index !== whole).reverse();
  const last = wholes.get(whole);
  for (const [index, of] of last ? [[whole, last] as const, ...candidates] : candidates) {
    const amounts = best.cost > 0 ? amountsOf(values, of) : null;
    if (!amounts) continue;
    const lane = { ...emptyLane(values.length, then && amountsOfBase(then, of)), now: amounts };
    const shares = cheapest(column, lane, index);
    if (shares.cost < best.cost) best = shares;
  }
  return best;
}

function cheapest({ left, alike, ways }: Column, lane: Lane, whole: number): Planned {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const way of ways) {
    const cost = costOf(way, lane, left, alike, whole >= 0, least);
    if (cost < least) [best, least] = [way, cost];
  }
  return { plan: { whole, way: best, isExpected: least === 0 }, lane, cost: least };
}

/** About the bits that a way takes, or more than `most`; infinite where a difference is not safe. */
function costOf(
  way: number,
  lane: Lane,
  left: Lane,
  alike: Int32Array | null,
  isAmount: boolean,
  most: number,
): number {
  let cost = 0;
  for (let row = 0; row < lane.now.length && cost < most; row++) {
    const value = lane.now[row]!;
    const guess = expected(way, lane, left, row, alike);
    const isSafe = Number.isSafeInteger(guess) && Number.isSafeInteger(value - guess);
    if (!isSafe) return Number.POSITIVE_INFINITY;
    if (value === guess) continue;
    const isInUnits = isAmount && value % MILLI_UNITS === 0;
    const difference = isInUnits ? value / MILLI_UNITS - unitsOf(guess) : value - guess;
    cost += 1 + 2 * digitsOf(difference);
  }
  return cost;
}

const unitsOf = (milliUnits: number): number => Math.floor((milliUnits + 500) / MILLI_UNITS);

function digitsOf(value: number): number {
  const magnitude = Math.abs(value);
  const high = Math.floor(magnitude / 2 ** 32);
  return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(magnitude);
}

function codePlan(coder: BitCoder, plan: Plan, wholeBefore: number, columns: number): Plan {
  const isRatio = coder.bit(IS_RATIO + (wholeBefore < 0 ? 0 : 1), plan.whole < 0 ? 0 : 1);
  let whole = -1;
  if (isRatio === 1) {
    const isSame =
      wholeBefore >= 0 && coder.bit(IS_SAME_WHOLE, plan.whole === wholeBefore ? 1 : 0) === 1;
    whole = isSame ? wholeBefore : columns - codeInteger(coder, WHOLE_AWAY, columns - plan.whole);
    if (!(whole >= 0 && whole < columns)) {
      throw new RangeError(`trace: column ${columns} holds shares of column ${whole}`);
    }
  }
  let way = 1;
  const ways = WAY + isRatio * 2 ** WAY_BITS;
  for (let i = WAY_BITS - 1; i >= 0; i--)
    way = 2 * way + coder.bit(ways + way, (plan.way >> i) & 1);
  const isExpected = coder.bit(IS_EXPECTED + isRatio, plan.isExpected ? 1 : 0) === 1;
  return { whole, way: way - 2 ** WAY_BITS, isExpected };
}

/** Writes `lane.now`, or fills it. */
function codeLane(
  coder: BitCoder,
  plan: Plan,
  lane: Lane,
  left: Lane,
  alike: Int32Array | null,
): void {
  const code = plan.whole < 0 ? codeValue : codeAmount;
  if (plan.whole < 0) coder.doubt(PLAIN, PLAIN + 4 * BLOCK);
  for (let row = 0; row < lane.now.length; row++) {
    const guess = checked(expected(plan.way, lane, left, row, alike), row);
    if (plan.isExpected) lane.now[row] = guess;
    else lane.now[row] = checked(code(coder, lane, left, row, guess), row);
  }
}

function codeValue(
  coder: BitCoder,
  { now, missed }: Lane,
  left: Lane,
  row: number,
  guess: number,
): number {
  const isMissedAbove = row > 0 && missed[row - 1]! > 0;
  const context = (isMissedAbove ? 2 : 0) + (left.missed[row]! > 0 ? 1 : 0);
  const difference = codeInteger(coder, PLAIN + context * BLOCK, now[row]! - guess);
  missed[row] = digitsOf(difference);
  return guess + difference;
}

/** Amounts of demand are whole units where they are few. */
function codeAmount(
  coder: BitCoder,
  { now, missed }: Lane,
  left: Lane,
  row: number,
  guess: number,
): number {
  const size = Math.min(7, digitsOf(Math.floor(guess / (4 * MILLI_UNITS))));
  const isLeftInUnits = left.now[row]! % MILLI_UNITS === 0;
  const inUnits = IS_IN_UNITS + (isLeftInUnits ? 8 : 0) + size;
  if (coder.bit(inUnits, now[row]! % MILLI_UNITS === 0 ? 1 : 0) === 0) {
    const context = Math.min(7, left.missed[row]! >> 1);
    const difference = codeInteger(coder, AMOUNT + context * BLOCK, now[row]! - guess);
    missed[row] = digitsOf(difference);
    return guess + difference;
  }
  const units = unitsOf(guess);
  const quarter = Math.floor((guess + 500 - units * MILLI_UNITS) / 250);
  const difference = codeInteger(coder, UNITS + quarter * BLOCK, now[row]! / MILLI_UNITS - units);
  missed[row] = digitsOf(difference);
  return MILLI_UNITS * (units + difference);
}

/** A whole number by the odds of a block; the digits after the second are taken to be even. */
function codeInteger(coder: BitCoder, block: number, value: number): number {
  if (coder.bit(block, value === 0 ? 0 : 1) === 0) return 0;
  const isNegative = coder.bit(block + 1, value < 0 ? 1 : 0) === 1;
  const magnitude = Math.abs(value);
  const size = digitsOf(magnitude);
  let digits = 1;
  while (digits < MOST_DIGITS && coder.bit(block + 1 + digits, digits < size ? 1 : 0) === 1)
    digits++;
  let coded = 1;
  for (let i = digits - 2; i >= 0; i--) {
    const digit = Math.floor(magnitude / 2 ** i) % 2;
    const isSecond = i === digits - 2;
    coded =
      2 * coded +
      (isSecond ? coder.bit(block + 2 + MOST_DIGITS + digits, digit) : coder.even(digit));
  }
  return isNegative ? -coded : coded;
}
