// Stock as inventory reports state it, SKU by SKU and day by day; with it what they say of the products.
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { type CopyValue, copyBatches } from "./copy-rows.ts";
import type { MergeCounts } from "./order-fact.ts";
import {
  addProducts,
  addProductVersions,
  dateOf,
  type LoadMark,
  markedAt,
  openProductDetails,
} from "./product-fact.ts";
import type { SellerScope } from "./scope.ts";

export interface StagedProductStock {
  readonly lineNo: number;
  readonly sku: string;
  readonly day: number;
  readonly asin: string | null;
  readonly fnsku: string | null;
  readonly title: string | null;
  readonly category: string | null;
  readonly storageType: "standard" | "oversize" | "apparel" | null;
  readonly unitVolumeMm3: number | null;
  readonly priceMicros: number | null;
  readonly onHandUnits: number | null;
  readonly inboundWorkingUnits: number | null;
  readonly inboundShippedUnits: number | null;
  readonly inboundReceivingUnits: number | null;
  readonly reservedCustomerOrderUnits: number | null;
  readonly reservedTransferUnits: number | null;
  readonly reservedProcessingUnits: number | null;
  readonly unfulfillableUnits: number | null;
  readonly aged181Units: number | null;
}

const STAGING = "incoming_product_stock";
const UNITS = [
  "on_hand_units",
  "inbound_working_units",
  "inbound_shipped_units",
  "inbound_receiving_units",
  "reserved_customer_order_units",
  "reserved_transfer_units",
  "reserved_processing_units",
  "unfulfillable_units",
  "aged181_units",
];
const COLUMNS = [
  "line_no",
  "sku",
  "day",
  "asin",
  "fnsku",
  "title",
  "category",
  "storage_type",
  "unit_volume_mm3",
  "price_micros",
  ...UNITS,
];

const valuesOf = (row: StagedProductStock): CopyValue[] => [
  row.lineNo,
  row.sku,
  row.day,
  row.asin,
  row.fnsku,
  row.title,
  row.category,
  row.storageType,
  row.unitVolumeMm3,
  row.priceMicros,
  row.onHandUnits,
  row.inboundWorkingUnits,
  row.inboundShippedUnits,
  row.inboundReceivingUnits,
  row.reservedCustomerOrderUnits,
  row.reservedTransferUnits,
  row.reservedProcessingUnits,
  row.unfulfillableUnits,
  row.aged181Units,
];

const unitColumns = (prefix: string) => sql.raw(UNITS.map((name) => `${prefix}${name}`).join(", "));

export async function stageProductStock(
  tx: Tx,
  batches: AsyncIterable<readonly StagedProductStock[]>,
): Promise<void> {
  await tx.execute(sql`
    create temp table incoming_product_stock (
      line_no int not null, sku text not null, day int not null, asin text, fnsku text, title text, category text,
      storage_type storage_type, unit_volume_mm3 bigint, price_micros bigint,
      ${sql.raw(UNITS.map((name) => `${name} int`).join(", "))}
    ) on commit drop`);
  await copyBatches(tx, STAGING, COLUMNS, batches, valuesOf);
  await tx.execute(sql`analyze incoming_product_stock`);
}

/**
 * Merges the staged statements. What a product's stock is on a day is known once: a later file's statement for the same day
 * corrects it, and keeps the figures that the later file does not state. Of two rows for one product and day the last counts.
 */
export async function mergeProductStock(
  tx: Tx,
  scope: SellerScope,
  mark: LoadMark,
): Promise<MergeCounts> {
  await addProducts(tx, scope, STAGING);
  await findChanges(tx, scope);
  await tx.execute(sql`
    update stock_snapshot s set recorded_to = ${markedAt(mark)}
    from stock_change c where s.seller_id = ${scope.sellerId} and s.id = c.current_id`);
  await tx.execute(sql`
    insert into stock_snapshot (seller_id, account_id, product_id, snapshot_on, recorded_from, import_id, line_no, ${unitColumns("")})
    select ${scope.sellerId}::bigint, ${scope.accountId}::bigint, product_id, snapshot_on, ${markedAt(mark)},
      ${mark.importId}::bigint, line_no, ${unitColumns("")}
    from stock_change order by line_no`);
  await describeProducts(tx);
  await addProductVersions(tx, scope, mark);
  const [counts] = await tx.execute<{
    loaded: number;
    firstOn: string | null;
    lastOn: string | null;
  }>(sql`
    select (select count(*)::int from (select line_no from stock_change union select line_no from product_version_change) changed) as loaded,
      (date '1970-01-01' + (select min(day) from incoming_product_stock))::text as "firstOn",
      (date '1970-01-01' + (select max(day) from incoming_product_stock))::text as "lastOn"`);
  return {
    loadedCount: counts?.loaded ?? 0,
    firstOn: counts?.firstOn ?? null,
    lastOn: counts?.lastOn ?? null,
  };
}

async function findChanges(tx: Tx, scope: SellerScope): Promise<void> {
  const kept = sql.raw(UNITS.map((name) => `coalesce(i.${name}, s.${name}) as ${name}`).join(", "));
  const said = sql.raw(UNITS.map((name) => `coalesce(i.${name}, s.${name})`).join(", "));
  await tx.execute(sql`
    create temp table last_product_stock on commit drop as
    select distinct on (p.id, i.day) p.id as product_id, ${dateOf("day")} as snapshot_on, i.*
    from incoming_product_stock i
    join product p on p.seller_id = ${scope.sellerId} and p.account_id = ${scope.accountId} and p.sku = i.sku
    order by p.id, i.day, i.line_no desc`);
  await tx.execute(sql`
    create temp table stock_change on commit drop as
    select i.line_no, i.product_id, i.snapshot_on, s.id as current_id, ${kept}
    from last_product_stock i
    left join stock_snapshot s on s.seller_id = ${scope.sellerId} and s.product_id = i.product_id
      and s.snapshot_on = i.snapshot_on and s.recorded_to = 'infinity'
    where s.id is null or (${said}) is distinct from (${unitColumns("s.")})`);
}

async function describeProducts(tx: Tx): Promise<void> {
  await openProductDetails(tx);
  await tx.execute(sql`
    insert into incoming_product_detail
    select distinct on (product_id) product_id, line_no, snapshot_on, snapshot_on, asin, fnsku, title, category,
      storage_type, unit_volume_mm3, price_micros
    from last_product_stock order by product_id, snapshot_on desc`);
}
