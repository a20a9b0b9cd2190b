import type { Constraint, Lever, Outlook } from "../explanation/index.ts";
import { replenishmentDefinition } from "./definition.ts";

/**
 * What a seller can do about an advised quantity, with the effort of one step. A case pack is no lever: more per pack may round
 * either way. A higher price is none: what it does to demand is not in the decision.
 */
export const replenishmentLevers: readonly Lever[] = [
  { leaf: "hasOverride", move: -1, direction: 1, effort: 1, to: 0 },
  { leaf: "isDiscontinued", move: -1, direction: -1, effort: 2, to: 0 },
  { leaf: "minimumUnits", move: 1, direction: 1, effort: 1, stepLeaf: "casePackUnits" },
  { leaf: "leadTimeSafetyDays", move: -1, direction: 1, effort: 2 },
  { leaf: "leadTimeDays", move: -1, direction: 1, effort: 3, least: 1 },
  { leaf: "unitCostMicros", move: -1, direction: -1, effort: 4 },
  { leaf: "unitVolumeMm3", move: -1, direction: -1, effort: 5, least: 1 },
];

/** What may be asked of an advised quantity beyond what a seller would do: a supplier that takes longer, stock that is lost or found. */
export const replenishmentScenarios: readonly Lever[] = [
  ...replenishmentLevers,
  { leaf: "leadTimeDays", move: 1, direction: 1, effort: 1 },
  { leaf: "leadTimeSafetyDays", move: 1, direction: 1, effort: 1 },
  { leaf: "onHandUnits", move: -1, direction: -1, effort: 1 },
  { leaf: "inboundUnits", move: -1, direction: -1, effort: 1 },
];

const at = (leaves: Float64Array, id: string): number =>
  leaves[replenishmentDefinition.indexOf.get(id)!]!;

/** Three outlooks of the prices of space around those a quantity was advised with. `leaves` in leaf order. */
export function replenishmentOutlooks(leaves: Float64Array): readonly Outlook[] {
  const prices = ["networkPriceMicrosPerDm3Week", "accountPriceMicrosPerDm3Week"] as const;
  const outlook = (id: Outlook["id"], halves: number): Outlook => ({
    id,
    leaves: Object.fromEntries(
      prices.map((price) => [price, Math.floor((at(leaves, price) * halves) / 2)]),
    ),
  });
  return [outlook("looser", 1), outlook("same", 2), outlook("tighter", 3)];
}

/** What can hold an advised quantity down, each with the leaves under which it does not. `leaves` in leaf order. */
export function replenishmentConstraints(leaves: Float64Array): readonly Constraint[] {
  const has = (id: string) => at(leaves, id) !== 0;
  const lift = (id: string, ...ids: readonly string[]): Constraint[] =>
    ids.some(has) ? [{ id, lifted: Object.fromEntries(ids.map((leaf) => [leaf, 0])) }] : [];
  return [
    ...lift("override", "hasOverride"),
    ...lift("discontinued", "isDiscontinued"),
    ...lift("unprofitable", "stopsUnprofitable"),
    ...lift("stock", "onHandUnits", "transferUnits", "inboundUnits"),
    ...lift("space", "networkPriceMicrosPerDm3Week", "accountPriceMicrosPerDm3Week"),
    ...lift("budget", "budgetPriceMillionths"),
    ...lift("lostSalesCap", "isOrderCapped"),
    ...(at(leaves, "casePackUnits") > 1 ? [{ id: "pack", lifted: { casePackUnits: 1 } }] : []),
  ];
}
