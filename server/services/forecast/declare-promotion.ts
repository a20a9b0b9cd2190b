// Promotions that a seller means to run: the forecast of those weeks rests on them.
import type { Tx } from "@/db/client.ts";
import { dayFromDate } from "@/lib/calendar/index.ts";
import { roundHalfEven } from "@/lib/units/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import {
  closePromotion,
  hasProduct,
  insertPromotion,
  listAccountPromotions,
} from "@/server/repositories/forecast-statement.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { speakerOf } from "./adjust-forecast.ts";
import type { DeclarePromotionInput } from "./schemas.ts";

/** A quarter: what lasts longer is not a promotion but a price. */
const MOST_DAYS = 92;
/** Standing promotions of an account: enough for one a week and some to spare. */
const MOST_PROMOTIONS = 200;

/** Declares a promotion of one product or of the whole account; the next run uses it. Throws the rule that it breaks. */
export function declarePromotion(
  ctx: SellerContext,
  input: Omit<DeclarePromotionInput, "account">,
): Promise<{ readonly promotionId: number }> {
  const { productId, title, fromOn, toOn, expectedFactor, priceMicros } = input;
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const createdBy = speakerOf(ctx);
    if (fromOn > toOn) throw new DomainError("invalid", { rule: "days_in_order" });
    if (dayFromDate(toOn) - dayFromDate(fromOn) >= MOST_DAYS)
      throw new DomainError("invalid", { rule: "too_long", maxDays: MOST_DAYS });
    if (productId === null && priceMicros !== null)
      throw new DomainError("invalid", { rule: "price_needs_product" });
    if (productId !== null && !(await hasProduct(tx, ctx.scope, productId)))
      throw new DomainError("not_found", { productId });
    await checkRoom(tx, ctx.scope, { productId, fromOn, toOn });
    const promotionId = await insertPromotion(tx, ctx.scope, {
      productId,
      title,
      fromOn,
      toOn,
      expectedFactorMillionths:
        expectedFactor === null ? null : roundHalfEven(expectedFactor * 1e6),
      priceMicros,
      createdBy,
      recordedFrom: ctx.clock.now(),
    });
    await recordEvent(tx, ctx, {
      action: "forecast.declarePromotion",
      target: `declared_promotion:${promotionId}`,
      detail: { productId, fromOn, toOn, expectedFactor },
    });
    return { promotionId };
  });
}

/** The same product cannot have two promotions of its own at once, and an account has not endlessly many. */
async function checkRoom(
  tx: Tx,
  scope: SellerScope,
  { productId, fromOn, toOn }: Pick<DeclarePromotionInput, "productId" | "fromOn" | "toOn">,
): Promise<void> {
  const standing = await listAccountPromotions(tx, scope, fromOn, MOST_PROMOTIONS);
  if (standing.length >= MOST_PROMOTIONS)
    throw new DomainError("limit_exceeded", { rule: "too_many_promotions" });
  if (standing.some((other) => other.productId === productId && other.fromOn <= toOn))
    throw new DomainError("conflict", { rule: "days_taken" });
}

/** Takes a promotion back: runs from now on do not know it. Throws not_found for any that does not stand. */
export function withdrawPromotion(
  ctx: SellerContext,
  promotionId: number,
): Promise<{ readonly withdrawnAt: string }> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    speakerOf(ctx);
    const withdrawnAt = ctx.clock.now();
    const closed = await closePromotion(tx, ctx.scope, promotionId, withdrawnAt);
    if (!closed) throw new DomainError("not_found", { promotionId });
    await recordEvent(tx, ctx, {
      action: "forecast.withdrawPromotion",
      target: `declared_promotion:${promotionId}`,
      detail: { productId: closed.productId },
    });
    return { withdrawnAt: withdrawnAt.toISOString() };
  });
}
