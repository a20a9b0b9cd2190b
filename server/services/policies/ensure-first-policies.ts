// An installation needs rules before it can plan: the defaults, as version 1, unless there are rules already.
import { defaultCapacityPolicy } from "@/lib/optimizer/capacity/index.ts";
import { publishedRateCards } from "@/lib/optimizer/fees/index.ts";
import { defaultMarketPolicy } from "@/lib/optimizer/market/index.ts";
import { defaultReplenishmentPolicy } from "@/lib/optimizer/replenishment/index.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { insertPolicyVersion } from "@/server/repositories/policy-draft.ts";
import { listPolicyVersions } from "@/server/repositories/policy-read.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { bodySha256 } from "./policy-fields.ts";

const FIRST = {
  version: 1,
  effectiveOn: "1970-01-01",
  authorId: null,
  approverId: null,
  reason: "The rules this installation began with.",
} as const;

/** Publishes the default of each policy that has no version yet. Safe to repeat and to race. */
export function ensureFirstPolicies(ctx: WorkerContext): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const defaults = {
      capacity: defaultCapacityPolicy,
      replenishment: defaultReplenishmentPolicy,
      market: defaultMarketPolicy,
    };
    for (const policy of ["capacity", "replenishment", "market"] as const) {
      if ((await listPolicyVersions(tx, policy)).length > 0) continue;
      const body = defaults[policy];
      const row = { policy, body, bodySha256: bodySha256(body), publishedAt: ctx.clock.now() };
      await insertPolicyVersion(tx, { ...FIRST, ...row });
    }
    await ensureRateCards(ctx, tx);
  });
}

/** Rate cards hold from the days they were published for: what came before has no card, and then no fees. */
async function ensureRateCards(ctx: WorkerContext, tx: Tx): Promise<void> {
  if ((await listPolicyVersions(tx, "fees")).length > 0) return;
  for (const [index, { effectiveOn, card }] of publishedRateCards.entries())
    await insertPolicyVersion(tx, {
      ...FIRST,
      policy: "fees",
      version: index + 1,
      effectiveOn,
      body: card,
      bodySha256: bodySha256(card),
      publishedAt: ctx.clock.now(),
    });
}
