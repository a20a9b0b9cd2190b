// Versions of the forecast model as policy admins see them.
import type { z } from "zod";
import { DomainError } from "@/server/core/errors.ts";
import {
  findActiveModel,
  findForecastModel,
  listForecastModels,
} from "@/server/repositories/forecast-model.ts";
import { listPlannableMarketplaces } from "@/server/repositories/network.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { measuredScores } from "./measured-scores.ts";
import { modelDetail, modelSummary } from "./model-view.ts";
import type { ModelDetail, ModelList } from "./schemas.ts";

export function listModels(ctx: StaffContext): Promise<z.infer<typeof ModelList>> {
  return inScope(ctx.db, ctx.scope, async (tx) => ({
    models: (await listForecastModels(tx, ctx.scope)).map(modelSummary),
    marketplaces: await listPlannableMarketplaces(tx),
  }));
}

/** One version; throws not_found. */
export function getModel(ctx: StaffContext, modelId: number): Promise<ModelDetail> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await findForecastModel(tx, ctx.scope, modelId);
    if (!row) throw new DomainError("not_found", { modelId });
    const active = await findActiveModel(tx, ctx.scope, row);
    return modelDetail(row, active, await measuredScores(tx, ctx.scope, row.marketplaceId));
  });
}
