import {
  bestClassical,
  type MethodScore,
  ModelQuality,
  ModelTraining,
  scoreOf,
} from "@/server/planning/forecast-model.ts";
import type { ForecastModelRow } from "@/server/repositories/forecast-model.ts";
import type { MeasuredScores } from "./measured-scores.ts";
import type { ModelDetail, ModelSummary } from "./schemas.ts";

/** The scores a version was stored with; null where they are not of the form that jobs write. */
const qualityOf = (row: ForecastModelRow): ModelQuality | null =>
  ModelQuality.safeParse(row.quality).data ?? null;

export function modelSummary(row: ForecastModelRow): ModelSummary {
  const training = ModelTraining.safeParse(row.options).data;
  const quality = qualityOf(row);
  const best = quality && bestClassical(quality.others);
  return {
    modelId: row.modelId,
    name: row.name,
    version: row.version,
    kind: row.kind,
    frequency: row.frequency,
    marketplaceId: row.marketplaceId,
    status: row.status,
    statusChangedAt: row.statusChangedAt.toISOString(),
    trainedAt: row.trainedAt.toISOString(),
    rowCount: training?.rowCount ?? null,
    seriesCount: training?.seriesCount ?? null,
    byteCount: training?.byteCount ?? null,
    gainShare: best ? gainShare(quality.model, best) : null,
    bestClassical: best?.method ?? null,
  };
}

function gainShare(model: MethodScore, other: MethodScore): number | null {
  const [own, theirs] = [scoreOf(model), scoreOf(other)];
  return own === null || theirs === null || theirs === 0 ? null : 1 - own / theirs;
}

const scoreView = ({ isClassical: _, ...score }: MethodScore) => score;

/** A version beside the one it would replace. */
export function modelDetail(
  row: ForecastModelRow,
  active: ForecastModelRow | undefined,
  measured: MeasuredScores,
): ModelDetail {
  const training = ModelTraining.safeParse(row.options).data;
  const quality = qualityOf(row);
  const isCandidate = row.status === "candidate";
  const replaced = isCandidate ? active : undefined;
  return {
    ...modelSummary(row),
    dataSha256: row.dataSha256,
    modelSha256: row.modelSha256,
    source: training?.source ?? null,
    dataToOn: training?.dataToOn ?? null,
    reason: row.reason,
    createdAt: row.createdAt.toISOString(),
    creatorName: row.creatorName,
    deciderName: row.deciderName,
    scores: quality ? [quality.model, ...quality.others].map(scoreView) : [],
    windowCount: quality?.windowCount ?? null,
    can: { activate: isCandidate, retire: row.status !== "retired" },
    replaces: replaced
      ? { modelId: replaced.modelId, name: replaced.name, version: replaced.version }
      : null,
    warning: isCandidate ? activationWarning(row, active, measured) : null,
  };
}

/**
 * Why a candidate must not come into use unseen: it was not measured, or measured worse than the version in use. A backtest that
 * measured both on the same weeks is believed before the scores that they were stored with.
 */
export function activationWarning(
  candidate: ForecastModelRow,
  active: ForecastModelRow | undefined,
  measured: MeasuredScores,
): ModelDetail["warning"] {
  const own = measured.get(candidate.modelId) ?? storedScore(candidate);
  if (own === null) return "not_measured";
  if (!active) return null;
  const isSameWeeks = measured.has(candidate.modelId) && measured.has(active.modelId);
  const [ours, theirs] = isSameWeeks
    ? [own, measured.get(active.modelId) ?? null]
    : [storedScore(candidate) ?? own, storedScore(active)];
  return theirs !== null && ours > theirs ? "worse_than_active" : null;
}

function storedScore(row: ForecastModelRow): number | null {
  const quality = qualityOf(row);
  return quality && scoreOf(quality.model);
}
