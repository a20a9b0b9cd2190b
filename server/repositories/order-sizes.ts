// How large order lines are, and the lines that are large: what tells wholesale from usual demand.
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { orderLine } from "@/db/schema/index.ts";
import { type DataScope, ownedBy } from "./scope.ts";
import { type AccountSet, knownThen, type SnapshotPair } from "./snapshot.ts";

export interface OrderSizesRow {
  readonly accountId: number;
  readonly productId: number;
  /** Sizes in units, ascending, and how many lines have each. */
  readonly units: readonly number[];
  readonly lineCount: readonly number[];
}

/** Sizes of a product's order lines, cancelled ones and those of 0 units left out, by account and product. */
export async function listOrderSizes(
  tx: Tx,
  scope: DataScope,
  { sellerIds, accountIds }: AccountSet,
  pair: SnapshotPair,
): Promise<readonly OrderSizesRow[]> {
  return tx.execute<OrderSizesRow & Record<string, unknown>>(sql`
    select account_id::int as "accountId", product_id::int as "productId", array_agg(units order by units) as units,
      array_agg(lines order by units) as "lineCount"
    from (
      select ${orderLine.accountId}, ${orderLine.productId}, ${orderLine.units}, count(*)::int as lines
      from ${orderLine}
      where ${orderLine.sellerId} in ${sellerIds} and ${orderLine.accountId} in ${accountIds}
        and ${orderLine.status} <> 'cancelled' and ${orderLine.units} > 0
        and ${orderLine.purchasedOn} <= ${pair.asOfOn} and ${knownThen(orderLine, pair)} and ${ownedBy(scope, orderLine)}
      group by 1, 2, 3
    ) sizes
    group by 1, 2 order by 1, 2`);
}

/** From how many units on a product's lines are large. */
export interface LargeFrom {
  readonly productId: number;
  readonly fromUnits: number;
}

export interface LargeLineRow {
  readonly productId: number;
  readonly purchasedOn: string;
  readonly regionId: number | null;
  readonly units: number;
}

/** Order lines of so many units or more, cancelled ones left out, by product and day. */
export async function listLargeLines(
  tx: Tx,
  scope: DataScope,
  { sellerIds, accountIds }: AccountSet,
  pair: SnapshotPair,
  large: readonly LargeFrom[],
): Promise<readonly LargeLineRow[]> {
  if (large.length === 0) return [];
  const json = JSON.stringify(large);
  return tx.execute<LargeLineRow & Record<string, unknown>>(sql`
    select ${orderLine.productId}::int as "productId", ${orderLine.purchasedOn}::text as "purchasedOn",
      ${orderLine.regionId} as "regionId", ${orderLine.units} as units
    from jsonb_to_recordset(${json}::text::jsonb) as given("productId" bigint, "fromUnits" int)
    join ${orderLine} on ${orderLine.productId} = given."productId" and ${orderLine.units} >= given."fromUnits"
    where ${orderLine.sellerId} in ${sellerIds} and ${orderLine.accountId} in ${accountIds}
      and ${orderLine.status} <> 'cancelled'
      and ${orderLine.purchasedOn} <= ${pair.asOfOn} and ${knownThen(orderLine, pair)} and ${ownedBy(scope, orderLine)}
    order by 1, 2, ${orderLine.id}`);
}
