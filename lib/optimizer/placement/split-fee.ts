import {
  type ComputedSpec,
  type Definition,
  defineDecision,
  formula,
  type LeafLabel,
  type LeafSpec,
  leaf,
} from "../decision/index.ts";
import {
  PLACEMENT_ZONES,
  placementRateMicros,
  type RateCard,
  SIZE_TIERS,
  type SplitOption,
} from "../fees/index.ts";

// What a split costs: units by size tier and zone of the building, each at the rate card's figure. README.md.

export const splitLeaf = (name: "units" | "rate", tier: number, zone: number): string =>
  `${name}_${SIZE_TIERS[tier]}_${PLACEMENT_ZONES[zone]}`;

const each = SIZE_TIERS.flatMap((_, tier) =>
  PLACEMENT_ZONES.map((_zone, zone) => [tier, zone] as const),
);

const shipment: LeafLabel = { group: "shipment", owner: "seller", visibility: "own" };
const rates: LeafLabel = { group: "rates", owner: "policy", visibility: "policyPublic" };

const leaves: readonly LeafSpec[] = [
  ...each.map(([tier, zone]) => leaf(splitLeaf("units", tier, zone), "units", shipment)),
  ...each.map(([tier, zone]) => leaf(splitLeaf("rate", tier, zone), "micros", rates)),
];

const charges = SIZE_TIERS.map((name, tier): ComputedSpec => {
  const pairs = PLACEMENT_ZONES.map(
    (_, zone) => [splitLeaf("units", tier, zone), splitLeaf("rate", tier, zone)] as const,
  );
  const text = pairs.map(([units, rate]) => `${units} * ${rate}`).join(" + ");
  return formula(`charge_${name}`, "micros", pairs.flat(), text, (...inputs) => {
    let sum = 0;
    for (let k = 0; k < inputs.length; k += 2) sum += inputs[k]! * inputs[k + 1]!;
    return sum;
  });
});

const chargeIds = charges.map(({ id }) => id);

/** The fee of a split as a decision: output `feeMicros`. */
export const splitFeeDefinition: Definition = defineDecision({
  name: "placementFee",
  version: "1.0.0",
  nodes: [
    ...leaves,
    ...charges,
    formula("feeMicros", "micros", chargeIds, chargeIds.join(" + "), (...charge) =>
      charge.reduce((sum, micros) => sum + micros, 0),
    ),
  ],
  output: "feeMicros",
});

/**
 * Leaves of a split's fee, in leaf order: units as counted, rates of the tiers that are sent (0 elsewhere). Throws
 * RangeError where the card has no rate for units that are sent. `units` [tier, zone].
 */
export function splitFeeLeaves(
  card: RateCard | null,
  split: SplitOption,
  units: ArrayLike<number>,
): Float64Array {
  const values = new Float64Array(2 * each.length);
  each.forEach(([tier, zone], k) => {
    const count = units[tier * PLACEMENT_ZONES.length + zone]!;
    if (count === 0) return;
    const rate =
      split === "optimised" ? 0 : card ? placementRateMicros(card, tier, split, zone) : -1;
    if (!(rate >= 0)) {
      throw new RangeError(`splitFeeLeaves: no rate for ${splitLeaf("units", tier, zone)}`);
    }
    values[k] = count;
    values[each.length + k] = rate;
  });
  return values;
}
