import { storageTypes } from "../core/storage-type.ts";
import { type Columns, evaluate } from "../decision/index.ts";
import { type RateCard, SPLIT_OPTIONS, sizeTier } from "../fees/index.ts";
import {
  type Economics,
  type PlacementPlan,
  placedUse,
  SPLIT_STATES,
  type SplitPlan,
  splitFeeDefinition,
  splitFeeLeaves,
  splitOptions,
} from "../placement/index.ts";

/** What splits cost, and where: the card in force, and the zone of each FC (index in PLACEMENT_ZONES). */
export interface PlacementFees {
  /** null where no card in the run's currency is in force. */
  readonly card: RateCard | null;
  /** [fcCount] */
  readonly zoneOfFc: Int32Array;
}

/** The splits of each account's advice: one row per account and split, accounts ascending. All [count]. */
export interface PlannedSplits {
  readonly accountId: Float64Array;
  /** Index in SPLIT_OPTIONS and in SPLIT_STATES. */
  readonly split: Int32Array;
  readonly state: Int32Array;
  /** FCs of row k are entries [fcStart[k], fcStart[k + 1]). [count + 1] */
  readonly fcStart: Int32Array;
  readonly fcIndex: Int32Array;
  readonly fcUnits: Int32Array;
  /** NaN = nothing sells. */
  readonly transitMilliDays: Float64Array;
  /** Fees of the rows that are offered, in their order: all nodes of `splitFeeDefinition`, and whose they are. */
  readonly fees: {
    readonly accountId: Float64Array;
    readonly split: Int32Array;
    readonly columns: Columns;
  };
}

/** Of one SKU, what its size tier follows from; lengths longest first, NaN = not known. */
export interface SizedSku {
  readonly accountId: number;
  readonly unitVolumeMm3: number;
  readonly weightMg: number;
  readonly storageTypeIndex: number;
  readonly sideUm: ArrayLike<number>;
}

const BULKY = storageTypes.indexOf("oversize");

const tierOf = (card: RateCard, sku: SizedSku): number =>
  sizeTier(card, {
    unitVolumeMm3: sku.unitVolumeMm3,
    longestUm: sku.sideUm[0]!,
    medianUm: sku.sideUm[1]!,
    shortestUm: sku.sideUm[2]!,
    weightMg: sku.weightMg,
    isBulky: sku.storageTypeIndex === BULKY,
  });

/** Splits of every account that is advised something, with their fees as decisions. Cost as `splitOptions` per account. */
export function planSplits(
  e: Economics,
  plan: PlacementPlan,
  skus: readonly SizedSku[],
  casePackUnits: Int32Array,
  transitDays: Float64Array,
  fees: PlacementFees,
): PlannedSplits {
  const { card, zoneOfFc } = fees;
  const tier = Int32Array.from(skus, (sku) => (card === null ? -1 : tierOf(card, sku)));
  const facts = { card, tier, zoneOfFc, transitDays, casePackUnits };
  const used = placedUse(e, plan.units);
  const ofAccount = Map.groupBy(
    skus.map((_, p) => p),
    (p) => skus[p]!.accountId,
  );
  const accounts = [...ofAccount.keys()].sort((a, b) => a - b);
  const rows = accounts.flatMap((accountId) => {
    const own = Int32Array.from(ofAccount.get(accountId)!);
    return splitOptions(e, plan, used, own, facts).map((split) => ({ accountId, split }));
  });
  return packed(rows, card);
}

interface Row {
  readonly accountId: number;
  readonly split: SplitPlan;
}

const indexOf = ({ split }: Row): number => SPLIT_OPTIONS.indexOf(split.split);

function packed(rows: readonly Row[], card: RateCard | null): PlannedSplits {
  const fcStart = new Int32Array(rows.length + 1);
  rows.forEach(({ split }, k) => {
    fcStart[k + 1] = fcStart[k]! + split.fc.length;
  });
  const offered = rows.filter(({ split }) => split.state === "offered");
  return {
    accountId: Float64Array.from(rows, ({ accountId }) => accountId),
    split: Int32Array.from(rows, indexOf),
    state: Int32Array.from(rows, ({ split }) => SPLIT_STATES.indexOf(split.state)),
    fcStart,
    fcIndex: Int32Array.from(rows.flatMap(({ split }) => [...split.fc])),
    fcUnits: Int32Array.from(rows.flatMap(({ split }) => [...split.fcUnits])),
    transitMilliDays: Float64Array.from(rows, ({ split }) => split.transitMilliDays),
    fees: {
      accountId: Float64Array.from(offered, ({ accountId }) => accountId),
      split: Int32Array.from(offered, indexOf),
      columns: feeColumns(offered, card),
    },
  };
}

function feeColumns(offered: readonly Row[], card: RateCard | null): Columns {
  const { nodes, leafCount } = splitFeeDefinition;
  const leaves = offered.map(({ split }) => splitFeeLeaves(card, split.split, split.tierUnits));
  const column = Object.fromEntries(
    nodes.slice(0, leafCount).map(({ id }, k) => [id, Float64Array.from(leaves, (row) => row[k]!)]),
  );
  return evaluate(splitFeeDefinition, { count: offered.length, column });
}
