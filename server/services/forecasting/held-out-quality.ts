// How good a model of many accounts is on weeks that it did not learn from, beside the methods that need no training.
import {
  ALL_CLASSES,
  chooseMethods,
  type DemandModel,
  type DemandProblem,
  problemAt,
  qualityFigures,
} from "@/lib/optimizer/forecasting/index.ts";
import {
  BACKTEST,
  BACKTEST_WEEKS,
  backtestProblems,
  FORECASTERS,
  MODEL_METHOD,
  modelForecaster,
  type SegmentTally,
} from "@/lib/optimizer/stages/index.ts";
import type { MethodScore, ModelQuality } from "@/server/planning/forecast-model.ts";
import { segmentsWithout } from "@/server/planning/used-methods.ts";

/** The accounts without the weeks that models are scored on; those too young to be learnt from then are left out. */
export const withoutLastWeeks = (accounts: readonly DemandProblem[]): DemandProblem[] =>
  accounts
    .filter(({ originWeek }) => originWeek + 1 >= BACKTEST_WEEKS + BACKTEST.minimumWeeks)
    .map((account) =>
      problemAt(account, account.originWeek - BACKTEST_WEEKS, account.horizonWeeks),
    );

const UNMEASURED: MethodScore = {
  method: MODEL_METHOD,
  isClassical: false,
  spl: null,
  sumSpl: null,
  biasShare: null,
  coverage80Share: null,
  cumulative90Share: null,
};

/**
 * Scores a model that was trained `withoutLastWeeks` on the weeks kept from it, and tells the segments on which another method was better.
 * `model` null = no account was old enough: nothing is scored.
 */
export function heldOutQuality(
  accounts: readonly DemandProblem[],
  model: DemandModel | null,
): ModelQuality {
  if (!model) return { windowCount: 0, model: UNMEASURED, others: [] };
  const forecasters = [modelForecaster(model, MODEL_METHOD, null), ...FORECASTERS];
  const scores = backtestProblems(accounts, forecasters).map(segmentScore);
  const whole = scores.filter(
    ({ intermittencyClass, volumeClass }) =>
      intermittencyClass === ALL_CLASSES && volumeClass === ALL_CLASSES,
  );
  const choices = chooseMethods(scores).map((choice) => ({ ...choice, modelId: null }));
  return {
    windowCount: Math.max(0, ...whole.map(({ windowCount }) => windowCount)),
    model: whole.filter(({ method }) => method === MODEL_METHOD).map(methodScore)[0] ?? UNMEASURED,
    others: whole.filter(({ method }) => method !== MODEL_METHOD).map(methodScore),
    unusedSegments: [...segmentsWithout(choices, ({ method }) => method === MODEL_METHOD)],
  };
}

type ScoredSegment = ReturnType<typeof segmentScore>;

function segmentScore({ tallies, ...segment }: SegmentTally) {
  const [weeks, ...sums] = tallies.map(qualityFigures);
  return {
    ...segment,
    windowCount: weeks?.windowCount ?? 0,
    spl: weeks?.spl ?? null,
    sumSpl: meanOf(sums.map(({ spl }) => spl)),
    biasShare: weeks?.biasShare ?? null,
    coverage80Share: weeks?.coverage80Share ?? null,
    cumulative90Share: meanOf(sums.map(({ coverage90Share }) => coverage90Share)),
  };
}

const methodScore = ({
  method,
  isClassical,
  spl,
  sumSpl,
  biasShare,
  coverage80Share,
  cumulative90Share,
}: ScoredSegment): MethodScore => ({
  ...{ method, isClassical, spl, sumSpl },
  ...{ biasShare, coverage80Share, cumulative90Share },
});

/** null where one is not defined. */
function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length < values.length || known.length === 0) return null;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
