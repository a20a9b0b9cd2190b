import { storageTypeCount } from "../core/storage-type.ts";
import { type FeeFacts, isMonthComplete, monthColumns, monthLength } from "./facts.ts";
import { PLACEMENT_BAND_COUNT } from "./price.ts";
import type { RateCard } from "./rate-card.ts";

/** Units by band of one fee. [skuCount, bandCount] */
export interface BandTable {
  readonly bandCount: number;
  readonly units: Float64Array;
}

const WEEK_DAYS = 7;
const SHORT_DAYS = 30;
const LONG_DAYS = 90;
const RATIO_DAYS = 91;

/** Every month of an account is counted from the same tables, which nobody changes once they are made. */
const knownSums = new WeakMap<Int32Array, Float64Array>();

/** Sums of a table by day, so that a span costs two look-ups. [skuCount, dayCount + 1] */
export function runningSums(table: Int32Array, skuCount: number, dayCount: number): Float64Array {
  const known = knownSums.get(table) ?? sumsOf(table, skuCount, dayCount);
  knownSums.set(table, known);
  return known;
}

function sumsOf(table: Int32Array, skuCount: number, dayCount: number): Float64Array {
  const width = dayCount + 1;
  const sums = new Float64Array(skuCount * width);
  for (let i = 0; i < skuCount; i++)
    for (let d = 0; d < dayCount; d++)
      sums[i * width + d + 1] = sums[i * width + d]! + table[i * dayCount + d]!;
  return sums;
}

/** Sum over columns [from, to), cut at the table's edge. */
const span = (sums: Float64Array, width: number, i: number, from: number, to: number): number =>
  sums[i * width + Math.max(0, to)]! - sums[i * width + Math.max(0, from)]!;

/** Average daily units in the month, in the band of its season. */
export function storageBands(facts: FeeFacts, card: RateCard): BandTable {
  const units = new Float64Array(facts.skuCount * 2);
  const band = facts.monthNumber >= card.storage.peakFromMonth ? 1 : 0;
  for (let i = 0; i < facts.skuCount; i++) units[i * 2 + band] = averageHeld(facts, i);
  return { bandCount: 2, units };
}

function averageHeld(facts: FeeFacts, i: number): number {
  const { from, to } = monthColumns(facts);
  let unitDays = 0;
  for (let d = from; d < to; d++) unitDays += facts.heldUnits[i * facts.dayCount + d]!;
  return unitDays / monthLength(facts);
}

/**
 * Units at hand on the card's day by age. Stock leaves oldest first over all buildings, so what is at least L days old is
 * what is held beyond everything that arrived in the last L days: max(0, held - arrived in (d - L, d]).
 */
export function agedBands(facts: FeeFacts, card: RateCard, arrived: Float64Array): BandTable {
  const { fromDays, dayOfMonth } = card.aged;
  const bandCount = fromDays.length + 1;
  const units = new Float64Array(facts.skuCount * bandCount);
  const day = facts.monthDay + dayOfMonth - 1 - facts.firstDay;
  if (day < 0 || day >= facts.dayCount) return { bandCount, units };
  const width = facts.dayCount + 1;
  for (let i = 0; i < facts.skuCount; i++) {
    const held = facts.heldUnits[i * facts.dayCount + day]!;
    let older = held;
    for (let k = 0; k < fromDays.length; k++) {
      const young = span(arrived, width, i, day + 1 - fromDays[k]!, day + 1);
      const old = Math.max(0, held - young);
      units[i * bandCount + k] = older - old;
      older = old;
    }
    units[i * bandCount + fromDays.length] = older;
  }
  return { bandCount, units };
}

/**
 * Average daily units of the month that are not young, in the band of the weeks that the size class's volume lasts: mean
 * daily volume over mean daily shipped volume of 13 weeks is days, a seventh of it weeks. Settled on the last day.
 */
export function utilisationBands(
  facts: FeeFacts,
  card: RateCard,
  sums: { readonly arrived: Float64Array; readonly shipped: Float64Array },
): BandTable {
  const bandCount = card.utilisation.fromWeeks.length + 1;
  const units = new Float64Array(facts.skuCount * bandCount);
  if (!isMonthComplete(facts)) return { bandCount, units };
  const band = [false, true].map((isBulky) => coverBand(facts, card, sums.shipped, isBulky));
  for (let i = 0; i < facts.skuCount; i++) {
    const k = band[facts.size[i]!.isBulky ? 1 : 0]!;
    units[i * bandCount + k] = averageNotYoung(facts, card, sums.arrived, i);
  }
  return { bandCount, units };
}

