import { MM3_PER_CUBIC_FOOT } from "../../units/index.ts";
import { PLACEMENT_ZONES, type RateCard, SIZE_TIERS } from "./rate-card.ts";

/** The closed list of fees; its order is the fee's index in every array. */
export const FEE_KINDS = [
  "storage",
  "utilisation",
  "aged",
  "lowInventory",
  "overage",
  "placement",
] as const;

export type FeeKind = (typeof FEE_KINDS)[number];

/** How units of a shipment are split over buildings; its order is part of a placement fee's band. */
export const SPLIT_OPTIONS = ["optimised", "partial", "minimal"] as const;

export type SplitOption = (typeof SPLIT_OPTIONS)[number];

/** What of a product a price depends on; NaN = not known. */
export interface ProductSize {
  readonly unitVolumeMm3: number;
  readonly longestUm: number;
  readonly medianUm: number;
  readonly shortestUm: number;
  readonly weightMg: number;
  /** Stored with bulky goods. */
  readonly isBulky: boolean;
}

const OUNCE_MG = 28_349.523125;
const TIER_HEAVIEST_OUNCES = [12, 24, 48] as const;

/** Index in SIZE_TIERS; -1 where size or weight is not known. Cost O(1). */
export function sizeTier(card: RateCard, product: ProductSize): number {
  const bulky = SIZE_TIERS.indexOf("bulky");
  if (product.isBulky) return bulky;
  const { longestUm, medianUm, shortestUm, weightMg } = product;
  if (!(longestUm + medianUm + shortestUm + weightMg > 0)) return -1;
  const { size } = card;
  if (
    longestUm <= size.smallLongestUm &&
    medianUm <= size.smallMedianUm &&
    shortestUm <= size.smallShortestUm &&
    weightMg <= size.smallHeaviestMg
  )
    return 0;
  if (
    longestUm > size.largeLongestUm ||
    medianUm > size.largeMedianUm ||
    shortestUm > size.largeShortestUm ||
    weightMg > size.largeHeaviestMg
  )
    return bulky;
  for (const [index, ounces] of TIER_HEAVIEST_OUNCES.entries())
    if (weightMg <= ounces * OUNCE_MG) return 1 + index;
  return SIZE_TIERS.indexOf("largeTo20Lb");
}

/** Index in PLACEMENT_ZONES of a building. */
export function placementZone({ placement }: RateCard, longitudeDegrees: number): number {
  const milliDegrees = longitudeDegrees * 1000;
  if (milliDegrees < placement.westOfMilliDegrees) return PLACEMENT_ZONES.indexOf("west");
  return milliDegrees > placement.eastOfMilliDegrees
    ? PLACEMENT_ZONES.indexOf("east")
    : PLACEMENT_ZONES.indexOf("central");
}

/** How a shipment to so many buildings is split, as far as the number tells. */
export function splitOptionOf({ placement }: RateCard, buildingCount: number): SplitOption {
  if (buildingCount >= placement.optimisedFromCount) return "optimised";
  return buildingCount >= placement.partialFromCount ? "partial" : "minimal";
}

/** What placing one unit costs (micros); NaN where the tier is not known or the option is not offered for it. */
export function placementRateMicros(
  card: RateCard,
  tier: number,
  option: SplitOption,
  zone: number,
): number {
  if (option === "optimised") return 0;
  const name = SIZE_TIERS[tier];
  if (!name) return NaN;
  const { minimalMicrosPerUnit, partialMicrosPerUnit } = card.placement[name];
  const rate = (option === "minimal" ? minimalMicrosPerUnit : partialMicrosPerUnit)[zone] ?? -1;
  return rate < 0 ? NaN : rate;
}

/** Band of a placement fee: 0 = free, then partial and minimal by zone. */
export const placementBand = (option: SplitOption, zone: number): number =>
  option === "optimised" ? 0 : 1 + (option === "minimal" ? PLACEMENT_ZONES.length : 0) + zone;

/** Band of units whose building nobody has named: they cannot be priced. */
export const UNKNOWN_PLACEMENT_BAND = 1 + 2 * PLACEMENT_ZONES.length;

/** Bands of a placement fee. */
export const PLACEMENT_BAND_COUNT = UNKNOWN_PLACEMENT_BAND + 1;

/** The option and zone of a band of a placement fee. */
export function placementOfBand(band: number): {
  readonly option: SplitOption;
  readonly zone: number;
} {
  if (band === 0) return { option: "optimised", zone: 0 };
  const isMinimal = band > PLACEMENT_ZONES.length;
  return {
    option: isMinimal ? "minimal" : "partial",
    zone: band - 1 - (isMinimal ? PLACEMENT_ZONES.length : 0),
  };
}

const cubicFeet = (product: ProductSize): number => product.unitVolumeMm3 / MM3_PER_CUBIC_FOOT;

/**
 * What one unit in a band pays (micros, not rounded); NaN where the card or the product does not say. Bands per fee:
 * storage 0 = off-peak, 1 = peak; utilisation, aged: 0 = free, then the card's rows; low inventory: 0 = free, then the
 * card's bands of days; overage: 0 = within the limit, 1 = above; placement: `placementBand`. Cost O(1).
 */
export function unitPriceMicros(
  kind: FeeKind,
  band: number,
  product: ProductSize,
  card: RateCard,
): number {
  switch (kind) {
    case "storage":
      return cubicFeet(product) * storageRate(card, band, product.isBulky);
    case "utilisation": {
      const { standardMicrosPerFt3Month, bulkyMicrosPerFt3Month } = card.utilisation;
      const rates = product.isBulky ? bulkyMicrosPerFt3Month : standardMicrosPerFt3Month;
      return band === 0 ? 0 : cubicFeet(product) * (rates[band - 1] ?? NaN);
    }
    case "aged": {
      if (band === 0) return 0;
      const { microsPerFt3, microsPerUnit } = card.aged;
      const byVolume = cubicFeet(product) * (microsPerFt3[band - 1] ?? NaN);
      return Math.max(byVolume, microsPerUnit[band - 1] ?? NaN);
    }
    case "lowInventory":
      return band === 0 ? 0 : lowInventoryRate(card, band, sizeTier(card, product));
    case "overage":
      return band === 0 ? 0 : cubicFeet(product) * card.overage.microsPerFt3Month;
    case "placement":
      return placementPrice(band, product, card);
  }
}

function placementPrice(band: number, product: ProductSize, card: RateCard): number {
  if (band === UNKNOWN_PLACEMENT_BAND) return NaN;
  const { option, zone } = placementOfBand(band);
  return placementRateMicros(card, sizeTier(card, product), option, zone);
}

function storageRate({ storage }: RateCard, band: number, isBulky: boolean): number {
  if (isBulky)
    return band === 0 ? storage.bulkyMicrosPerFt3Month : storage.bulkyPeakMicrosPerFt3Month;
  return band === 0 ? storage.standardMicrosPerFt3Month : storage.standardPeakMicrosPerFt3Month;
}

function lowInventoryRate({ lowInventory }: RateCard, band: number, tier: number): number {
  const name = SIZE_TIERS[tier];
  if (!name) return NaN;
  if (name === "bulky") return 0;
  const { smallStandardMicrosPerUnit, largeTo3LbMicrosPerUnit, largeTo20LbMicrosPerUnit } =
    lowInventory;
  const rates =
    name === "smallStandard"
      ? smallStandardMicrosPerUnit
      : name === "largeTo20Lb"
        ? largeTo20LbMicrosPerUnit
        : largeTo3LbMicrosPerUnit;
  return rates[band - 1] ?? NaN;
}
