import type { ProductSize } from "./price.ts";

/** Units of a product that one shipment brought to one building in the month. */
export interface PlacedUnits {
  readonly skuIndex: number;
  readonly units: number;
  /** `placementBand` of the shipment's split and the building's zone. */
  readonly band: number;
}

/**
 * What an account's fees of one month are computed from. Tables are by day, from the ledger's first day to the last
 * known day of the month (or beyond); [skuCount, dayCount], units at the end of a day or moved on it.
 */
export interface FeeFacts {
  readonly skuCount: number;
  readonly dayCount: number;
  /** Epoch day of column 0. */
  readonly firstDay: number;
  /** First day of the month and of the next one (epoch days). */
  readonly monthDay: number;
  readonly monthEndDay: number;
  /** 1 = January. */
  readonly monthNumber: number;
  /** Everything in the buildings, sellable or not. */
  readonly heldUnits: Int32Array;
  readonly sellableUnits: Int32Array;
  /** Receipts, returns, what was found and counted in: units that are new in the buildings. */
  readonly arrivedUnits: Int32Array;
  readonly shippedUnits: Int32Array;
  /** [skuCount] */
  readonly size: readonly ProductSize[];
  /** Index of the storage type. [skuCount] */
  readonly storageType: Int32Array;
  /** Column of a product's first movement; dayCount = none. [skuCount] */
  readonly firstMoveDay: Int32Array;
  readonly isProfessional: boolean;
  /** Epoch day. */
  readonly openedDay: number;
  /** Highest limit published for the month; NaN = none. [storage types] */
  readonly limitMm3: Float64Array;
  readonly placed: readonly PlacedUnits[];
}

/** Columns of the month that are known: [from, to); empty when the month lies outside the table. */
export function monthColumns(facts: FeeFacts): { readonly from: number; readonly to: number } {
  const from = Math.max(0, facts.monthDay - facts.firstDay);
  const to = Math.min(facts.dayCount, facts.monthEndDay - facts.firstDay);
  return { from, to: Math.max(from, to) };
}

/** True when the whole month is in the table: what is settled on its last day can be. */
export const isMonthComplete = (facts: FeeFacts): boolean =>
  facts.monthEndDay - facts.firstDay <= facts.dayCount;

/** Days of the month, known or not. */
export const monthLength = (facts: FeeFacts): number => facts.monthEndDay - facts.monthDay;

/** Throws RangeError, naming the table, for facts that do not fit together. */
export function assertFeeFacts(facts: FeeFacts): void {
  const { skuCount, dayCount } = facts;
  const cells = skuCount * dayCount;
  for (const name of ["heldUnits", "sellableUnits", "arrivedUnits", "shippedUnits"] as const) {
    if (facts[name].length !== cells)
      throw new RangeError(`monthFees: ${name} needs ${cells} cells, got ${facts[name].length}`);
  }
  for (const name of ["size", "storageType", "firstMoveDay"] as const) {
    if (facts[name].length !== skuCount)
      throw new RangeError(`monthFees: ${name} needs ${skuCount} rows, got ${facts[name].length}`);
  }
  if (!(facts.monthEndDay > facts.monthDay))
    throw new RangeError(
      `monthFees: a month must end after it begins, got ${facts.monthDay}..${facts.monthEndDay}`,
    );
  for (const { skuIndex, units, band } of facts.placed) {
    if (!(skuIndex >= 0 && skuIndex < skuCount && units >= 0 && band >= 0))
      throw new RangeError(
        `monthFees: placed units must name a product and be at least 0, got product ${skuIndex}, ${units} units, band ${band}`,
      );
  }
}
