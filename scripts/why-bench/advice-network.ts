// A small network of products that share one pool of space, for worlds about advised quantities.
import { type RandomStream, stream } from "../../lib/optimizer/core/prng.ts";
import { evaluate } from "../../lib/optimizer/decision/index.ts";
import {
  type DemandSurface,
  defaultReplenishmentPolicy,
  planReplenishment,
  type ReplenishmentPlan,
  type ReplenishmentPolicy,
  replenishmentColumns,
  replenishmentDefinition,
  replenishmentFactLeaves,
  surfaceLevelsMillionths,
  surfaceWeeks,
} from "../../lib/optimizer/replenishment/index.ts";

type FactLeaf = (typeof replenishmentFactLeaves)[number];

export interface ProductFacts extends Record<FactLeaf, number> {
  readonly weeklyMilliUnits: number;
  /** Standard deviation of a week over its mean, in thousandths. */
  readonly variation: number;
  readonly account: number;
  /** What the seller would set by hand. */
  readonly usualUnits: number;
}

export interface AdviceNetwork {
  /** The product asked about comes first, and its account is 0. */
  readonly products: readonly ProductFacts[];
  readonly usableMm3: number;
  readonly usedMm3: number;
  /** Per account what it has left of its limit, stock included. */
  readonly limitMm3: readonly number[];
  readonly policy: ReplenishmentPolicy;
}

const ACCOUNTS = 12;
const PRODUCTS_EACH = 3;
/** Deviations of the normal law at the surface's levels. */
const DEVIATES = [0, 0.2533, 0.5244, 0.8416, 1.2816, 1.6449, 2.0537] as const;
const PACKS = [1, 6, 12, 24] as const;

function drawProduct(random: RandomStream, account: number): ProductFacts {
  const weekly = Math.round(random.lognormal(40_000, 0.8));
  const unitsOf = (weeks: number) => Math.round((weekly * weeks * random.uniform()) / 1000);
  const priceMicros = Math.round(random.lognormal(25e6, 0.5));
  const unitVolumeMm3 = Math.round(random.lognormal(1.5e6, 0.6));
  return {
    account,
    usualUnits: Math.round(weekly / 200),
    weeklyMilliUnits: weekly,
    variation: 200 + random.integer(600),
    leadTimeDays: 7 + random.integer(35),
    leadTimeSafetyDays: random.integer(10),
    onHandUnits: unitsOf(5),
    transferUnits: unitsOf(0.5),
    inboundUnits: unitsOf(3),
    committedUnits: 0,
    priceMicros,
    unitCostMicros: Math.round(priceMicros * (0.2 + 0.25 * random.uniform())),
    unitFeeMicros: Math.round(priceMicros * 0.25),
    unitVolumeMm3,
    casePackUnits: PACKS[random.integer(PACKS.length)]!,
    minimumUnits: 0,
    isDiscontinued: 0,
    hasOverride: 0,
    overrideUnits: 0,
    ownReviewDays: 0,
  };
}

const stockMm3 = ({ unitVolumeMm3, onHandUnits, inboundUnits }: ProductFacts): number =>
  unitVolumeMm3 * (onHandUnits + inboundUnits);

const sumOf = (products: readonly ProductFacts[], mm3: (product: ProductFacts) => number): number =>
  products.reduce((sum, product) => sum + mm3(product), 0);

/** A network with its figures from a seed; how full pool and accounts are is drawn too. */
export function drawAdvice(seed: number): AdviceNetwork {
  const random = stream(seed, "why-bench advice");
  const products = Array.from({ length: ACCOUNTS * PRODUCTS_EACH }, (_, row) =>
    drawProduct(random, Math.floor(row / PRODUCTS_EACH)),
  );
  const weekMm3 = (one: ProductFacts) => (one.weeklyMilliUnits * one.unitVolumeMm3) / 1000;
  const usedMm3 = sumOf(products, stockMm3);
  const limitMm3 = Array.from({ length: ACCOUNTS }, (_, account) => {
    const own = products.filter((product) => product.account === account);
    return Math.round(sumOf(own, stockMm3) + sumOf(own, weekMm3) * (1 + 7 * random.uniform()));
  });
  const usableMm3 = Math.round(usedMm3 + sumOf(products, weekMm3) * (1 + 5 * random.uniform()));
  return { products, usableMm3, usedMm3, limitMm3, policy: defaultReplenishmentPolicy };
}

function surfaceOf(products: readonly ProductFacts[]): DemandSurface {
  const mean = products.flatMap((one) => surfaceWeeks.map((weeks) => one.weeklyMilliUnits * weeks));
  const quantile = products.flatMap((one) =>
    surfaceWeeks.flatMap((weeks) =>
      surfaceLevelsMillionths.map((_, level) => {
        const swing = (DEVIATES[level]! * one.variation * Math.sqrt(weeks)) / 1000;
        return Math.round(one.weeklyMilliUnits * (weeks + swing));
      }),
    ),
  );
  return {
    meanMilliUnits: Float64Array.from(mean),
    quantileMilliUnits: Float64Array.from(quantile),
  };
}

function factsOf(products: readonly ProductFacts[]) {
  const column: Record<string, Float64Array> = {};
  for (const id of replenishmentFactLeaves)
    column[id] = Float64Array.from(products, (facts) => facts[id]);
  return { count: products.length, column };
}

/** All advice of the network as the planner makes it. */
export function planAdvice(network: AdviceNetwork): ReplenishmentPlan {
  const { products, usableMm3, usedMm3, limitMm3, policy } = network;
  return planReplenishment({
    facts: factsOf(products),
    demand: surfaceOf(products),
    poolOfRow: new Uint8Array(products.length),
    spaceOfRow: Uint8Array.from(products, ({ account }) => account),
    pools: [{ storageType: "standard", usableMm3, usedMm3 }],
    spaces: limitMm3.map((limit, account) => {
      const own = products.filter((product) => product.account === account);
      return { limitMm3: limit, usedMm3: sumOf(own, stockMm3) };
    }),
    policy,
  });
}

const PRICE_LEAVES = ["networkPriceMicrosPerDm3Week", "accountPriceMicrosPerDm3Week"] as const;
export type AdvicePrices = Readonly<Record<(typeof PRICE_LEAVES)[number], number>>;

export function advicePrices(network: AdviceNetwork): AdvicePrices {
  const { column } = planAdvice(network).columns;
  const at = (id: (typeof PRICE_LEAVES)[number]) => column[id]![0]!;
  return {
    networkPriceMicrosPerDm3Week: at("networkPriceMicrosPerDm3Week"),
    accountPriceMicrosPerDm3Week: at("accountPriceMicrosPerDm3Week"),
  };
}

/** The first product's advice under given prices: the rule on its facts and the policy, no pricing. */
export function adviceUnder({ products, policy }: AdviceNetwork, prices: AdvicePrices): number {
  const own = products.slice(0, 1);
  const { column } = replenishmentColumns(factsOf(own), surfaceOf(own), policy);
  const priced: Record<string, Float64Array> = { budgetPriceMillionths: new Float64Array(1) };
  for (const id of PRICE_LEAVES) priced[id] = Float64Array.of(prices[id]);
  const values = evaluate(replenishmentDefinition, { count: 1, column: { ...column, ...priced } });
  return values.column.advisedUnits![0]!;
}

/** The first product's traced leaves in a plan. */
export function adviceLeaves(plan: ReplenishmentPlan): Float64Array {
  return Float64Array.from(
    replenishmentDefinition.nodes.slice(0, replenishmentDefinition.leafCount),
    ({ id }) => plan.columns.column[id]![0]!,
  );
}
