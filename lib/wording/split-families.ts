/** What units of a split's fee are called; `large` shows the tier's weight as $1 (number) and $2 (unit). */
interface SplitWords {
  readonly units: Readonly<Record<"smallStandard" | "large" | "bulky", string>>;
  readonly inZone: (units: string, zone: string) => string;
  readonly rateOf: (units: string) => string;
  readonly zones: Readonly<Record<string, string>>;
}

const TIERS = [
  ["smallStandard", "smallStandard"],
  ["large", "largeTo(\\d+)(Oz|Lb)"],
  ["bulky", "bulky"],
] as const;

/** Names of the nodes of the fee of a split: units, rates and charges by size tier and zone. */
export const splitFamilies = (words: SplitWords): readonly (readonly [RegExp, string])[] =>
  TIERS.flatMap(([size, tier]) => {
    const units = words.units[size];
    const byZone = Object.entries(words.zones).flatMap(([zone, name]) => {
      const there = words.inZone(units, name);
      return [
        [new RegExp(`^units_${tier}_${zone}$`), there],
        [new RegExp(`^rate_${tier}_${zone}$`), words.rateOf(there)],
      ] as const;
    });
    return [...byZone, [new RegExp(`^charge_${tier}$`), units] as const];
  });
