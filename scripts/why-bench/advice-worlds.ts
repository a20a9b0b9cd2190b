// Worlds about advised quantities: what can be done to a network of products, and what that truly did.
import { replenishmentDefinition } from "../../lib/optimizer/replenishment/index.ts";
import {
  type AdviceNetwork,
  type AdvicePrices,
  adviceLeaves,
  advicePrices,
  adviceUnder,
  drawAdvice,
  type ProductFacts,
  planAdvice,
} from "./advice-network.ts";
import { type Cause, type Deed, moved, type Setting, withDeeds } from "./setting.ts";
import { trueSplit } from "./truth.ts";

type Size = readonly [size: number, sign: 1 | -1];

const own = (
  key: string,
  owner: string,
  deed: string,
  change: (facts: ProductFacts, ...size: Size) => Partial<ProductFacts>,
): Cause<AdviceNetwork> => ({
  key,
  owner,
  deed,
  isOwn: true,
  apply: (network, ...size) => ({
    ...network,
    products: network.products.map((facts, row) =>
      row === 0 ? { ...facts, ...change(facts, ...size) } : facts,
    ),
  }),
});

const space = (
  deed: string,
  change: (network: AdviceNetwork, ...size: Size) => Partial<AdviceNetwork>,
): Cause<AdviceNetwork> => ({
  key: "space",
  owner: "network",
  deed,
  isOwn: false,
  apply: (network, ...size) => ({ ...network, ...change(network, ...size) }),
});

const adviceCauses: readonly Cause<AdviceNetwork>[] = [
  own("demandLevel", "customers", "customers buy more or less", (facts, ...size) => ({
    weeklyMilliUnits: moved(facts.weeklyMilliUnits, ...size),
  })),
  own("demandSpread", "model", "sales are less or more certain", (facts, ...size) => ({
    variation: moved(facts.variation, ...size),
  })),
  own("leadTime", "carrier", "shipments take longer or shorter", (facts, ...size) => ({
    leadTimeDays: Math.max(1, moved(facts.leadTimeDays, ...size)),
    leadTimeSafetyDays: moved(facts.leadTimeSafetyDays + 2, ...size),
  })),
  own("stock", "seller", "more or less stock is there or on its way", (facts, ...size) => ({
    onHandUnits: moved(facts.onHandUnits, ...size),
    inboundUnits: moved(facts.inboundUnits, ...size),
  })),
  own("economics", "seller", "a unit costs more or less", (facts, ...size) => ({
    unitCostMicros: moved(facts.unitCostMicros, ...size),
  })),
  own("pack", "seller", "the case pack is another", (facts, size) => ({
    casePackUnits: facts.casePackUnits + Math.ceil(30 * size),
  })),
  own("override", "seller", "a quantity is set by hand", (facts, ...size) => ({
    hasOverride: 1,
    overrideUnits: moved(facts.usualUnits, ...size),
  })),
  {
    key: "service",
    owner: "policy",
    deed: "the rule's least service and its weeks of waiting stock are changed",
    isOwn: true,
    apply: (network, size, sign) => ({
      ...network,
      policy: {
        ...network.policy,
        minimumServiceMillionths: Math.min(
          network.policy.maximumServiceMillionths,
          Math.round(800_000 + sign * size * 400_000),
        ),
        reviewDays: moved(network.policy.reviewDays, 2 * size, sign) || 1,
      },
    }),
  },
  space("the buildings can hold more or less", (network, size, sign) => ({
    usableMm3: network.usedMm3 + moved(network.usableMm3 - network.usedMm3, 2 * size, sign),
  })),
  space("the account's limit is another", ({ limitMm3 }, ...size) => ({
    limitMm3: limitMm3.map((limit, account) => (account === 0 ? moved(limit, ...size) : limit)),
  })),
  space("the other sellers sell more or less", ({ products }, ...size) => ({
    products: products.map((facts) =>
      facts.account === 0
        ? facts
        : { ...facts, weeklyMilliUnits: moved(facts.weeklyMilliUnits, ...size) },
    ),
  })),
];

/** As for limits, with the prices of space as one cause: what is in the product's own facts and rules, and what came by price. */
function adviceAmounts(
  base: AdviceNetwork,
  deeds: readonly Deed<AdviceNetwork>[],
): Readonly<Record<string, number>> {
  const acting = deeds.filter(({ cause }) => cause.isOwn);
  const prices: readonly AdvicePrices[] = [base, withDeeds(base, deeds)].map(advicePrices);
  const split = trueSplit(acting.length, 1, (ownMask, priced) => {
    const done = acting.filter((_, k) => (ownMask >> k) & 1);
    return adviceUnder(withDeeds(base, done), prices[priced]!);
  });
  const keyed = [
    ...acting.map(({ cause }, k) => [cause.key, split.own[k]!] as const),
    ["space", split.network] as const,
  ];
  return Object.fromEntries(keyed.filter(([, amount]) => amount !== 0));
}

export const adviceSetting: Setting<AdviceNetwork> = {
  name: "advice",
  causes: adviceCauses,
  draw: drawAdvice,
  value: (network) => planAdvice(network).advised[0]!,
  amounts: adviceAmounts,
  world: (id, before, after) => {
    const [from, to] = [planAdvice(before), planAdvice(after)];
    return {
      id,
      definition: replenishmentDefinition,
      from: adviceLeaves(from),
      to: adviceLeaves(to),
      fromValue: from.advised[0]!,
      toValue: to.advised[0]!,
      mixes: null,
      earlier: null,
    };
  },
};
