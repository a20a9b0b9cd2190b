// A round is cleared: by the worker when its days are over, or when a policy admin says so.
import {
  type ClearedRound,
  clearRound as clear,
  feeAfterLaterClears,
  marketDefinition,
  returnCredit,
  type SpaceRequest,
} from "@/lib/optimizer/market/index.ts";
import { jsonSha256Hex } from "@/server/core/hash.ts";
import { definitionSha256 } from "@/server/planning/rules.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  type BookRow,
  completeRound,
  findRound,
  listBooks,
  listRoundsOfMonth,
  lockOpenRound,
  type RoundRow,
} from "@/server/repositories/market.ts";
import {
  insertResults,
  listResults,
  listStandingRequests,
  type NewResult,
  type RequestRow,
  updateOwed,
} from "@/server/repositories/market-request.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { marketPolicyOf } from "@/server/services/policies/policy-fields.ts";
import { boundsOf, type RoundBounds } from "./bounds.ts";

/** Clears a round once; does nothing to one that is cleared. Answers whether it did. */
export function clearMarketRound(ctx: WorkerContext, roundId: number): Promise<boolean> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    if (!(await lockOpenRound(tx, ctx.scope, roundId))) return false;
    const round = await findRound(tx, ctx.scope, roundId);
    const [book] = await listBooks(tx, ctx.scope, [roundId]);
    if (!round || !book) throw new Error(`market: round ${roundId} has no book`);
    const policy = marketPolicyOf(round.policyBody);
    const requests = await listStandingRequests(tx, ctx.scope, [roundId]);
    const bounds = await boundsOf(tx, ctx.scope, round, policy);
    const supplyMm3 = book.freeMm3 + book.returnedMm3;
    const spaceRequests = spaceRequestsOf(requests, bounds);
    const cleared = clear({ requests: spaceRequests, supplyMm3, policy });
    const decidedAt = ctx.clock.now();
    const results = resultsOf(round, requests, cleared, decidedAt);
    await insertResults(tx, ctx.scope, results);
    await writeBook(tx, ctx, round, { requests, cleared, results, decidedAt });
    await settleEarlier(tx, ctx, round, cleared, book);
    await recordEvent(tx, ctx, {
      action: "market.clear",
      target: `market_round:${roundId}`,
      detail: { requestCount: requests.length, grantedMm3: cleared.grantedSumMm3 },
    });
    return true;
  });
}

/** Requests as the optimizer takes them. Accounts of one seller share its cap, in the order of the accounts. */
export function spaceRequestsOf(
  requests: readonly RequestRow[],
  bounds: RoundBounds,
): SpaceRequest[] {
  const left = new Map<number, number>();
  return requests.map(({ sellerId, accountId, askedMm3, offeredMicrosPerM3 }) => {
    const capMm3 = left.get(sellerId) ?? bounds.capMm3(sellerId);
    const asked = askedMm3.reduce((sum, each) => sum + each, 0);
    left.set(sellerId, Math.max(0, capMm3 - asked));
    return {
      steps: askedMm3.map((quantityMm3, k) => ({
        quantityMm3,
        feeMicrosPerM3: offeredMicrosPerM3[k] ?? 0,
      })),
      expectedCreditMicrosPerM3: bounds.expectedCreditMicrosPerM3(accountId),
      capMm3,
    };
  });
}

function resultsOf(
  round: RoundRow,
  requests: readonly RequestRow[],
  { values, rules }: ClearedRound,
  decidedAt: Date,
): NewResult[] {
  const codeSha256 = definitionSha256(marketDefinition);
  return requests.map(({ sellerId, accountId, requestId }, row) => {
    const value = (id: string) => values.column[id]?.[row] ?? 0;
    return {
      sellerId,
      accountId,
      roundId: round.roundId,
      requestId,
      decidedAt,
      definitionVersion: marketDefinition.version,
      codeSha256,
      nodeValues: marketDefinition.nodes.map(({ id }) => value(id)),
      grantedMm3: value("granted"),
      feeMicrosPerM3: value("feePerM3"),
      vickreyMicros: Math.floor(rules.vickreyMicros[row] ?? 0),
    };
  });
}

