// A seller's own view of a product's weeks ahead: stated, kept beside the forecast, withdrawn; never silently changed.
import type { Tx } from "@/db/client.ts";
import { MAX_ADJUSTMENT_FACTOR } from "@/lib/optimizer/forecasting/index.ts";
import { roundHalfEven } from "@/lib/units/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { type ForecastRow, findForecast, listWeekSales } from "@/server/repositories/forecast.ts";
import {
  closeAdjustment,
  insertAdjustment,
  listAdjustments,
} from "@/server/repositories/forecast-statement.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import { findMarketplace } from "@/server/repositories/network.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { pastWeeks, weeksAhead } from "./forecast-view.ts";
import type { AdjustInput } from "./schemas.ts";
import { checkSpan, maxUnitsPerWeek, type StatedSpan, wholeWeeks } from "./statement-bounds.ts";

const PAST_WEEKS = 52;

/** The newest forecast of a product and the marketplace's week. Throws not_found without a run or a forecast. */
export async function statable(tx: Tx, scope: SellerScope, productId: number) {
  const run = await findLatestRun(tx, scope);
  const row = run && (await findForecast(tx, scope, run.runId, productId));
  const marketplace = run && (await findMarketplace(tx, run.marketplaceId));
  if (!run || !row || !marketplace) throw new DomainError("not_found", { productId });
  return { row, weekStartWeekday: marketplace.weekStartWeekday };
}

/** A person says it; a job never does. */
export function speakerOf({ scope }: SellerContext): number {
  if (scope.userId === null) throw new DomainError("forbidden", { rule: "a_person_speaks" });
  return scope.userId;
}

/** States what the seller expects of some weeks; the next run uses it. Throws the rule that the statement breaks. */
export function adjustForecast(
  ctx: SellerContext,
  input: Omit<AdjustInput, "account">,
): Promise<{ readonly adjustmentId: number }> {
  const { productId, kind, value, reason } = input;
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const createdBy = speakerOf(ctx);
    const { row, weekStartWeekday } = await statable(tx, ctx.scope, productId);
    if (input.fromOn > input.toOn) throw new DomainError("invalid", { rule: "days_in_order" });
    const span = wholeWeeks(input, weekStartWeekday);
    checkSpan(span, row.originOn);
    if (kind === "factor" && value > MAX_ADJUSTMENT_FACTOR)
      throw new DomainError("invalid", {
        rule: "factor_out_of_bounds",
        maxFactor: MAX_ADJUSTMENT_FACTOR,
      });
    if (kind === "units_per_week") await checkUnits(tx, ctx.scope, row, { productId, value });
    await checkOverlap(tx, ctx.scope, productId, span);
    const expiresOn = earlierOf(input.expiresOn ?? span.toOn, span.toOn);
    const adjustmentId = await insertAdjustment(tx, ctx.scope, {
      productId,
      ...span,
      kind,
      factorMillionths: kind === "factor" ? roundHalfEven(value * 1e6) : null,
      milliUnitsPerWeek: kind === "units_per_week" ? roundHalfEven(value * 1000) : null,
      reason,
      expiresOn,
      createdBy,
      recordedFrom: ctx.clock.now(),
    });
    await recordEvent(tx, ctx, {
      action: "forecast.adjust",
      target: `forecast_adjustment:${adjustmentId}`,
      detail: { productId, ...span, kind, value, expiresOn },
    });
    return { adjustmentId };
  });
}

const earlierOf = (a: string, b: string): string => (a < b ? a : b);

async function checkUnits(
  tx: Tx,
  scope: SellerScope,
  row: ForecastRow,
  { productId, value }: { readonly productId: number; readonly value: number },
): Promise<void> {
  const sales = await listWeekSales(tx, scope, productId, {
    originOn: row.originOn,
    weekCount: PAST_WEEKS,
  });
  const most = maxUnitsPerWeek(weeksAhead(row), pastWeeks(row, sales, PAST_WEEKS));
  if (value > most)
    throw new DomainError("invalid", { rule: "units_out_of_bounds", maxUnits: most });
}

async function checkOverlap(
  tx: Tx,
  scope: SellerScope,
  productId: number,
  span: StatedSpan,
): Promise<void> {
  const standing = await listAdjustments(tx, scope, productId, span.fromOn);
  if (standing.some(({ fromOn }) => fromOn <= span.toOn))
    throw new DomainError("conflict", { rule: "weeks_taken" });
}

/** Takes an adjustment back: runs from now on do not know it, those before keep it. Throws not_found for any that does not stand. */
export function withdrawAdjustment(
  ctx: SellerContext,
  adjustmentId: number,
): Promise<{ readonly withdrawnAt: string }> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    speakerOf(ctx);
    const withdrawnAt = ctx.clock.now();
    const closed = await closeAdjustment(tx, ctx.scope, adjustmentId, withdrawnAt);
    if (!closed) throw new DomainError("not_found", { adjustmentId });
    await recordEvent(tx, ctx, {
      action: "forecast.withdrawAdjustment",
      target: `forecast_adjustment:${adjustmentId}`,
      detail: { productId: closed.productId },
    });
    return { withdrawnAt: withdrawnAt.toISOString() };
  });
}
