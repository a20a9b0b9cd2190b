import type { LinearProgram } from "../solver/index.ts";
import { type Columns, columnValue, NOWHERE } from "./columns.ts";
import { type Economics, RESERVE } from "./economics.ts";

/** Rows: storage per FC and type, inbound per FC, outbound per FC, then supply and demand per SKU that has units. */
export interface RowMap {
  readonly inboundRow: number;
  readonly outboundRow: number;
  /** Supply row of each SKU; its zones' demand rows follow. -1 without units. [skuCount] */
  readonly supplyRow: Int32Array;
  readonly rowCount: number;
}

export function rowMap(e: Economics): RowMap {
  const inboundRow = e.fcCount * e.storageTypeCount;
  const outboundRow = inboundRow + e.fcCount;
  const supplyRow = new Int32Array(e.skuCount).fill(-1);
  let rowCount = outboundRow + e.fcCount;
  for (let p = 0; p < e.skuCount; p++) {
    if (e.supplyUnits[p] === 0) continue;
    supplyRow[p] = rowCount;
    rowCount += 1 + e.zoneCount;
  }
  return { inboundRow, outboundRow, supplyRow, rowCount };
}

/**
 * maximise sum value f  s.t.  sum over w, z of f = advised (unplaced included), sum over w of f <= demand of p in z,
 * sum of litres <= storage (w, type), sum of units <= inbound (w), sum of units sold <= outbound (w). The units placed,
 * x of p at w, are the sum over z of f, so they need no column and no row of their own.
 */
export function placementProgram(e: Economics, columns: Columns, rows: RowMap): LinearProgram {
  const columnCount = columns.sku.length;
  const rowLower = new Float64Array(rows.rowCount).fill(-Infinity);
  const rowUpper = new Float64Array(rows.rowCount);
  rowUpper.set(e.capacity.storage, 0);
  rowUpper.set(e.capacity.inbound, rows.inboundRow);
  rowUpper.set(e.capacity.outbound, rows.outboundRow);
  for (let p = 0; p < e.skuCount; p++) {
    const supply = rows.supplyRow[p]!;
    if (supply < 0) continue;
    rowLower[supply] = e.supplyUnits[p]!;
    rowUpper[supply] = e.supplyUnits[p]!;
    for (let z = 0; z < e.zoneCount; z++)
      rowUpper[supply + 1 + z] = e.demandUnits[p * e.zoneCount + z]!;
  }
  const start = new Int32Array(columnCount + 1);
  const rowIndex = new Int32Array(5 * columnCount);
  const value = new Float64Array(5 * columnCount);
  let at = 0;
  for (let j = 0; j < columnCount; j++) {
    at = writeColumn(e, columns, rows, j, rowIndex, value, at);
    start[j + 1] = at;
  }
  return {
    sense: "maximise",
    columnCount,
    rowCount: rows.rowCount,
    cost: Float64Array.from(columns.sku, (p, j) =>
      columnValue(e, p, columns.fc[j]!, columns.zone[j]!),
    ),
    columnLower: new Float64Array(columnCount),
    columnUpper: new Float64Array(columnCount).fill(Infinity),
    rowLower,
    rowUpper,
    start,
    rowIndex: rowIndex.slice(0, at),
    value: value.slice(0, at),
  };
}

/** Entries of column j in ascending rows; returns where the next column starts. */
function writeColumn(
  e: Economics,
  columns: Columns,
  rows: RowMap,
  j: number,
  rowIndex: Int32Array,
  value: Float64Array,
  from: number,
): number {
  const p = columns.sku[j]!;
  const w = columns.fc[j]!;
  const z = columns.zone[j]!;
  let at = from;
  const put = (row: number, coefficient: number): void => {
    rowIndex[at] = row;
    value[at] = coefficient;
    at += 1;
  };
  if (w !== NOWHERE) {
    put(w * e.storageTypeCount + e.storageTypeIndex[p]!, e.volumeLitres[p]!);
    put(rows.inboundRow + w, 1);
    if (z !== RESERVE) put(rows.outboundRow + w, 1);
  }
  put(rows.supplyRow[p]!, 1);
  if (z !== RESERVE) put(rows.supplyRow[p]! + 1 + z, 1);
  return at;
}
