// Trains the global model on a network's own demand, and measures how well one like it would have forecast.
import {
  ALL_CLASSES,
  TRAINING_OPTIONS,
  type TrainingOptions,
} from "@/lib/optimizer/forecasting/index.ts";
import { BACKTEST_WEEKS, MODEL_METHOD } from "@/lib/optimizer/stages/index.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import {
  JoinedBacktest,
  type NetworkBacktest,
  type QualityRow,
} from "@/server/planning/backtest.ts";
import type { MethodScore, ModelQuality } from "@/server/planning/forecast-model.ts";
import { type EncodedModel, reasonUndecodable } from "@/server/planning/model-cache.ts";
import { accountProblems, type NetworkHistory } from "@/server/planning/network-history.ts";
import { pretrainedModel } from "@/server/planning/pretrained-model.ts";
import type { PlanningDeps } from "@/server/planning/stage.ts";
import { segmentsWithout } from "@/server/planning/used-methods.ts";
import type { TrainModel } from "./run-training.ts";

/** Versions of networks are numbered under one name. */
const NAME = "network";
/** Fewer products teach less than other shops' sales do: then the shipped model's trees are kept and some are added. */
const OWN_SERIES = 1000;
/** Trees that are added, as a share of those of a model of its own. */
const ADDED_SHARE = 0.5;

interface Plan {
  readonly options: Omit<TrainingOptions, "continueFrom">;
  readonly continueFrom: EncodedModel | null;
}

/** The shipped model has seen no sales of the network, so that what goes on from it can be measured on any of its weeks. */
function planOf(seriesCount: number, options: TrainingOptions, shipped: EncodedModel): Plan {
  const isOwn = seriesCount >= OWN_SERIES || reasonUndecodable(shipped) !== null;
  if (isOwn) return { options, continueFrom: null };
  const treeCount = Math.max(1, Math.round(ADDED_SHARE * options.treeCount));
  return { options: { ...options, treeCount }, continueFrom: shipped };
}

/** For the model that is only measured: half the examples, one forest for a side. */
const measuredPlan = ({ options, continueFrom }: Plan): Plan => ({
  options: { ...options, rowCount: options.rowCount / 2, bagCount: 1 },
  continueFrom,
});

/** Shares of the work: training what is measured, measuring, training what is stored. */
const TRAINED_SHARE = 0.3;
const MEASURED_SHARE = 0.45;

/**
 * A trainer that computes in the threads of `compute`. The version itself learns from all weeks; a smaller one, which has seen none of
 * the last BACKTEST_WEEKS, is scored on them in its stead. A network of few products goes on from the trees of the shipped model. Cost on 4,000 products: see server/planning/README.md.
 */
export const networkTrainer =
  (
    { compute }: Pick<PlanningDeps, "compute">,
    options: TrainingOptions = TRAINING_OPTIONS,
    shipped: EncodedModel = pretrainedModel(),
  ): TrainModel =>
  async (network, onProgress) => {
    const plan = planOf(network.seriesCount, options, shipped);
    const work = { compute, plan: measuredPlan(plan), onProgress };
    const quality = await measure(work, network);
    if (quality === null || !(await onProgress(MEASURED_SHARE))) return null;
    const problems = accountProblems(network.shards);
    const { body, rowCount } = await compute.run("trainModel", { problems, ...plan });
    return { name: NAME, body, modelSha256: sha256Hex(body), training: { rowCount }, quality };
  };

interface Measuring {
  readonly compute: PlanningDeps["compute"];
  readonly plan: Plan;
  readonly onProgress: Parameters<TrainModel>[1];
}

/** null when the work is no longer wanted. */
async function measure(
  { compute, plan, onProgress }: Measuring,
  { shards }: NetworkHistory,
): Promise<ModelQuality | null> {
  const problems = accountProblems(shards, BACKTEST_WEEKS);
  if (problems.length === 0) return qualityOf(null);
  const { body } = await compute.run("trainModel", { problems, ...plan });
  const model = { body, modelSha256: sha256Hex(body), method: MODEL_METHOD, modelId: null };
  const joined = new JoinedBacktest();
  for (const [done, history] of shards.entries()) {
    const share = TRAINED_SHARE + ((MEASURED_SHARE - TRAINED_SHARE) * done) / shards.length;
    if (!(await onProgress(share))) return null;
    const { facts, calendar } = history;
    joined.add(await compute.run("backtest", { facts, calendar, models: [model] }), history);
  }
  return qualityOf(joined.result(() => true));
}

const NOT_MEASURED: MethodScore = {
  method: MODEL_METHOD,
  isClassical: false,
  spl: null,
  sumSpl: null,
  biasShare: null,
  coverage80Share: null,
  cumulative90Share: null,
};

function qualityOf(found: NetworkBacktest | null): ModelQuality {
  const rows = found?.rows ?? [];
  const whole = rows.filter(
    ({ intermittencyClass, volumeClass }) =>
      intermittencyClass === ALL_CLASSES && volumeClass === ALL_CLASSES,
  );
  const scores = whole.filter(({ isSum }) => !isSum).map((row) => scoreOf(row, whole));
  const used = rows.filter(({ isMethodUsed, isSum }) => isMethodUsed && !isSum);
  return {
    windowCount: Math.max(0, ...whole.map(({ windowCount }) => windowCount)),
    model: scores.find(({ method }) => method === MODEL_METHOD) ?? NOT_MEASURED,
    others: scores.filter(({ method }) => method !== MODEL_METHOD),
    unusedSegments: [...segmentsWithout(used, ({ method }) => method === MODEL_METHOD)],
  };
}

function scoreOf(row: QualityRow, rows: readonly QualityRow[]): MethodScore {
  const { method, isClassical, spl, biasShare, coverage80Share, cumulative90Share } = row;
  const sums = rows.flatMap((one) =>
    one.isSum && one.method === method && one.spl !== null ? [one.spl] : [],
  );
  const sumSpl = sums.length > 0 ? sums.reduce((sum, one) => sum + one, 0) / sums.length : null;
  return { method, isClassical, spl, sumSpl, biasShare, coverage80Share, cumulative90Share };
}
