// Versions of the model that a backtest scores: the one in use and the newest candidates.
import { dayFromDate } from "@/lib/calendar/index.ts";
import { BACKTEST_WEEKS, MODEL_METHOD } from "@/lib/optimizer/stages/index.ts";
import {
  findModelInUse,
  listWeeklyModels,
  type ModelInUseRow,
} from "@/server/repositories/forecast-model.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { ModelTraining } from "./forecast-model.ts";
import { reasonUndecodable } from "./model-cache.ts";
import { loadEncodedModel } from "./run-model.ts";
import type { NetworkView } from "./shard-facts.ts";
import { type PlanningDeps, WORKER } from "./stage.ts";
import type { BacktestModelTask } from "./tasks.ts";

/** Candidates beyond these cost time and are hardly put into use any more. */
const CANDIDATES = 3;

export interface BacktestModels {
  readonly models: readonly BacktestModelTask[];
  /** null = none is, or it is not scored. */
  readonly modelIdInUse: number | null;
}

/**
 * Versions are scored on the same windows as every other method or not at all: one that learnt from a week that is scored would flatter
 * itself, and on fewer windows it could not be compared. Until the weeks it saw are past, the scores it was trained with stand for it.
 * A version whose data are not a network's (the one that ships) has seen none of these weeks.
 */
export async function loadBacktestModels(
  { db }: Pick<PlanningDeps, "db">,
  view: NetworkView,
): Promise<BacktestModels> {
  const { inUse, candidates } = await inScope(db, WORKER, async (tx) => ({
    inUse: await findModelInUse(tx, WORKER, view.marketplaceId),
    candidates: await listWeeklyModels(tx, WORKER, view.marketplaceId, "candidate", CANDIDATES),
  }));
  const models: BacktestModelTask[] = [];
  for (const row of [...(inUse ? [inUse] : []), ...candidates]) {
    if (!hasSeenNothing(row, view.asOfOn)) continue;
    const encoded = await loadEncodedModel({ db }, row);
    // A run passes it over too.
    if (reasonUndecodable(encoded) !== null) continue;
    models.push({
      ...encoded,
      method: row === inUse ? MODEL_METHOD : `${MODEL_METHOD}, candidate ${row.modelId}`,
      modelId: row.modelId,
    });
  }
  return {
    models,
    modelIdInUse: models.find(({ method }) => method === MODEL_METHOD)?.modelId ?? null,
  };
}

/** Whether every week that is scored as of a day came after what the version learnt from. */
function hasSeenNothing(row: ModelInUseRow, asOfOn: string): boolean {
  const training = ModelTraining.safeParse(row.options).data;
  if (!training) return false;
  const { dataToOn } = training;
  return (
    dataToOn === null || dayFromDate(asOfOn) - dayFromDate(dataToOn) >= 7 * (BACKTEST_WEEKS + 1)
  );
}
