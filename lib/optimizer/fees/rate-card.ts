import type { PolicyProblem } from "../core/policy-problem.ts";

/** Zones of a building by longitude; its order is the order of every figure by zone. */
export const PLACEMENT_ZONES = ["east", "central", "west"] as const;

/** Size tiers, lightest first; its order is the tier's index everywhere. */
export const SIZE_TIERS = [
  "smallStandard",
  "largeTo12Oz",
  "largeTo24Oz",
  "largeTo3Lb",
  "largeTo20Lb",
  "bulky",
] as const;

export type SizeTier = (typeof SIZE_TIERS)[number];

/** What placing a unit costs, by zone of the building it went to; -1 = not offered for this size. */
export interface PlacementRates {
  /** All units of a shipment to the fewest buildings. [zone] */
  readonly minimalMicrosPerUnit: readonly number[];
  /** To some of the buildings. [zone] */
  readonly partialMicrosPerUnit: readonly number[];
}

/** The operator's prices from a day on; every figure is an integer in the unit of its name. Sources: README.md. */
export interface RateCard {
  /** Numeric code of ISO 4217: the currency of every amount (840 = US dollar). */
  readonly currencyIso4217: number;
  readonly storage: {
    readonly standardMicrosPerFt3Month: number;
    readonly standardPeakMicrosPerFt3Month: number;
    readonly bulkyMicrosPerFt3Month: number;
    readonly bulkyPeakMicrosPerFt3Month: number;
    /** First month of the peak (1 = January); it lasts to the end of the year. */
    readonly peakFromMonth: number;
  };
  /** On top of storage where stock lasts long: by weeks that the volume at hand lasts at what was shipped. */
  readonly utilisation: {
    readonly fromWeeks: readonly number[];
    readonly standardMicrosPerFt3Month: readonly number[];
    readonly bulkyMicrosPerFt3Month: readonly number[];
    readonly leastVolumeMm3: number;
    readonly newSellerDays: number;
    /** Units younger than this are left out of what is charged. */
    readonly youngDays: number;
  };
  /** On units that have been there long, counted on one day of the month: the greater of both amounts. */
  readonly aged: {
    readonly dayOfMonth: number;
    readonly fromDays: readonly number[];
    readonly microsPerFt3: readonly number[];
    readonly microsPerUnit: readonly number[];
  };
  /** On units shipped to customers while both averages of days of supply are low. */
  readonly lowInventory: {
    readonly belowDays: readonly number[];
    /** By band of days, fewest first. */
    readonly smallStandardMicrosPerUnit: readonly number[];
    readonly largeTo3LbMicrosPerUnit: readonly number[];
    readonly largeTo20LbMicrosPerUnit: readonly number[];
    readonly newSellerDays: number;
    readonly newProductDays: number;
    /** Products that shipped fewer units in the 7 days before are exempt. */
    readonly leastShippedUnits: number;
  };
  readonly overage: { readonly microsPerFt3Month: number };
  readonly placement: Readonly<Record<SizeTier, PlacementRates>> & {
    /** Buildings west of this are in the zone west, those east of the other in the zone east. */
    readonly westOfMilliDegrees: number;
    readonly eastOfMilliDegrees: number;
    /** Buildings that a shipment goes to, from which on its split counts as partial, and as optimised (free). */
    readonly partialFromCount: number;
    readonly optimisedFromCount: number;
  };
  readonly size: {
    readonly smallLongestUm: number;
    readonly smallMedianUm: number;
    readonly smallShortestUm: number;
    readonly smallHeaviestMg: number;
    readonly largeLongestUm: number;
    readonly largeMedianUm: number;
    readonly largeShortestUm: number;
    readonly largeHeaviestMg: number;
  };
}

const CENT = 10_000;
const OUNCE_MG = 28_349.523125;
const cents = (...amount: readonly number[]): number[] =>
  amount.map((value) => Math.round(value * CENT));
