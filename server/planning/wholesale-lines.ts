// The wholesale order lines of a shard: large against what is usual for the product, and what each of them counts as.
import {
  joinOrderSizes,
  type OrderSizes,
  type WholesaleRule,
  wholesaleRule,
} from "@/lib/optimizer/forecasting/index.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  type LargeLineRow,
  listLargeLines,
  listOrderSizes,
  type OrderSizesRow,
} from "@/server/repositories/order-sizes.ts";
import type { DataScope } from "@/server/repositories/scope.ts";
import type { AccountSet, SnapshotPair } from "@/server/repositories/snapshot.ts";

export interface WholesaleLine extends LargeLineRow {
  /** Units that do not count as demand; the rest is a usual line. */
  readonly setAsideUnits: number;
}

/** By product and day. Reads every line's size once, then the large lines alone. */
export async function loadWholesaleLines(
  tx: Tx,
  scope: DataScope,
  set: AccountSet,
  pair: SnapshotPair,
): Promise<readonly WholesaleLine[]> {
  const rules = wholesaleRules(await listOrderSizes(tx, scope, set, pair));
  const large = [...rules].map(([productId, { fromUnits }]) => ({ productId, fromUnits }));
  const lines = await listLargeLines(tx, scope, set, pair, large);
  return lines.map((line) => ({
    ...line,
    setAsideUnits: line.units - (rules.get(line.productId)?.usualUnits ?? line.units),
  }));
}

/** Rules of the products that have a wholesale line. */
function wholesaleRules(rows: readonly OrderSizesRow[]): ReadonlyMap<number, WholesaleRule> {
  const ofAccount = new Map<number, OrderSizesRow[]>();
  for (const row of rows) {
    const own = ofAccount.get(row.accountId) ?? [];
    ofAccount.set(row.accountId, own);
    own.push(row);
  }
  const rules = new Map<number, WholesaleRule>();
  for (const products of ofAccount.values()) {
    const account: OrderSizes = joinOrderSizes(products);
    for (const row of products) {
      const rule = wholesaleRule(row, account);
      if ((row.units.at(-1) ?? 0) >= rule.fromUnits) rules.set(row.productId, rule);
    }
  }
  return rules;
}