/** Average daily units of a product that are not young. */
export function averageNotYoung(
  facts: FeeFacts,
  card: RateCard,
  arrived: Float64Array,
  i: number,
): number {
  const { from, to } = monthColumns(facts);
  const width = facts.dayCount + 1;
  let unitDays = 0;
  for (let d = from; d < to; d++) {
    const held = facts.heldUnits[i * facts.dayCount + d]!;
    const young = span(arrived, width, i, d - card.utilisation.youngDays, d + 1);
    unitDays += Math.max(0, held - young);
  }
  return unitDays / monthLength(facts);
}

/** Volume that a size class held and shipped in the 13 weeks up to the month's last day. */
export interface CoverVolume {
  readonly heldMm3Days: number;
  readonly shippedMm3: number;
}

function coverBand(
  facts: FeeFacts,
  card: RateCard,
  shipped: Float64Array,
  isBulky: boolean,
): number {
  let heldMm3Days = 0;
  let shippedMm3 = 0;
  for (let i = 0; i < facts.skuCount; i++) {
    if (facts.size[i]!.isBulky !== isBulky) continue;
    const own = coverVolumeOf(facts, shipped, i);
    heldMm3Days += own.heldMm3Days;
    shippedMm3 += own.shippedMm3;
  }
  return bandOfCover(facts, card, { heldMm3Days, shippedMm3 });
}

/** One product's part of its size class's volume; nothing where its volume is not known. */
export function coverVolumeOf(facts: FeeFacts, shipped: Float64Array, i: number): CoverVolume {
  const { unitVolumeMm3 } = facts.size[i]!;
  if (!(unitVolumeMm3 > 0)) return { heldMm3Days: 0, shippedMm3: 0 };
  const { from, to } = coverSpan(facts);
  let unitDays = 0;
  for (let d = from; d < to; d++) unitDays += facts.heldUnits[i * facts.dayCount + d]!;
  const shippedUnits = span(shipped, facts.dayCount + 1, i, from, to);
  return { heldMm3Days: unitDays * unitVolumeMm3, shippedMm3: shippedUnits * unitVolumeMm3 };
}

function coverSpan(facts: FeeFacts): { readonly from: number; readonly to: number } {
  const to = facts.monthEndDay - facts.firstDay;
  return { from: Math.max(0, to - RATIO_DAYS), to };
}

/** The band that a size class is in by the weeks that its volume lasts: 0 where one of the conditions fails. */
export function bandOfCover(
  facts: FeeFacts,
  card: RateCard,
  { heldMm3Days, shippedMm3 }: CoverVolume,
): number {
  const { utilisation } = card;
  const isNew = facts.monthEndDay - 1 - facts.openedDay <= utilisation.newSellerDays;
  if (!facts.isProfessional || isNew) return 0;
  const { from, to } = coverSpan(facts);
  if (heldMm3Days / Math.max(1, to - from) < utilisation.leastVolumeMm3) return 0;
  const endless = heldMm3Days > 0 ? Infinity : 0;
  const weeks = shippedMm3 === 0 ? endless : heldMm3Days / shippedMm3 / WEEK_DAYS;
  return bandFrom(utilisation.fromWeeks, weeks, false);
}

/** Rows of `from` that a value has reached (or passed, where `isReached` is false). */
function bandFrom(from: readonly number[], value: number, isReached: boolean): number {
  let band = 0;
  while (band < from.length && (isReached ? value >= from[band]! : value > from[band]!)) band += 1;
  return band;
}

/** Sums of sellable and of shipped units by day. */
interface SupplySums {
  readonly sellable: Float64Array;
  readonly shipped: Float64Array;
}

/** How a week's shipped units are judged by the days of supply before it. */
export interface SupplyWeek {
  /** Epoch day. */
  readonly firstDay: number;
  readonly soldUnits: number;
  /** Sellable units over shipped units of the last 30 and 90 days before it; Infinity where nothing was shipped. */
  readonly shortDays: number;
  readonly longDays: number;
  readonly isExempt: boolean;
  /** 0 = free. */
  readonly band: number;
}

/** The days of each average. */
export const SUPPLY_SPANS = { short: SHORT_DAYS, long: LONG_DAYS } as const;

/**
 * Units shipped in the month by band of days of supply, judged anew for each week that begins on the month's first day
 * or seven days later: both averages up to the day before must be low, and the greater one counts.
 */
export function lowInventoryBands(facts: FeeFacts, card: RateCard, sums: SupplySums): BandTable {
  const bandCount = card.lowInventory.belowDays.length + 1;
  const units = new Float64Array(facts.skuCount * bandCount);
  for (let i = 0; i < facts.skuCount; i++)
    for (const { soldUnits, band } of weeksOf(facts, card, sums, i))
      units[i * bandCount + band]! += soldUnits;
  return { bandCount, units };
}

