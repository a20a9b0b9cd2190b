// Products as reports name them, and what reports say of them: identities, and versions on the line of days.
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import type { SellerScope } from "./scope.ts";

/** Which load a fact belongs to: the file it came from and when we learned it. */
export interface LoadMark {
  readonly importId: number;
  readonly recordedAt: Date;
}

export const markedAt = (mark: LoadMark) => sql`${mark.recordedAt.toISOString()}::timestamptz`;

/** Day columns of staging tables are days since 1970-01-01. */
export const dateOf = (column: string) => sql`(date '1970-01-01' + ${sql.identifier(column)})`;

/** Adds a product for every SKU of a staging table that the account does not have yet. */
export async function addProducts(tx: Tx, scope: SellerScope, staging: string): Promise<void> {
  await tx.execute(sql`
    insert into product (seller_id, account_id, sku)
    select ${scope.sellerId}::bigint, ${scope.accountId}::bigint, sku
    from (select distinct sku from ${sql.identifier(staging)}) named
    where not exists (select from product p where p.seller_id = ${scope.sellerId}
      and p.account_id = ${scope.accountId} and p.sku = named.sku)
    order by sku
    on conflict do nothing`);
}

/**
 * Opens the table of what a file says of its products, one row per product. A merge fills it; `addProductVersions` reads it.
 * A detail holds from last_on on; of a product that was unknown on that day, from first_on on. Null says nothing.
 */
export async function openProductDetails(tx: Tx): Promise<void> {
  await tx.execute(sql`
    create temp table incoming_product_detail (
      product_id bigint primary key, line_no int not null, first_on date not null, last_on date not null,
      asin text, fnsku text, title text, category text, storage_type storage_type,
      unit_volume_mm3 bigint, price_micros bigint
    ) on commit drop`);
}

const DETAILS = [
  "asin",
  "fnsku",
  "title",
  "category",
  "storage_type",
  "unit_volume_mm3",
  "price_micros",
];
const CARRIED = [
  "length_um",
  "width_um",
  "height_um",
  "weight_mg",
  "cost_micros",
  "case_pack_units",
  "lead_time_days",
];

const names = (columns: readonly string[], prefix = "") =>
  sql.raw(columns.map((name) => `${prefix}${name}`).join(", "));

/**
 * Adds a version where the file says something new of a product: the version in force on the day, with what is new in it.
 * A version that began on that very day is corrected instead. The table product_version_change holds the lines that counted.
 */
export async function addProductVersions(
  tx: Tx,
  scope: SellerScope,
  mark: LoadMark,
): Promise<void> {
  const merged = sql.raw(
    DETAILS.map((name) => `coalesce(d.${name}, v.${name}) as ${name}`).join(", "),
  );
  const said = sql.raw(DETAILS.map((name) => `coalesce(d.${name}, v.${name})`).join(", "));
  await tx.execute(sql`
    create temp table product_version_change on commit drop as
    select d.product_id, d.line_no, case when v.id is null then d.first_on else d.last_on end as valid_from_on,
      case when v.valid_from_on = d.last_on then v.id end as corrected_id,
      ${merged}, ${names(CARRIED, "v.")},
      coalesce(v.is_buyable, true) as is_buyable, coalesce(v.is_discontinued, false) as is_discontinued
    from incoming_product_detail d
    left join lateral (
      select * from product_version w
      where w.seller_id = ${scope.sellerId} and w.product_id = d.product_id and w.recorded_to = 'infinity'
        and w.valid_from_on <= d.last_on
      order by w.valid_from_on desc, w.id desc limit 1
    ) v on true
    where v.id is null or (${said}) is distinct from (${names(DETAILS, "v.")})`);
  await tx.execute(sql`
    update product_version v set recorded_to = ${markedAt(mark)}
    from product_version_change c where v.seller_id = ${scope.sellerId} and v.id = c.corrected_id`);
  await tx.execute(sql`
    insert into product_version (seller_id, product_id, valid_from_on, recorded_from, import_id, line_no,
      ${names(DETAILS)}, ${names(CARRIED)}, is_buyable, is_discontinued)
    select p.seller_id, p.id, c.valid_from_on, ${markedAt(mark)}, ${mark.importId}::bigint, c.line_no,
      c.asin, c.fnsku, coalesce(c.title, p.sku), c.category, c.storage_type, c.unit_volume_mm3, c.price_micros,
      ${names(CARRIED, "c.")}, c.is_buyable, c.is_discontinued
    from product_version_change c join product p on p.seller_id = ${scope.sellerId} and p.id = c.product_id
    order by p.id`);
}
