// The inventory ledger: movements of stock by product, day, FC and kind. A ledger file states whole days: what was known of a
// product's day gives way to what the file says of it. Balances are sums of movements, so where a file begins with a balance that
// the movements known before it do not give, the difference is put on the day before as an adjustment, and a file that tells of
// days before known ones leaves the balances of those as they were stated.
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

export interface StagedLedgerRow {
  readonly lineNo: number;
  readonly sku: string;
  readonly asin: string | null;
  readonly fnsku: string | null;
  readonly title: string | null;
  readonly day: number;
  readonly isSellable: boolean;
  readonly location: string | null;
  readonly startingUnits: number;
  readonly moves: readonly { readonly kind: string; readonly units: number }[];
}

const STAGING = "incoming_ledger_row";
const COLUMNS = [
  "line_no",
  "sku",
  "asin",
  "fnsku",
  "title",
  "day",
  "disposition",
  "location",
  "starting_units",
  "kinds",
  "units",
];

const valuesOf = (row: StagedLedgerRow): CopyValue[] => [
  row.lineNo,
  row.sku,
  row.asin,
  row.fnsku,
  row.title,
  row.day,
  row.isSellable ? "sellable" : "unsellable",
  row.location,
  row.startingUnits,
  `{${row.moves.map(({ kind }) => kind).join(",")}}`,
  `{${row.moves.map(({ units }) => units).join(",")}}`,
];

export async function stageLedgerRows(
  tx: Tx,
  batches: AsyncIterable<readonly StagedLedgerRow[]>,
): Promise<void> {
  await tx.execute(sql`
    create temp table incoming_ledger_row (
      line_no int not null, sku text not null, asin text, fnsku text, title text, day int not null,
      disposition disposition not null, location text, starting_units int not null,
      kinds inventory_event_kind[] not null, units int[] not null
    ) on commit drop`);
  await copyBatches(tx, STAGING, COLUMNS, batches, valuesOf);
  await tx.execute(sql`analyze incoming_ledger_row`);
}

/** Merges the staged rows; rows of one product, day, FC, disposition and kind are one movement. */
export async function mergeLedgerRows(
  tx: Tx,
  scope: SellerScope,
  mark: LoadMark,
): Promise<MergeCounts> {
  await addProducts(tx, scope, STAGING);
  await placeRows(tx, scope);
  await statedMoves(tx);
  await openingMoves(tx, scope);
  await findChanges(tx, scope);
  await keepLaterBalances(tx, scope);
  await tx.execute(sql`
    update inventory_event e set recorded_to = ${markedAt(mark)}
    from (select unnest(current_ids) as id from ledger_change) c where e.seller_id = ${scope.sellerId} and e.id = c.id`);
  await tx.execute(sql`
    insert into inventory_event (seller_id, account_id, product_id, event_on, fc_id, kind, disposition, units,
      recorded_from, import_id, line_no)
    select ${scope.sellerId}::bigint, ${scope.accountId}::bigint, product_id, event_on, fc_id, kind, disposition, units,
      ${markedAt(mark)}, ${mark.importId}::bigint, line_no
    from ledger_change where units is not null order by line_no, kind`);
  await describeProducts(tx);
  await addProductVersions(tx, scope, mark);
  return countLines(tx);
}

/** Rows with their product, day and FC; a location that is no FC of the marketplace (a country) has none. */
async function placeRows(tx: Tx, scope: SellerScope): Promise<void> {
  await tx.execute(sql`
    create temp table placed_ledger_row on commit drop as
    select i.*, p.id as product_id, ${dateOf("day")} as event_on, f.id as fc_id
    from incoming_ledger_row i
    join account a on a.seller_id = ${scope.sellerId} and a.id = ${scope.accountId}
    join product p on p.seller_id = a.seller_id and p.account_id = a.id and p.sku = i.sku
    left join fc f on f.marketplace_id = a.marketplace_id and f.code = i.location`);
  await tx.execute(sql`analyze placed_ledger_row`);
}

async function statedMoves(tx: Tx): Promise<void> {
  await tx.execute(sql`
    create temp table stated_move on commit drop as
    select product_id, event_on, fc_id, kind, disposition, sum(moved)::int as units, min(line_no) as line_no
    from placed_ledger_row, unnest(kinds, units) as move(kind, moved)
    group by 1, 2, 3, 4, 5 having sum(moved) <> 0`);
}

/**
 * Opening adjustments. Of every place and disposition that the file states, at its first day there: the starting balance
 * against what was known before the file's first day of the product. What the file does not state any more is taken to be empty.
 */
