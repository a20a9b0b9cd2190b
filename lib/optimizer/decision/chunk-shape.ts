// What both forms of a chunk share: its rows and columns, and the earlier values it may be written on.
import type { Columns } from "./types.ts";
import { type ByteReader, MAX_VARINT_BYTES, readVarint, writeVarint } from "./varint.ts";

/** Most decisions in one chunk. */
export const CHUNK_ROWS = 1024;

/** "leaves": inputs only, the rest is re-derived by evaluation. "values": all nodes. */
export type TraceTier = "leaves" | "values";

/** In the order of their byte. */
export const traceTiers: readonly TraceTier[] = ["leaves", "values"];

export interface DecodedChunk {
  readonly tier: TraceTier;
  readonly columns: Columns;
}

/** The nodes that a trace holds, leaves first: a definition, or what was kept of one that this build no longer has. */
export interface TraceShape {
  readonly name: string;
  readonly nodes: readonly { readonly id: string }[];
  readonly leafCount: number;
}

/** Earlier values that a chunk is written as differences to. */
export interface TraceBase {
  /** At least the nodes of the tier. */
  readonly columns: Columns;
  /** Per row of the chunk the row of `columns` that is the same decision; -1 = it was not decided then. */
  readonly row: Int32Array;
}

/** The head of a chunk: format, tier, row count, column count. */
export function headOf(format: number, tier: TraceTier, count: number, width: number): Uint8Array {
  const head = new Uint8Array(2 + 2 * MAX_VARINT_BYTES);
  head[0] = format;
  head[1] = traceTiers.indexOf(tier);
  return head.subarray(0, writeVarint(head, writeVarint(head, 2, count), width));
}

/** Inverse of `headOf`, and where what follows begins. Throws RangeError unless it is of this format and fits the shape. */
export function readHead(shape: TraceShape, bytes: Uint8Array, format: number) {
  const tier = traceTiers[bytes[1] ?? -1];
  if (bytes[0] !== format || tier === undefined) {
    throw new RangeError(`trace: expected format ${format}, got ${bytes[0]} with tier ${bytes[1]}`);
  }
  const reader: ByteReader = { bytes, position: 2 };
  const count = readVarint(reader);
  const width = readVarint(reader);
  if (!(count >= 1 && count <= CHUNK_ROWS) || width !== columnCount(shape, tier)) {
    throw new RangeError(`trace: ${count} rows of ${width} columns do not fit ${shape.name}`);
  }
  return { tier, count, width, reader };
}

export const columnCount = (shape: TraceShape, tier: TraceTier): number =>
  tier === "leaves" ? shape.leafCount : shape.nodes.length;

/** Throws RangeError unless rows [start, end) are 1..1024 rows of `columns`. */
export function checkRows(columns: Columns, start: number, end: number): void {
  const count = end - start;
  if (!(count >= 1 && count <= CHUNK_ROWS && start >= 0 && end <= columns.count)) {
    throw new RangeError(`trace: a chunk holds 1..${CHUNK_ROWS} rows, got [${start}, ${end})`);
  }
}

/** Rows [start, end) of a column. Throws RangeError where it is absent, too short or holds anything but safe integers. */
export function rowsOf(columns: Columns, id: string, start: number, end: number): Float64Array {
  const column = columns.column[id];
  if (!column || column.length < end) {
    throw new RangeError(
      `trace: column "${id}" needs ${end} values, got ${column?.length ?? "none"}`,
    );
  }
  const rows = column.subarray(start, end);
  for (let row = 0; row < rows.length; row++) {
    if (!Number.isSafeInteger(rows[row]!)) {
      throw new RangeError(`trace: ${rows[row]} in row ${row} is not a safe integer`);
    }
  }
  return rows;
}

/** The base's value per row, NaN where the decision was not made then; written into `values`. */
export function baseColumn(
  base: TraceBase,
  id: string,
  count: number,
  values: Float64Array = new Float64Array(count),
): Float64Array {
  const column = base.columns.column[id];
  if (!column || base.row.length !== count) {
    throw new RangeError(
      `trace: the base of ${count} rows has ${base.row.length} and ${column ? "a" : "no"} column "${id}"`,
    );
  }
  for (let i = 0; i < count; i++) {
    const row = base.row[i]!;
    values[i] = row < 0 ? Number.NaN : column[row]!;
  }
  return values;
}
