import { exp, ln } from "../core/elementary.ts";
import type { History } from "./history.ts";
import type { DemandProblem } from "./problem.ts";
import { addObservation, ridgeSums, solveRidge } from "./ridge.ts";
import { logRatio, type WeekSums, weekSums } from "./season-evidence.ts";
import { HARMONICS, ROW_SIZE, seasonRows } from "./season-rows.ts";

/** Demand of week t of a category's SKU = its level * factor[category, t]. */
export interface SeasonFit {
  /** Yearly profile times event factors; the profile has mean 1 over a year. [categoryCount, axisWeeks] */
  readonly factor: Float64Array;
  /** [categoryCount, kindCount] */
  readonly eventUplift: Float64Array;
}

const ITERATIONS = 4;
// Prior standard deviations in logs: the seller's own profile around the given one, and a category around the seller's.
const PROFILE_SD = 0.4;
const CATEGORY_SD = 0.25;
const GROWTH_SD = 0.3;
const UPLIFT_SD = 0.5;
const CATEGORY_UPLIFT_SD = 0.2;
interface State {
  readonly history: History;
  readonly problem: DemandProblem;
  /** Rows of the regression by week of the axis. [axisWeeks, ROW_SIZE] */
  readonly row: Float64Array;
  /** 1 = an event touches the week. [axisWeeks] */
  readonly isEventWeek: Uint8Array;
  /** [categoryCount, ROW_SIZE] */
  readonly coefficient: Float64Array;
  /** ln of the given profile. [categoryCount, axisWeeks] */
  readonly base: Float64Array;
  readonly eventUplift: Float64Array;
  /** Season, growth and events: used to fit only. [categoryCount, axisWeeks] */
  readonly fitted: Float64Array;
}

/**
 * Yearly profile and event factors per category from all SKUs together: a log-linear model of weekly totals on
 * harmonics and growth, every SKU at its own level, categories shrunk to the seller and the seller to the given profile.
 * Growth is fitted so that it is not taken for season, and then left to the level. Cost O(skuCount * pastWeeks).
 */
export function fitSeason(
  problem: DemandProblem,
  history: History,
  seasonWeeks: number,
): SeasonFit {
  const state = startState(problem, history, seasonWeeks);
  const span = spanOfData(history);
  // Less than a year of data cannot tell season from level: the priors close in.
  const trust = Math.min(1, Math.max(0.05, (span / seasonWeeks - 0.4) / 0.6));
  for (let k = 0; k < ITERATIONS; k++) {
    const sums = weekSums(history, state.fitted);
    fitProfiles(state, sums, trust);
    fitEvents(state, sums);
    updateFitted(state);
  }
  return { factor: finalFactor(state, seasonWeeks), eventUplift: state.eventUplift };
}

function startState(problem: DemandProblem, history: History, seasonWeeks: number): State {
  const { categoryCount, axisWeeks } = history;
  const kindCount = problem.events?.kindCount ?? 0;
  const eventUplift = new Float64Array(categoryCount * kindCount);
  const isEventWeek = new Uint8Array(axisWeeks);
  for (let c = 0; c < categoryCount; c++) {
    for (let k = 0; k < kindCount; k++) {
      eventUplift[c * kindCount + k] = problem.events!.upliftPrior[k]!;
    }
  }
  const eventWeek = problem.events?.week ?? new Int32Array(0);
  for (let e = 0; e < eventWeek.length; e++) isEventWeek[eventWeek[e]!] = 1;
  const base = new Float64Array(categoryCount * axisWeeks);
  if (problem.seasonPrior) {
    for (let c = 0; c < categoryCount; c++) {
      for (let t = 0; t < axisWeeks; t++) {
        base[c * axisWeeks + t] = ln(
          problem.seasonPrior[c * seasonWeeks + problem.weekOfYear[t]!]!,
        );
      }
    }
  }
  const state: State = {
    history,
    problem,
    row: seasonRows(problem.weekOfYear, seasonWeeks, history.pastWeeks),
    isEventWeek,
    coefficient: new Float64Array(categoryCount * ROW_SIZE),
    base,
    eventUplift,
    fitted: new Float64Array(categoryCount * axisWeeks),
  };
  updateFitted(state);
  return state;
}

function spanOfData(history: History): number {
  let first = history.pastWeeks;
  for (let i = 0; i < history.skuCount; i++) first = Math.min(first, history.firstWeek[i]!);
  return history.pastWeeks - Math.max(0, first);
}

function updateFitted(state: State): void {
  const { axisWeeks, categoryCount } = state.history;
  for (let c = 0; c < categoryCount; c++) {
    for (let t = 0; t < axisWeeks; t++) {
      const log = state.base[c * axisWeeks + t]! + linear(state, c, t, 1);
      state.fitted[c * axisWeeks + t] = exp(log);
    }
  }
  multiplyEvents(state, state.fitted);
}

/** Row t times the coefficients of category c from index `from` on; the intercept (index 0) belongs to the levels. */
function linear(state: State, c: number, t: number, from: number): number {
  let sum = 0;
  for (let k = from; k < ROW_SIZE; k++)
    sum += state.coefficient[c * ROW_SIZE + k]! * state.row[t * ROW_SIZE + k]!;
  return sum;
}

function multiplyEvents(state: State, factor: Float64Array): void {
  const { events } = state.problem;
  if (!events) return;
  const { axisWeeks, categoryCount } = state.history;
  for (let e = 0; e < events.week.length; e++) {
    for (let c = 0; c < categoryCount; c++) {
      factor[c * axisWeeks + events.week[e]!]! *=
        state.eventUplift[c * events.kindCount + events.kind[e]!]!;
    }
  }
}