const NOT_OFFERED = [-1, -1, -1];

/** Sources give the least and the most; the middle zone is put half way (ours). */
const byZone = (leastCents: number, mostCents: number): number[] =>
  cents(leastCents, (leastCents + mostCents) / 2, mostCents);

const standardTier = (leastCents: number, mostCents: number): PlacementRates => ({
  minimalMicrosPerUnit: byZone(leastCents, mostCents),
  partialMicrosPerUnit: NOT_OFFERED,
});

/** The card from 1 April 2024 on. */
export const rateCard2024: RateCard = {
  currencyIso4217: 840,
  storage: {
    standardMicrosPerFt3Month: 78 * CENT,
    standardPeakMicrosPerFt3Month: 240 * CENT,
    bulkyMicrosPerFt3Month: 56 * CENT,
    bulkyPeakMicrosPerFt3Month: 140 * CENT,
    peakFromMonth: 10,
  },
  utilisation: {
    fromWeeks: [22, 28, 36, 44, 52],
    standardMicrosPerFt3Month: cents(44, 76, 116, 158, 188),
    bulkyMicrosPerFt3Month: [0, 0, 0, 0, 0],
    leastVolumeMm3: 707_921_165, // 25 cubic feet
    newSellerDays: 365,
    youngDays: 30,
  },
  aged: {
    dayOfMonth: 15,
    fromDays: [181, 211, 241, 271, 301, 331, 366, 456],
    microsPerFt3: cents(50, 100, 150, 380, 400, 420, 690, 690),
    microsPerUnit: cents(0, 0, 0, 0, 0, 0, 15, 15),
  },
  lowInventory: {
    belowDays: [14, 21, 28],
    smallStandardMicrosPerUnit: cents(89, 63, 32),
    largeTo3LbMicrosPerUnit: cents(97, 70, 36),
    largeTo20LbMicrosPerUnit: cents(111, 87, 47),
    newSellerDays: 365,
    newProductDays: 180,
    leastShippedUnits: 20,
  },
  overage: { microsPerFt3Month: 1000 * CENT },
  placement: {
    smallStandard: standardTier(16, 30),
    largeTo12Oz: standardTier(18, 34),
    largeTo24Oz: standardTier(22, 41),
    largeTo3Lb: standardTier(27, 49),
    largeTo20Lb: standardTier(37, 68),
    bulky: { minimalMicrosPerUnit: NOT_OFFERED, partialMicrosPerUnit: byZone(105, 283) },
    westOfMilliDegrees: -104_000,
    eastOfMilliDegrees: -87_000,
    partialFromCount: 2,
    optimisedFromCount: 4,
  },
  size: {
    smallLongestUm: 381_000,
    smallMedianUm: 304_800,
    smallShortestUm: 19_050,
    smallHeaviestMg: Math.round(16 * OUNCE_MG),
    largeLongestUm: 457_200,
    largeMedianUm: 355_600,
    largeShortestUm: 203_200,
    largeHeaviestMg: Math.round(320 * OUNCE_MG),
  },
};

/** The card from 15 January 2026 on: dearer for old stock and for placing. */
export const rateCard2026: RateCard = {
  ...rateCard2024,
  aged: {
    ...rateCard2024.aged,
    microsPerFt3: cents(50, 100, 150, 545, 570, 590, 690, 790),
    microsPerUnit: cents(0, 0, 0, 0, 0, 0, 30, 35),
  },
  placement: {
    ...rateCard2024.placement,
    smallStandard: standardTier(21, 35),
    largeTo12Oz: standardTier(23, 39),
    largeTo24Oz: standardTier(27, 46),
    largeTo3Lb: standardTier(32, 54),
    largeTo20Lb: standardTier(42, 73),
    bulky: { minimalMicrosPerUnit: byZone(230, 395), partialMicrosPerUnit: byZone(105, 283) },
  },
};

