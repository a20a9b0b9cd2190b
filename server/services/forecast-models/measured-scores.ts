// What the newest backtest of a marketplace measured of versions of the model, all on the same weeks.
import { decidingScore } from "@/lib/optimizer/forecasting/index.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { listModelLosses, type ModelLossRow } from "@/server/repositories/forecast-quality.ts";
import type { StaffScope } from "@/server/repositories/scope.ts";

/** The score that decides, by model id. */
export type MeasuredScores = ReadonlyMap<number, number>;

/** Scores of a marketplace's versions; none for versions of any marketplace: they are measured in many. */
export async function measuredScores(
  tx: Tx,
  scope: StaffScope,
  marketplaceId: string | null,
): Promise<MeasuredScores> {
  if (marketplaceId === null) return new Map();
  const losses = await listModelLosses(tx, scope, marketplaceId);
  const ids = [...new Set(losses.flatMap(({ modelId }) => (modelId === null ? [] : [modelId])))];
  return new Map(
    ids.flatMap((id) => {
      const own = losses.filter(({ modelId }) => modelId === id);
      const score = decidingScore(meanSpl(own, false), meanSpl(own, true));
      return score === null ? [] : [[id, score] as const];
    }),
  );
}

function meanSpl(losses: readonly ModelLossRow[], isSum: boolean): number | null {
  const known = losses.flatMap((loss) =>
    loss.isSum === isSum && loss.spl !== null ? [loss.spl] : [],
  );
  return known.length > 0 ? known.reduce((sum, spl) => sum + spl, 0) / known.length : null;
}
