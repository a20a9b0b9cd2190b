import type { FeeFacts } from "./facts.ts";

/** What is expected of the days after the last known one, and what is done on the first of them. */
export interface AheadDays {
  /** Expected sales by day, not rounded; days beyond it are expected to sell nothing. [skuCount, dayCount] */
  readonly demandUnits: Float64Array;
  /** Units expected to come by day. [skuCount, dayCount] */
  readonly arrivedUnits: Float64Array;
  readonly dayCount: number;
  /** Units taken out on the first day, the oldest first, at most what is there. [skuCount] */
  readonly removedUnits: Int32Array;
}

/** Days of the past that a fee looks back at: the greatest age of a rate card, and a quarter. */
const KEPT_DAYS = 365 + 31 + 91;

/**
 * The facts of a month that lies ahead, wholly or in part: the known days, then what is expected. Sales are rounded so that
 * their sums are, and never more than is there; sales and removals take the oldest units, as in all fees. Cost
 * O(skuCount * days).
 */
export function aheadFacts(facts: FeeFacts, ahead: AheadDays): FeeFacts {
  const { skuCount } = facts;
  const cut = Math.max(0, facts.dayCount - KEPT_DAYS);
  const known = facts.dayCount - cut;
  const dayCount = Math.max(known, facts.monthEndDay - facts.firstDay - cut);
  const longer = (table: Int32Array): Int32Array => {
    const out = new Int32Array(skuCount * dayCount);
    for (let i = 0; i < skuCount; i++)
      out.set(table.subarray(i * facts.dayCount + cut, (i + 1) * facts.dayCount), i * dayCount);
    return out;
  };
  const tables = {
    heldUnits: longer(facts.heldUnits),
    sellableUnits: longer(facts.sellableUnits),
    arrivedUnits: longer(facts.arrivedUnits),
    shippedUnits: longer(facts.shippedUnits),
  };
  for (let i = 0; i < skuCount; i++) goOn(tables, ahead, { i, known, dayCount });
  return {
    ...facts,
    ...tables,
    dayCount,
    firstDay: facts.firstDay + cut,
    firstMoveDay: facts.firstMoveDay.map((day) => (day === facts.dayCount ? dayCount : day - cut)),
  };
}

function goOn(
  tables: Pick<FeeFacts, "heldUnits" | "sellableUnits" | "arrivedUnits" | "shippedUnits">,
  ahead: AheadDays,
  { i, known, dayCount }: { readonly i: number; readonly known: number; readonly dayCount: number },
): void {
  const row = i * dayCount;
  let held = known > 0 ? tables.heldUnits[row + known - 1]! : 0;
  let sellable = known > 0 ? tables.sellableUnits[row + known - 1]! : 0;
  const removed = Math.min(held, ahead.removedUnits[i]!);
  // What cannot be sold is taken out first.
  sellable -= Math.max(0, removed - (held - sellable));
  held -= removed;
  let asked = 0;
  let comes = 0;
  for (let d = known; d < dayCount; d++) {
    const k = d - known;
    const isExpected = k < ahead.dayCount;
    const [before, came] = [Math.round(asked), Math.round(comes)];
    if (isExpected) asked += ahead.demandUnits[i * ahead.dayCount + k]!;
    if (isExpected) comes += ahead.arrivedUnits[i * ahead.dayCount + k]!;
    const arrived = Math.round(comes) - came;
    const shipped = Math.min(sellable + arrived, Math.round(asked) - before);
    held += arrived - shipped;
    sellable += arrived - shipped;
    tables.heldUnits[row + d] = held;
    tables.sellableUnits[row + d] = sellable;
    tables.arrivedUnits[row + d] = arrived;
    tables.shippedUnits[row + d] = shipped;
  }
}

/** The facts of some products alone, in the order given: fees that no other product moves are the same. */
export function factsOfProducts(facts: FeeFacts, products: readonly number[]): FeeFacts {
  const { dayCount } = facts;
  const rows = (table: Int32Array): Int32Array => {
    const out = new Int32Array(products.length * dayCount);
    for (const [k, i] of products.entries())
      out.set(table.subarray(i * dayCount, (i + 1) * dayCount), k * dayCount);
    return out;
  };
  const at = new Map(products.map((i, k) => [i, k]));
  return {
    ...facts,
    skuCount: products.length,
    heldUnits: rows(facts.heldUnits),
    sellableUnits: rows(facts.sellableUnits),
    arrivedUnits: rows(facts.arrivedUnits),
    shippedUnits: rows(facts.shippedUnits),
    size: products.map((i) => facts.size[i]!),
    storageType: Int32Array.from(products, (i) => facts.storageType[i]!),
    firstMoveDay: Int32Array.from(products, (i) => facts.firstMoveDay[i]!),
    placed: facts.placed.flatMap((row) => {
      const skuIndex = at.get(row.skuIndex);
      return skuIndex === undefined ? [] : [{ ...row, skuIndex }];
    }),
  };
}
