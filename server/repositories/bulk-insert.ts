// Many rows into a table under row-level security, into which COPY is not allowed: by way of a table of the transaction.
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { copyRows } from "./copy-rows.ts";

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