function fitProfiles(state: State, sums: WeekSums, trust: number): void {
  const { categoryCount } = state.history;
  const zero = new Float64Array(ROW_SIZE);
  const pooled = fitCoefficients(state, sums, -1, zero, priorPrecision(PROFILE_SD * trust));
  for (let c = 0; c < categoryCount; c++) {
    const own = fitCoefficients(state, sums, c, pooled, priorPrecision(CATEGORY_SD * trust));
    state.coefficient.set(own, c * ROW_SIZE);
  }
}

function priorPrecision(sd: number): Float64Array {
  const precision = new Float64Array(ROW_SIZE);
  precision[0] = 1e-4;
  precision[1] = (PROFILE_SD / (GROWTH_SD * sd)) ** 2;
  for (let k = 1; k <= HARMONICS; k++) {
    precision[2 * k] = (k / sd) ** 2;
    precision[2 * k + 1] = precision[2 * k]!;
  }
  return precision;
}

/** Coefficients of category c, or of all categories together for c = -1. */
function fitCoefficients(
  state: State,
  weeks: WeekSums,
  c: number,
  prior: Float64Array,
  precision: Float64Array,
): Float64Array {
  const { pastWeeks, categoryCount } = state.history;
  const sums = ridgeSums(ROW_SIZE);
  const ratio = new Float64Array(2);
  for (let t = 0; t < pastWeeks; t++) {
    if (state.isEventWeek[t]) continue;
    if (c < 0) logRatio(weeks, t, categoryCount, pastWeeks, ratio);
    else logRatio(weeks, c * pastWeeks + t, 1, pastWeeks, ratio);
    if (ratio[1] === 0) continue;
    const current = c < 0 ? meanLinear(state, weeks, t) : linear(state, c, t, 1);
    addObservation(
      sums,
      state.row.subarray(t * ROW_SIZE, (t + 1) * ROW_SIZE),
      current + ratio[0]!,
      ratio[1]!,
    );
  }
  return solveRidge(sums, prior, precision);
}

/** Mean over categories, weighted by expected units, of what the current fit says about week t. */
function meanLinear(state: State, weeks: WeekSums, t: number): number {
  const { categoryCount, pastWeeks } = state.history;
  let sum = 0;
  let weight = 0;
  for (let c = 0; c < categoryCount; c++) {
    const expected = weeks.expected[c * pastWeeks + t]!;
    sum += expected * linear(state, c, t, 1);
    weight += expected;
  }
  return sum / weight;
}

function fitEvents(state: State, sums: WeekSums): void {
  const { events } = state.problem;
  if (!events) return;
  const { pastWeeks, categoryCount } = state.history;
  for (let k = 0; k < events.kindCount; k++) {
    const prior = ln(events.upliftPrior[k]!);
    const current = (c: number) => ln(state.eventUplift[c * events.kindCount + k]!);
    const pooled = posteriorUplift(events, k, pastWeeks, prior, UPLIFT_SD, (t, ratio) => {
      logRatio(sums, t, categoryCount, pastWeeks, ratio);
      ratio[0]! += meanOver(categoryCount, current, (c) => sums.expected[c * pastWeeks + t]!);
    });
    for (let c = 0; c < categoryCount; c++) {
      const now = current(c);
      const own = posteriorUplift(events, k, pastWeeks, pooled, CATEGORY_UPLIFT_SD, (t, ratio) => {
        logRatio(sums, c * pastWeeks + t, 1, pastWeeks, ratio);
        ratio[0]! += now;
      });
      // An event neither empties the shop nor multiplies a category by more than 8.
      state.eventUplift[c * events.kindCount + k] = Math.min(8, Math.max(0.3, exp(own)));
    }
  }
}

function posteriorUplift(
  events: { week: Int32Array; kind: Int32Array },
  kind: number,
  pastWeeks: number,
  prior: number,
  sd: number,
  read: (t: number, ratio: Float64Array) => void,
): number {
  const ratio = new Float64Array(2);
  let precision = 1 / (sd * sd);
  let sum = precision * prior;
  for (let e = 0; e < events.week.length; e++) {
    if (events.kind[e] !== kind || events.week[e]! >= pastWeeks) continue;
    read(events.week[e]!, ratio);
    if (ratio[1] === 0) continue;
    precision += ratio[1]!;
    sum += ratio[1]! * ratio[0]!;
  }
  return sum / precision;
}

function meanOver(
  count: number,
  value: (c: number) => number,
  weight: (c: number) => number,
): number {
  let sum = 0;
  let total = 0;
  for (let c = 0; c < count; c++) {
    sum += weight(c) * value(c);
    total += weight(c);
  }
  return total > 0 ? sum / total : 0;
}

/** Profile without growth, scaled to mean 1 over one year, times events. */
function finalFactor(state: State, seasonWeeks: number): Float64Array {
  const { categoryCount, axisWeeks } = state.history;
  const factor = new Float64Array(categoryCount * axisWeeks);
  const seen = new Float64Array(seasonWeeks);
  for (let c = 0; c < categoryCount; c++) {
    seen.fill(0);
    for (let t = 0; t < axisWeeks; t++) {
      const log = state.base[c * axisWeeks + t]! + linear(state, c, t, 2);
      factor[c * axisWeeks + t] = exp(log);
      seen[state.problem.weekOfYear[t]!] = factor[c * axisWeeks + t]!;
    }
    let sum = 0;
    let weeks = 0;
    for (let w = 0; w < seasonWeeks; w++) {
      sum += seen[w]!;
      if (seen[w]! > 0) weeks += 1;
    }
    for (let t = 0; t < axisWeeks; t++) factor[c * axisWeeks + t]! *= weeks / sum;
  }
  multiplyEvents(state, factor);
  return factor;
}
