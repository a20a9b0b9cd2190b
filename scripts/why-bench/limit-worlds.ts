// Worlds about capacity limits: the network with and without causes, planned by the planner, with their true split.
import { capacityDefinition, capacityLeaves } from "../../lib/optimizer/capacity/index.ts";
import { storageTypeIndex } from "../../lib/optimizer/core/storage-type.ts";
import {
  mixPrices,
  type PricingSide,
  poolCount,
  poolOf,
} from "../../lib/optimizer/stages/index.ts";
import { limitCauses } from "./limit-causes.ts";
import {
  drawNetwork,
  factColumns,
  type LimitNetwork,
  leavesOf,
  limitUnder,
  planNetwork,
  pricesOf,
  type SpacePrices,
} from "./limit-network.ts";
import { type Deed, type Setting, withDeeds } from "./setting.ts";
import { trueSplit } from "./truth.ts";
import { type DecisionWorld, NETWORK_PARTS } from "./world.ts";

/**
 * What each deed truly did. Own inputs come deed by deed at fixed prices; prices are made anew of the changed buildings,
 * everyone's changed needs and the changed rules, so that what a seller's own deed does to the level counts as everyone's demand.
 */
function limitAmounts(
  base: LimitNetwork,
  deeds: readonly Deed<LimitNetwork>[],
): Readonly<Record<string, number>> {
  const own = deeds.filter(({ cause }) => cause.isOwn);
  const after = withDeeds(base, deeds);
  const known = new Map<number, SpacePrices>();
  const pricesAt = (mask: number): SpacePrices => {
    const side = (part: number) => ((mask >> part) & 1 ? after : base);
    const [{ usableMm3 }, { accounts }, { policy }] = [side(0), side(1), side(2)];
    const prices = known.get(mask) ?? pricesOf({ ...base, usableMm3, accounts, policy });
    known.set(mask, prices);
    return prices;
  };
  const split = trueSplit(own.length, NETWORK_PARTS.length, (ownMask, networkMask) => {
    const done = own.filter((_, k) => (ownMask >> k) & 1);
    return limitUnder(withDeeds(base, done), pricesAt(networkMask));
  });
  const keyed = [
    ...own.map(({ cause }, k) => [cause.key, split.own[k]!] as const),
    ...NETWORK_PARTS.map((part, k) => [`network/${part}`, split.parts[k]!] as const),
  ];
  return Object.fromEntries(keyed.filter(([, amount]) => amount !== 0));
}

/** What a run keeps of its pricing, as the planner's own mixing of two runs reads it. */
function pricingSide({ accounts, policy, usableMm3, monthAhead }: LimitNetwork): PricingSide {
  const count = accounts.length;
  const usable = new Float64Array(poolCount);
  usable[poolAt(monthAhead)] = usableMm3;
  return {
    columns: capacityLeaves(factColumns(accounts), policy, () => monthAhead),
    storageTypeIndex: new Int32Array(count).fill(storageTypeIndex("standard")),
    monthAhead: new Int32Array(count).fill(monthAhead),
    usableMm3: usable,
    policy,
  };
}

const poolAt = (monthAhead: number): number =>
  Array.from({ length: poolCount }, (_, index) => poolOf(index)).findIndex(
    (pool) => pool.storageType === "standard" && pool.monthAhead === monthAhead,
  );

/** The world as an engine gets it: stored leaves and outputs of both runs, and the prices of their mixes. */
export function limitWorld(
  id: string,
  before: LimitNetwork,
  after: LimitNetwork,
  earlier: DecisionWorld | null = null,
): DecisionWorld {
  const [from, to] = [planNetwork(before), planNetwork(after)];
  const pool = poolAt(before.monthAhead);
  const mixes = mixPrices(pricingSide(after), pricingSide(before))
    .filter((mix) => mix.pool === pool)
    .sort((a, b) => a.coalition - b.coalition)
    .map(({ waterLevelMilliWeeks, rationShareMillionths }) => ({
      waterLevelMilliWeeks,
      rationShareMillionths,
    }));
  return {
    id,
    definition: capacityDefinition,
    from: leavesOf(from),
    to: leavesOf(to),
    fromValue: from.limits[0]!,
    toValue: to.limits[0]!,
    mixes,
    earlier,
  };
}

export const limitSetting: Setting<LimitNetwork> = {
  name: "limit",
  causes: limitCauses,
  draw: drawNetwork,
  value: (network) => planNetwork(network).limits[0]!,
  amounts: limitAmounts,
  world: limitWorld,
};
