// Where advised units go, as the placement page reads them, and the prices of the FCs' limits run by run.
import { and, asc, count, desc, eq, ilike, inArray, isNull, sql, sum } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { fc, placementDecision, planRun, product, runPrice } from "@/db/schema/index.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

export interface PlacementQuery {
  readonly runId: number;
  /** Part of a SKU. */
  readonly search: string | null;
  readonly limit: number;
  readonly offset: number;
}

export interface PlacedProductRow {
  readonly productId: number;
  readonly sku: string;
  readonly units: number;
}

const ofAccount = (scope: SellerScope, runId: number) =>
  and(
    ownedBy(scope, placementDecision),
    eq(placementDecision.accountId, scope.accountId),
    eq(placementDecision.runId, runId),
  );

function matches(scope: SellerScope, { runId, search }: PlacementQuery) {
  // A % or _ typed by a reader is a character, not a pattern.
  const pattern = search && `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  return and(ofAccount(scope, runId), pattern ? ilike(product.sku, pattern) : undefined);
}

const productOfDecision = and(
  eq(product.sellerId, placementDecision.sellerId),
  eq(product.id, placementDecision.productId),
);

/** Products with placed units, most units first, ties by product id. */
export async function listPlacedProducts(
  tx: Tx,
  scope: SellerScope,
  query: PlacementQuery,
): Promise<PlacedProductRow[]> {
  const units = sum(placementDecision.units).mapWith(Number);
  return tx
    .select({ productId: placementDecision.productId, sku: product.sku, units })
    .from(placementDecision)
    .innerJoin(product, productOfDecision)
    .where(matches(scope, query))
    .groupBy(placementDecision.productId, product.sku)
    .orderBy(desc(units), asc(placementDecision.productId))
    .limit(query.limit)
    .offset(query.offset);
}

export async function countPlacedProducts(
  tx: Tx,
  scope: SellerScope,
  query: PlacementQuery,
): Promise<number> {
  const [row] = await tx
    .select({ products: count(sql`distinct ${placementDecision.productId}`) })
    .from(placementDecision)
    .innerJoin(product, productOfDecision)
    .where(matches(scope, query));
  return row?.products ?? 0;
}

export interface PlacedUnitsRow {
  readonly productId: number;
  readonly fcId: number;
  readonly fcCode: string;
  readonly units: number;
}

/** Units per FC of these products, most first, ties by FC. */
export function listPlacedUnits(
  tx: Tx,
  scope: SellerScope,
  runId: number,
  productIds: readonly number[],
): Promise<PlacedUnitsRow[]> {
  return tx
    .select({
      productId: placementDecision.productId,
      fcId: placementDecision.fcId,
      fcCode: fc.code,
      units: placementDecision.units,
    })
    .from(placementDecision)
    .innerJoin(fc, eq(fc.id, placementDecision.fcId))
    .where(and(ofAccount(scope, runId), inArray(placementDecision.productId, [...productIds, -1])))
    .orderBy(asc(placementDecision.productId), desc(placementDecision.units), asc(fc.id));
}

/** Units of all products per FC, most first, ties by code. */
export function listPlacedByFc(
  tx: Tx,
  scope: SellerScope,
  runId: number,
): Promise<{ readonly code: string; readonly units: number }[]> {
  const units = sum(placementDecision.units).mapWith(Number);
  return tx
    .select({ code: fc.code, units })
    .from(placementDecision)
    .innerJoin(fc, eq(fc.id, placementDecision.fcId))
    .where(ofAccount(scope, runId))
    .groupBy(fc.code)
    .orderBy(desc(units), asc(fc.code));
}

/** How runs joined regions to demand zones, in the order of regions; a run that did not tell is left out. */
export async function listRunZones(
  tx: Tx,
  runIds: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const rows = await tx
    .select({
      runId: planRun.id,
      zones: sql<number[] | null>`${planRun.summary}->'placement'->'zoneOfRegion'`,
    })
    .from(planRun)
    .where(inArray(planRun.id, [...runIds, -1]))
    .orderBy(asc(planRun.id));
  return new Map(rows.flatMap(({ runId, zones }) => (zones ? [[runId, zones] as const] : [])));
}

export interface FcPriceRow {
  readonly runId: number;
  readonly asOfOn: string;
  /** "fcStorage", "fcInbound" or "fcOutbound". */
  readonly name: string;
  /** FC code, with the storage type for storage. */
  readonly resource: string;
  readonly value: number;
  readonly unit: string;
}

const FC_PRICES = ["fcStorage", "fcInbound", "fcOutbound"] as const;

/**
 * Prices of the FCs' limits that the newest `runs` finished runs over a whole marketplace found, oldest first; a price of
 * 0 has no row.
 */
export async function listFcPrices(
  tx: Tx,
  marketplaceId: string,
  runs: number,
): Promise<{ readonly asOfOn: readonly string[]; readonly rows: readonly FcPriceRow[] }> {
  const newest = await tx
    .select({ id: planRun.id, asOfOn: planRun.asOfOn })
    .from(planRun)
    .where(
      and(
        eq(planRun.marketplaceId, marketplaceId),
        eq(planRun.status, "done"),
        isNull(planRun.accountId),
      ),
    )
    .orderBy(desc(planRun.asOfOn), desc(planRun.id))
    .limit(runs);
  const rows = await tx
    .select({
      runId: runPrice.runId,
      asOfOn: planRun.asOfOn,
      name: runPrice.name,
      resource: runPrice.resource,
      value: runPrice.value,
      unit: runPrice.unit,
    })
    .from(runPrice)
    .innerJoin(planRun, eq(planRun.id, runPrice.runId))
    .where(
      and(
        inArray(runPrice.runId, [...newest.map(({ id }) => id), -1]),
        inArray(runPrice.name, [...FC_PRICES]),
      ),
    )
    .orderBy(asc(planRun.asOfOn), asc(runPrice.runId), asc(runPrice.name), asc(runPrice.resource));
  return { asOfOn: newest.map(({ asOfOn }) => asOfOn).reverse(), rows };
}
