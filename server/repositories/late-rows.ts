// Rows of reports that tell of a run's days, were recorded after it had read its data, and change what it would have read.
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client.ts";
import {
  importFile,
  inboundShipment,
  inboundShipmentItem,
  inventoryEvent,
  orderLine,
  product,
  productVersion,
  stockSnapshot,
} from "@/db/schema/index.ts";
import { ownedBy, type SellerScope } from "./scope.ts";
import { aboutSubject, type SourceQuery } from "./source-rows.ts";

/** What rows of a report are about; of shipments of other products only how long they took. */
export type LateKind = "orders" | "movements" | "stock" | "shipments" | "leadTimes" | "products";

export interface LateFile {
  readonly importId: number;
  readonly fileName: string;
  /** Day on which the last of the rows was recorded. */
  readonly recordedOn: string;
  readonly kinds: readonly LateKind[];
  readonly rowCount: number;
}

type LateQuery = Pick<SourceQuery, "asOfOn" | "knownAt" | "subject">;

interface Recorded {
  readonly importId: PgColumn;
  readonly recordedFrom: PgColumn;
  readonly recordedTo: PgColumn;
  readonly sellerId: PgColumn;
}

type OfProduct = PgTable &
  Recorded & { readonly accountId: PgColumn; readonly productId: PgColumn; readonly id: PgColumn };

const knownAtOf = ({ knownAt }: LateQuery): SQL => sql`${knownAt.toISOString()}::timestamptz`;

const rowsOf = (table: Recorded, kind: LateKind | SQL): SQL => {
  const kindText = typeof kind === "string" ? sql`${kind}::text` : kind;
  return sql`select ${table.importId} as import_id, ${kindText} as kind, ${table.recordedFrom} as recorded_from`;
};

/** Recorded after the run had read its data, and about days that it counts. */
const isLate = (scope: SellerScope, table: Recorded, day: PgColumn, query: LateQuery): SQL =>
  sql`${ownedBy(scope, table)} and ${table.recordedFrom} > ${knownAtOf(query)} and ${day} <= ${query.asOfOn}`;

const ofAccount = (scope: SellerScope, table: OfProduct, query: LateQuery): SQL =>
  sql`${table.accountId} = ${scope.accountId} and ${aboutSubject(scope, table.productId, query)}`;

/** New order lines, and corrections of what counts. An order that changed after the run's reading was read as it stood. */
function lateOrders(scope: SellerScope, query: LateQuery): SQL {
  const line = orderLine;
  const counted = (row: SQL) => sql`(${row}.purchased_on, ${row}.region_id, ${row}.is_business,
    case when ${row}.status <> 'cancelled' then (${row}.units, ${row}.item_price_micros) end)`;
  return sql`${rowsOf(line, "orders")}
    from ${line} left join ${line} before on before.seller_id = ${line.sellerId} and before.account_id = ${line.accountId}
      and before.product_id = ${line.productId} and before.order_number = ${line.orderNumber}
      and before.occurrence = ${line.occurrence} and before.recorded_to = ${line.recordedFrom}
    where ${isLate(scope, line, line.purchasedOn, query)} and ${ofAccount(scope, line, query)}
      and case when before.id is null then ${line.status} <> 'cancelled'
        else ${counted(sql`before`)} is distinct from ${counted(sql`${line}`)}
          and (${line.updatedAt} > ${knownAtOf(query)}) is not true end`;
}

/** Movements: a ledger's row is recorded where it differs from what was known. */
const lateMovements = (scope: SellerScope, query: LateQuery): SQL =>
  sql`${rowsOf(inventoryEvent, "movements")} from ${inventoryEvent}
    where ${isLate(scope, inventoryEvent, inventoryEvent.eventOn, query)} and ${ofAccount(scope, inventoryEvent, query)}`;

/** Stated stock that the run would have taken: none of a later day was known to it. */
const lateStock = (scope: SellerScope, query: LateQuery): SQL =>
  sql`${rowsOf(stockSnapshot, "stock")} from ${stockSnapshot}
    where ${isLate(scope, stockSnapshot, stockSnapshot.snapshotOn, query)} and ${ofAccount(scope, stockSnapshot, query)}
      and not exists (select from ${stockSnapshot} newer
        where newer.seller_id = ${stockSnapshot.sellerId} and newer.product_id = ${stockSnapshot.productId}
          and newer.snapshot_on > ${stockSnapshot.snapshotOn} and newer.snapshot_on <= ${query.asOfOn}
          and newer.recorded_from <= ${knownAtOf(query)} and newer.recorded_to > ${knownAtOf(query)})`;

/** Versions of a product that the run would have taken, where what it reads of a product differs from those before. */
function lateProducts(scope: SellerScope, query: LateQuery): SQL {
  const version = productVersion;
  const read = (
    row: SQL,
  ) => sql`(${row}.category, ${row}.storage_type, ${row}.length_um, ${row}.width_um, ${row}.height_um,
    ${row}.unit_volume_mm3, ${row}.weight_mg, ${row}.price_micros, ${row}.cost_micros, ${row}.case_pack_units,
    ${row}.lead_time_days, ${row}.is_buyable, ${row}.is_discontinued)`;
  return sql`${rowsOf(version, "products")} from ${version}
    left join lateral (
      select taken.* from ${version} taken
      where taken.seller_id = ${version.sellerId} and taken.product_id = ${version.productId}
        and taken.valid_from_on <= ${query.asOfOn} and taken.recorded_from < ${version.recordedFrom}
        and taken.recorded_to >= ${version.recordedFrom}
      order by taken.valid_from_on desc, taken.recorded_from desc, taken.id desc limit 1
    ) before on true
    where ${isLate(scope, version, version.validFromOn, query)} and ${aboutSubject(scope, version.productId, query)}
      and ${version.productId} in (select ${product.id} from ${product}
        where ${ownedBy(scope, product)} and ${product.accountId} = ${scope.accountId})
      and (before.valid_from_on > ${version.validFromOn}) is not true
      and (before.id is null or ${read(sql`before`)} is distinct from ${read(sql`${version}`)})`;
}