/** One product's weeks of the month in which it was shipped, as its fee is counted from them. Cost O(skuCount * dayCount). */
export const supplyWeeks = (facts: FeeFacts, card: RateCard, i: number): SupplyWeek[] => {
  const { skuCount, dayCount } = facts;
  const sums = {
    sellable: runningSums(facts.sellableUnits, skuCount, dayCount),
    shipped: runningSums(facts.shippedUnits, skuCount, dayCount),
  };
  return weeksOf(facts, card, sums, i);
};

function weeksOf(facts: FeeFacts, card: RateCard, sums: SupplySums, i: number): SupplyWeek[] {
  const { from, to } = monthColumns(facts);
  const width = facts.dayCount + 1;
  const weeks: SupplyWeek[] = [];
  for (let start = from; start < to; start += WEEK_DAYS) {
    const soldUnits = span(sums.shipped, width, i, start, Math.min(to, start + WEEK_DAYS));
    if (soldUnits > 0) weeks.push({ soldUnits, ...supplyOf(facts, card, sums, { i, start }) });
  }
  return weeks;
}

function supplyOf(
  facts: FeeFacts,
  card: RateCard,
  sums: SupplySums,
  { i, start }: { readonly i: number; readonly start: number },
): Omit<SupplyWeek, "soldUnits"> {
  const { lowInventory } = card;
  const width = facts.dayCount + 1;
  const ageDays = start - facts.firstMoveDay[i]!;
  const isNewSeller = facts.firstDay + start - facts.openedDay <= lowInventory.newSellerDays;
  const shippedWeek = span(sums.shipped, width, i, start - WEEK_DAYS, start);
  const isExempt =
    isNewSeller ||
    ageDays <= lowInventory.newProductDays ||
    shippedWeek < lowInventory.leastShippedUnits;
  const supplyDays = (days: number): number => {
    const shipped = span(sums.shipped, width, i, start - days, start);
    return shipped > 0 ? span(sums.sellable, width, i, start - days, start) / shipped : Infinity;
  };
  const [shortDays, longDays] = [supplyDays(SHORT_DAYS), supplyDays(LONG_DAYS)];
  const row = bandFrom(lowInventory.belowDays, Math.max(shortDays, longDays), true);
  const band = isExempt || row === lowInventory.belowDays.length ? 0 : row + 1;
  return { firstDay: facts.firstDay + start, shortDays, longDays, isExempt, band };
}

/** Average daily units of the month within and above the limit: above is each product's share of the day's excess volume. */
export function overageBands(facts: FeeFacts): BandTable {
  const units = new Float64Array(facts.skuCount * 2);
  const { from, to } = monthColumns(facts);
  const days = monthLength(facts);
  for (let type = 0; type < storageTypeCount; type++) {
    const limitMm3 = facts.limitMm3[type]!;
    for (let d = from; d < to; d++) {
      const shareAbove = aboveShare(facts, type, d, limitMm3);
      for (let i = 0; i < facts.skuCount; i++) {
        if (facts.storageType[i] !== type) continue;
        const held = facts.heldUnits[i * facts.dayCount + d]! / days;
        units[i * 2]! += held * (1 - shareAbove);
        units[i * 2 + 1]! += held * shareAbove;
      }
    }
  }
  return { bandCount: 2, units };
}

function aboveShare(facts: FeeFacts, type: number, d: number, limitMm3: number): number {
  if (Number.isNaN(limitMm3)) return 0;
  let held = 0;
  for (let i = 0; i < facts.skuCount; i++) {
    const { unitVolumeMm3 } = facts.size[i]!;
    if (facts.storageType[i] === type && unitVolumeMm3 > 0)
      held += facts.heldUnits[i * facts.dayCount + d]! * unitVolumeMm3;
  }
  return shareAbove(held, limitMm3);
}

/** The share of a volume that lies above a limit; 0 without one (NaN). */
export const shareAbove = (heldMm3: number, limitMm3: number): number =>
  heldMm3 > limitMm3 ? (heldMm3 - limitMm3) / heldMm3 : 0;

/** Units received in the month by band of split and zone. */
export function placementBands(facts: FeeFacts): BandTable {
  const bandCount = PLACEMENT_BAND_COUNT;
  const units = new Float64Array(facts.skuCount * bandCount);
  for (const row of facts.placed) units[row.skuIndex * bandCount + row.band]! += row.units;
  return { bandCount, units };
}
