// A planning run is asked for: its row, its stages, and the first jobs, in one transaction.
import { dayFromDate, isDate } from "@/lib/calendar/index.ts";
import { environment } from "@/server/core/env.ts";
import { DomainError } from "@/server/core/errors.ts";
import { MAX_SHARDS, nextUnits, waves } from "@/server/planning/stage.ts";
import type { Tx } from "@/server/repositories/database.ts";
import type { SendJob } from "@/server/repositories/job-queue.ts";
import { findMarketplace, listFcs } from "@/server/repositories/network.ts";
import { findPolicyInForce, type PolicyName } from "@/server/repositories/policy-read.ts";
import {
  findPreviousRun,
  findUnfinishedRun,
  insertRun,
  insertStages,
  listStages,
  type RunRow,
} from "@/server/repositories/run.ts";
import { type DataScope, inScope } from "@/server/repositories/scope.ts";
import { lastFactDay, listPlanAccounts } from "@/server/repositories/snapshot.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { ServiceContext } from "@/server/services/context.ts";

export interface RunRequest {
  readonly marketplaceId: string;
  /** One account of a marketplace without fulfilment centres; null = all of them. */
  readonly accountId: number | null;
  /** The day whose state is planned on; the last day with facts when left out. */
  readonly asOfOn?: string;
  /** Facts recorded by then are used; now when left out. */
  readonly knownAt?: Date;
}

export interface RequestedRun {
  readonly runId: number;
  /** False when a run of the same scope was waiting or under way: that one is answered. */
  readonly isNew: boolean;
}

const SEED = 1;

/**
 * Asks for a run; `send` hands its first stages to the workers, null leaves that to the caller. Throws DomainError:
 * `not_found` for a marketplace that does not exist, `invalid` for a day that does not, `precondition_failed` where there
 * is nothing to plan, no policy, or an account shares its space with others and can't be planned alone.
 */
export function startRun(
  ctx: ServiceContext<DataScope>,
  request: RunRequest,
  send: SendJob | null,
): Promise<RequestedRun> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const under = await findUnfinishedRun(tx, request);
    if (under) {
      if (send) await takeUpAgain(tx, ctx, under, send);
      return { runId: under.id, isNew: false };
    }
    const { runId, shardCount } = await createRun(tx, ctx, request);
    for (const unit of waves(shardCount)[0] ?? []) {
      await send?.(tx, "plan-stage", { runId, ...unit });
    }
    return { runId, isNew: true };
  });
}

/** A run without a sign of life for so long has lost the process that worked on it. */
const SILENT_MS = 60_000;

/** Hands the open units of a silent run to the workers; a unit that is handed out twice takes effect once. */
async function takeUpAgain(
  tx: Tx,
  ctx: ServiceContext<DataScope>,
  run: RunRow,
  send: SendJob,
): Promise<void> {
  const rows = await listStages(tx, run.id);
  const signs = rows.flatMap(({ startedAt, finishedAt }) => [startedAt, finishedAt]);
  const last = Math.max(...[run.createdAt, ...signs].map((at) => at?.getTime() ?? 0));
  if (ctx.clock.now().getTime() - last < SILENT_MS) return;
  for (const unit of nextUnits(rows)) await send(tx, "plan-stage", { runId: run.id, ...unit });
  ctx.logger.warn({ runId: run.id }, "silent run taken up again");
}

async function createRun(
  tx: Tx,
  ctx: ServiceContext<DataScope>,
  request: RunRequest,
): Promise<{ readonly runId: number; readonly shardCount: number }> {
  const { marketplaceId, accountId } = request;
  if (!(await findMarketplace(tx, marketplaceId))) {
    throw new DomainError("not_found", { marketplaceId });
  }
  const asOfOn = request.asOfOn ?? (await lastFactDay(tx, ctx.scope, request));
  if (asOfOn === null) throw new DomainError("precondition_failed", { rule: "no_facts" });
  if (!isDate(asOfOn)) throw new DomainError("invalid", { field: "asOfOn" });
  await assertPlannable(tx, request, asOfOn);
  const previous = await findPreviousRun(tx, request, { asOfOn, knownAt: request.knownAt ?? null });
  const knownAt = request.knownAt ?? laterOf(ctx.clock.now(), previous?.knownAt);
  const accounts = await listPlanAccounts(tx, ctx.scope, request, { asOfOn, knownAt });
  const sellerCount = new Set(accounts.map(({ sellerId }) => sellerId)).size;
  if (sellerCount === 0) throw new DomainError("precondition_failed", { rule: "no_accounts" });
  const at = { onDay: laterDay(asOfOn, knownAt), publishedBy: knownAt };
  const runId = await insertRun(tx, {
    marketplaceId,
    accountId,
    asOfOn,
    knownAt,
    capacityPolicyId: await policyId(tx, "capacity", at),
    replenishmentPolicyId: await policyId(tx, "replenishment", at),
    seed: SEED,
    engine: `whystock ${environment().WHYSTOCK_CODE_VERSION}, node ${process.version}`,
    previousRunId: previous?.id ?? null,
    requestedBy: ctx.actor.kind === "user" ? ctx.actor.userId : null,
  });
  const shardCount = Math.min(MAX_SHARDS, sellerCount);
  const units = waves(shardCount).flat();
  await insertStages(
    tx,
    units.map((unit) => ({ runId, ...unit })),
  );
  await recordEvent(tx, ctx, {
    action: "run.start",
    target: `run:${runId}`,
    detail: { marketplaceId, accountId, asOfOn },
  });
  ctx.logger.info({ runId, marketplaceId, accountId, asOfOn, shardCount }, "run asked for");
  return { runId, shardCount };
}

/** Sellers in a network share its space, so none of them can be planned without the others. */
async function assertPlannable(tx: Tx, request: RunRequest, asOfOn: string): Promise<void> {
  if (request.accountId === null) return;
  const fcs = await listFcs(tx, request.marketplaceId, asOfOn);
  if (fcs.length > 0) throw new DomainError("precondition_failed", { rule: "shared_network" });
}

async function policyId(
  tx: Tx,
  policy: PolicyName,
  at: { readonly onDay: string; readonly publishedBy: Date },
): Promise<number> {
  const row = await findPolicyInForce(tx, policy, at);
  if (!row) throw new DomainError("precondition_failed", { rule: "no_policy", policy });
  return row.id;
}

/** A run never knows less than the one before it, whatever the machine's clock says. */
const laterOf = (now: Date, previous: Date | undefined): Date =>
  previous && previous > now ? previous : now;

/** The day a run decides on: its own, or the one on which it knows what it knows. */
function laterDay(asOfOn: string, knownAt: Date): string {
  const known = knownAt.toISOString().slice(0, 10);
  return dayFromDate(known) > dayFromDate(asOfOn) ? known : asOfOn;
}
