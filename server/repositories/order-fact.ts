// Order lines of a report: staged by COPY, then compared with what is known and merged in one go.
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { type CopyValue, copyBatches } from "./copy-rows.ts";
import {
  addProducts,
  addProductVersions,
  dateOf,
  type LoadMark,
  markedAt,
  openProductDetails,
} from "./product-fact.ts";
import type { SellerScope } from "./scope.ts";

export interface StagedOrderLine {
  readonly lineNo: number;
  readonly orderNumber: string;
  readonly sku: string;
  readonly asin: string | null;
  readonly title: string | null;
  readonly purchasedDay: number;
  readonly updatedAtMs: number | null;
  readonly units: number;
  readonly itemPriceMicros: number | null;
  readonly status: "pending" | "unshipped" | "shipped" | "cancelled";
  readonly isBusiness: boolean;
}

const STAGING = "incoming_order_line";
const COLUMNS = [
  "line_no",
  "order_number",
  "sku",
  "asin",
  "title",
  "purchased_day",
  "updated_at_ms",
  "units",
  "item_price_micros",
  "status",
  "is_business",
];

const valuesOf = (row: StagedOrderLine): CopyValue[] => [
  row.lineNo,
  row.orderNumber,
  row.sku,
  row.asin,
  row.title,
  row.purchasedDay,
  row.updatedAtMs,
  row.units,
  row.itemPriceMicros,
  row.status,
  row.isBusiness,
];

/** Streams rows into a staging table that lives as long as the transaction. */
export async function stageOrderLines(
  tx: Tx,
  batches: AsyncIterable<readonly StagedOrderLine[]>,
): Promise<void> {
  await tx.execute(sql`
    create temp table incoming_order_line (
      line_no int not null, order_number text not null, sku text not null, asin text, title text,
      purchased_day int not null, updated_at_ms double precision, units int not null,
      item_price_micros bigint, status order_status not null, is_business boolean not null
    ) on commit drop`);
  await copyBatches(tx, STAGING, COLUMNS, batches, valuesOf);
  await tx.execute(sql`analyze incoming_order_line`);
}

export interface MergeCounts {
  /** Lines that added or changed a fact. */
  readonly loadedCount: number;
  /** The days the lines speak of; null without lines. */
  readonly firstOn: string | null;
  readonly lastOn: string | null;
}

/**
 * Merges the staged lines. A line is known by order, product and its turn among the order's lines of that product. A known
 * line with the same content, or an update older than the known one, changes nothing; any other closes what was known.
 */
export async function mergeOrderLines(
  tx: Tx,
  scope: SellerScope,
  mark: LoadMark,
): Promise<MergeCounts> {
  await addProducts(tx, scope, STAGING);
  await findChanges(tx, scope);
  await tx.execute(sql`
    update order_line l set recorded_to = ${markedAt(mark)}
    from order_line_change c where l.seller_id = ${scope.sellerId} and l.id = c.current_id`);
  await tx.execute(sql`
    insert into order_line (seller_id, account_id, product_id, order_number, occurrence, purchased_on, units,
      item_price_micros, status, is_business, updated_at, recorded_from, import_id, line_no)
    select ${scope.sellerId}::bigint, ${scope.accountId}::bigint, product_id, order_number, occurrence::smallint,
      purchased_on, units, item_price_micros, status, is_business, updated_at, ${markedAt(mark)},
      ${mark.importId}::bigint, line_no
    from order_line_change order by line_no`);
  await describeProducts(tx);
  await addProductVersions(tx, scope, mark);
  const [counts] = await tx.execute<{
    loaded: number;
    firstOn: string | null;
    lastOn: string | null;
  }>(sql`
    select (select count(*)::int from order_line_change) as loaded,
      (date '1970-01-01' + (select min(purchased_day) from incoming_order_line))::text as "firstOn",
      (date '1970-01-01' + (select max(purchased_day) from incoming_order_line))::text as "lastOn"`);
  return {
    loadedCount: counts?.loaded ?? 0,
    firstOn: counts?.firstOn ?? null,
    lastOn: counts?.lastOn ?? null,
  };
}

async function findChanges(tx: Tx, scope: SellerScope): Promise<void> {
  await tx.execute(sql`
    create temp table order_line_change on commit drop as
    with numbered as (
      select i.*, p.id as product_id, ${dateOf("purchased_day")} as purchased_on,
        to_timestamp(i.updated_at_ms / 1000) as updated_at,
        row_number() over (partition by i.order_number, p.id order by i.line_no) as occurrence
      from incoming_order_line i
      join product p on p.seller_id = ${scope.sellerId} and p.account_id = ${scope.accountId} and p.sku = i.sku
    )
    select n.line_no, n.product_id, n.order_number, n.occurrence, n.purchased_on, n.updated_at, n.units,
      n.item_price_micros, n.status, n.is_business, n.asin, n.title, c.id as current_id
    from numbered n
    left join order_line c on c.seller_id = ${scope.sellerId} and c.account_id = ${scope.accountId}
      and c.order_number = n.order_number and c.product_id = n.product_id and c.occurrence = n.occurrence
      and c.recorded_to = 'infinity'
    where c.id is null
      or ((n.updated_at < c.updated_at) is not true
        and (n.purchased_on, n.updated_at, n.units, n.item_price_micros, n.status, n.is_business)
          is distinct from (c.purchased_on, c.updated_at, c.units, c.item_price_micros, c.status, c.is_business))`);
}

/** Title and article number of a product's latest line; its price, of the latest line that has one and was not cancelled. */
async function describeProducts(tx: Tx): Promise<void> {
  await openProductDetails(tx);
  const isPriced = sql`status <> 'cancelled' and units > 0 and item_price_micros > 0`;
  await tx.execute(sql`
    insert into incoming_product_detail (product_id, line_no, first_on, last_on, asin, title, price_micros)
    select product_id, (array_agg(line_no order by purchased_on desc, line_no desc))[1],
      min(purchased_on), max(purchased_on),
      (array_agg(asin order by purchased_on desc, line_no desc) filter (where asin is not null))[1],
      (array_agg(title order by purchased_on desc, line_no desc) filter (where title is not null))[1],
      (array_agg(round(item_price_micros::double precision / units)::bigint
        order by purchased_on desc, line_no desc) filter (where ${isPriced}))[1]
    from order_line_change group by product_id`);
}
