import { type Columns, evaluateOne, readLeaves } from "../decision/index.ts";
import { replenishmentDefinition } from "./definition.ts";

/** What a quantity set by hand does, against the plan without it, over the days that the order must cover. */
export interface OverrideEffect {
  readonly plannedUnits: number;
  /** Expected profit with it minus without it; null = the price is not known. */
  readonly profitChangeMicros: number | null;
  readonly spaceChangeMm3: number;
  /** Chance to cover demand without and with it, in millionths. */
  readonly plannedCoverMillionths: number;
  readonly coverMillionths: number;
}

/**
 * The price of an override: the row's decision replayed without one and with `units`, everything else as it was (prices of
 * space and budget too). `columns` holds at least the leaves. Throws RangeError on units that are not a whole number of at
 * least 0, or as `readLeaves`. Cost: two evaluations of one row.
 */
export function overrideEffect(columns: Columns, row: number, units: number): OverrideEffect {
  if (!(Number.isSafeInteger(units) && units >= 0)) {
    throw new RangeError(`override: units must be a whole number of at least 0, got ${units}`);
  }
  const { nodes, leafCount } = replenishmentDefinition;
  const leaves = new Float64Array(leafCount);
  readLeaves(replenishmentDefinition, columns, row, leaves);
  const planned = new Float64Array(nodes.length);
  const byHand = new Float64Array(nodes.length);
  leaves[indexOf("hasOverride")] = 0;
  evaluateOne(replenishmentDefinition, leaves, planned);
  leaves[indexOf("hasOverride")] = 1;
  leaves[indexOf("overrideUnits")] = units;
  evaluateOne(replenishmentDefinition, leaves, byHand);
  const change = (id: string) => byHand[indexOf(id)]! - planned[indexOf(id)]!;
  return {
    plannedUnits: planned[indexOf("advisedUnits")]!,
    profitChangeMicros:
      planned[indexOf("priceMicros")] === 0 ? null : change("expectedProfitMicros"),
    spaceChangeMm3: change("advisedMm3"),
    plannedCoverMillionths: planned[indexOf("coveredShare")]!,
    coverMillionths: byHand[indexOf("coveredShare")]!,
  };
}

const indexOf = (id: string): number => replenishmentDefinition.indexOf.get(id)!;
