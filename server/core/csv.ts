// CSV to be opened in a spreadsheet: a cell that a spreadsheet would run as a formula is made text.
const FORMULA_START = /^[=+\-@\t\r]/;

/** One cell: neutralised, and quoted where the format asks for it. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA_START.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of a file, ended as RFC 4180 asks. */
export const csvLine = (values: readonly (string | number | null)[]): string =>
  `${values.map(csvCell).join(",")}\r\n`;
