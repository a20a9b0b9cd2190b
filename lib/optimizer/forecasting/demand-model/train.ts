import type { BoostingOptions } from "../../boosting/index.ts";
import { combine, fixedWeights, learnWeights, type Outcomes } from "../global/combination.ts";
import { learnConformal } from "../global/conformal.ts";
import { demandClassOf } from "../global/demand-class.ts";
import { growFamilyOn, type QuantileFamily } from "../global/family.ts";
import type { Window } from "../global/features.ts";
import type { MemberForecast } from "../global/member.ts";
import { between } from "../global/sums.ts";
import { type DemandProblem, problemAt } from "../problem.ts";
import {
  type AccountState,
  accountState,
  forecastByTrees,
  isForecastable,
  spreadOf,
  structuralMember,
} from "./account-forecast.ts";
import { stockShare, tellsOffers } from "./adjusted-panel.ts";
import {
  type DemandModel,
  type DemandSide,
  LEAD_GROUPS,
  leadGroup,
  MODEL_LEVELS,
  STEP_WINDOWS,
  SUM_WINDOWS,
} from "./model.ts";

export interface TrainingOptions {
  readonly seed: number;
  /** Rows per forest and forests per side. */
  readonly rowCount: number;
  readonly bagCount: number;
  readonly treeCount: number;
  /** A model whose trees growing goes on from: `treeCount` trees are added to them. */
  readonly continueFrom?: DemandModel;
}

export const TRAINING_OPTIONS: TrainingOptions = {
  seed: 1,
  rowCount: 60_000,
  bagCount: 2,
  treeCount: 110,
};

/** Share of trees and of the structural method before anything was judged. */
const START_WEIGHTS = [0.5, 0.5];
const JUDGED_WEEKS = 13;
/** Weeks before the end from which on trees see nothing, and at which they are judged. */
const JUDGED_CUT = 2 * JUDGED_WEEKS;
const JUDGED_BACK = [JUDGED_CUT, JUDGED_CUT - Math.floor(JUDGED_WEEKS / 2), JUDGED_WEEKS];
/** Weeks since an account's first sale from which on it is judged, and from which on it alone is enough to learn from. */
const JUDGED_FROM_WEEKS = JUDGED_CUT + 18;
const LEARNT_FROM_WEEKS = 8;
const JUDGED_SKUS = 150;

const BOOSTING: Omit<BoostingOptions, "seed" | "treeCount"> = {
  leafCountMax: 31,
  leafRowsMin: 80,
  learningRate: 0.06,
  rowShare: 0.6,
  featureShare: 0.5,
};

/**
 * Trains a model on the histories of many accounts (one problem each): trees for single weeks and for sums, how much to trust
 * them beside the structural method per class of demand, and how far their quantiles must be stretched, both judged on the
 * last 26 weeks of accounts that have sold for 44 by trees that had not seen them. Deterministic. Throws RangeError where no
 * account has sold for 8 weeks.
 * Cost: about 4 x 10 s of one core per 60,000 rows and forest.
 */
export function trainDemandModel(
  problems: readonly DemandProblem[],
  options: TrainingOptions = TRAINING_OPTIONS,
): DemandModel {
  if (!problems.some((problem) => soldWeeks(problem) >= LEARNT_FROM_WEEKS)) {
    throw new RangeError(
      `trainDemandModel: expected an account with ${LEARNT_FROM_WEEKS} weeks since its first sale, got none in ${problems.length}`,
    );
  }
  const lengths = SUM_WINDOWS.map(({ to }) => to);
  // What goes on from a model has its features.
  const isOfferTold = options.continueFrom?.isOfferTold ?? problems.some(tellsOffers);
  const states = problems.map((problem) => accountState(problem, lengths, isOfferTold));
  const judged = problems.filter((problem) => soldWeeks(problem) >= JUDGED_FROM_WEEKS);
  const sides = (["steps", "sums"] as const).map((side): DemandSide => {
    const windows = side === "steps" ? STEP_WINDOWS : SUM_WINDOWS;
    const learnt = judged.length > 0 ? judgeSide(judged, side, options, isOfferTold) : null;
    return {
      family: grow(states, windows, options, side),
      weights: learnt?.weights ?? fixedWeights(START_WEIGHTS),
      stretch: learnt?.stretch ?? new Float64Array(LEAD_GROUPS * MODEL_LEVELS.length).fill(1),
      meanFactor: learnt?.meanFactor ?? new Float64Array(LEAD_GROUPS).fill(1),
    };
  });
  const seriesCount = problems.reduce((sum, { skuCount }) => sum + skuCount, 0);
  return {
    steps: sides[0]!,
    sums: sides[1]!,
    spreadFrom: leastSpread(states),
    isOfferTold,
    rowCount: 2 * options.bagCount * options.rowCount,
    seriesCount,
  };
}

const STEADIEST_SHARE = 0.05;

/** The spread that all but the steadiest learnt series reached; 0 where none has half a year of record. */
function leastSpread(states: readonly AccountState[]): number {
  const spreads = states.flatMap(({ builder, problem }) =>
    Array.from({ length: problem.skuCount }, (_, i) =>
      spreadOf(builder, i, problem.originWeek + 1),
    ),
  );
  const sorted = Float64Array.from(spreads.filter((spread) => !Number.isNaN(spread))).sort();
  return sorted[Math.floor(STEADIEST_SHARE * sorted.length)] ?? 0;
}

/** Weeks from an account's first sale to its origin, both included; 0 without a sale. */
function soldWeeks({
  skuCount,
  weekCount,
  originWeek,
  firstWeek,
  soldUnits,
}: DemandProblem): number {
  let first = originWeek + 1;
  for (let i = 0; i < skuCount; i++) {
    for (let t = Math.max(0, firstWeek[i]!); t < first; t++) {
      if (soldUnits[i * weekCount + t]! > 0) first = t;
    }
  }
  return originWeek + 1 - first;
}

