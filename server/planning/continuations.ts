// Which products of a shard go on where another left off: as their seller says, else where a new SKU sells what an ended one sold.
import type { Continuation } from "@/lib/optimizer/forecasting/index.ts";
import type { ContinuationRow } from "@/server/repositories/product-continuation.ts";
import type { PlanProductRow } from "@/server/repositories/snapshot.ts";

/** Weeks without an order after which a product without stock has ended. */
const ENDED_WEEKS = 4;
/** Weeks that both may have sold before the elder ended. */
const OVERLAP_WEEKS = 8;

export interface SkuLife {
  /** First week on offer; weekCount = not yet. [skuCount] */
  readonly firstWeek: Int32Array;
  /** Last week with an order, -1 = none. [skuCount] */
  readonly lastSoldWeek: Int32Array;
  /** Sellable and on their way. [skuCount] */
  readonly stockUnits: Int32Array;
  readonly weekCount: number;
}

export interface FoundContinuation extends Continuation {
  /** The seller's word; -1 = told by the product's code. */
  readonly continuationId: number;
}

/**
 * Continuations within each account, by SKU. What the seller says counts first. Otherwise a SKU goes on from the newest elder SKU of the same
 * ASIN that has ended (discontinued, or without stock, supply and orders for 4 weeks) no more than 8 weeks after it began.
 */
export function findContinuations(
  products: readonly PlanProductRow[],
  declared: readonly ContinuationRow[],
  life: SkuLife,
): readonly FoundContinuation[] {
  const rowOf = new Map(products.map(({ productId }, i) => [productId, i]));
  const told = new Map<number, FoundContinuation>();
  for (const { continuationId, productId, predecessorId, shareMillionths } of declared) {
    const sku = rowOf.get(productId);
    const predecessor = rowOf.get(predecessorId);
    if (sku === undefined || predecessor === undefined || sku === predecessor) continue;
    if (products[sku]?.accountId !== products[predecessor]?.accountId) continue;
    told.set(sku, { sku, predecessor, share: shareMillionths / 1e6, continuationId });
  }
  const goneOnFrom = new Set([...told.values()].map(({ predecessor }) => predecessor));
  for (const same of sameCode(products)) {
    for (const sku of same) {
      if (told.has(sku)) continue;
      const predecessor = elderOf(sku, same, products, life, goneOnFrom);
      if (predecessor < 0) continue;
      goneOnFrom.add(predecessor);
      told.set(sku, { sku, predecessor, share: 1, continuationId: -1 });
    }
  }
  return [...told.values()].sort((a, b) => a.sku - b.sku);
}

/** Products of an account that share an ASIN, where there are two or more. */
function sameCode(products: readonly PlanProductRow[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  products.forEach(({ accountId, asin }, i) => {
    if (asin === null || asin === "") return;
    const key = `${accountId}/${asin}`;
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  });
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** -1 = none. Of several the one that began last, ties by lowest index; each is gone on from once. */
function elderOf(
  sku: number,
  same: readonly number[],
  products: readonly PlanProductRow[],
  life: SkuLife,
  goneOnFrom: ReadonlySet<number>,
): number {
  const { firstWeek, lastSoldWeek, stockUnits, weekCount } = life;
  const began = firstWeek[sku] ?? 0;
  const hasEnded = (i: number): boolean =>
    products[i]?.isDiscontinued === true ||
    ((stockUnits[i] ?? 0) === 0 && (lastSoldWeek[i] ?? -1) < weekCount - ENDED_WEEKS);
  let found = -1;
  for (const i of same) {
    const isElder = i !== sku && (firstWeek[i] ?? 0) < began;
    const isBefore = (lastSoldWeek[i] ?? -1) <= began + OVERLAP_WEEKS;
    if (!isElder || !isBefore || goneOnFrom.has(i) || !hasEnded(i)) continue;
    if (found < 0 || (firstWeek[i] ?? 0) > (firstWeek[found] ?? 0)) found = i;
  }
  return found;
}
