// What products were sold for, week by week.
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { orderLine } from "@/db/schema/index.ts";
import { type DataScope, ownedBy } from "./scope.ts";
import { type AccountSet, knownThen, type SnapshotPair } from "./snapshot.ts";

export interface WeekPricesRow {
  readonly productId: number;
  /** Week numbers of lib/calendar, ascending, and the mean price of a unit in each. */
  readonly key: readonly number[];
  readonly unitPriceMicros: readonly number[];
}

/** Mean price of a unit per product and marketplace week, of lines that tell one; weeks without such a line are left out. */
export async function listWeekPrices(
  tx: Tx,
  scope: DataScope,
  { sellerIds, accountIds }: AccountSet,
  pair: SnapshotPair,
  startWeekday: number,
): Promise<readonly WeekPricesRow[]> {
  // Day 3 after 1970-01-01 is the first Sunday (lib/calendar/week.ts).
  const week = sql`((${orderLine.purchasedOn} - date '1970-01-01' - 3 - ${startWeekday}::int + 7) / 7 - 1)`;
  return tx.execute<WeekPricesRow & Record<string, unknown>>(sql`
    select product_id::int as "productId", array_agg(week order by week) as key,
      array_agg(price order by week) as "unitPriceMicros"
    from (
      select ${orderLine.productId}, ${week} as week,
        sum(${orderLine.itemPriceMicros})::float8 / sum(${orderLine.units}) as price
      from ${orderLine}
      where ${orderLine.sellerId} in ${sellerIds} and ${orderLine.accountId} in ${accountIds}
        and ${orderLine.status} <> 'cancelled' and ${orderLine.units} > 0 and ${orderLine.itemPriceMicros} > 0
        and ${orderLine.purchasedOn} <= ${pair.asOfOn} and ${knownThen(orderLine, pair)} and ${ownedBy(scope, orderLine)}
      group by 1, 2
    ) weekly
    group by product_id order by product_id`);
}