function grow(
  states: readonly AccountState[],
  windows: readonly Window[],
  { seed, rowCount, bagCount, treeCount, continueFrom }: TrainingOptions,
  side: "steps" | "sums",
): QuantileFamily {
  return growFamilyOn(
    states.map(({ builder, problem }) => ({ builder, lastPeriod: problem.originWeek + 1 })),
    {
      levels: MODEL_LEVELS,
      windows,
      rowCount,
      bagCount,
      originFrom: 1,
      boosting: { ...BOOSTING, seed, treeCount },
      ...(continueFrom ? { continueFrom: continueFrom[side].family } : {}),
    },
  );
}

function judgeSide(
  problems: readonly DemandProblem[],
  side: "steps" | "sums",
  options: TrainingOptions,
  isOfferTold: boolean,
) {
  const all = side === "steps" ? STEP_WINDOWS : SUM_WINDOWS;
  const windows = all.filter(({ to }) => to <= JUDGED_WEEKS);
  const lengths = SUM_WINDOWS.map(({ to }) => to).filter((to) => to <= JUDGED_WEEKS);
  const before = problems.map((problem) =>
    accountState(
      problemAt(problem, problem.originWeek - JUDGED_CUT, JUDGED_WEEKS),
      lengths,
      isOfferTold,
    ),
  );
  const family = grow(before, windows, options, side);
  const parts = problems.flatMap((problem) =>
    JUDGED_BACK.map((back) => {
      const state = accountState(
        problemAt(problem, problem.originWeek - back, JUDGED_WEEKS),
        lengths,
        isOfferTold,
      );
      return judgedPart(problem, state, family, windows, side);
    }),
  );
  const outcomes = joinOutcomes(
    parts.map((part) => part.outcomes),
    windows.length,
  );
  const members = [0, 1].map((m) => joinMembers(parts.map((part) => part.members[m]!)));
  const weights = learnWeights(members, MODEL_LEVELS, outcomes, START_WEIGHTS);
  const mixed = combine(
    members,
    weights,
    outcomes.demandClass,
    windows.length,
    MODEL_LEVELS.length,
  );
  const groups = Int32Array.from(windows, leadGroup);
  const { stretch, meanFactor } = learnConformal(mixed, MODEL_LEVELS, outcomes, groups);
  return { weights, stretch, meanFactor };
}

/** Forecasts of an account at one origin by both methods, and what followed in full weeks of stock. */
function judgedPart(
  problem: DemandProblem,
  state: AccountState,
  family: QuantileFamily,
  windows: readonly Window[],
  side: "steps" | "sums",
) {
  const { skuCount } = problem;
  const able = Array.from({ length: skuCount }, (_, i) => i).filter((i) =>
    isForecastable(state, i),
  );
  const stride = Math.max(1, able.length / JUDGED_SKUS);
  const skus = Array.from(
    { length: Math.min(able.length, JUDGED_SKUS) },
    (_, k) => able[Math.floor(k * stride)]!,
  );
  return {
    outcomes: outcomesOf(problem, state, skus, windows),
    members: [
      forecastByTrees(state, family, skus, windows),
      structuralMember(state, skus, windows, side),
    ],
  };
}

function outcomesOf(
  problem: DemandProblem,
  { problem: { originWeek }, builder }: AccountState,
  skus: readonly number[],
  windows: readonly Window[],
): Outcomes {
  const { sums } = builder;
  const actual = new Float64Array(skus.length * windows.length).fill(Number.NaN);
  const scale = new Float64Array(actual.length);
  skus.forEach((i, k) => {
    const changes = between(sums, sums.changes, i, 0, originWeek + 1);
    const unit = changes > 0 ? between(sums, sums.change, i, 0, originWeek + 1) / changes : 0;
    windows.forEach(({ from, to }, w) => {
      scale[k * windows.length + w] = unit * Math.sqrt(to - from + 1);
      actual[k * windows.length + w] = fullWeeks(problem, i, originWeek + from, originWeek + to);
    });
  });
  const demandClass = Uint8Array.from(skus, (i) => demandClassOf(sums, i, originWeek + 1));
  return {
    taskCount: skus.length,
    windowCount: windows.length,
    actual,
    scale,
    demandClass,
    isCount: true,
  };
}

/** Units sold in weeks from .. to, NaN where stock ran out in one of them: then demand is not known. */
function fullWeeks(problem: DemandProblem, i: number, from: number, to: number): number {
  let sum = 0;
  for (let t = from; t <= to; t++) {
    const at = i * problem.weekCount + t;
    if (stockShare(problem, at) < 1 || problem.isCensored?.[at]) return Number.NaN;
    sum += problem.soldUnits[at]!;
  }
  return sum;
}

function joinOutcomes(parts: readonly Outcomes[], windowCount: number): Outcomes {
  const join = (pick: (part: Outcomes) => Float64Array) => joined(parts.map(pick));
  return {
    taskCount: parts.reduce((sum, { taskCount }) => sum + taskCount, 0),
    windowCount,
    actual: join(({ actual }) => actual),
    scale: join(({ scale }) => scale),
    demandClass: Uint8Array.from(parts.flatMap(({ demandClass }) => [...demandClass])),
    isCount: true,
  };
}

const joinMembers = (parts: readonly MemberForecast[]): MemberForecast => ({
  mean: joined(parts.map(({ mean }) => mean)),
  quantile: joined(parts.map(({ quantile }) => quantile)),
});

function joined(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
