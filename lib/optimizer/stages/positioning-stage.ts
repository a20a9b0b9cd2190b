import type { Columns } from "../decision/index.ts";
import {
  type PositioningFacts,
  type PositioningPolicy,
  planPositioning,
} from "../positioning/index.ts";
import type { PlacementFacts, PlacementNetwork } from "./placement-stage.ts";

/** Normal scores of the levels at which the spread of demand is read. */
const SPREAD_SCORE = { spread_w4_l80: 0.841621, spread_w4_l90: 1.281552, spread_w4_l95: 1.644854 };
const MILLION = 1_000_000;

/** Decided quantities, one row per product in (seller, account, product) order: all nodes of replenishment. */
export interface PositioningAdvice {
  readonly sellerId: Float64Array;
  readonly accountId: Float64Array;
  readonly productId: Float64Array;
  readonly values: Columns;
}

/** Stock per centre, one row per product and FC, in (seller, account, product, FC) order. All [rowCount]. */
export interface PlannedPositioning {
  readonly sellerId: Float64Array;
  readonly accountId: Float64Array;
  readonly productId: Float64Array;
  readonly fcIndex: Int32Array;
  readonly onHandUnits: Int32Array;
  readonly inboundUnits: Int32Array;
  readonly values: Columns;
}

/**
 * Decides how many units of every product should lie at which FC, from what replenishment decided with. The sharding does
 * not show. Cost as `planPositioning`.
 */
export function planAllPositioning(
  shards: readonly PlacementFacts[],
  advice: PositioningAdvice,
  network: PlacementNetwork,
  policy: PositioningPolicy,
  seed: number,
): PlannedPositioning {
  const facts = factsOf(shards, advice, network.regionCount);
  const plan = planPositioning(facts, network, policy, seed);
  const ofSku = (values: Float64Array) => Float64Array.from(plan.skuIndex, (i) => values[i]!);
  return {
    sellerId: ofSku(advice.sellerId),
    accountId: ofSku(advice.accountId),
    productId: ofSku(advice.productId),
    fcIndex: plan.fcIndex,
    onHandUnits: plan.onHandUnits,
    inboundUnits: plan.inboundUnits,
    values: plan.columns,
  };
}

function factsOf(
  shards: readonly PlacementFacts[],
  { productId, values }: PositioningAdvice,
  regionCount: number,
): PositioningFacts {
  const { count, column } = values;
  const placeOf = new Map<number, readonly [PlacementFacts, number]>();
  for (const shard of shards) {
    for (let i = 0; i < shard.skuCount; i++) placeOf.set(shard.productId[i]!, [shard, i]);
  }
  const regionShare = new Float32Array(count * regionCount);
  const fcStart = new Int32Array(count + 1);
  const stock: (readonly [number, number, number])[] = [];
  for (let row = 0; row < count; row++) {
    const place = placeOf.get(productId[row]!);
    if (!place) throw new RangeError(`positioning: product ${productId[row]} has no facts`);
    const [shard, i] = place;
    const shares = shard.regionShare.subarray(i * regionCount, (i + 1) * regionCount);
    regionShare.set(shares, row * regionCount);
    for (let k = shard.fcStart[i]!; k < shard.fcStart[i + 1]!; k++) {
      stock.push([shard.fcIndex[k]!, shard.fcOnHandUnits[k]!, shard.fcOpenUnits[k]!]);
    }
    fcStart[row + 1] = stock.length;
  }
  return {
    skuCount: count,
    mean_w4: column.mean_w4!,
    deviation_w4: Float64Array.from({ length: count }, (_, row) => deviationOf(column, row)),
    regionShare,
    leadTimeDays: column.leadTimeDays!,
    leadTimeSafetyDays: column.leadTimeSafetyDays!,
    sendingDays: column.sendingDays!,
    criticalRatioMillionths: column.criticalRatio!,
    isDiscontinued: column.isDiscontinued!,
    fcStart,
    fcIndex: Int32Array.from(stock, ([w]) => w),
    fcOnHandUnits: Int32Array.from(stock, ([, onHand]) => onHand),
    fcOpenUnits: Int32Array.from(stock, ([, , open]) => open),
  };
}

/** Widest deviation that the upper quantiles of 4 weeks tell of, at least that of single orders (Poisson). */
function deviationOf(column: Columns["column"], row: number): number {
  const mean = column.mean_w4![row]!;
  let deviation = Math.sqrt(1000 * mean);
  for (const [id, score] of Object.entries(SPREAD_SCORE)) {
    const excess = (mean * (column[id]![row]! - MILLION)) / MILLION;
    deviation = Math.max(deviation, excess / score);
  }
  return deviation;
}
