import type { Definition } from "./define.ts";
import type { Columns } from "./types.ts";
import { type ByteReader, MAX_VARINT_BYTES, readVarint, writeVarint } from "./varint.ts";

/** Most decisions in one chunk. */
export const CHUNK_ROWS = 1024;

/** "leaves": inputs only, the rest is re-derived by evaluation. "values": all nodes. */
export type TraceTier = "leaves" | "values";

export interface DecodedChunk {
  readonly tier: TraceTier;
  readonly columns: Columns;
}

const FORMAT = 1;
const tiers: readonly TraceTier[] = ["leaves", "values"];
const MODE_DELTA = 0;
const MODE_RAW = 1;

/**
 * Encodes rows [start, end) column by column in node order: format, tier, row count, column count, then per column its
 * mode and the zigzag varints of the differences to the row before (of the values where a difference is not safe).
 * One encoding per content, so equal bytes mean equal values. Throws RangeError unless 1..1024 rows are given.
 */
export function encodeChunk(
  definition: Definition,
  columns: Columns,
  start = 0,
  end: number = columns.count,
  tier: TraceTier = "values",
): Uint8Array {
  const count = end - start;
  if (!(count >= 1 && count <= CHUNK_ROWS && start >= 0 && end <= columns.count)) {
    throw new RangeError(`trace: a chunk holds 1..${CHUNK_ROWS} rows, got [${start}, ${end})`);
  }
  const width = columnCount(definition, tier);
  const bytes = new Uint8Array(2 + 2 * MAX_VARINT_BYTES + width * (1 + count * MAX_VARINT_BYTES));
  bytes[0] = FORMAT;
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
    position = writeColumn(bytes, position, column, start, end);
  }
  return bytes.slice(0, position);
}

/** Inverse of `encodeChunk`. Throws RangeError on anything that `encodeChunk` would not have written. */
export function decodeChunk(definition: Definition, bytes: Uint8Array): DecodedChunk {
  const tier = tiers[bytes[1] ?? -1];
  if (bytes[0] !== FORMAT || tier === undefined) {
    throw new RangeError(`trace: expected format ${FORMAT}, got ${bytes[0]} with tier ${bytes[1]}`);
  }
  const reader: ByteReader = { bytes, position: 2 };
  const count = readVarint(reader);
  const width = readVarint(reader);
  if (!(count >= 1 && count <= CHUNK_ROWS) || width !== columnCount(definition, tier)) {
    throw new RangeError(`trace: ${count} rows of ${width} columns do not fit ${definition.name}`);
  }
  const column: Record<string, Float64Array> = {};
  for (let node = 0; node < width; node++) {
    column[definition.nodes[node]!.id] = readColumn(reader, count);
  }
  if (reader.position !== bytes.length) {
    throw new RangeError(
      `trace: ${bytes.length - reader.position} bytes left after the last column`,
    );
  }
  return { tier, columns: { count, column } };
}

const columnCount = (definition: Definition, tier: TraceTier): number =>
  tier === "leaves" ? definition.leafCount : definition.nodes.length;

function writeColumn(
  bytes: Uint8Array,
  at: number,
  column: Float64Array,
  start: number,
  end: number,
): number {
  const isDelta = hasSafeDifferences(column, start, end);
  bytes[at] = isDelta ? MODE_DELTA : MODE_RAW;
  let position = at + 1;
  let before = 0;
  for (let row = start; row < end; row++) {
    const value = column[row]!;
    if (!Number.isSafeInteger(value)) {
      throw new RangeError(`trace: ${value} in row ${row} is not a safe integer`);
    }
    position = writeVarint(bytes, position, value - before);
    if (isDelta) before = value;
  }
  return position;
}

function readColumn(reader: ByteReader, count: number): Float64Array {
  const mode = reader.bytes[reader.position++];
  if (mode !== MODE_DELTA && mode !== MODE_RAW) {
    throw new RangeError(`trace: unknown column mode ${mode} at byte ${reader.position - 1}`);
  }
  const column = new Float64Array(count);
  let before = 0;
  for (let row = 0; row < count; row++) {
    const value = readVarint(reader) + before;
    if (!Number.isSafeInteger(value)) {
      throw new RangeError(`trace: value ${value} in row ${row} is not a safe integer`);
    }
    column[row] = value;
    if (mode === MODE_DELTA) before = value;
  }
  if ((mode === MODE_DELTA) !== hasSafeDifferences(column, 0, count)) {
    throw new RangeError(`trace: column mode ${mode} is not the one its values call for`);
  }
  return column;
}

function hasSafeDifferences(column: Float64Array, start: number, end: number): boolean {
  for (let row = start + 1; row < end; row++) {
    if (!Number.isSafeInteger(column[row]! - column[row - 1]!)) return false;
  }
  return true;
}
