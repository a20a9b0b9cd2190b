import { roundHalfEven } from "../../units/index.ts";
import { roundParts } from "../core/round-parts.ts";
import {
  agedBands,
  type BandTable,
  lowInventoryBands,
  overageBands,
  placementBands,
  runningSums,
  storageBands,
  utilisationBands,
} from "./bands.ts";
import { assertFeeFacts, type FeeFacts, isMonthComplete } from "./facts.ts";
import { FEE_KINDS, type ProductSize, unitPriceMicros } from "./price.ts";
import type { RateCard } from "./rate-card.ts";

/** One fee of all products: units in each band, and what they cost. */
export interface FeeTable extends BandTable {
  /** What one unit in the band pays, not rounded; NaN where it cannot be said. [skuCount, bandCount] */
  readonly priceMicros: Float64Array;
  /** Units times price, rounded half to even; a product that cannot be priced counts 0. [skuCount] */
  readonly feeMicros: Float64Array;
  /** 1 = has units whose price cannot be said. [skuCount] */
  readonly isUnpriced: Uint8Array;
}

/** An account's fees of one month, by kind in the order of FEE_KINDS. */
export interface MonthFees {
  readonly skuCount: number;
  readonly card: RateCard;
  readonly size: readonly ProductSize[];
  /** The month is over: nothing will be added. */
  readonly isComplete: boolean;
  readonly table: readonly FeeTable[];
}

/**
 * The fees of a month from its facts, at one card's rates (micros of the card's currency). A month that is not over has
 * what was run up so far. Throws RangeError for tables that do not fit together. Cost O(skuCount * dayCount).
 */
export function monthFees(facts: FeeFacts, card: RateCard): MonthFees {
  assertFeeFacts(facts);
  const { skuCount, dayCount } = facts;
  const sums = {
    arrived: runningSums(facts.arrivedUnits, skuCount, dayCount),
    shipped: runningSums(facts.shippedUnits, skuCount, dayCount),
    sellable: runningSums(facts.sellableUnits, skuCount, dayCount),
  };
  const bands: readonly BandTable[] = [
    storageBands(facts, card),
    utilisationBands(facts, card, sums),
    agedBands(facts, card, sums.arrived),
    lowInventoryBands(facts, card, sums),
    overageBands(facts),
    placementBands(facts),
  ];
  return {
    skuCount,
    card,
    size: facts.size,
    isComplete: isMonthComplete(facts),
    table: bands.map((table, kind) => priced(table, kind, facts.size, card)),
  };
}

/** What units by band cost. */
export function priced(
  { bandCount, units }: BandTable,
  kind: number,
  size: readonly ProductSize[],
  card: RateCard,
): FeeTable {
  const priceMicros = new Float64Array(units.length);
  const feeMicros = new Float64Array(size.length);
  const isUnpriced = new Uint8Array(size.length);
  for (let i = 0; i < size.length; i++) {
    let fee = 0;
    for (let band = 0; band < bandCount; band++) {
      const cell = i * bandCount + band;
      const price = unitPriceMicros(FEE_KINDS[kind]!, band, size[i]!, card);
      priceMicros[cell] = price;
      if (units[cell] === 0) continue;
      if (Number.isNaN(price)) isUnpriced[i] = 1;
      else fee += units[cell]! * price;
    }
    feeMicros[i] = roundHalfEven(fee);
  }
  return { bandCount, units, priceMicros, feeMicros, isUnpriced };
}

/** Sum of one fee over all products (micros). */
export function feeTotalMicros(fees: MonthFees, kind: number): number {
  let total = 0;
  for (const fee of fees.table[kind]!.feeMicros) total += fee;
  return total;
}

/** One fee of one product (micros). */
export const feeMicrosOf = (fees: MonthFees, kind: number, i: number): number =>
  fees.table[kind]!.feeMicros[i]!;

/** Whether a product has units of which one of the fees cannot be said. */
export const isUnpriced = (fees: MonthFees, kind: number, i: number): boolean =>
  fees.table[kind]!.isUnpriced[i] === 1;

/** A product's units in one band of a fee. */
export interface FeeCell {
  readonly units: number;
  /** Per unit, not rounded; NaN where it cannot be said. */
  readonly priceMicros: number;
  /** Whole micros; over the bands they add up to the product's fee. */
  readonly micros: number;
}

/** A product's fee by band. Cost O(bands). */
export function feeCells(fees: MonthFees, kind: number, i: number): FeeCell[] {
  const { bandCount, units, priceMicros, feeMicros } = fees.table[kind]!;
  const exact = new Float64Array(bandCount);
  for (let band = 0; band < bandCount; band++) {
    const cell = i * bandCount + band;
    if (!Number.isNaN(priceMicros[cell]!)) exact[band] = units[cell]! * priceMicros[cell]!;
  }
  return roundParts(exact, feeMicros[i]!).map((micros, band) => ({
    units: units[i * bandCount + band]!,
    priceMicros: priceMicros[i * bandCount + band]!,
    micros,
  }));
}
