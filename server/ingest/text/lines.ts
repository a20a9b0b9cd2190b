/** A line of a file; `text` is null where it is too long to be read. */
export interface Line {
  readonly lineNo: number;
  readonly text: string | null;
}

/** Longest line that is read; a report's line has a few hundred characters. */
export const MAX_LINE_CHARS = 1_000_000;

const withoutReturn = (text: string): string => (text.endsWith("\r") ? text.slice(0, -1) : text);

/** Lines of a text from `firstLineNo` on, some at a time. An overlong line is passed over without being held in memory. */
export async function* lineBatches(
  chunks: AsyncIterable<string>,
  newline: "\n" | "\r",
  firstLineNo: number,
): AsyncGenerator<Line[]> {
  let carried = "";
  let isPassingOver = false;
  let lineNo = firstLineNo;
  for await (const chunk of chunks) {
    const text = carried + chunk;
    const lines: Line[] = [];
    let start = 0;
    for (let end = text.indexOf(newline); end >= 0; end = text.indexOf(newline, start)) {
      if (!isPassingOver) lines.push({ lineNo, text: withoutReturn(text.slice(start, end)) });
      isPassingOver = false;
      start = end + 1;
      lineNo++;
    }
    carried = isPassingOver ? "" : text.slice(start);
    if (carried.length > MAX_LINE_CHARS) {
      lines.push({ lineNo, text: null });
      isPassingOver = true;
      carried = "";
    }
    if (lines.length > 0) yield lines;
  }
  if (carried !== "") yield [{ lineNo, text: withoutReturn(carried) }];
}
