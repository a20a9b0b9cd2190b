// A seller's word that a product goes on where another left off: its forecast starts from the other's history.
import type { Tx } from "@/db/client.ts";
import { roundHalfEven } from "@/lib/units/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { hasProduct } from "@/server/repositories/forecast-statement.ts";
import {
  closeContinuation,
  findProductBySku,
  insertContinuation,
  listContinuationsOf,
} from "@/server/repositories/product-continuation.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { speakerOf } from "./adjust-forecast.ts";
import type { ContinueInput } from "./schemas.ts";

/** Says which product of the account another goes on from; the next run uses it. Throws the rule that it breaks. */
export function continueProduct(
  ctx: SellerContext,
  input: Omit<ContinueInput, "account">,
): Promise<{ readonly continuationId: number }> {
  const { productId, predecessorSku, share } = input;
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const createdBy = speakerOf(ctx);
    if (!(await hasProduct(tx, ctx.scope, productId)))
      throw new DomainError("not_found", { productId });
    const predecessor = await findProductBySku(tx, ctx.scope, predecessorSku);
    if (!predecessor) throw new DomainError("invalid", { rule: "no_such_sku" });
    if (predecessor.productId === productId)
      throw new DomainError("invalid", { rule: "continues_itself" });
    const shareMillionths = roundHalfEven(share * 1e6);
    await checkLinks(tx, ctx.scope, productId, predecessor.productId, shareMillionths);
    const continuationId = await insertContinuation(tx, ctx.scope, {
      productId,
      predecessorId: predecessor.productId,
      shareMillionths,
      createdBy,
      recordedFrom: ctx.clock.now(),
    });
    await recordEvent(tx, ctx, {
      action: "forecast.continueProduct",
      target: `product_continuation:${continuationId}`,
      detail: { productId, predecessorId: predecessor.productId, share },
    });
    return { continuationId };
  });
}

/** One predecessor each, none the other way round, and no more given away than there is: units are moved, never doubled. */
async function checkLinks(
  tx: Tx,
  scope: SellerScope,
  productId: number,
  predecessorId: number,
  shareMillionths: number,
): Promise<void> {
  const own = await listContinuationsOf(tx, scope, productId);
  if (own.some((link) => link.productId === productId))
    throw new DomainError("conflict", { rule: "continues_already" });
  if (own.some((link) => link.productId === predecessorId))
    throw new DomainError("conflict", { rule: "continues_in_a_ring" });
  const others = await listContinuationsOf(tx, scope, predecessorId);
  const givenMillionths = others
    .filter((link) => link.predecessorId === predecessorId)
    .reduce((sum, link) => sum + link.shareMillionths, 0);
  if (givenMillionths + shareMillionths > 1_000_000)
    throw new DomainError("conflict", {
      rule: "share_is_gone",
      leftShare: (1_000_000 - givenMillionths) / 1e6,
    });
}

/** Takes it back: runs from now on do not know it. Throws not_found for any that does not stand. */
export function withdrawContinuation(
  ctx: SellerContext,
  continuationId: number,
): Promise<{ readonly withdrawnAt: string }> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    speakerOf(ctx);
    const withdrawnAt = ctx.clock.now();
    const closed = await closeContinuation(tx, ctx.scope, continuationId, withdrawnAt);
    if (!closed) throw new DomainError("not_found", { continuationId });
    await recordEvent(tx, ctx, {
      action: "forecast.withdrawContinuation",
      target: `product_continuation:${continuationId}`,
      detail: { productId: closed.productId },
    });
    return { withdrawnAt: withdrawnAt.toISOString() };
  });
}
