import {
  type Band,
  type Constraint,
  type Lever,
  type Outlook,
  tenthBand,
} from "../explanation/index.ts";
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

/** Where the network's price of space lies, with edges that are the same for every account; a pool that is not scarce has none. */
function priceBand(leaves: Float64Array): Band {
  const price = at(leaves, "networkPriceMicrosPerDm3Week");
  return price === 0 ? { low: 0, high: 0 } : tenthBand(price);
}

/**
 * The network's price of space as what-ifs know it: one end of its band. Answers then follow from the asker's own inputs and the
 * band, so any number of accounts together learn no more of the price than the band. The dear end for what must hold at least,
 * the cheap end for what must hold at most: what holds there holds at the price itself.
 */
export function bandedPrice(
  leaves: Float64Array,
  end: "cheap" | "dear",
): Readonly<Record<string, number>> {
  const { low, high } = priceBand(leaves);
  return { networkPriceMicrosPerDm3Week: end === "cheap" ? low : high };
}

/** Three outlooks of the prices of space around those a quantity was advised with, the network's as its band. `leaves` in leaf order. */
export function replenishmentOutlooks(leaves: Float64Array): readonly Outlook[] {
  const { low, high } = priceBand(leaves);
  const prices = {
    networkPriceMicrosPerDm3Week: Math.floor((low + high) / 2),
    accountPriceMicrosPerDm3Week: at(leaves, "accountPriceMicrosPerDm3Week"),
  };
  const outlook = (id: Outlook["id"], halves: number): Outlook => ({
    id,
    leaves: Object.fromEntries(
      Object.entries(prices).map(([price, micros]) => [price, Math.floor((micros * halves) / 2)]),
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
