// What can be done to a network of limits.
import type { CapacityPolicy } from "../../lib/optimizer/capacity/index.ts";
import type { AccountFacts, LimitNetwork } from "./limit-network.ts";
import { type Cause, moved } from "./setting.ts";

type Size = readonly [size: number, sign: 1 | -1];

/** A change of the subject's own facts. */
const own = (
  key: string,
  owner: string,
  deed: string,
  change: (
    facts: AccountFacts,
    size: number,
    sign: 1 | -1,
    usualWeeklyMm3: number,
  ) => Partial<AccountFacts>,
): Cause<LimitNetwork> => ({
  key,
  owner,
  deed,
  isOwn: true,
  apply: (network, ...size) => ({
    ...network,
    accounts: network.accounts.map((facts, row) =>
      row === 0 ? { ...facts, ...change(facts, ...size, network.usualWeeklyMm3) } : facts,
    ),
  }),
});

const share = (value: number, size: number, sign: number) =>
  Math.min(1_000_000, Math.max(0, Math.round(value + sign * size * 400_000)));

const newRules = (policy: CapacityPolicy, ...[size, sign]: Size): CapacityPolicy => ({
  ...policy,
  coverWeeks: Math.max(1, moved(policy.coverWeeks, size, sign)),
  efficiencyMaxMillionths: Math.max(
    policy.efficiencyMinMillionths,
    moved(policy.efficiencyMaxMillionths, size / 3, sign),
  ),
});

export const limitCauses: readonly Cause<LimitNetwork>[] = [
  own("salesPace", "customers", "customers buy more or less", (facts, size, sign) => ({
    shippedWeeklyMm3: moved(facts.shippedWeeklyMm3, size, sign),
  })),
  own("forecast", "model", "the forecast is another", (facts, size, sign) => ({
    forecastWeeklyMm3: moved(facts.forecastWeeklyMm3, size, sign),
  })),
  own(
    "newSelection",
    "seller",
    "products are brought or taken away",
    (facts, size, sign, usual) => {
      const change = sign * Math.round(20 * size * usual);
      return { newSelectionMm3: Math.max(0, facts.newSelectionMm3 + change) };
    },
  ),
  own("declared", "seller", "extra sales are declared", (_, size, _sign, usual) => ({
    declaredMm3: Math.round(30 * size * usual),
  })),
  own(
    "efficiency",
    "seller",
    "less or more stock is excess, more or less in stock",
    (f, size, sign) => ({
      excessShareMillionths: share(f.excessShareMillionths, size, -sign),
      inStockShareMillionths: share(f.inStockShareMillionths, size, sign),
    }),
  ),
  own("stock", "seller", "more or less stock lies in the buildings", (facts, size, sign) => ({
    onHandMm3: moved(facts.onHandMm3, 2 * size, sign),
    openShipmentsMm3: moved(facts.openShipmentsMm3, 2 * size, sign),
  })),
  own("market", "seller", "extra space is won", (_, size, _sign, usual) => ({
    grantedMm3: Math.round(15 * size * usual),
  })),
  own("announcements", "policy", "what was announced before is another", (facts, size, sign) => ({
    previousLimitMm3: moved(facts.previousLimitMm3, size, sign),
    lastEstimateMm3: moved(facts.lastEstimateMm3, size, sign),
  })),
  {
    key: "policy",
    owner: "policy",
    deed: "the rule's weeks of cover and the reach of efficiency are changed",
    isOwn: true,
    apply: (network, ...size) => ({ ...network, policy: newRules(network.policy, ...size) }),
  },
  {
    key: "network/capacity",
    owner: "network",
    deed: "the buildings can hold more or less",
    isOwn: false,
    apply: (network, ...size) => ({ ...network, usableMm3: moved(network.usableMm3, ...size) }),
  },
  {
    key: "network/demand",
    owner: "network",
    deed: "the other sellers sell more or less",
    isOwn: false,
    apply: (network, ...size) => ({
      ...network,
      accounts: network.accounts.map((facts, row) =>
        row === 0
          ? facts
          : {
              ...facts,
              shippedWeeklyMm3: moved(facts.shippedWeeklyMm3, ...size),
              forecastWeeklyMm3: moved(facts.forecastWeeklyMm3, ...size),
            },
      ),
    }),
  },
];
