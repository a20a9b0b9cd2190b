// The advised quantities of a run, as the replenishment table reads them.
import { and, asc, count, eq, gt, ilike, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client.ts";
import { product, productVersion, restockDecision } from "@/db/schema/index.ts";
import type { StorageType } from "@/lib/optimizer/core/storage-type.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

export const RESTOCK_SORTS = [
  "sku",
  "advisedUnits",
  "onHandUnits",
  "inboundUnits",
  "daysOfSupply",
  "demand",
  "sendByOn",
] as const;
export type RestockSort = (typeof RESTOCK_SORTS)[number];

export interface RestockQuery {
  readonly runId: number;
  /** The run that its advice is compared with. */
  readonly previousRunId: number | null;
  readonly asOfOn: string;
  /** Part of a SKU or title. */
  readonly search: string | null;
  readonly onlyAdvised: boolean;
  readonly onlyOutOfStock: boolean;
  readonly sort: RestockSort;
  readonly isDescending: boolean;
  readonly limit: number;
  readonly offset: number;
}

export interface RestockRow {
  readonly productId: number;
  readonly sku: string;
  readonly title: string;
  readonly storageType: StorageType | null;
  readonly advisedUnits: number;
  /** null when the previous run did not advise on the product. */
  readonly previousUnits: number | null;
  readonly baseStockUnits: number;
  readonly positionUnits: number;
  readonly onHandUnits: number | null;
  readonly inboundUnits: number | null;
  readonly demandMilliUnitsPerDay: number;
  readonly daysOfSupply: number | null;
  readonly leadTimeDays: number;
  readonly isLeadTimeAssumed: boolean;
  readonly isStockAssumed: boolean;
  readonly isSizeAssumed: boolean;
  readonly bindingNode: string;
  readonly sendByOn: string | null;
  readonly isOverridden: boolean;
  readonly plannedUnits: number | null;
  readonly overrideProfitChangeMicros: number | null;
  readonly isWorthCarrying: boolean | null;
  readonly carryRegretMicros: number | null;
}

const previousDecision = alias(restockDecision, "previous_decision");
const NO_RUN = -1;

const sortColumn = {
  sku: product.sku,
  advisedUnits: restockDecision.advisedUnits,
  onHandUnits: restockDecision.onHandUnits,
  inboundUnits: restockDecision.inboundUnits,
  daysOfSupply: restockDecision.daysOfSupply,
  demand: restockDecision.demandMilliUnitsPerDay,
  sendByOn: restockDecision.sendByOn,
} as const;

// The version that the planner takes: valid on the day, else the first that became valid after it.
const versionAsOf = (asOfOn: string) => sql<number>`(
  select v.id from ${productVersion} v
  where v.seller_id = ${restockDecision.sellerId} and v.product_id = ${restockDecision.productId}
    and v.recorded_to = 'infinity'
  order by (v.valid_from_on <= ${asOfOn}) desc, abs(v.valid_from_on - ${asOfOn}::date), v.id desc limit 1)`;

const productOfDecision = and(
  eq(product.sellerId, restockDecision.sellerId),
  eq(product.id, restockDecision.productId),
);

const versionOfDecision = (asOfOn: string) =>
  and(
    eq(productVersion.sellerId, restockDecision.sellerId),
    eq(productVersion.id, versionAsOf(asOfOn)),
  );

function matches(scope: SellerScope, query: RestockQuery): SQL | undefined {
  // A % or _ typed by a reader is a character, not a pattern.
  const pattern = query.search && `%${query.search.replace(/[\\%_]/g, "\\$&")}%`;
  return and(
    ownedBy(scope, restockDecision),
    eq(restockDecision.accountId, scope.accountId),
    eq(restockDecision.runId, query.runId),
    query.onlyAdvised ? gt(restockDecision.advisedUnits, 0) : undefined,
    query.onlyOutOfStock ? eq(restockDecision.onHandUnits, 0) : undefined,
    pattern ? or(ilike(product.sku, pattern), ilike(productVersion.title, pattern)) : undefined,
  );
}

/** One page of the table; ties are broken by product id. */
export function listRestock(
  tx: Tx,
  scope: SellerScope,
  query: RestockQuery,
): Promise<RestockRow[]> {
  const column = sortColumn[query.sort];
  const direction = query.isDescending
    ? sql`${column} desc nulls last`
    : sql`${column} asc nulls last`;
  return tx
    .select({
      productId: restockDecision.productId,
      sku: product.sku,
      title: productVersion.title,
      storageType: productVersion.storageType,
      advisedUnits: restockDecision.advisedUnits,
      previousUnits: previousDecision.advisedUnits,
      baseStockUnits: restockDecision.baseStockUnits,
      positionUnits: restockDecision.positionUnits,
      onHandUnits: restockDecision.onHandUnits,
      inboundUnits: restockDecision.inboundUnits,
      demandMilliUnitsPerDay: restockDecision.demandMilliUnitsPerDay,
      daysOfSupply: restockDecision.daysOfSupply,
      leadTimeDays: restockDecision.leadTimeDays,
      isLeadTimeAssumed: restockDecision.isLeadTimeAssumed,
      isStockAssumed: restockDecision.isStockAssumed,
      isSizeAssumed: restockDecision.isSizeAssumed,
      bindingNode: restockDecision.bindingNode,
      sendByOn: restockDecision.sendByOn,
      isOverridden: restockDecision.isOverridden,
      plannedUnits: restockDecision.plannedUnits,
      overrideProfitChangeMicros: restockDecision.overrideProfitChangeMicros,
      isWorthCarrying: restockDecision.isWorthCarrying,
      carryRegretMicros: restockDecision.carryRegretMicros,
    })
    .from(restockDecision)
    .innerJoin(product, productOfDecision)
    .innerJoin(productVersion, versionOfDecision(query.asOfOn))
    .leftJoin(
      previousDecision,
      and(
        ownedBy(scope, previousDecision),
        eq(previousDecision.runId, query.previousRunId ?? NO_RUN),
        eq(previousDecision.productId, restockDecision.productId),
      ),
    )
    .where(matches(scope, query))
    .orderBy(direction, asc(restockDecision.productId))
    .limit(query.limit)
    .offset(query.offset);
}

export async function countRestock(
  tx: Tx,
  scope: SellerScope,
  query: RestockQuery,
): Promise<number> {
  const [row] = await tx
    .select({ rows: count() })
    .from(restockDecision)
    .innerJoin(product, productOfDecision)
    .innerJoin(productVersion, versionOfDecision(query.asOfOn))
    .where(matches(scope, query));
  return row?.rows ?? 0;
}

export interface RestockSummary {
  readonly skuCount: number;
  readonly advisedSkuCount: number;
  readonly advisedUnits: number;
  readonly outOfStockCount: number;
  readonly shortCount: number;
}

/** What needs attention in a run's advice: products out of stock, and those whose supply ends before the lead time. */
export async function summariseRestock(
  tx: Tx,
  scope: SellerScope,
  runId: number,
): Promise<RestockSummary> {
  const sells = sql`${restockDecision.demandMilliUnitsPerDay} > 0`;
  const [row] = await tx
    .select({
      skuCount: sql<number>`count(*)::int`,
      advisedSkuCount: sql<number>`(count(*) filter (where ${restockDecision.advisedUnits} > 0))::int`,
      advisedUnits: sql<number>`coalesce(sum(${restockDecision.advisedUnits}), 0)::int`,
      outOfStockCount: sql<number>`(count(*) filter (where ${restockDecision.onHandUnits} = 0 and ${sells}))::int`,
      shortCount: sql<number>`(count(*) filter (where ${restockDecision.onHandUnits} > 0 and ${sells}
        and ${restockDecision.daysOfSupply} < ${restockDecision.leadTimeDays}))::int`,
    })
    .from(restockDecision)
    .where(
      and(
        ownedBy(scope, restockDecision),
        eq(restockDecision.accountId, scope.accountId),
        eq(restockDecision.runId, runId),
      ),
    );
  return (
    row ?? { skuCount: 0, advisedSkuCount: 0, advisedUnits: 0, outOfStockCount: 0, shortCount: 0 }
  );
}

/** A run's decision about one product of the account, with its SKU. */
export async function findRestock(
  tx: Tx,
  scope: SellerScope,
  runId: number,
  which: { readonly productId: number } | { readonly sku: string },
): Promise<{ readonly productId: number; readonly sku: string } | undefined> {
  const [row] = await tx
    .select({ productId: restockDecision.productId, sku: product.sku })
    .from(restockDecision)
    .innerJoin(product, productOfDecision)
    .where(
      and(
        ownedBy(scope, restockDecision),
        eq(restockDecision.accountId, scope.accountId),
        eq(restockDecision.runId, runId),
        "sku" in which ? eq(product.sku, which.sku) : eq(product.id, which.productId),
      ),
    )
    .limit(1);
  return row;
}