async function openingMoves(tx: Tx, scope: SellerScope): Promise<void> {
  await tx.execute(sql`
    insert into stated_move
    with first_day as (
      select product_id, min(event_on) as first_on, min(line_no) as first_line from placed_ledger_row group by 1
    ), opening as (
      select product_id, fc_id, disposition, event_on, sum(starting_units) as units, min(line_no) as line_no
      from (select r.*, min(event_on) over (partition by product_id, fc_id, disposition) as first_on from placed_ledger_row r) r
      where event_on = first_on group by 1, 2, 3, 4
    ), known as (
      select e.product_id, e.fc_id, e.disposition, sum(e.units) as units
      from inventory_event e join first_day using (product_id)
      where e.seller_id = ${scope.sellerId} and e.account_id = ${scope.accountId}
        and e.recorded_to = 'infinity' and e.event_on < first_on
      group by 1, 2, 3
    )
    select product_id, coalesce(max(opened_on), min(first_on)) - 1, fc_id, 'adjustment', disposition,
      sum(units)::int, coalesce(min(opening_line), min(first_line))
    from (
      select product_id, fc_id, disposition, units, event_on as opened_on, line_no as opening_line from opening
      union all
      select product_id, fc_id, disposition, -units, null, null from known
    ) part
    join first_day using (product_id)
    group by product_id, fc_id, disposition having sum(units) <> 0`);
}

/** What differs from what is known: on the days that the file states every difference, elsewhere only what is added. */
async function findChanges(tx: Tx, scope: SellerScope): Promise<void> {
  await tx.execute(sql`
    create temp table ledger_change on commit drop as
    with stated_day as (
      select distinct product_id, event_on from placed_ledger_row
    ), incoming as (
      select product_id, event_on, fc_id, kind, disposition, sum(units)::int as units, min(line_no) as line_no
      from stated_move group by 1, 2, 3, 4, 5
    ), known as (
      select e.product_id, e.event_on, e.fc_id, e.kind, e.disposition, sum(e.units)::int as units, array_agg(e.id) as ids
      from inventory_event e join stated_day using (product_id, event_on)
      where e.seller_id = ${scope.sellerId} and e.account_id = ${scope.accountId} and e.recorded_to = 'infinity'
      group by 1, 2, 3, 4, 5
    )
    select coalesce(i.product_id, k.product_id) as product_id, coalesce(i.event_on, k.event_on) as event_on,
      coalesce(i.fc_id, k.fc_id) as fc_id, coalesce(i.kind, k.kind) as kind,
      coalesce(i.disposition, k.disposition) as disposition, nullif(i.units, 0) as units, i.line_no, k.ids as current_ids, k.units as known_units
    from incoming i full join known k on k.product_id = i.product_id and k.event_on = i.event_on
      and coalesce(k.fc_id, -1) = coalesce(i.fc_id, -1) and k.kind = i.kind and k.disposition = i.disposition
    where i.units is distinct from k.units`);
}

/**
 * Where later days are known already, what the file changes before them must not move their balances, which were stated too: the
 * change is taken back on the first of those days.
 */
async function keepLaterBalances(tx: Tx, scope: SellerScope): Promise<void> {
  await tx.execute(sql`
    insert into ledger_change (product_id, event_on, fc_id, kind, disposition, units, line_no)
    with moved as (
      select product_id, fc_id, disposition, sum(coalesce(units, 0) - coalesce(known_units, 0))::int as by_units
      from ledger_change group by 1, 2, 3
    ), last_day as (
      select product_id, max(event_on) as last_on, max(line_no) as last_line from placed_ledger_row group by 1
    ), later as (
      select e.product_id, min(e.event_on) as next_on
      from inventory_event e join last_day using (product_id)
      where e.seller_id = ${scope.sellerId} and e.account_id = ${scope.accountId}
        and e.recorded_to = 'infinity' and e.event_on > last_on
      group by 1
    )
    select product_id, next_on, fc_id, 'adjustment', disposition, -by_units, last_line
    from moved join later using (product_id) join last_day using (product_id)
    where by_units <> 0`);
}

async function describeProducts(tx: Tx): Promise<void> {
  await openProductDetails(tx);
  await tx.execute(sql`
    insert into incoming_product_detail (product_id, line_no, first_on, last_on, asin, fnsku, title)
    select distinct on (product_id) product_id, line_no, min(event_on) over (partition by product_id), event_on,
      asin, fnsku, title
    from placed_ledger_row order by product_id, event_on desc, line_no desc`);
}

/** A line counts as loaded when its product's day changed, or when its balance opened the account's book. */
async function countLines(tx: Tx): Promise<MergeCounts> {
  const [counts] = await tx.execute<{
    loaded: number;
    firstOn: string | null;
    lastOn: string | null;
  }>(sql`
    select count(*) filter (where (product_id, event_on) in (select product_id, event_on from ledger_change)
        or line_no in (select line_no from ledger_change union select line_no from product_version_change))::int as loaded,
      min(event_on)::text as "firstOn", max(event_on)::text as "lastOn"
    from placed_ledger_row`);
  return {
    loadedCount: counts?.loaded ?? 0,
    firstOn: counts?.firstOn ?? null,
    lastOn: counts?.lastOn ?? null,
  };
}
