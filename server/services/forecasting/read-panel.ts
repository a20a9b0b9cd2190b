// History files are wide: id,first,v1..vT, units per period, blank = not observed.
import { inputError, shown } from "./input-error.ts";
import {
  type CellPlace,
  columnAt,
  numberIn,
  openTable,
  periodIn,
  type TableFile,
  type TableRow,
  textIn,
} from "./table-file.ts";

/** A history file in memory. */
export interface History {
  readonly file: string;
  readonly ids: readonly string[];
  /** Row of an id. */
  readonly seriesOfId: ReadonlyMap<string, number>;
  readonly periodCount: number;
  /** First period on record, 0-based. [seriesCount] */
  readonly firstPeriod: Int32Array;
  /** Units per period; NaN = not observed. [seriesCount, periodCount] */
  readonly units: Float32Array;
}

interface Row {
  readonly id: string;
  readonly firstPeriod: number;
  readonly units: Float32Array;
}

function checkHeader(table: TableFile): void {
  const { file, header } = table;
  columnAt(table, "id", "the series");
  columnAt(table, "first", "first period on record, counted from 1");
  columnAt(table, "v1", "units of the first period");
  const wrong = header.findIndex(
    (name, at) => name !== (at === 0 ? "id" : at === 1 ? "first" : `v${at - 1}`),
  );
  if (wrong < 0) return;
  throw inputError({
    file,
    line: 1,
    column: header[wrong] ?? "",
    rule: "column_order",
    what: `column ${wrong + 1} should be ${wrong < 2 ? ["id", "first"][wrong] : `v${wrong - 1}`}.`,
    fix: "Order the columns id,first,v1,v2,... without a gap.",
  });
}

function readRow(table: TableFile, { lineNo: line, cells }: TableRow): Row {
  const { file, header } = table;
  const periodCount = header.length - 2;
  const place = (at: number) => (): CellPlace => ({ file, line, column: header[at] ?? "" });
  const units = new Float32Array(periodCount);
  for (let t = 0; t < periodCount; t++) {
    const value = numberIn(cells[t + 2] ?? "", place(t + 2));
    if (value < 0) {
      throw inputError({
        ...place(t + 2)(),
        rule: "bad_number",
        what: `${shown(String(value))} units is less than nothing.`,
        fix: "Write demand without returns, or leave the cell blank where it is unknown.",
      });
    }
    units[t] = value;
  }
  return {
    id: textIn(cells[0] ?? "", place(0)),
    firstPeriod: periodIn(cells[1] ?? "", 1, periodCount, place(1)) - 1,
    units,
  };
}

function historyOf(file: string, rows: readonly Row[], periodCount: number): History {
  const units = new Float32Array(rows.length * periodCount);
  rows.forEach((row, i) => {
    units.set(row.units, i * periodCount);
  });
  return {
    file,
    ids: rows.map(({ id }) => id),
    seriesOfId: new Map(rows.map(({ id }, i) => [id, i])),
    periodCount,
    firstPeriod: Int32Array.from(rows, ({ firstPeriod }) => firstPeriod),
    units,
  };
}

/** Reads a history file, plain or gzip, one line at a time. Throws DomainError that names line, column, rule and fix. */
export async function readHistory(path: string): Promise<History> {
  const table = await openTable(path);
  checkHeader(table);
  const { file } = table;
  const rows: Row[] = [];
  const lineOfId = new Map<string, number>();
  for await (const tableRow of table.rows) {
    const row = readRow(table, tableRow);
    const before = lineOfId.get(row.id);
    if (before !== undefined) {
      throw inputError({
        file,
        line: tableRow.lineNo,
        column: "id",
        rule: "duplicate_id",
        what: `${shown(row.id)} stands on line ${before} already.`,
        fix: "Give every series one line.",
      });
    }
    lineOfId.set(row.id, tableRow.lineNo);
    rows.push(row);
  }
  if (rows.length === 0)
    throw inputError({
      file,
      line: null,
      column: null,
      rule: "no_rows",
      what: "the file holds a header and no series.",
      fix: "Add a line per series.",
    });
  return historyOf(file, rows, table.header.length - 2);
}
