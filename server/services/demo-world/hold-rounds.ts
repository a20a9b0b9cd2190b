// Rounds of extra space in the demo world: what accounts ask for follows from their own plan, and the real code clears it.

import { floorToMultiple } from "@/lib/optimizer/core/integer.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import type { MarketPolicy } from "@/lib/optimizer/market/index.ts";
import { addMs, manualClock } from "@/server/core/clock.ts";
import { limitKey, loadRunColumns } from "@/server/planning/traces.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { listRounds, type RoundRow } from "@/server/repositories/market.ts";
import {
  insertRequests,
  listStandingRequests,
  type NewRequest,
} from "@/server/repositories/market-request.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { boundsOf } from "@/server/services/market/bounds.ts";
import { clearMarketRound } from "@/server/services/market/clear-round.ts";
import { openMarketRounds } from "@/server/services/market/open-rounds.ts";
import { marketPolicyOf } from "@/server/services/policies/policy-fields.ts";

export interface HeldRounds {
  readonly runId: number;
  readonly opensAt: Date;
  /** null = the rounds stay open for two weeks from now. */
  readonly closesAt: Date | null;
  /** Accounts that ask for themselves. */
  readonly except: ReadonlySet<number>;
}

/** Opens a run's rounds, places what accounts ask for, and clears them unless they stay open. Safe to repeat. */
export async function holdRounds(ctx: WorkerContext, held: HeldRounds): Promise<void> {
  const { runId, opensAt, closesAt } = held;
  const known = await roundsOf(ctx, runId);
  if (known.length === 0) {
    const until = closesAt ?? addMs(laterOf(ctx.clock.now(), opensAt), OPEN_MS);
    await openMarketRounds(ctx, runId, null, { opensAt, closesAt: until });
  }
  for (const round of await roundsOf(ctx, runId)) {
    if (round.status === "cleared") continue;
    await inScope(ctx.db, ctx.scope, (tx) => askForAccounts(tx, ctx, round, held.except));
    if (closesAt === null) continue;
    const clock = manualClock(closesAt.toISOString());
    await clearMarketRound({ ...ctx, clock }, round.roundId);
  }
}

const laterOf = (a: Date, b: Date): Date => (a > b ? a : b);
const OPEN_MS = 14 * 86_400_000;
const ROUNDS_READ = 200;

const roundsOf = (ctx: WorkerContext, runId: number): Promise<RoundRow[]> =>
  inScope(ctx.db, ctx.scope, async (tx) =>
    (await listRounds(tx, ctx.scope, null, ROUNDS_READ)).filter((round) => round.runId === runId),
  );

const DM3_PER_M3 = 1000;
/** Weeks of an average month, in thousandths. */
const MILLI_WEEKS_PER_MONTH = 4348;

/** Accounts whose need is above their limit ask for what is missing, at what their own space is worth to them. */
async function askForAccounts(
  tx: Tx,
  ctx: WorkerContext,
  round: RoundRow,
  except: ReadonlySet<number>,
): Promise<void> {
  if ((await listStandingRequests(tx, ctx.scope, [round.roundId])).length > 0) return;
  const policy = marketPolicyOf(round.policyBody);
  const bounds = await boundsOf(tx, ctx.scope, round, policy);
  const worth = await worthOfSpace(tx, ctx, round.runId);
  const limits = await loadRunColumns(tx, ctx.scope, round.runId, "capacity");
  const key = limitKey(storageTypeIndex(round.storageType), 1);
  const requests: NewRequest[] = [];
  limits.key.forEach((each, row) => {
    const accountId = limits.accountId[row] ?? 0;
    const sellerId = limits.sellerId[row] ?? 0;
    if (each !== key || except.has(accountId)) return;
    const at = (id: string) => limits.values.column[id]?.[row] ?? 0;
    const missing = Math.min(at("need") - at("announced"), bounds.capMm3(sellerId));
    const steps = stepsFor(missing, worth.get(accountId) ?? 0, policy);
    if (steps === null) return;
    requests.push({
      sellerId,
      accountId,
      roundId: round.roundId,
      ...steps,
      createdBy: null,
      recordedFrom: round.opensAt,
    });
  });
  await insertRequests(tx, ctx.scope, requests);
}

/** Half of it at what the last of its space is worth, the rest at half of that; never below the least fee. */
function stepsFor(
  missingMm3: number,
  worthMicrosPerM3: number,
  policy: MarketPolicy,
): Pick<NewRequest, "askedMm3" | "offeredMicrosPerM3"> | null {
  const wholeMm3 = floorToMultiple(Math.max(0, missingMm3), policy.grantStepMm3);
  if (wholeMm3 < Math.max(policy.minimumLotMm3, policy.grantStepMm3)) return null;
  const reserve = policy.reserveMicrosPerM3Month;
  const best = Math.max(reserve, worthMicrosPerM3);
  const rest = Math.max(reserve, Math.floor(best / 2));
  const firstMm3 = floorToMultiple(Math.floor(wholeMm3 / 2), policy.grantStepMm3);
  if (rest === best || firstMm3 === 0) return { askedMm3: [wholeMm3], offeredMicrosPerM3: [best] };
  return { askedMm3: [firstMm3, wholeMm3 - firstMm3], offeredMicrosPerM3: [best, rest] };
}

/** What one more m3 for a month would earn each account, from the price of its own space in its plan. */
async function worthOfSpace(
  tx: Tx,
  ctx: WorkerContext,
  runId: number,
): Promise<ReadonlyMap<number, number>> {
  const advice = await loadRunColumns(tx, ctx.scope, runId, "replenishment");
  const price = advice.values.column.accountPriceMicrosPerDm3Week;
  const worth = new Map<number, number>();
  advice.accountId.forEach((accountId, row) => {
    const perMonth = Math.floor(((price?.[row] ?? 0) * DM3_PER_M3 * MILLI_WEEKS_PER_MONTH) / 1000);
    worth.set(accountId, Math.max(perMonth, worth.get(accountId) ?? 0));
  });
  return worth;
}