interface Written {
  readonly requests: readonly RequestRow[];
  readonly cleared: ClearedRound;
  readonly results: readonly NewResult[];
  readonly decidedAt: Date;
}

async function writeBook(
  tx: Tx,
  ctx: WorkerContext,
  round: RoundRow,
  { requests, cleared, results, decidedAt }: Written,
): Promise<void> {
  const { rules } = cleared;
  const policy = marketPolicyOf(round.policyBody);
  const sellerCount = new Set(requests.map(({ sellerId }) => sellerId)).size;
  // A clear at the reserve says that everything fitted, and nothing of what anybody offered.
  const isPublished =
    sellerCount >= policy.publishSellerCount ||
    cleared.thresholdMicrosPerM3 === policy.reserveMicrosPerM3Month;
  await completeRound(
    tx,
    ctx.scope,
    round.roundId,
    {
      clearedAt: decidedAt,
      publishedMicrosPerM3: isPublished ? cleared.clearingMicrosPerM3 : null,
    },
    {
      requestCount: requests.length,
      sellerCount,
      askedMm3: requests.reduce(
        (sum, { askedMm3 }) => sum + askedMm3.reduce((a, q) => a + q, 0),
        0,
      ),
      grantedMm3: cleared.grantedSumMm3,
      clearingMicrosPerM3: cleared.clearingMicrosPerM3,
      thresholdMicrosPerM3: cleared.thresholdMicrosPerM3,
      marginalShareMillionths: cleared.marginalShareMillionths,
      firstRejectedMicrosPerM3: rules.firstRejectedMicrosPerM3,
      lowestAcceptedMicrosPerM3: rules.lowestAcceptedMicrosPerM3,
      firstRejectedSumMicros: Math.floor(rules.firstRejectedSumMicros),
      lowestAcceptedSumMicros: Math.floor(rules.lowestAcceptedSumMicros),
      vickreySumMicros: Math.floor(rules.vickreySumMicros),
      gapShare: rules.gapShare,
      resultSha256: jsonSha256Hex(
        results.map(({ requestId, codeSha256, nodeValues }) => ({
          requestId,
          codeSha256,
          nodeValues: [...nodeValues],
        })),
      ),
    },
  );
}

/** Earlier grants of the month cost no more than the later clear, and what came back is let off as far as it was taken. */
async function settleEarlier(
  tx: Tx,
  ctx: WorkerContext,
  round: RoundRow,
  cleared: ClearedRound,
  book: BookRow,
): Promise<void> {
  const earlier = (await listRoundsOfMonth(tx, ctx.scope, round)).filter(
    ({ roundId, status }) => roundId !== round.roundId && status === "cleared",
  );
  if (earlier.length === 0) return;
  const opensAt = new Map(earlier.map((each) => [each.roundId, each.opensAt]));
  const lastOpensAt = Math.max(...[...opensAt.values()].map((at) => at.getTime()));
  const index = (id: string) => marketDefinition.indexOf.get(id) ?? 0;
  for (const result of await listResults(tx, ctx.scope, [...opensAt.keys()])) {
    if (result.grantedMm3 === 0) continue;
    const credit = result.nodeValues[index("expectedCreditMicrosPerM3")] ?? 0;
    const share = result.nodeValues[index("creditCapShareMillionths")] ?? 0;
    const price = cleared.clearingMicrosPerM3;
    const after = price - Math.min(credit, Math.floor((price * share) / 1_000_000));
    const returnedNow =
      result.returnedAt !== null &&
      result.returnedAt <= round.opensAt &&
      result.returnedAt.getTime() > lastOpensAt;
    const letOff = returnedNow
      ? returnCredit({
          returnedMm3: result.returnedMm3,
          feeMicrosPerM3: result.currentMicrosPerM3,
          nextSupplyMm3: Math.max(book.freeMm3 + book.returnedMm3, result.returnedMm3),
          nextGrantedMm3: cleared.grantedSumMm3,
          nextFeeMicrosPerM3: after,
        })
      : 0;
    await updateOwed(tx, ctx.scope, result, {
      currentMicrosPerM3: feeAfterLaterClears(result.currentMicrosPerM3, [after]),
      letOffMicros: result.letOffMicros + letOff,
    });
  }
}
