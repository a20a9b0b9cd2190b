import type { Columns } from "./types.ts";
import {
  type ByteReader,
  MAX_VARINT_BYTES,
  readVarint,
  varintBytes,
  writeVarint,
} from "./varint.ts";

/** Most decisions in one chunk. */
export const CHUNK_ROWS = 1024;

/** "leaves": inputs only, the rest is re-derived by evaluation. "values": all nodes. */
export type TraceTier = "leaves" | "values";

export interface DecodedChunk {
  readonly tier: TraceTier;
  readonly columns: Columns;
}

/** Earlier values that a chunk is written as differences to. */
export interface TraceBase {
  /** At least the nodes of the tier. */
  readonly columns: Columns;
  /** Per row of the chunk the row of `columns` that is the same decision; -1 = it was not decided then. */
  readonly row: Int32Array;
}

const FORMAT = 1;
const FORMAT_ON_BASE = 2;
const tiers: readonly TraceTier[] = ["leaves", "values"];
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
  const count = end - start;
  if (!(count >= 1 && count <= CHUNK_ROWS && start >= 0 && end <= columns.count)) {
    throw new RangeError(`trace: a chunk holds 1..${CHUNK_ROWS} rows, got [${start}, ${end})`);
  }
  const width = columnCount(definition, tier);
  const bytes = new Uint8Array(2 + 2 * MAX_VARINT_BYTES + width * (1 + count * MAX_VARINT_BYTES));
  bytes[0] = base ? FORMAT_ON_BASE : FORMAT;
  bytes[1] = tiers.indexOf(tier);
  let position = writeVarint(bytes, 2, count);
  position = writeVarint(bytes, position, width);
  for (let node = 0; node < width; node++) {
    const id = definition.nodes[node]!.id;
    const column = columns.column[id];
    if (!column || column.length < end) {
      throw new RangeError(
        `trace: column "${id}" needs ${end} values, got ${column?.length ?? "none"}`,
      );
    }
    const rows = column.subarray(start, end);
    position = writeColumn(bytes, position, rows, base && baseColumn(base, id, count));
  }
  return bytes.slice(0, position);
}

/** The nodes that a trace holds, leaves first: a definition, or what was kept of one that this build no longer has. */
export interface TraceShape {
  readonly name: string;
  readonly nodes: readonly { readonly id: string }[];
  readonly leafCount: number;
}

/** Inverse of `encodeChunk`, with the base it was given. Throws RangeError on anything that `encodeChunk` would not have written. */
export function decodeChunk(
  definition: TraceShape,
  bytes: Uint8Array,
  base: TraceBase | null = null,
): DecodedChunk {
  const tier = tiers[bytes[1] ?? -1];
  const format = base ? FORMAT_ON_BASE : FORMAT;
  if (bytes[0] !== format || tier === undefined) {
    throw new RangeError(`trace: expected format ${format}, got ${bytes[0]} with tier ${bytes[1]}`);
  }
  const reader: ByteReader = { bytes, position: 2 };
  const count = readVarint(reader);
  const width = readVarint(reader);
  if (!(count >= 1 && count <= CHUNK_ROWS) || width !== columnCount(definition, tier)) {
    throw new RangeError(`trace: ${count} rows of ${width} columns do not fit ${definition.name}`);
  }
  const column: Record<string, Float64Array> = {};
  for (let node = 0; node < width; node++) {
    const { id } = definition.nodes[node]!;
    column[id] = readColumn(reader, count, base && baseColumn(base, id, count));
  }
  if (reader.position !== bytes.length) {
    throw new RangeError(
      `trace: ${bytes.length - reader.position} bytes left after the last column`,
    );
  }
  return { tier, columns: { count, column } };
}

const columnCount = (definition: TraceShape, tier: TraceTier): number =>
  tier === "leaves" ? definition.leafCount : definition.nodes.length;

/** The base's value per row; NaN where the decision was not made then. */
function baseColumn(base: TraceBase, id: string, count: number): Float64Array {
  const column = base.columns.column[id];
  if (!column || base.row.length !== count) {
    throw new RangeError(
      `trace: the base of ${count} rows has ${base.row.length} and ${column ? "a" : "no"} column "${id}"`,
    );
  }
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const row = base.row[i]!;
    values[i] = row < 0 ? Number.NaN : column[row]!;
  }
  return values;
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
  for (let row = 0; row < column.length; row++) {
    if (!Number.isSafeInteger(column[row]!)) {
      throw new RangeError(`trace: ${column[row]} in row ${row} is not a safe integer`);
    }
  }
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

function readColumn(reader: ByteReader, count: number, base: Float64Array | null): Float64Array {
  const mode = reader.bytes[reader.position++];
  if (mode !== MODE_DELTA && mode !== MODE_RAW && (mode !== MODE_BASE || base === null)) {
    throw new RangeError(`trace: unknown column mode ${mode} at byte ${reader.position - 1}`);
  }
  const column = new Float64Array(count);
  let before = 0;
  for (let row = 0; row < count; row++) {
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
  return column;
}

/** Differences to the row before where they are safe; on a base, the shortest of the three ways (the first on a tie). */
function modeOf(column: Float64Array, base: Float64Array | null): number {
  const rowBytes = columnBytes(column, null, MODE_DELTA);
  if (base === null) return Number.isFinite(rowBytes) ? MODE_DELTA : MODE_RAW;
  const rawBytes = columnBytes(column, null, MODE_RAW);
  const baseBytes = columnBytes(column, base, MODE_BASE);
  if (baseBytes < Math.min(rowBytes, rawBytes)) return MODE_BASE;
  return rowBytes <= rawBytes ? MODE_DELTA : MODE_RAW;
}

/** Bytes that a mode takes; infinite where a difference is not safe. */
function columnBytes(column: Float64Array, base: Float64Array | null, mode: number): number {
  let size = 0;
  let before = 0;
  for (let row = 0; row < column.length; row++) {
    const difference = column[row]! - expected(mode, base, row, before);
    if (!Number.isSafeInteger(difference)) return Number.POSITIVE_INFINITY;
    size += varintBytes(difference);
    before = column[row]!;
  }
  return size;
}
