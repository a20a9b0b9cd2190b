import { ReportFailure } from "./report-failure.ts";

/** A column we take: every name it has had, the present one first. */
export interface ColumnSpec<Field extends string> {
  readonly field: Field;
  readonly names: readonly string[];
  readonly isRequired: boolean;
}

/** Where each field stands in a row; -1 = the file does not have it. */
export type ColumnIndex<Field extends string> = Readonly<Record<Field, number>>;

export interface HeaderMatch<Field extends string> {
  readonly index: ColumnIndex<Field>;
  /** The file's own names of the columns we take, for messages. */
  readonly nameOf: Readonly<Record<Field, string>>;
  readonly unknownColumns: readonly string[];
}

/** Columns that say who bought and where to; they are passed over in every report, whatever the format. */
const BUYER_COLUMNS: readonly string[] = [
  "ship-city",
  "ship-state",
  "ship-postal-code",
  "ship-country",
  "ship-address-1",
  "ship-address-2",
  "ship-address-3",
  "ship-phone-number",
  "recipient-name",
  "buyer-name",
  "buyer-email",
  "buyer-phone-number",
  "buyer-company-name",
  "buyer-tax-registration-id",
  "purchase-order-number",
  "address-type",
  "cpf",
];

const MAX_UNKNOWN_COLUMNS = 200;
const MAX_COLUMN_NAME_CHARS = 80;

/** Names are compared by their letters and digits alone: "Warehouse Transfer In/Out", "WarehouseTransferIn/Out", "warehouse-transfer-in-out". */
export const canonicalName = (name: string): string =>
  name.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, "");

const BUYER_NAMES = new Set(BUYER_COLUMNS.map(canonicalName));

const printable = (name: string): string =>
  name
    .replace(/\p{Control}/gu, " ")
    .trim()
    .slice(0, MAX_COLUMN_NAME_CHARS);

/** Finds the columns of a format by name. Throws ReportFailure naming the required ones that are missing. */
export function matchHeader<Field extends string>(
  header: readonly string[],
  columns: readonly ColumnSpec<Field>[],
  ignored: readonly string[],
): HeaderMatch<Field> {
  const positions = new Map<string, number>();
  header.forEach((name, at) => {
    const canonical = canonicalName(name);
    if (canonical !== "" && !positions.has(canonical)) positions.set(canonical, at);
  });
  const found = columns.map((column) => {
    const name = column.names.find((alias) => positions.has(canonicalName(alias)));
    return { column, at: name === undefined ? -1 : (positions.get(canonicalName(name)) ?? -1) };
  });
  const missing = found.filter(({ column, at }) => column.isRequired && at < 0);
  if (missing.length > 0)
    throw new ReportFailure(
      "missing_column",
      `The file has no column ${missing.map(({ column }) => `"${column.names[0]}"`).join(", ")}.`,
    );
  const known = new Set([...columns.flatMap(({ names }) => names), ...ignored].map(canonicalName));
  const unknownColumns = header
    .filter((name) => !known.has(canonicalName(name)) && !BUYER_NAMES.has(canonicalName(name)))
    .map(printable)
    .filter((name) => name !== "")
    .slice(0, MAX_UNKNOWN_COLUMNS);
  const entries = found.map(({ column, at }) => [column.field, at] as const);
  const names = found.map(
    ({ column, at }) => [column.field, printable(header[at] ?? column.names[0] ?? "")] as const,
  );
  return {
    index: Object.fromEntries(entries) as Record<Field, number>,
    nameOf: Object.fromEntries(names) as Record<Field, string>,
    unknownColumns,
  };
}
