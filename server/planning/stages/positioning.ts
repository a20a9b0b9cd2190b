// Stage 6: how many units of each product should lie at which centre.
import type {
  PlacementFacts,
  PlannedPositioning,
  PositioningAdvice,
} from "@/lib/optimizer/stages/index.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { type Decided, decidedOf, decidedPackage, pickRows } from "../decided.ts";
import { loadPolicies } from "../policies.ts";
import { readArtifacts, type StageContext, type StageOutcome, WORKER } from "../stage.ts";
import { structOf } from "../struct.ts";
import { loadPlacementNetwork } from "./placement.ts";

const MILLION = 1_000_000;

export async function positioningStage(ctx: StageContext): Promise<StageOutcome> {
  const { run } = ctx;
  const { replenishment: policy } = await loadPolicies(ctx, run);
  // Space plays no part here: a target says what should lie at a centre, limits say what may be sent.
  const found = await inScope(ctx.db, WORKER, (tx) => loadPlacementNetwork(tx, run, () => MILLION));
  if (found === null) {
    return { status: "skipped", message: `${run.marketplaceId} has no centres to hold stock in` };
  }
  const facts = (await readArtifacts(ctx, "placementFacts")).map((p) =>
    structOf<PlacementFacts>(p),
  );
  const { advice, shardOfAccount } = await decidedAdvice(ctx);
  const planned = await ctx.compute.run("positioning", {
    shards: facts,
    advice,
    network: found.network,
    policy,
    seed: run.seed,
  });
  const { values, ...row } = planned;
  const all: Decided = { values, row };
  const shards = [...new Set(shardOfAccount.values())];
  return {
    status: "done",
    message: `${values.count} targets`,
    artifacts: shards.map((shard) => ({
      name: "positioning",
      shard,
      value: decidedPackage(
        pickRows(all, (i) => shardOfAccount.get(planned.accountId[i] ?? -1) === shard),
      ),
    })),
    result: summaryOf(planned),
  };
}

/** What replenishment decided, joined in (seller, account, product) order, and each account's shard. */
async function decidedAdvice(ctx: StageContext) {
  const shardOfAccount = new Map<number, number>();
  const parts: Decided[] = [];
  for (let shard = 0; shard < ctx.shardCount; shard++) {
    for (const found of await readArtifacts(ctx, "replenishment", shard)) {
      const decided = decidedOf(found);
      parts.push(decided);
      for (const id of decided.row.accountId ?? []) shardOfAccount.set(Number(id), shard);
    }
  }
  return { advice: joined(parts), shardOfAccount };
}

function joined(parts: readonly Decided[]): PositioningAdvice {
  const rows = parts.flatMap((part) =>
    Array.from({ length: part.values.count }, (_, i) => ({ part, i })),
  );
  const id = (name: string) => (row: (typeof rows)[number]) =>
    Number(row.part.row[name]?.[row.i] ?? 0);
  const [seller, account, product] = [id("sellerId"), id("accountId"), id("productId")];
  rows.sort((a, b) => seller(a) - seller(b) || account(a) - account(b) || product(a) - product(b));
  const column = Object.fromEntries(
    Object.keys(parts[0]?.values.column ?? {}).map((name) => [
      name,
      Float64Array.from(rows, ({ part, i }) => part.values.column[name]?.[i] ?? 0),
    ]),
  );
  return {
    sellerId: Float64Array.from(rows, seller),
    accountId: Float64Array.from(rows, account),
    productId: Float64Array.from(rows, product),
    values: { count: rows.length, column },
  };
}

function summaryOf({ values }: PlannedPositioning) {
  let targetUnits = 0;
  let centresWithTarget = 0;
  for (const units of values.column.targetUnits ?? []) {
    targetUnits += units;
    centresWithTarget += units > 0 ? 1 : 0;
  }
  return { targetCount: values.count, centresWithTarget, targetUnits };
}
