// Rows of reports that speak of days a run counts and were recorded after it had read its data.
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client.ts";
import {
  importFile,
  inboundShipment,
  inventoryEvent,
  orderLine,
  product,
  productVersion,
  stockSnapshot,
} from "@/db/schema/index.ts";
import { ownedBy, type SellerScope } from "./scope.ts";
import { aboutSubject, type SourceQuery } from "./source-rows.ts";

/** What rows of a report are about. */
export type LateKind = "orders" | "movements" | "stock" | "shipments" | "products";

export interface LateFile {
  readonly importId: number;
  readonly fileName: string;
  /** Day on which the last of the rows was recorded. */
  readonly recordedOn: string;
  readonly kinds: readonly LateKind[];
  readonly rowCount: number;
}

type LateQuery = Pick<SourceQuery, "asOfOn" | "knownAt" | "subject">;

type Recorded = PgTable & {
  readonly importId: PgColumn;
  readonly recordedFrom: PgColumn;
  readonly sellerId: PgColumn;
};

function latePart(
  scope: SellerScope,
  { asOfOn, knownAt }: LateQuery,
  kind: LateKind,
  table: Recorded,
  day: PgColumn,
  condition: SQL,
): SQL {
  return sql`select ${table.importId} as import_id, ${kind}::text as kind, ${table.recordedFrom} as recorded_from
    from ${table}
    where ${ownedBy(scope, table)} and ${day} <= ${asOfOn}
      and ${table.recordedFrom} > ${knownAt.toISOString()}::timestamptz and ${condition}`;
}

/** Files with such rows about the subject, the latest first. Corrections count: they too were not known. */
export async function listLateFiles(
  tx: Tx,
  scope: SellerScope,
  query: LateQuery,
): Promise<LateFile[]> {
  const about = (table: { readonly accountId: PgColumn; readonly productId: PgColumn }) =>
    sql`${table.accountId} = ${scope.accountId} and ${aboutSubject(scope, table.productId, query)}`;
  const ofAccount = sql`${productVersion.productId} in (select ${product.id} from ${product}
    where ${ownedBy(scope, product)} and ${product.accountId} = ${scope.accountId})`;
  const parts = [
    latePart(scope, query, "orders", orderLine, orderLine.purchasedOn, about(orderLine)),
    latePart(
      scope,
      query,
      "movements",
      inventoryEvent,
      inventoryEvent.eventOn,
      about(inventoryEvent),
    ),
    latePart(scope, query, "stock", stockSnapshot, stockSnapshot.snapshotOn, about(stockSnapshot)),
    latePart(
      scope,
      query,
      "shipments",
      inboundShipment,
      inboundShipment.createdOn,
      sql`${inboundShipment.accountId} = ${scope.accountId}`,
    ),
    latePart(
      scope,
      query,
      "products",
      productVersion,
      productVersion.validFromOn,
      sql`${ofAccount} and ${aboutSubject(scope, productVersion.productId, query)}`,
    ),
  ];
  const rows = await tx.execute<LateFile & Record<string, unknown>>(sql`
    select late.import_id::int as "importId", ${importFile.fileName} as "fileName",
      to_char(max(late.recorded_from) at time zone 'UTC', 'YYYY-MM-DD') as "recordedOn",
      array_agg(distinct late.kind order by late.kind) as kinds, count(*)::int as "rowCount"
    from (${sql.join(parts, sql` union all `)}) late
    join ${importFile} on ${ownedBy(scope, importFile)} and ${importFile.id} = late.import_id
    group by late.import_id, ${importFile.fileName} order by max(late.recorded_from) desc, late.import_id desc`);
  return rows.map((row) => ({ ...row }));
}