/** Shipments that hold the subject's products, by whatever version of theirs. */
const isOfSubject = (scope: SellerScope, query: LateQuery): SQL => {
  const s = inboundShipment;
  const item = inboundShipmentItem;
  return sql`${s.shipmentNumber} in (select other.shipment_number
    from ${s} other join ${item} on ${item.sellerId} = other.seller_id and ${item.shipmentId} = other.id
    where other.seller_id = ${scope.sellerId} and other.account_id = ${scope.accountId}
      and ${aboutSubject(scope, item.productId, query)})`;
};

/** How long shipments take is learned from all of an account's; a limit does not rest on it. */
const shipmentKind = (scope: SellerScope, query: LateQuery): SQL =>
  sql`case when ${isOfSubject(scope, query)} then 'shipments' ${"productId" in query.subject ? sql`else 'leadTimes'` : sql``} end`;

/**
 * States of shipments that tell something new of the run's days: a shipment created by then that was unknown, or that left,
 * was closed or was called off by then and not as was known. A state that was reached later is none of them.
 */
function lateShipments(scope: SellerScope, query: LateQuery): SQL {
  const s = inboundShipment;
  const byThen = (day: SQL) => sql`case when ${day} <= ${query.asOfOn} then ${day} end`;
  const told = (
    row: SQL,
  ) => sql`(${row}.created_on, ${row}.origin, ${byThen(sql`${row}.shipped_on`)},
    ${byThen(sql`${row}.closed_on`)}, ${row}.status = 'cancelled' and ${row}.closed_on <= ${query.asOfOn})`;
  return sql`${rowsOf(s, shipmentKind(scope, query))}
    from ${s} left join ${s} before on before.seller_id = ${s.sellerId} and before.account_id = ${s.accountId}
      and before.shipment_number = ${s.shipmentNumber} and before.recorded_to = ${s.recordedFrom}
    where ${isLate(scope, s, s.createdOn, query)} and ${s.accountId} = ${scope.accountId}
      and case when before.id is null then ${s.status} <> 'cancelled' else ${told(sql`before`)} is distinct from ${told(sql`${s}`)} end`;
}

/** Items that change how many units of a product a shipment sent to a building; versions repeat what they keep. */
function lateItems(scope: SellerScope, query: LateQuery): SQL {
  const s = inboundShipment;
  const item = inboundShipmentItem;
  const ofSubject = sql`select ${s.shipmentNumber}, ${s.createdOn}, ${s.status}, ${item.productId}, coalesce(${item.fcId}, -1) as fc_id,
      ${item.importId}, ${item.recordedFrom}, ${item.recordedTo}, ${item.sentUnits}
    from ${item} join ${s} on ${s.sellerId} = ${item.sellerId} and ${s.id} = ${item.shipmentId}
    where ${ownedBy(scope, item)} and ${s.accountId} = ${scope.accountId} and ${aboutSubject(scope, item.productId, query)}`;
  const one = sql`shipment_number, product_id, fc_id`;
  return sql`select added.import_id, 'shipments' as kind, added.recorded_from
    from (select *, sum(sent_units) over (partition by ${one}, recorded_from) as units from (${ofSubject}) told) added
    left join (select ${one}, recorded_to as recorded_from, sum(sent_units) as units from (${ofSubject}) told group by 1, 2, 3, 4) closed
      using (${one}, recorded_from)
    where added.recorded_from > ${knownAtOf(query)} and added.created_on <= ${query.asOfOn} and added.status <> 'cancelled'
      and added.units <> coalesce(closed.units, 0)`;
}

/** Receipts of other products' shipments: they too tell how long shipments take. */
function lateReceipts(scope: SellerScope, query: LateQuery): SQL[] {
  if (!("productId" in query.subject)) return [];
  const event = inventoryEvent;
  return [
    sql`${rowsOf(event, "leadTimes")} from ${event}
      where ${isLate(scope, event, event.eventOn, query)} and ${event.accountId} = ${scope.accountId}
        and ${event.kind} = 'receipt' and ${event.shipmentId} is not null and ${event.productId} <> ${query.subject.productId}`,
  ];
}

/** Files with such rows about the subject, the latest first. Corrections count: they too were not known. */
export async function listLateFiles(
  tx: Tx,
  scope: SellerScope,
  query: LateQuery,
): Promise<LateFile[]> {
  const parts = [
    lateOrders(scope, query),
    lateMovements(scope, query),
    lateStock(scope, query),
    lateShipments(scope, query),
    lateItems(scope, query),
    ...lateReceipts(scope, query),
    lateProducts(scope, query),
  ];
  const rows = await tx.execute<LateFile & Record<string, unknown>>(sql`
    select late.import_id::int as "importId", ${importFile.fileName} as "fileName",
      to_char(max(late.recorded_from) at time zone 'UTC', 'YYYY-MM-DD') as "recordedOn",
      array_agg(distinct late.kind order by late.kind) as kinds, count(*)::int as "rowCount"
    from (${sql.join(parts, sql` union all `)}) late
    join ${importFile} on ${ownedBy(scope, importFile)} and ${importFile.id} = late.import_id
    where late.kind is not null
    group by late.import_id, ${importFile.fileName} order by max(late.recorded_from) desc, late.import_id desc`);
  return rows.map((row) => ({ ...row }));
}
