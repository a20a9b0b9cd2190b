// What is known ahead of a series: long files id,t,price,deal,... and wide files id,p1..pN of one covariate.
import { inputError } from "./input-error.ts";
import type { History } from "./read-panel.ts";
import {
  type CellPlace,
  columnAt,
  numberIn,
  openTable,
  periodIn,
  type TableFile,
  textIn,
} from "./table-file.ts";

/** A covariate of every series, on the rows of the history. */
export interface FeatureColumn {
  readonly name: string;
  /** NaN = unknown. [seriesCount, axisCount] */
  readonly values: Float32Array;
}

const LAST_PERIOD = 1_000_000;

const emptyColumn = (name: string, history: History, axisCount: number): FeatureColumn => ({
  name,
  values: new Float32Array(history.ids.length * axisCount).fill(Number.NaN),
});

/** "m5d.price.csv.gz" -> "price", "price.csv" -> "price". */
export const covariateName = (file: string): string =>
  file
    .replace(/\.gz$/i, "")
    .replace(/\.[a-z]+$/i, "")
    .split(".")
    .at(-1) ?? file;

/** Periods of a wide file's columns behind "id"; null when they are not NAME1..NAMEn. */
function wideCount(header: readonly string[]): number | null {
  const prefix = /^(.*?)1$/.exec(header[1] ?? "")?.[1];
  if (header[0] !== "id" || prefix === undefined) return null;
  const isInOrder = header.slice(1).every((name, at) => name === `${prefix}${at + 1}`);
  return isInOrder ? header.length - 1 : null;
}

async function readWide(
  table: TableFile,
  history: History,
  axisCount: number,
): Promise<FeatureColumn[]> {
  const { file, header } = table;
  const column = emptyColumn(covariateName(file), history, axisCount);
  const count = Math.min(axisCount, header.length - 1);
  const lineOfSeries = new Map<number, number>();
  for await (const { lineNo: line, cells } of table.rows) {
    const id = textIn(cells[0] ?? "", () => ({ file, line, column: "id" }));
    const series = history.seriesOfId.get(id);
    if (series === undefined) continue;
    checkOnce(lineOfSeries, series, { file, line, column: "id" }, id);
    for (let t = 0; t < count; t++) {
      const place = (): CellPlace => ({ file, line, column: header[t + 1] ?? "" });
      column.values[series * axisCount + t] = numberIn(cells[t + 1] ?? "", place);
    }
  }
  checkMatched(lineOfSeries.size, file, history);
  return [column];
}

function checkOnce(seen: Map<number, number>, key: number, place: CellPlace, what: string): void {
  const line = seen.get(key);
  if (line !== undefined)
    throw inputError({
      ...place,
      rule: "duplicate_id",
      what: `${what} stands on line ${line} already.`,
      fix: "Remove one of the two lines.",
    });
  seen.set(key, place.line);
}

function checkMatched(count: number, file: string, history: History): void {
  if (count > 0) return;
  throw inputError({
    file,
    line: null,
    column: "id",
    rule: "unknown_id",
    what: `no line is of a series of ${history.file}.`,
    fix: "Give the features of this history.",
  });
}

async function readLong(
  table: TableFile,
  history: History,
  axisCount: number,
): Promise<FeatureColumn[]> {
  const { file, header } = table;
  const idAt = columnAt(table, "id", "the series");
  const periodAt = columnAt(table, "t", "the period, counted from 1");
  const columnPlaces = header
    .map((name, at) => ({ name, at }))
    .filter(({ at }) => at !== idAt && at !== periodAt);
  const columns = columnPlaces.map(({ name }) => emptyColumn(name, history, axisCount));
  const lineOfCell = new Map<number, number>();
  for await (const { lineNo: line, cells } of table.rows) {
    const place = (at: number) => (): CellPlace => ({ file, line, column: header[at] ?? "" });
    const id = textIn(cells[idAt] ?? "", place(idAt));
    const t = periodIn(cells[periodAt] ?? "", 1, LAST_PERIOD, place(periodAt)) - 1;
    const series = history.seriesOfId.get(id);
    if (series === undefined || t >= axisCount) continue;
    const cell = series * axisCount + t;
    checkOnce(lineOfCell, cell, place(periodAt)(), `Period ${t + 1} of ${id}`);
    columns.forEach(({ values }, k) => {
      const at = columnPlaces[k]?.at ?? 0;
      values[cell] = numberIn(cells[at] ?? "", place(at));
    });
  }
  checkMatched(lineOfCell.size, file, history);
  return columns;
}

async function readFile(
  path: string,
  history: History,
  axisCount: number,
): Promise<{ file: string; columns: FeatureColumn[] }> {
  const table = await openTable(path);
  const isLong = table.header.includes("t");
  if (!isLong && wideCount(table.header) === null)
    throw inputError({
      file: table.file,
      line: 1,
      column: null,
      rule: "missing_column",
      what: "the header is neither id,t,NAME,... (a line per series and period) nor id,p1,p2,... (a line per series).",
      fix: "Name the columns in one of these two ways.",
    });
  const read = isLong ? readLong : readWide;
  return { file: table.file, columns: await read(table, history, axisCount) };
}

/**
 * Reads files of covariates, of which the first `axisCount` periods are kept. Lines of series outside the history are passed over.
 * Throws DomainError that names line, column, rule and fix.
 */
export async function readFeatures(
  paths: readonly string[],
  history: History,
  axisCount: number,
): Promise<FeatureColumn[]> {
  const all: FeatureColumn[] = [];
  for (const path of paths) {
    const { file, columns } = await readFile(path, history, axisCount);
    const twice = columns.find(({ name }) => all.some((other) => other.name === name));
    if (twice !== undefined)
      throw inputError({
        file,
        line: null,
        column: twice.name,
        rule: "duplicate_column",
        what: "an earlier file gives a covariate of this name.",
        fix: "Rename the column, or the file when it is wide.",
      });
    all.push(...columns);
  }
  return all;
}
