// Rounds are opened after a planning run: for every pool of next month whose limits leave space.
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import { addMs } from "@/server/core/clock.ts";
import type { Tx } from "@/server/repositories/database.ts";
import type { SendJob } from "@/server/repositories/job-queue.ts";
import {
  insertRound,
  listDueRounds,
  listRoundsOfMonth,
  type PoolMonth,
  type RoundRow,
} from "@/server/repositories/market.ts";
import { listResults } from "@/server/repositories/market-request.ts";
import { findPolicyInForce } from "@/server/repositories/policy-read.ts";
import { findRun, listPrices } from "@/server/repositories/run.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { marketPolicyOf } from "@/server/services/policies/policy-fields.ts";
import { monthAfter } from "./bounds.ts";

const MS_PER_DAY = 86_400_000;

export interface OpenOptions {
  /** When requests are first taken; now when left out. */
  readonly opensAt?: Date;
  readonly closesAt?: Date;
}

/**
 * Opens a round for each storage type of next month in which the run's limits left at least the least lot, and none is open.
 * `send` asks for the clearing at its end. Answers the rounds opened; none for a run without shared space or market policy.
 */
export function openMarketRounds(
  ctx: WorkerContext,
  runId: number,
  send: SendJob | null,
  options: OpenOptions = {},
): Promise<readonly number[]> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findRun(tx, runId);
    if (run?.status !== "done" || run.accountId !== null) return [];
    const opensAt = options.opensAt ?? ctx.clock.now();
    const version = await findPolicyInForce(tx, "market", {
      onDay: opensAt.toISOString().slice(0, 10),
      publishedBy: opensAt,
    });
    if (!version) return [];
    const policy = marketPolicyOf(version.body);
    const closesAt = options.closesAt ?? addMs(opensAt, policy.openDays * MS_PER_DAY);
    const prices = await listPrices(tx, runId);
    const opened: number[] = [];
    for (const storageType of storageTypes) {
      const price = prices.find(
        ({ name, resource, period }) =>
          name === "waterLevel" && resource === storageType && period === "1",
      );
      const pool = {
        marketplaceId: run.marketplaceId,
        storageType,
        monthOn: monthAfter(run.asOfOn),
      };
      const slackMm3 = Math.max(0, price?.slack ?? 0);
      const before = await listRoundsOfMonth(tx, ctx.scope, pool);
      const isOpen = before.some(({ status }) => status === "open");
      if (isOpen || slackMm3 < Math.max(1, policy.minimumLotMm3)) continue;
      const returnedMm3 = Math.min(slackMm3, await returnedSince(tx, ctx, before, opensAt));
      const freeMm3 = slackMm3 - returnedMm3;
      const round = { ...pool, policyVersionId: version.id, runId, opensAt, closesAt };
      const roundId = await insertRound(tx, ctx.scope, { ...round, freeMm3, returnedMm3 });
      await send?.(tx, "clear-market-round", { roundId }, closesAt);
      await record(ctx, tx, roundId, pool);
      opened.push(roundId);
    }
    return opened;
  });
}

const record = (ctx: WorkerContext, tx: Tx, roundId: number, pool: PoolMonth): Promise<void> =>
  recordEvent(tx, ctx, {
    action: "market.open",
    target: `market_round:${roundId}`,
    detail: { storageType: pool.storageType, monthOn: pool.monthOn },
  });

/** Space given back since the last round of the pool opened; the run has it among what its limits left. */
async function returnedSince(
  tx: Tx,
  ctx: WorkerContext,
  before: readonly RoundRow[],
  opensAt: Date,
): Promise<number> {
  const last = before.at(-1);
  if (!last) return 0;
  const roundIds = before.map(({ roundId }) => roundId);
  return (await listResults(tx, ctx.scope, roundIds))
    .filter(({ returnedAt }) => returnedAt && returnedAt > last.opensAt && returnedAt <= opensAt)
    .reduce((sum, { returnedMm3 }) => sum + returnedMm3, 0);
}

/** Asks for the clearing of rounds whose days were over while no worker ran. */
export function requestDueClearings(ctx: WorkerContext, send: SendJob): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    for (const { roundId } of await listDueRounds(tx, ctx.scope, ctx.clock.now()))
      await send(tx, "clear-market-round", { roundId });
  });
}