/** Cards in the order they came into force, with the day (ISO) each holds from. */
export const publishedRateCards = [
  { effectiveOn: "2024-04-01", card: rateCard2024 },
  { effectiveOn: "2026-01-15", card: rateCard2026 },
] as const;

type Report = (field: string, expected: string, got: number) => void;

/** Everything wrong with a card, in field order; an empty list means that fees can be computed with it. */
export function validateRateCard(card: RateCard): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const report: Report = (field, expected, got) => problems.push({ field, expected, got });
  checkFigures(card, "", report);
  checkLengths(card, report);
  checkOrder(card, report);
  return problems;
}

/** The least and most a figure may be, by the end of its name. */
function rangeOf(path: string): readonly [number, number] {
  if (path.startsWith("placement.") && path.includes("MicrosPerUnit")) return [-1, 1e9];
  if (path.endsWith("MilliDegrees")) return [-180_000, 180_000];
  if (path === "storage.peakFromMonth") return [1, 12];
  if (path === "aged.dayOfMonth") return [1, 28];
  if (path === "currencyIso4217") return [1, 999];
  if (/Days(\[\d\])?$/.test(path)) return [0, 3650];
  if (/Weeks(\[\d\])?$/.test(path)) return [0, 520];
  return [0, 1e12];
}

function checkFigures(value: unknown, path: string, report: Report): void {
  if (typeof value === "number") {
    const [least, most] = rangeOf(path);
    if (!Number.isSafeInteger(value) || value < least || value > most)
      report(path, `an integer in ${least}..${most}`, value);
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkFigures(item, `${path}[${index}]`, report);
    return;
  }
  for (const [key, item] of Object.entries(value as object))
    checkFigures(item, path ? `${path}.${key}` : key, report);
}

function checkLengths({ utilisation, aged, lowInventory, placement }: RateCard, report: Report) {
  const same = (field: string, list: readonly number[], expected: number) => {
    if (list.length !== expected) report(field, `${expected} figures`, list.length);
  };
  const weeks = utilisation.fromWeeks.length;
  same("utilisation.standardMicrosPerFt3Month", utilisation.standardMicrosPerFt3Month, weeks);
  same("utilisation.bulkyMicrosPerFt3Month", utilisation.bulkyMicrosPerFt3Month, weeks);
  same("aged.microsPerFt3", aged.microsPerFt3, aged.fromDays.length);
  same("aged.microsPerUnit", aged.microsPerUnit, aged.fromDays.length);
  for (const key of [
    "smallStandardMicrosPerUnit",
    "largeTo3LbMicrosPerUnit",
    "largeTo20LbMicrosPerUnit",
  ] as const)
    same(`lowInventory.${key}`, lowInventory[key], lowInventory.belowDays.length);
  for (const tier of SIZE_TIERS) {
    const { minimalMicrosPerUnit, partialMicrosPerUnit } = placement[tier];
    same(`placement.${tier}.minimalMicrosPerUnit`, minimalMicrosPerUnit, PLACEMENT_ZONES.length);
    same(`placement.${tier}.partialMicrosPerUnit`, partialMicrosPerUnit, PLACEMENT_ZONES.length);
  }
}

function checkOrder({ utilisation, aged, lowInventory, placement }: RateCard, report: Report) {
  const rising = (field: string, list: readonly number[]) => {
    for (let k = 1; k < list.length; k++) {
      const before = list[k - 1]!;
      if (!(list[k]! > before)) report(`${field}[${k}]`, `more than ${before}`, list[k]!);
    }
  };
  rising("utilisation.fromWeeks", utilisation.fromWeeks);
  rising("aged.fromDays", aged.fromDays);
  rising("lowInventory.belowDays", lowInventory.belowDays);
  rising("placement.eastOfMilliDegrees", [
    placement.westOfMilliDegrees,
    placement.eastOfMilliDegrees,
  ]);
  rising("placement.optimisedFromCount", [
    placement.partialFromCount,
    placement.optimisedFromCount,
  ]);
}
