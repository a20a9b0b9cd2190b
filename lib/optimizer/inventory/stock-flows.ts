/** What moves units on hand; its order is the flow's index. */
export const STOCK_FLOWS = [
  "received",
  "sold",
  "removed",
  "returned",
  "transferred",
  "adjusted",
] as const;

export type StockFlow = (typeof STOCK_FLOWS)[number];

/** Signed movements of sellable units between two days, in any order. [moveCount] */
export interface FlowMoves {
  readonly skuIndex: Int32Array;
  /** Index in STOCK_FLOWS. */
  readonly flow: Int32Array;
  readonly units: Int32Array;
}

export interface StockIdentity {
  /** [skuCount, flows] */
  readonly flowUnits: Int32Array;
  /** What the rows of the ledger do not cover, never spread over the flows. [skuCount] */
  readonly unexplainedUnits: Int32Array;
}

/**
 * Units on hand as an accounting identity: closing - opening = received + sold + removed + returned + transferred +
 * adjusted (each signed) + unexplained, per SKU and exactly. Opening and closing are what was counted on the two days.
 * Throws RangeError for a move of no SKU or no flow. Cost O(skuCount + moves).
 */
export function stockIdentity(
  openingUnits: Int32Array,
  closingUnits: Int32Array,
  moves: FlowMoves,
): StockIdentity {
  const skuCount = openingUnits.length;
  if (closingUnits.length !== skuCount)
    throw new RangeError(
      `stockIdentity: both days must list the same SKUs, got ${skuCount} and ${closingUnits.length}`,
    );
  const flowUnits = new Int32Array(skuCount * STOCK_FLOWS.length);
  const unexplainedUnits = new Int32Array(skuCount);
  for (let i = 0; i < skuCount; i++) unexplainedUnits[i] = closingUnits[i]! - openingUnits[i]!;
  for (let e = 0; e < moves.units.length; e++) {
    const i = moves.skuIndex[e]!;
    const flow = moves.flow[e]!;
    if (!(i >= 0 && i < skuCount && flow >= 0 && flow < STOCK_FLOWS.length))
      throw new RangeError(`stockIdentity: move ${e} is of SKU ${i} and flow ${flow}`);
    flowUnits[i * STOCK_FLOWS.length + flow]! += moves.units[e]!;
    unexplainedUnits[i]! -= moves.units[e]!;
  }
  return { flowUnits, unexplainedUnits };
}

/** Units of one flow of one SKU. */
export const flowOf = (identity: StockIdentity, i: number, flow: number): number =>
  identity.flowUnits[i * STOCK_FLOWS.length + flow]!;
