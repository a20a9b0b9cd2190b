// Text to records. Marketplace reports are tab-separated without quoting: a quote is a letter there, and one stray quote must not
// swallow the lines behind it. Files whose header is quoted, or that are separated by commas, follow the usual CSV rules.
import { ReportFailure } from "../report-failure.ts";
import { type Line, lineBatches, MAX_LINE_CHARS } from "./lines.ts";
import { quotedRecords, splitQuoted } from "./quoted.ts";

/** One record of data. `cells` is null where the line could not be split (`rule` says why). */
export interface RawRecord {
  /** Line of the file on which the record begins; the header is line 1. */
  readonly lineNo: number;
  readonly cells: readonly string[] | null;
  readonly rule: "line_too_long" | "bad_quoting" | null;
}

export interface Layout {
  readonly delimiter: "\t" | "," | ";";
  readonly isQuoted: boolean;
}

export interface Table {
  readonly layout: Layout;
  readonly header: readonly string[];
  /** Records behind the header, in order, some at a time. */
  readonly batches: AsyncIterable<readonly RawRecord[]>;
}

function layoutOf(headerLine: string): Layout {
  if (headerLine.includes("\t"))
    return { delimiter: "\t", isQuoted: headerLine.trimStart().startsWith('"') };
  const semicolons = headerLine.split(";").length;
  return { delimiter: semicolons > headerLine.split(",").length ? ";" : ",", isQuoted: true };
}

async function* prepend(first: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  if (first !== "") yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

interface HeaderLine {
  readonly line: string;
  readonly rest: string;
  /** Ends of line: LF or CRLF; CR alone only in a text whose first million characters hold no LF. */
  readonly newline: "\n" | "\r";
}

async function readHeaderLine(chunks: AsyncIterator<string>): Promise<HeaderLine> {
  let text = "";
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    text += next.value;
    if (text.length > MAX_LINE_CHARS || next.value.includes("\n")) break;
  }
  const newline = text.includes("\n") || !text.includes("\r") ? "\n" : "\r";
  const at = text.indexOf(newline);
  const line = at < 0 ? text : text.slice(0, at);
  if (line.length > MAX_LINE_CHARS || line.includes("\u0000"))
    throw new ReportFailure("not_text", "The first line is no header of a report: is this text?");
  return { line: line.replace(/\r$/, ""), rest: at < 0 ? "" : text.slice(at + 1), newline };
}

async function* plainRecords(
  lines: AsyncIterable<readonly Line[]>,
  delimiter: string,
): AsyncGenerator<RawRecord[]> {
  for await (const batch of lines) {
    const records: RawRecord[] = [];
    for (const { lineNo, text } of batch) {
      if (text === null) records.push({ lineNo, cells: null, rule: "line_too_long" });
      else if (text !== "") records.push({ lineNo, cells: text.split(delimiter), rule: null });
    }
    if (records.length > 0) yield records;
  }
}

/** Splits text into a header and records. Throws ReportFailure where there is no header to read. */
export async function readTable(text: AsyncIterable<string>): Promise<Table> {
  const chunks = text[Symbol.asyncIterator]();
  const { line, rest, newline } = await readHeaderLine(chunks);
  if (line.trim() === "") throw new ReportFailure("empty_file", "The file has no header line.");
  const layout = layoutOf(line);
  const header =
    (layout.isQuoted ? splitQuoted(line, layout.delimiter) : null) ?? line.split(layout.delimiter);
  const lines = lineBatches(prepend(rest, chunks), newline, 2);
  return {
    layout,
    header,
    batches: layout.isQuoted
      ? quotedRecords(lines, layout.delimiter, header.length)
      : plainRecords(lines, layout.delimiter),
  };
}
