// A quantity that a person sets in place of the advice: priced on the newest decision before it is confirmed, kept with its
// reason until it expires, used and priced anew by every run meanwhile, and withdrawn when the person says so.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { overrideEffect } from "@/lib/optimizer/replenishment/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { loadDecision } from "@/server/planning/traces.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import { findRestock } from "@/server/repositories/restock.ts";
import {
  closeOverride,
  findTerm,
  insertOverride,
  listOverrides,
} from "@/server/repositories/restock-statement.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { SellerContext } from "@/server/services/context.ts";
import type {
  OverrideList,
  OverridePrice,
  PriceOverrideInput,
  SetOverrideInput,
} from "./override-schemas.ts";

/** Days that an override may hold beyond the day of the newest plan: as long as a demand surface looks ahead. */
export const OVERRIDE_DAYS = 91;

/** A person decides; a job never does. */
export function deciderOf({ scope }: SellerContext): number {
  if (scope.userId === null) throw new DomainError("forbidden", { rule: "a_person_decides" });
  return scope.userId;
}

/** The newest run's decision about a product and what `units` in its place would do. Throws not_found without one. */
async function priced(
  tx: Tx,
  scope: SellerScope,
  { productId, units }: Pick<PriceOverrideInput, "productId" | "units">,
) {
  const run = await findLatestRun(tx, scope);
  const advice = run && (await findRestock(tx, scope, run.runId, { productId }));
  if (!run || !advice) throw new DomainError("not_found", { productId });
  const { accountId } = scope;
  const key = { accountId, key: productId };
  const decision = await loadDecision(tx, scope, run.runId, "replenishment", key);
  if (!decision) throw new DomainError("not_found", { productId });
  return { run, sku: advice.sku, effect: overrideEffect(decision.leaves, 0, units) };
}

/** What a quantity would do, by replay of the newest decision; nothing is kept. */
export function priceOverride(
  ctx: SellerContext,
  input: Omit<PriceOverrideInput, "account">,
): Promise<OverridePrice> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const { run, effect } = await priced(tx, ctx.scope, input);
    const term = await findTerm(tx, ctx.scope, input.productId);
    return {
      ...effect,
      units: input.units,
      currency: run.currency,
      runId: run.runId,
      asOfOn: run.asOfOn,
      lastOn: lastDay(run.asOfOn),
      minimumUnits: term?.minimumUnits ?? null,
    };
  });
}

const lastDay = (asOfOn: string): string => dayToDate(dayFromDate(asOfOn) + OVERRIDE_DAYS);

/**
 * Sets a quantity; one that stood for the product is replaced. Throws conflict when a newer run has decided since it was
 * priced, invalid when it would never hold or too long.
 */
export function setOverride(
  ctx: SellerContext,
  input: Omit<SetOverrideInput, "account">,
): Promise<{ readonly overrideId: number }> {
  const { productId, units, reason, expiresOn } = input;
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const createdBy = deciderOf(ctx);
    const { run, effect } = await priced(tx, ctx.scope, input);
    if (run.runId !== input.runId) throw new DomainError("conflict", { rule: "newer_plan" });
    if (expiresOn <= run.asOfOn) throw new DomainError("invalid", { rule: "expired_already" });
    const lastOn = lastDay(run.asOfOn);
    if (expiresOn > lastOn) throw new DomainError("invalid", { rule: "too_long", lastOn });
    const recordedFrom = ctx.clock.now();
    const before = await closeOverride(tx, ctx.scope, { productId }, recordedFrom);
    const overrideId = await insertOverride(tx, ctx.scope, {
      productId,
      units,
      reason,
      expiresOn,
      runId: run.runId,
      ...effect,
      createdBy,
      recordedFrom,
    });
    await recordEvent(tx, ctx, {
      action: "replenishment.setOverride",
      target: `restock_override:${overrideId}`,
      detail: {
        productId,
        units,
        expiresOn,
        reason,
        ...effect,
        replaced: before?.overrideId ?? null,
      },
    });
    return { overrideId };
  });
}

/** Takes a quantity back: runs from now on follow the advice. Throws not_found for one that does not stand. */
export function withdrawOverride(
  ctx: SellerContext,
  overrideId: number,
): Promise<{ readonly withdrawnAt: string }> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    deciderOf(ctx);
    const withdrawnAt = ctx.clock.now();
    const closed = await closeOverride(tx, ctx.scope, { overrideId }, withdrawnAt);
    if (!closed) throw new DomainError("not_found", { overrideId });
    await recordEvent(tx, ctx, {
      action: "replenishment.withdrawOverride",
      target: `restock_override:${overrideId}`,
      detail: { productId: closed.productId, units: closed.units },
    });
    return { withdrawnAt: withdrawnAt.toISOString() };
  });
}

/** Quantities that stand on the day of the newest plan. */
export function listStandingOverrides(ctx: SellerContext): Promise<OverrideList> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findLatestRun(tx, ctx.scope);
    if (!run) return { currency: null, overrides: [] };
    const rows = await listOverrides(tx, ctx.scope, run.asOfOn);
    const overrides = rows.map(({ createdAt, ...row }) => ({
      ...row,
      isInForce: run.finishedAt !== null && createdAt <= run.finishedAt,
    }));
    return { currency: run.currency, overrides };
  });
}
