// Many rows into a table under row-level security, into which COPY is not allowed: by way of a table of the transaction.
import { getTableColumns, getTableName, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client.ts";
import { type CopyValue, copyLine, copyRows } from "./copy-rows.ts";

/** Adds rows in the order they come; columns that are not named take their defaults. Nothing else may use the transaction meanwhile. */
export async function bulkInsert(
  tx: Tx,
  table: string,
  columns: readonly string[],
  lines: AsyncIterable<string>,
): Promise<void> {
  const staged = `staged_${table}`;
  const names = sql.join(
    columns.map((column) => sql.identifier(column)),
    sql`, `,
  );
  await tx.execute(sql`
    create temporary table ${sql.identifier(staged)} on commit drop as
    select ${names} from ${sql.identifier(table)} where false`);
  await copyRows(tx, staged, columns, lines);
  await tx.execute(sql`
    insert into ${sql.identifier(table)} (${names}) select ${names} from ${sql.identifier(staged)}`);
  await tx.execute(sql`drop table ${sql.identifier(staged)}`);
}

/** The same for rows as drizzle types them. The first row's columns are everyone's: throws RangeError where a row lacks one. */
export async function insertRows<Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly Table["$inferInsert"][],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.entries(getTableColumns(table)).filter(
    ([key]) => (first as Row)[key] !== undefined,
  );
  const lineOf = (row: Row): string =>
    copyLine(
      columns.map(([key, column]) => {
        const value = row[key];
        if (value === undefined) throw new RangeError(`${getTableName(table)}: a row lacks ${key}`);
        return value === null ? null : (column.mapToDriverValue(value) as CopyValue);
      }),
    );
  async function* lines(): AsyncGenerator<string> {
    for (let at = 0; at < rows.length; at += LINES_PER_PIECE)
      yield rows
        .slice(at, at + LINES_PER_PIECE)
        .map((row) => lineOf(row as Row))
        .join("");
  }
  const names = columns.map(([key]) => toSnakeCase(key));
  await bulkInsert(tx, getTableName(table), names, lines());
}

type Row = Readonly<Record<string, unknown>>;
const LINES_PER_PIECE = 1000;
