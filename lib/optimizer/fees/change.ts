import { roundParts } from "../core/round-parts.ts";
import type { FeeTable, MonthFees } from "./month-fees.ts";
import { FEE_KINDS, type FeeKind, unitPriceMicros } from "./price.ts";

/** What can move a fee; its order is the driver's index. */
export const FEE_DRIVERS = ["units", "mix", "band", "size", "rate"] as const;

export type FeeDriver = (typeof FEE_DRIVERS)[number];

/** Why an account's fees changed from one month to another: integer micros that add up exactly. */
export interface FeeChange {
  readonly skuCount: number;
  /** Per fee in the order of FEE_KINDS. */
  readonly fromMicros: Float64Array;
  readonly toMicros: Float64Array;
  /** [kinds, skuCount, drivers]: over the drivers they add up to the product's change of that fee. */
  readonly partMicros: Float64Array;
}

const DRIVERS = FEE_DRIVERS.length;

/** Index into `partMicros`. */
const partCell = (skuCount: number, kind: number, i: number, driver: number): number =>
  (kind * skuCount + i) * DRIVERS + driver;

/**
 * Splits the change of every fee of every product. A fee is units x price over bands; units are the total of the fee (T)
 * times the product's share of it (W) times the band's share of the product (A), a price is a function of what the
 * product is and of the card. Each product of two factors is split with the other at its midpoint (Bennet 1920), inside
 * out, and the price by two-player Shapley over product and card; so the five parts add up to the change, and exchanging
 * the months negates them. A product without units on one side has no shares there: the other side's are taken.
 * Both months must list the same products in the same order. Cost O(products x bands).
 */
export function splitFeeChange(from: MonthFees, to: MonthFees): FeeChange {
  if (from.skuCount !== to.skuCount)
    throw new RangeError(
      `splitFeeChange: months must list the same products, got ${from.skuCount} and ${to.skuCount}`,
    );
  const n = from.skuCount;
  const partMicros = new Float64Array(FEE_KINDS.length * n * DRIVERS);
  const fromMicros = new Float64Array(FEE_KINDS.length);
  const toMicros = new Float64Array(FEE_KINDS.length);
  for (const [kind, name] of FEE_KINDS.entries()) {
    const exact = exactParts(from, to, name, kind);
    for (let i = 0; i < n; i++) {
      const before = from.table[kind]!.feeMicros[i]!;
      const after = to.table[kind]!.feeMicros[i]!;
      fromMicros[kind]! += before;
      toMicros[kind]! += after;
      const parts = roundParts(exact.subarray(i * DRIVERS, (i + 1) * DRIVERS), after - before);
      partMicros.set(parts, partCell(n, kind, i, 0));
    }
  }
  return { skuCount: n, fromMicros, toMicros, partMicros };
}

/** Units that can be priced: total, and per product. */
interface Shares {
  readonly total: number;
  /** [skuCount] */
  readonly product: Float64Array;
}

function sharesOf(table: FeeTable, skuCount: number): Shares {
  const product = new Float64Array(skuCount);
  let total = 0;
  for (let i = 0; i < skuCount; i++) {
    for (let band = 0; band < table.bandCount; band++)
      product[i]! += unitsOf(table, i * table.bandCount + band);
    total += product[i]!;
  }
  return { total, product };
}

const unitsOf = (table: FeeTable, cell: number): number =>
  Number.isNaN(table.priceMicros[cell]!) ? 0 : table.units[cell]!;

/** Parts in micros before rounding. [skuCount, drivers] */
function exactParts(from: MonthFees, to: MonthFees, name: FeeKind, kind: number): Float64Array {
  const n = from.skuCount;
  const parts = new Float64Array(n * DRIVERS);
  const [a, b] = [from.table[kind]!, to.table[kind]!];
  if (a.bandCount !== b.bandCount)
    throw new RangeError(
      `splitFeeChange: both cards need the same number of bands of ${name}, got ${a.bandCount - 1} and ${b.bandCount - 1}`,
    );
  const sides = { a: sharesOf(a, n), b: sharesOf(b, n) };
  for (let i = 0; i < n; i++) {
    const share = productShares(sides, i);
    if (share === null) continue;
    for (let band = 0; band < a.bandCount; band++) {
      const cell = i * a.bandCount + band;
      const units = { a: unitsOf(a, cell), b: unitsOf(b, cell) };
      if (units.a === 0 && units.b === 0) continue;
      addUnitParts(parts, i, { share, units, price: pricesOf(a, b, cell) });
      const meanUnits = (units.a + units.b) / 2;
      const price = priceParts(from, to, name, { i, band });
      parts[i * DRIVERS + 3]! += meanUnits * price.size;
      parts[i * DRIVERS + 4]! += meanUnits * price.rate;
    }
  }
  return parts;
}

