// An installation forecasts with the shipped model until it has trained one on its own sales.
import { type PretrainedModel, pretrainedModel } from "@/server/planning/pretrained-model.ts";
import {
  type ForecastModelRow,
  findActiveModel,
  hasForecastModel,
  insertForecastModel,
  lockModelChoice,
  setModelStatus,
} from "@/server/repositories/forecast-model.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";

const PLACE = { marketplaceId: null, frequency: "week" } as const;

/**
 * Stores the shipped model unless it was stored before: in use where no version for any marketplace is, or the one that shipped earlier
 * and that no person chose; beside a person's choice it is a candidate. One that was taken out of use stays out. Safe to repeat and to race.
 */
export function ensurePretrainedModel(
  ctx: WorkerContext,
  model: PretrainedModel = pretrainedModel(),
): Promise<void> {
  const { name, body, modelSha256, dataSha256, training, quality, trainedAt } = model;
  return inScope(ctx.db, ctx.scope, async (tx) => {
    await lockModelChoice(tx);
    if (await hasForecastModel(tx, ctx.scope, modelSha256)) return;
    const active = await findActiveModel(tx, ctx.scope, PLACE);
    const isChosen = active !== undefined && !cameWithAnInstallation(active);
    if (active && !isChosen) {
      const change = { statusChangedAt: ctx.clock.now(), statusChangedBy: null };
      await setModelStatus(tx, ctx.scope, active.modelId, { status: "retired", ...change });
    }
    await insertForecastModel(tx, ctx.scope, {
      ...{ ...PLACE, name, body, modelSha256, dataSha256, quality, trainedAt },
      kind: "pretrained",
      options: training,
      status: isChosen ? "candidate" : "active",
      createdBy: null,
      reason: active ? "It came with an update." : "The model this installation began with.",
    });
  });
}

const cameWithAnInstallation = ({ kind, deciderName }: ForecastModelRow): boolean =>
  kind === "pretrained" && deciderName === null;
