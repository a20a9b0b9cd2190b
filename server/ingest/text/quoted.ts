import type { Line } from "./lines.ts";
import type { RawRecord } from "./records.ts";

// A quoted cell may hold line breaks, but a quote that is never closed must not swallow the file: past this many lines, or when the
// joined lines do not make a whole row, the first line alone is refused and reading goes on behind it.
const MAX_LINES_OF_RECORD = 16;

/** End of the quoted cell that begins at `start`: the quote before a delimiter or the end; doubled quotes are letters. */
function closingQuote(text: string, start: number, delimiter: string): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    const next = text[at + 1];
    if (next === undefined || next === delimiter) return at;
    if (next === '"') at++;
  }
  return -1;
}

/** Cells of one record; null when a quote is not closed. */
export function splitQuoted(text: string, delimiter: string): string[] | null {
  const cells: string[] = [];
  let start = 0;
  while (start <= text.length) {
    if (text[start] === '"') {
      const end = closingQuote(text, start, delimiter);
      if (end < 0) return null;
      cells.push(text.slice(start + 1, end).replaceAll('""', '"'));
      start = end + 2;
    } else {
      const found = text.indexOf(delimiter, start);
      const end = found < 0 ? text.length : found;
      cells.push(text.slice(start, end));
      start = end + 1;
    }
  }
  return cells;
}

/** Joins the lines of records whose quoted cells hold line breaks. */
class RecordJoiner {
  private readonly delimiter: string;
  private readonly cellCount: number;
  private open: Line[] = [];

  constructor(delimiter: string, cellCount: number) {
    this.delimiter = delimiter;
    this.cellCount = cellCount;
  }

  push(line: Line, out: RawRecord[]): void {
    if (line.text === null) {
      this.giveUp(out);
      out.push({ lineNo: line.lineNo, cells: null, rule: "line_too_long" });
      return;
    }
    if (line.text === "" && this.open.length === 0) return;
    this.open.push(line);
    const lineNo = this.open[0]?.lineNo ?? line.lineNo;
    const text = this.open.map((part) => part.text).join("\n");
    const cells = splitQuoted(text, this.delimiter);
    if (cells === null) {
      if (this.open.length >= MAX_LINES_OF_RECORD) this.refuseFirst(out);
    } else if (this.open.length > 1 && cells.length !== this.cellCount) this.refuseFirst(out);
    else {
      out.push({ lineNo, cells, rule: null });
      this.open = [];
    }
  }

  /** What is still open will not be closed any more. */
  giveUp(out: RawRecord[]): void {
    while (this.open.length > 0) this.refuseFirst(out);
  }

  private refuseFirst(out: RawRecord[]): void {
    const [first, ...rest] = this.open;
    this.open = [];
    if (first) out.push({ lineNo: first.lineNo, cells: null, rule: "bad_quoting" });
    for (const line of rest) this.push(line, out);
  }
}

/** Records of text that follows the usual CSV rules. */
export async function* quotedRecords(
  lines: AsyncIterable<readonly Line[]>,
  delimiter: string,
  cellCount: number,
): AsyncGenerator<RawRecord[]> {
  const joiner = new RecordJoiner(delimiter, cellCount);
  for await (const batch of lines) {
    const records: RawRecord[] = [];
    for (const line of batch) joiner.push(line, records);
    if (records.length > 0) yield records;
  }
  const last: RawRecord[] = [];
  joiner.giveUp(last);
  if (last.length > 0) yield last;
}
