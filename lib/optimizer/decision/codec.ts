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
import { expandChunk, FORMAT_SMALL, FORMAT_SMALL_ON_BASE } from "./compact.ts";
import type { Columns } from "./types.ts";
import {
  type ByteReader,
  MAX_VARINT_BYTES,
  readVarint,
  varintBytes,
  writeVarint,
} from "./varint.ts";

const FORMAT = 1;
const FORMAT_ON_BASE = 2;
const MODE_DELTA = 0;
const MODE_RAW = 1;
const MODE_BASE = 2;

/**
 * Encodes rows [start, end) column by column in node order: format, tier, row count, column count, then per column its
 * mode and the zigzag varints of the differences to the row before (of the values where a difference is not safe; to the
 * same decision in `base` where that is shorter). One encoding per content and base, so equal bytes mean equal values.
 * Throws RangeError unless 1..1024 rows are given.
 */
export function encodeChunk(
  definition: TraceShape,
  columns: Columns,
  start = 0,
  end: number = columns.count,
  tier: TraceTier = "values",
  base: TraceBase | null = null,
): Uint8Array {
  checkRows(columns, start, end);
  const count = end - start;
  const width = columnCount(definition, tier);
  const head = headOf(base ? FORMAT_ON_BASE : FORMAT, tier, count, width);
  const bytes = new Uint8Array(head.length + width * (1 + count * MAX_VARINT_BYTES));
  bytes.set(head);
  let position = head.length;
  const then = new Float64Array(base ? count : 0);
  for (let node = 0; node < width; node++) {
    const id = definition.nodes[node]!.id;
    const rows = rowsOf(columns, id, start, end);
    position = writeColumn(bytes, position, rows, base && baseColumn(base, id, count, then));
  }
  return bytes.slice(0, position);
}

/**
 * Inverse of `encodeChunk` and of `compactChunk`, with the base (and rows alike) it was given. Throws RangeError on anything that
 * they would not have written.
 */
export function decodeChunk(
  definition: TraceShape,
  bytes: Uint8Array,
  base: TraceBase | null = null,
  alike: Int32Array | null = null,
): DecodedChunk {
  if (bytes[0] === FORMAT_SMALL || bytes[0] === FORMAT_SMALL_ON_BASE)
    return expandChunk(definition, bytes, { base, alike });
  const format = base ? FORMAT_ON_BASE : FORMAT;
  const { tier, count, width, reader } = readHead(definition, bytes, format);
  const column: Record<string, Float64Array> = {};
  // One piece of memory for all columns: one each costs more than reading them.
  const cells = new Float64Array(width * count);
  const then = new Float64Array(base ? count : 0);
  for (let node = 0; node < width; node++) {
    const { id } = definition.nodes[node]!;
    const rows = cells.subarray(node * count, (node + 1) * count);
    readColumn(reader, rows, base && baseColumn(base, id, count, then));
    column[id] = rows;
  }
  if (reader.position !== bytes.length) {
    throw new RangeError(
      `trace: ${bytes.length - reader.position} bytes left after the last column`,
    );
  }
  return { tier, columns: { count, column } };
}

/** What a row's value is written as the difference to: the base's value, else the row before it, else 0. */
const expectedOnBase = (base: Float64Array, row: number, before: number): number => {
  const value = base[row]!;
  return Number.isNaN(value) ? before : value;
};

function writeColumn(
  bytes: Uint8Array,
  at: number,
  column: Float64Array,
  base: Float64Array | null,
): number {
  const mode = modeOf(column, base);
  bytes[at] = mode;
  let position = at + 1;
  let before = 0;
  for (let i = 0; i < column.length; i++) {
    position = writeVarint(bytes, position, column[i]! - expected(mode, base, i, before));
    before = column[i]!;
  }
  return position;
}

function expected(mode: number, base: Float64Array | null, row: number, before: number): number {
  if (mode === MODE_RAW) return 0;
  return mode === MODE_BASE && base ? expectedOnBase(base, row, before) : before;
}

function readColumn(reader: ByteReader, column: Float64Array, base: Float64Array | null): void {
  const mode = reader.bytes[reader.position++];
  if (mode !== MODE_DELTA && mode !== MODE_RAW && (mode !== MODE_BASE || base === null)) {
    throw new RangeError(`trace: unknown column mode ${mode} at byte ${reader.position - 1}`);
  }
  let before = 0;
  for (let row = 0; row < column.length; row++) {
    const value = readVarint(reader) + expected(mode, base, row, before);
    if (!Number.isSafeInteger(value)) {
      throw new RangeError(`trace: value ${value} in row ${row} is not a safe integer`);
    }
    column[row] = value;
    before = value;
  }
  if (mode !== modeOf(column, base)) {
    throw new RangeError(`trace: column mode ${mode} is not the one its values call for`);
  }
}

/** Differences to the row before where they are safe; on a base, the shortest of the three ways (the first on a tie). */
function modeOf(column: Float64Array, base: Float64Array | null): number {
  if (base === null) return isSafeByRow(column) ? MODE_DELTA : MODE_RAW;
  // In one pass: this is most of what writing and reading a chunk costs.
  let rowBytes = 0;
  let rawBytes = 0;
  let baseBytes = 0;
  let before = 0;
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    rowBytes += differenceBytes(value - before);
    rawBytes += varintBytes(value);
    baseBytes += differenceBytes(value - expectedOnBase(base, row, before));
    before = value;
  }
  if (baseBytes < Math.min(rowBytes, rawBytes)) return MODE_BASE;
  return rowBytes <= rawBytes ? MODE_DELTA : MODE_RAW;
}

/** Bytes that a difference takes; infinite where it is not safe. */
const differenceBytes = (difference: number): number =>
  Number.isSafeInteger(difference) ? varintBytes(difference) : Number.POSITIVE_INFINITY;

function isSafeByRow(column: Float64Array): boolean {
  let before = 0;
  for (let row = 0; row < column.length; row++) {
    if (!Number.isSafeInteger(column[row]! - before)) return false;
    before = column[row]!;
  }
  return true;
}