interface ProductShares {
  readonly totalA: number;
  readonly totalB: number;
  readonly productA: number;
  readonly productB: number;
  /** The product's part of the total; the other side's where a side has no units at all. */
  readonly weightA: number;
  readonly weightB: number;
}

function productShares(
  sides: { readonly a: Shares; readonly b: Shares },
  i: number,
): ProductShares | null {
  const { a, b } = sides;
  if (a.total === 0 && b.total === 0) return null;
  const productA = a.product[i]!;
  const productB = b.product[i]!;
  const weightA = a.total === 0 ? productB / b.total : productA / a.total;
  const weightB = b.total === 0 ? productA / a.total : productB / b.total;
  return { totalA: a.total, totalB: b.total, productA, productB, weightA, weightB };
}

/** The price of a cell on both sides; where one side has none, the other's. */
function pricesOf(a: FeeTable, b: FeeTable, cell: number): { a: number; b: number } {
  const [own, other] = [a.priceMicros[cell]!, b.priceMicros[cell]!];
  return { a: Number.isNaN(own) ? other : own, b: Number.isNaN(other) ? own : other };
}

function addUnitParts(
  parts: Float64Array,
  i: number,
  cell: {
    readonly share: ProductShares;
    readonly units: { readonly a: number; readonly b: number };
    readonly price: { readonly a: number; readonly b: number };
  },
): void {
  const { share, units, price } = cell;
  const meanPrice = (price.a + price.b) / 2;
  const bandA = share.productA > 0 ? units.a / share.productA : units.b / share.productB;
  const bandB = share.productB > 0 ? units.b / share.productB : units.a / share.productA;
  const meanBand = (bandA + bandB) / 2;
  const meanWeight = (share.weightA + share.weightB) / 2;
  const meanTotal = (share.totalA + share.totalB) / 2;
  const meanProduct = (share.productA + share.productB) / 2;
  const at = i * DRIVERS;
  parts[at]! += meanPrice * meanBand * meanWeight * (share.totalB - share.totalA);
  parts[at + 1]! += meanPrice * meanBand * meanTotal * (share.weightB - share.weightA);
  parts[at + 2]! += meanPrice * meanProduct * (bandB - bandA);
}

/** The change of a cell's price, split over what the product is and what the card says; all the card's where no mix has a price. */
function priceParts(
  from: MonthFees,
  to: MonthFees,
  name: FeeKind,
  { i, band }: { readonly i: number; readonly band: number },
): { readonly size: number; readonly rate: number } {
  const [sizeA, sizeB] = [from.size[i]!, to.size[i]!];
  const priceA = unitPriceMicros(name, band, sizeA, from.card);
  const priceB = unitPriceMicros(name, band, sizeB, to.card);
  if (Number.isNaN(priceA) || Number.isNaN(priceB)) return { size: 0, rate: 0 };
  const newSize = unitPriceMicros(name, band, sizeB, from.card);
  const newCard = unitPriceMicros(name, band, sizeA, to.card);
  if (Number.isNaN(newSize) || Number.isNaN(newCard)) return { size: 0, rate: priceB - priceA };
  const size = (newSize - priceA + (priceB - newCard)) / 2;
  return { size, rate: priceB - priceA - size };
}

/** A driver's part of one fee of one product (micros). */
export const partMicrosOf = (change: FeeChange, kind: number, i: number, driver: number): number =>
  change.partMicros[partCell(change.skuCount, kind, i, driver)]!;

/** Sum of a driver's parts of one fee over all products. */
export function driverTotalMicros(change: FeeChange, kind: number, driver: number): number {
  let total = 0;
  for (let i = 0; i < change.skuCount; i++) total += partMicrosOf(change, kind, i, driver);
  return total;
}
