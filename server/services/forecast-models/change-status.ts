// Which version of the forecast model runs use: chosen by a person, with a reason on record.
import type { z } from "zod";
import { DomainError } from "@/server/core/errors.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  type ForecastModelRow,
  type ForecastModelStatus,
  findActiveModel,
  findForecastModel,
  lockModelChoice,
  setModelStatus,
} from "@/server/repositories/forecast-model.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { measuredScores } from "./measured-scores.ts";
import { activationWarning } from "./model-view.ts";
import type { ActivateModelInput, RetireModelInput } from "./schemas.ts";

/**
 * Puts a candidate into use from the next run on; the version it replaces is retired. Throws not_found; precondition_failed for a
 * version that is in use or retired, and, unless it is confirmed, for one that measured worse than the version in use or was not measured.
 */
export function activateModel(
  ctx: StaffContext,
  input: z.infer<typeof ActivateModelInput>,
): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const model = await openModel(ctx, tx, input.modelId);
    if (model.status === "active")
      throw new DomainError("precondition_failed", { rule: "already_active" });
    const active = await findActiveModel(tx, ctx.scope, model);
    const measured = await measuredScores(tx, ctx.scope, model.marketplaceId);
    const warning = activationWarning(model, active, measured);
    if (warning !== null && !input.isConfirmed)
      throw new DomainError("precondition_failed", { rule: warning });
    if (active) await setStatus(ctx, tx, active.modelId, "retired");
    await setStatus(ctx, tx, model.modelId, "active");
    await recordEvent(tx, ctx, {
      action: "forecast_model.activate",
      target: `forecast_model:${model.modelId}`,
      detail: { reason: input.reason, replacedId: active?.modelId ?? null, warning },
    });
  });
}

/** Takes a version out of use for good; runs go on with the shipped version or classical methods. Throws not_found, precondition_failed. */
export function retireModel(
  ctx: StaffContext,
  input: z.infer<typeof RetireModelInput>,
): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const model = await openModel(ctx, tx, input.modelId);
    await setStatus(ctx, tx, model.modelId, "retired");
    await recordEvent(tx, ctx, {
      action: "forecast_model.retire",
      target: `forecast_model:${model.modelId}`,
      detail: { reason: input.reason, wasActive: model.status === "active" },
    });
  });
}

async function openModel(ctx: StaffContext, tx: Tx, modelId: number): Promise<ForecastModelRow> {
  await lockModelChoice(tx);
  const model = await findForecastModel(tx, ctx.scope, modelId);
  if (!model) throw new DomainError("not_found", { modelId });
  if (model.status === "retired")
    throw new DomainError("precondition_failed", { rule: "already_retired" });
  return model;
}

const setStatus = (ctx: StaffContext, tx: Tx, modelId: number, status: ForecastModelStatus) =>
  setModelStatus(tx, ctx.scope, modelId, {
    status,
    statusChangedAt: ctx.clock.now(),
    statusChangedBy: ctx.scope.userId,
  });
