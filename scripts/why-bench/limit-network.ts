// A small network of accounts in one pool of space, for worlds about capacity limits: facts drawn from a seed, limits planned
// with the planner's own rules.
import {
  type CapacityPolicy,
  capacityDefinition,
  capacityFactLeaves,
  capacityLeaves,
  defaultCapacityPolicy,
  type LimitPlan,
  planLimits,
} from "../../lib/optimizer/capacity/index.ts";
import { type RandomStream, stream } from "../../lib/optimizer/core/prng.ts";
import { evaluateOne } from "../../lib/optimizer/decision/index.ts";

type FactLeaf = (typeof capacityFactLeaves)[number];
export type AccountFacts = Record<FactLeaf, number>;

export interface LimitNetwork {
  /** The account asked about comes first. */
  readonly accounts: readonly AccountFacts[];
  readonly usableMm3: number;
  readonly policy: CapacityPolicy;
  readonly monthAhead: 1 | 2 | 3;
  /** Of the account asked about, before anything is done: deeds are measured by it, so that none depends on another. */
  readonly usualWeeklyMm3: number;
}

const ACCOUNTS = 24;
const MONTHS = [1, 2, 3] as const;
const MM3_PER_M3 = 1e9;

/** One account's facts for a month so far ahead. */
export function drawAccount(random: RandomStream, monthAhead: number): AccountFacts {
  const weekly = Math.round(random.lognormal(0.4 * MM3_PER_M3, 1));
  const about = (low: number, high: number) =>
    Math.round(weekly * (low + (high - low) * random.uniform()));
  const share = (low: number, high: number) =>
    Math.round(1e6 * (low + (high - low) * random.uniform()));
  const previous = random.bernoulli(0.85) ? about(8, 24) : 0;
  return {
    shippedWeeklyMm3: weekly,
    forecastWeeklyMm3: about(0.8, 1.3),
    newSelectionMm3: random.bernoulli(0.2) ? about(0, 3) : 0,
    declaredMm3: 0,
    declaredWeightMillionths: 500_000,
    sellThroughMillionths: share(0.6, 2.8),
    excessShareMillionths: share(0.02, 0.38),
    strandedShareMillionths: share(0, 0.09),
    inStockShareMillionths: share(0.65, 0.97),
    onHandMm3: about(3, 13),
    openShipmentsMm3: about(0, 3),
    grantedMm3: 0,
    previousLimitMm3: previous,
    lastEstimateMm3: previous > 0 && monthAhead < 3 ? about(7, 20) : 0,
    confirmedMm3: 0,
    isIndividual: 0,
  };
}

/** The usual rules with a fixed share of overbooking, which is what most of a pricing's time would go to. */
export const benchPolicy: CapacityPolicy = {
  ...defaultCapacityPolicy,
  overbooking: { ...defaultCapacityPolicy.overbooking, chanceMillionths: 0 },
};

/** A network with its figures from a seed; how full it is is drawn too. */
export function drawNetwork(seed: number): LimitNetwork {
  const random = stream(seed, "why-bench limits");
  const monthAhead = (1 + random.integer(3)) as 1 | 2 | 3;
  const accounts = Array.from({ length: ACCOUNTS }, () => drawAccount(random, monthAhead));
  const weekly = accounts.reduce((sum, { shippedWeeklyMm3 }) => sum + shippedWeeklyMm3, 0);
  return {
    accounts,
    usableMm3: Math.round(weekly * (7 + 13 * random.uniform())),
    policy: benchPolicy,
    monthAhead,
    usualWeeklyMm3: accounts[0]!.shippedWeeklyMm3,
  };
}

export function factColumns(accounts: readonly AccountFacts[]) {
  const column: Record<string, Float64Array> = {};
  for (const id of capacityFactLeaves)
    column[id] = Float64Array.from(accounts, (facts) => facts[id]);
  return { count: accounts.length, column };
}

/** All limits of the network as the planner makes them. */
export function planNetwork({ accounts, usableMm3, policy, monthAhead }: LimitNetwork): LimitPlan {
  return planLimits({
    facts: factColumns(accounts),
    poolOfRow: new Uint8Array(accounts.length).fill(monthAhead - 1),
    pools: MONTHS.map((month) => ({
      storageType: "standard",
      monthAhead: month,
      usableMm3: month === monthAhead ? usableMm3 : 0,
    })),
    policy,
  });
}

export interface SpacePrices {
  readonly waterLevelMilliWeeks: number;
  readonly rationShareMillionths: number;
}

export const pricesOf = (network: LimitNetwork): SpacePrices => {
  const price = planNetwork(network).sigma[network.monthAhead - 1]!;
  const { waterLevelMilliWeeks, rationShareMillionths } = price;
  return { waterLevelMilliWeeks, rationShareMillionths };
};

/** The first account's leaves under given prices, in leaf order: no pricing. */
export function limitLeaves(
  { accounts, policy, monthAhead }: Pick<LimitNetwork, "accounts" | "policy" | "monthAhead">,
  prices: SpacePrices,
): Float64Array {
  const facts = factColumns(accounts.slice(0, 1));
  const { column } = capacityLeaves(facts, policy, () => monthAhead);
  const priced: Readonly<Record<string, number>> = { ...prices };
  return Float64Array.from(
    capacityDefinition.nodes.slice(0, capacityDefinition.leafCount),
    ({ id }) => priced[id] ?? column[id]![0]!,
  );
}

/** The first account's limit under given prices: the rule on its facts and the policy. */
export const limitUnder = (network: LimitNetwork, prices: SpacePrices): number =>
  evaluateOne(
    capacityDefinition,
    limitLeaves(network, prices),
    new Float64Array(capacityDefinition.nodes.length),
  );

/** The first account's traced leaves in a plan. */
export function leavesOf(plan: LimitPlan): Float64Array {
  return Float64Array.from(
    capacityDefinition.nodes.slice(0, capacityDefinition.leafCount),
    ({ id }) => plan.columns.column[id]![0]!,
  );
}
