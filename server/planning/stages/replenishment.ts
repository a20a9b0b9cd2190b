// Stage 5: how many units of each product to send, at the price at which all advice fits the space there is.
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import { nextMonthVolumes } from "@/lib/optimizer/index.ts";
import { methodOf } from "@/lib/optimizer/replenishment/index.ts";
import type {
  AccountSpaceInput,
  PlannedReplenishment,
  PoolVolumes,
  ReplenishmentFacts,
} from "@/lib/optimizer/stages/index.ts";
import { insertPrices, type PriceRow } from "@/server/repositories/run.ts";
import { type Decided, decidedOf, decidedPackage, pickRows } from "../decided.ts";
import type { Package } from "../pack.ts";
import { loadPolicies } from "../policies.ts";
import { readArtifacts, type StageContext, type StageOutcome } from "../stage.ts";
import { structOf } from "../struct.ts";

export async function replenishmentStage(ctx: StageContext): Promise<StageOutcome> {
  const { replenishment: policy } = await loadPolicies(ctx, ctx.run);
  const perShard = await shardFacts(ctx);
  const [limits] = await readArtifacts(ctx, "limits");
  const [pricing] = await readArtifacts(ctx, "pricing");
  const planned = await ctx.compute.run("replenishment", {
    shards: [...perShard.values()],
    limits: limits ? nextMonthLimits(decidedOf(limits)) : [],
    usableMm3: pricing ? nextMonthVolumes(poolsOf(pricing), sharesOf(pricing)) : null,
    policy,
  });
  const { sellerId, accountId, productId, plan } = planned;
  const all: Decided = { values: plan.columns, row: { sellerId, accountId, productId } };
  const shardOf = shardsOfAccounts(perShard);
  const parts = [...perShard.keys()].map((shard) => ({
    name: "replenishment",
    shard,
    value: decidedPackage(pickRows(all, (i) => shardOf.get(accountId[i] ?? -1) === shard)),
  }));
  const prices = spacePrices(planned);
  return {
    status: "done",
    message: `${plan.columns.count} products`,
    artifacts: parts,
    result: { ...summaryOf(planned), method: methodOf(policy) },
    write: (tx) => insertPrices(tx, ctx.run.id, pricing ? prices : []),
  };
}

async function shardFacts(ctx: StageContext): Promise<ReadonlyMap<number, ReplenishmentFacts>> {
  const facts = new Map<number, ReplenishmentFacts>();
  for (let shard = 0; shard < ctx.shardCount; shard++) {
    const [found] = await readArtifacts(ctx, "replenishmentFacts", shard);
    if (found) facts.set(shard, structOf<ReplenishmentFacts>(found));
  }
  return facts;
}

function shardsOfAccounts(
  perShard: ReadonlyMap<number, ReplenishmentFacts>,
): ReadonlyMap<number, number> {
  const shardOf = new Map<number, number>();
  for (const [shard, { accountId }] of perShard) {
    for (const id of accountId) shardOf.set(id, shard);
  }
  return shardOf;
}

/** What is sent now will lie there next month, so next month's limit is the one that binds. */
function nextMonthLimits({ values, row }: Decided): AccountSpaceInput[] {
  const spaces: AccountSpaceInput[] = [];
  for (let i = 0; i < values.count; i++) {
    if (row.monthAhead?.[i] !== 1) continue;
    spaces.push({
      accountId: row.accountId?.[i] ?? 0,
      storageTypeIndex: row.storageTypeIndex?.[i] ?? 0,
      limitMm3: values.column.announced?.[i] ?? null,
    });
  }
  return spaces;
}

const poolsOf = ({ arrays }: Package): PoolVolumes => arrays.usableMm3 as PoolVolumes;
const sharesOf = ({ arrays }: Package) => arrays.overbookingShareMillionths as Float64Array;

/** Price of the network's space per storage type, in micros per cubic decimetre and week. */
const spacePrices = ({ plan }: PlannedReplenishment): PriceRow[] =>
  plan.sigma.pools.map((price, type) => ({
    name: "spacePrice",
    resource: storageTypes[type] ?? "standard",
    period: "1",
    value: price.priceMicrosPerDm3Week,
    unit: "microsPerDm3Week",
    slack: price.availableMm3 === null ? null : price.availableMm3 - price.advisedMm3,
  }));

function summaryOf({ plan }: PlannedReplenishment) {
  let advisedUnits = 0;
  let advisedProducts = 0;
  for (const units of plan.advised) {
    advisedUnits += units;
    advisedProducts += units > 0 ? 1 : 0;
  }
  const count = (status: string) =>
    plan.sigma.spaces.filter((space) => space.status === status).length;
  return {
    productCount: plan.columns.count,
    advisedProducts,
    advisedUnits,
    overriddenProducts: plan.columns.column.hasOverride?.reduce((sum, one) => sum + one, 0) ?? 0,
    bindingBudgets: plan.sigma.budgets.filter(({ status }) => status !== "slack").length,
    bindingSpaces: count("binding"),
    infeasibleSpaces: count("infeasible"),
  };
}
