// Comma-separated files of the forecasting commands: plain or gzip, read row by row, refused with the place of the fault.
import { statSync } from "node:fs";
import { basename } from "node:path";
import { ReportFailure } from "@/server/ingest/report-failure.ts";
import { contentText } from "@/server/ingest/text/content.ts";
import { type RawRecord, readTable } from "@/server/ingest/text/records.ts";
import { fileSource } from "../imports/file-source.ts";
import { inputError, shown } from "./input-error.ts";

export interface TableRow {
  readonly lineNo: number;
  readonly cells: readonly string[];
}

export interface TableFile {
  /** Name without its folder, as messages show it. */
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: AsyncIterable<TableRow>;
}

const RECORD_FAULTS = {
  line_too_long: {
    rule: "line_too_long",
    what: "the line has more than a million characters.",
    fix: "Break the file into one row per line.",
  },
  bad_quoting: {
    rule: "bad_quoting",
    what: "a quotation mark is not closed.",
    fix: "Close it, or double it inside the cell.",
  },
} as const;

function cellsOf(file: string, header: readonly string[], record: RawRecord): readonly string[] {
  const { lineNo: line, cells, rule } = record;
  if (rule === "line_too_long" || rule === "bad_quoting")
    throw inputError({ file, line, column: null, ...RECORD_FAULTS[rule] });
  if (cells?.length === header.length) return cells;
  throw inputError({
    file,
    line,
    column: null,
    rule: "column_count",
    what: `the row has ${cells?.length ?? 0} cells, the header ${header.length}.`,
    fix: "Give the row as many cells as the header, leaving unknown ones blank.",
  });
}

/** Runs a read and turns what the text reader refuses into a fault of the file. */
async function reading<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ReportFailure)) throw error;
    throw inputError({
      file,
      line: null,
      column: null,
      rule: "unreadable_file",
      what: "the file cannot be read.",
      fix: error.message,
    });
  }
}

async function* rowsOf(
  file: string,
  header: readonly string[],
  batches: AsyncIterable<readonly RawRecord[]>,
): AsyncGenerator<TableRow> {
  const iterator = batches[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await reading(file, () => iterator.next());
      if (next.done) return;
      for (const record of next.value)
        yield { lineNo: record.lineNo, cells: cellsOf(file, header, record) };
    }
  } finally {
    await iterator.return?.();
  }
}

function checkIsFile(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return;
  throw inputError({
    file: path,
    line: null,
    column: null,
    rule: "unreadable_file",
    what: "there is no such file.",
    fix: "Check the path.",
  });
}

/** Opens a table. Throws DomainError for a file that is absent, empty, damaged or names a column twice. */
export async function openTable(path: string): Promise<TableFile> {
  checkIsFile(path);
  const file = basename(path);
  const table = await reading(file, () => readTable(contentText(fileSource(path), "utf-8")));
  const header = table.header.map((name) => name.trim());
  const twice = header.find((name, at) => header.indexOf(name) !== at);
  if (twice !== undefined)
    throw inputError({
      file,
      line: 1,
      column: twice,
      rule: "duplicate_column",
      what: "the header names this column twice.",
      fix: "Rename or remove one of them.",
    });
  return { file, header, rows: rowsOf(file, header, table.batches) };
}

/** Position of a column. Throws DomainError where the header lacks it. */
export function columnAt({ file, header }: TableFile, name: string, meaning: string): number {
  const at = header.indexOf(name);
  if (at >= 0) return at;
  throw inputError({
    file,
    line: 1,
    column: name,
    rule: "missing_column",
    what: `the header lacks this column (${meaning}).`,
    fix: `The header is ${shown(header.slice(0, 6).join(","))}; add the column or rename the one that is meant.`,
  });
}

export interface CellPlace {
  readonly file: string;
  readonly line: number;
  readonly column: string;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number; blank = NaN. */
export function numberIn(cell: string, place: () => CellPlace): number {
  const text = cell.trim();
  if (text === "") return Number.NaN;
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  throw inputError({
    ...place(),
    rule: "bad_number",
    what: `${shown(text)} is no number.`,
    fix: "Write a plain number such as 12 or 12.5, or leave the cell blank where nothing was observed.",
  });
}

/** A period, counted from 1, between `least` and `most`. */
export function periodIn(
  cell: string,
  least: number,
  most: number,
  place: () => CellPlace,
): number {
  const text = cell.trim();
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw inputError({
    ...place(),
    rule: "bad_period",
    what: `${shown(text)} is no period of this file.`,
    fix: `Write a whole number from ${least} to ${most}; periods are counted from 1.`,
  });
}

/** A text that may not be blank. */
export function textIn(cell: string, place: () => CellPlace): string {
  const text = cell.trim();
  if (text !== "") return text;
  throw inputError({
    ...place(),
    rule: "missing_value",
    what: "the cell is blank.",
    fix: "Fill it in: the row means nothing without it.",
  });
}
