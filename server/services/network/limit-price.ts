// How far the price of one limit of the network holds.
import type { z } from "zod";
import { bottlenecks, type PriceSide } from "@/lib/optimizer/transport/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { computeOnce } from "@/server/planning/compute-once.ts";
import { unpackNetwork } from "@/server/planning/network-body.ts";
import { findMarketplace } from "@/server/repositories/network.ts";
import { findNetworkRun } from "@/server/repositories/run-network.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { shownPrice } from "./network-rows.ts";
import type { LimitPriceInput, LimitPriceView } from "./schemas.ts";

/** Plans again around one limit, in a thread of its own. Refuses with not_found where the run has no such bottleneck. */
export async function findLimitPrice(
  ctx: StaffContext,
  { runId, rank }: z.infer<typeof LimitPriceInput>,
): Promise<LimitPriceView> {
  const { body, currency } = await inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findNetworkRun(tx, runId);
    if (!run) throw new DomainError("not_found", { runId });
    const marketplace = await findMarketplace(tx, run.marketplaceId);
    return { body: run.body, currency: marketplace?.currency ?? "USD" };
  });
  const { problem, plan } = unpackNetwork(body);
  const bottleneck = bottlenecks(problem, plan)[rank];
  if (!bottleneck) throw new DomainError("not_found", { runId, rank });
  const task = { problem, start: plan.start, bottleneck };
  const { more, less } = await computeOnce("limitPrice", task);
  const shown = (side: PriceSide) => ({
    ...side,
    priceMicros: shownPrice(bottleneck.function, side.priceMicros),
  });
  return {
    function: bottleneck.function,
    capacity: bottleneck.capacity,
    currency,
    more: shown(more),
    less: shown(less),
  };
}
