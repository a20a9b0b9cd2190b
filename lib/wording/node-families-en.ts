import { splitFamilies } from "./split-families.ts";
import { zoneLabelsEn } from "./terms-en.ts";

/** Names of families of nodes that differ by a horizon in weeks and a level; $1, $2 are filled from the id. */
export const nodeFamiliesEn: readonly (readonly [RegExp, string])[] = [
  [/^mean_w(\d+)$/, "Mean demand, weeks ahead: $1"],
  [/^spread_w(\d+)_l(\d+)$/, "Spread at level $2%, weeks ahead: $1"],
  [/^quantile_w(\d+)$/, "Demand at the service level, weeks ahead: $1"],
  ...splitFamilies({
    units: {
      smallStandard: "Small standard units",
      large: "Large units up to $1 $2",
      bulky: "Bulky units",
    },
    inZone: (units, zone) => `${units}, ${zone}`,
    rateOf: (units) => `Rate of one: ${units}`,
    zones: zoneLabelsEn,
  }),
  [/^demand_z(\d+)$/, "Demand of area $1"],
  [/^lane_z(\d+)$/, "Shipping a unit to area $1"],
  [/^speed_z(\d+)$/, "Worth of fast delivery to area $1"],
  [/^elsewhere_z(\d+)$/, "Best other place for area $1"],
  [/^demand_z(\d+)_s(\d+)$/, "Demand of area $1 that may come, part $2"],
  [/^elsewhere_z(\d+)_s(\d+)$/, "Best other place for area $1, part $2"],
  [/^risk_z(\d+)$/, "What a unit loses if area $1 does not buy it"],
  [/^gain_z(\d+)$/, "What a unit for area $1 earns from here"],
  [/^served_z(\d+)$/, "Demand of area $1 served from here"],
  [/^pricedQuantile_w(\d+)$/, "Demand worth its space, weeks ahead: $1"],
  [/^demand_l(\d+)$/, "Demand to cover at level $1%"],
];
