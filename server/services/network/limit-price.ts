// How far the price of one limit of the network holds.
import type { z } from "zod";
import { bottlenecks, type PriceSide } from "@/lib/optimizer/transport/index.ts";
import { keepNewest } from "@/server/core/bounded-work.ts";
import { DomainError } from "@/server/core/errors.ts";
import { computeOnce } from "@/server/planning/compute-once.ts";
import { unpackNetwork } from "@/server/planning/network-body.ts";
import { findMarketplace } from "@/server/repositories/network.ts";
import { findNetworkRun } from "@/server/repositories/run-network.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { shownPrice } from "./network-rows.ts";
import type { LimitPriceInput, LimitPriceView } from "./schemas.ts";

interface PlannedNetwork {
  readonly body: Parameters<typeof unpackNetwork>[0];
  readonly currency: string;
}

const KEPT_PRICES = 500;
/** A run's plan never changes, so neither does the price of one of its limits. */
const keptPrice = keepNewest<LimitPriceView>(KEPT_PRICES);

/**
 * Plans again around one limit, in a thread of its own, the first time it is asked for. Refuses with not_found where the run has no
 * such bottleneck, limit_exceeded where too many others are being worked out.
 */
export async function findLimitPrice(
  ctx: StaffContext,
  { runId, rank }: z.infer<typeof LimitPriceInput>,
): Promise<LimitPriceView> {
  const plan = await inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findNetworkRun(tx, runId);
    if (!run) throw new DomainError("not_found", { runId });
    const marketplace = await findMarketplace(tx, run.marketplaceId);
    return { body: run.body, currency: marketplace?.currency ?? "USD" };
  });
  return keptPrice(`${runId}/${rank}`, () => priceOf(plan, { runId, rank }));
}

async function priceOf(
  { body, currency }: PlannedNetwork,
  { runId, rank }: z.infer<typeof LimitPriceInput>,
): Promise<LimitPriceView> {
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
