// A seller asks for extra space, changes what it asks for, takes it back, or gives granted space back.
import type { Tx } from "@/db/client.ts";
import { DomainError } from "@/server/core/errors.ts";
import { findAccount } from "@/server/repositories/account.ts";
import { findRound, type RoundRow } from "@/server/repositories/market.ts";
import { closeRequest, insertRequests, returnSpace } from "@/server/repositories/market-request.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { resultOrThrow } from "@/server/services/explanation/grant-answer.ts";
import { marketPolicyOf } from "@/server/services/policies/policy-fields.ts";
import { boundsOf } from "./bounds.ts";
import { capOfAccount } from "./get-market.ts";
import type { PlaceRequestInput, ReturnSpaceInput } from "./schemas.ts";

/** The person who asks. Support looks, it does not ask. */
function personOf(ctx: SellerContext): number {
  const { userId, viewedBy } = ctx.scope;
  if (userId === null || viewedBy !== undefined) throw new DomainError("forbidden");
  return userId;
}

/** A round of the account's marketplace that takes requests now. */
async function openRound(tx: Tx, ctx: SellerContext, roundId: number): Promise<RoundRow> {
  const round = await findRound(tx, ctx.scope, roundId);
  const account = await findAccount(tx, ctx.scope);
  if (!round || round.marketplaceId !== account?.marketplaceId)
    throw new DomainError("not_found", { roundId });
  const now = ctx.clock.now();
  if (round.status !== "open" || now >= round.closesAt || now < round.opensAt)
    throw new DomainError("precondition_failed", { rule: "round_closed" });
  return round;
}

/** Places the account's request in a round, in place of the one that stood. Throws the rule that it breaks. */
export function placeRequest(
  ctx: SellerContext,
  input: Omit<PlaceRequestInput, "account">,
): Promise<{ readonly requestId: number }> {
  const { roundId, steps } = input;
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const createdBy = personOf(ctx);
    const round = await openRound(tx, ctx, roundId);
    await checkSteps(tx, ctx, round, steps);
    const recordedFrom = ctx.clock.now();
    const replaced = await closeRequest(tx, ctx.scope, roundId, recordedFrom);
    const { sellerId, accountId } = ctx.scope;
    const [requestId] = await insertRequests(tx, ctx.scope, [
      {
        sellerId,
        accountId,
        roundId,
        askedMm3: steps.map(({ quantityMm3 }) => quantityMm3),
        offeredMicrosPerM3: steps.map(({ feeMicrosPerM3 }) => feeMicrosPerM3),
        createdBy,
        recordedFrom,
      },
    ]);
    if (requestId === undefined) throw new Error("market: the request was not stored");
    await recordEvent(tx, ctx, {
      action: replaced ? "market.changeRequest" : "market.placeRequest",
      target: `market_request:${requestId}`,
      detail: { roundId, steps },
    });
    return { requestId };
  });
}

async function checkSteps(
  tx: Tx,
  ctx: SellerContext,
  round: RoundRow,
  steps: PlaceRequestInput["steps"],
): Promise<void> {
  const policy = marketPolicyOf(round.policyBody);
  const isFalling = steps.every(
    (step, k) => k === 0 || step.feeMicrosPerM3 < (steps[k - 1]?.feeMicrosPerM3 ?? 0),
  );
  if (!isFalling) throw new DomainError("invalid", { rule: "fees_fall" });
  const reserve = policy.reserveMicrosPerM3Month;
  const askedMm3 = steps.reduce((sum, { quantityMm3 }) => sum + quantityMm3, 0);
  if (askedMm3 < policy.minimumLotMm3)
    throw new DomainError("invalid", { rule: "below_lot", minimumLotMm3: policy.minimumLotMm3 });
  const bounds = await boundsOf(tx, ctx.scope, round, policy);
  const capMm3 = await capOfAccount(tx, ctx.scope, round, bounds.capMm3(ctx.scope.sellerId));
  if (askedMm3 > capMm3)
    throw new DomainError("limit_exceeded", { rule: "above_cap", capMm3, askedMm3 });
  // A credit can lift an offer over the least fee, but only the part of the fee that it may cover.
  const credit = bounds.expectedCreditMicrosPerM3(ctx.scope.accountId);
  const share = policy.creditCapShareMillionths / 1_000_000;
  const needed = Math.ceil(Math.max(reserve - credit, reserve * (1 - share)));
  const lowest = steps.at(-1)?.feeMicrosPerM3 ?? 0;
  if (lowest < needed)
    throw new DomainError("invalid", { rule: "below_reserve", neededMicrosPerM3: needed });
}

/** Takes the account's request out of an open round. Throws not_found where none stands. */
export function withdrawRequest(
  ctx: SellerContext,
  roundId: number,
): Promise<{ readonly withdrawnAt: string }> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    personOf(ctx);
    await openRound(tx, ctx, roundId);
    const at = ctx.clock.now();
    const closed = await closeRequest(tx, ctx.scope, roundId, at);
    if (!closed) throw new DomainError("not_found", { roundId });
    await recordEvent(tx, ctx, {
      action: "market.withdrawRequest",
      target: `market_request:${closed.requestId}`,
      detail: { roundId },
    });
    return { withdrawnAt: at.toISOString() };
  });
}

/** Gives granted space back before its month begins, once; it joins the next round's supply. */
export function giveBackSpace(
  ctx: SellerContext,
  { roundId, returnedMm3 }: Omit<ReturnSpaceInput, "account">,
): Promise<{ readonly returnedMm3: number }> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    personOf(ctx);
    const result = await resultOrThrow(tx, ctx.scope, roundId);
    const round = await findRound(tx, ctx.scope, roundId);
    const returnedAt = ctx.clock.now();
    if (!round || returnedAt.toISOString().slice(0, 10) >= round.monthOn)
      throw new DomainError("precondition_failed", { rule: "month_begun" });
    if (returnedMm3 > result.grantedMm3)
      throw new DomainError("limit_exceeded", {
        rule: "above_granted",
        grantedMm3: result.grantedMm3,
      });
    if (!(await returnSpace(tx, ctx.scope, roundId, { returnedMm3, returnedAt })))
      throw new DomainError("conflict", { rule: "returned_before" });
    await recordEvent(tx, ctx, {
      action: "market.returnSpace",
      target: `market_round:${roundId}`,
      detail: { returnedMm3 },
    });
    return { returnedMm3 };
  });
}
