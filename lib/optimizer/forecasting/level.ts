import { exp, ln } from "../core/elementary.ts";
import type { History } from "./history.ts";
import type { LevelPrior } from "./similar.ts";

/** Level and trend of every SKU as known at the end of every past week. [skuCount, pastWeeks] each. */
export interface Levels {
  /** Units per week at season factor 1. */
  readonly level: Float32Array;
  /** Change per week of the level, fading by TREND_DAMPING each week ahead. */
  readonly trend: Float32Array;
}

export const TREND_DAMPING = 0.9;
/** Weeks on record before a SKU's own past is used to judge forecasts. */
export const WARM_UP_WEEKS = 4;

// Rates with exponentially fading memory: from "all weeks alike" to "the last three weeks".
const MEMORY = [1, 0.975, 0.93, 0.85, 0.7];
// Damped-trend smoothing (Gardner and McKenzie 1985): gains of level and trend.
const TREND_GAIN = [
  [0.12, 0.015],
  [0.3, 0.04],
] as const;
const RATES = MEMORY.length;
const METHODS = RATES + TREND_GAIN.length;
const JUDGED_WEEKS = 4;
const LOSS_MEMORY = 0.96;
/** Overlapping 4-week windows and errors that persist say about a quarter of what separate ones would. */
const EVIDENCE = 0.25;

/** State of all methods for one SKU. */
interface Methods {
  /** Rates: faded units and faded exposure. */
  readonly units: Float64Array;
  readonly exposed: Float64Array;
  /** Trend methods. */
  readonly level: Float64Array;
  readonly trend: Float64Array;
  /** Level and trend of every method over the last JUDGED_WEEKS weeks. [JUDGED_WEEKS, METHODS] */
  readonly pastLevel: Float64Array;
  readonly pastTrend: Float64Array;
  readonly loss: Float64Array;
  readonly weight: Float64Array;
}

function newMethods(): Methods {
  return {
    units: new Float64Array(RATES),
    exposed: new Float64Array(RATES),
    level: new Float64Array(TREND_GAIN.length),
    trend: new Float64Array(TREND_GAIN.length),
    pastLevel: new Float64Array(JUDGED_WEEKS * METHODS),
    pastTrend: new Float64Array(JUDGED_WEEKS * METHODS),
    loss: new Float64Array(METHODS),
    weight: new Float64Array(METHODS),
  };
}

/**
 * Level and trend per SKU and week: a mixture of smoothing methods, weighted by how well each forecast the SKU's own
 * 4-week sums so far and, before that says much, by how well it did over all SKUs. A week out of stock moves nothing, a
 * week partly in stock moves in proportion. Two passes: cost O(skuCount * pastWeeks * methods).
 */
export function smoothLevels(history: History, factor: Float64Array, prior: LevelPrior): Levels {
  const size = history.skuCount * history.pastWeeks;
  const levels: Levels = { level: new Float32Array(size), trend: new Float32Array(size) };
  const common = new Float64Array(METHODS).fill(1 / METHODS);
  const methods = newMethods();
  const found = new Float64Array(METHODS);
  for (let i = 0; i < history.skuCount; i++) {
    smoothSku(history, factor, prior, i, common, methods, levels);
    for (let m = 0; m < METHODS; m++) found[m]! += methods.weight[m]!;
  }
  let total = 0;
  for (let m = 0; m < METHODS; m++) total += found[m]! + 1;
  for (let m = 0; m < METHODS; m++) common[m] = (found[m]! + 1) / total;
  for (let i = 0; i < history.skuCount; i++) {
    smoothSku(history, factor, prior, i, common, methods, levels);
  }
  return levels;
}

function smoothSku(
  history: History,
  factor: Float64Array,
  prior: LevelPrior,
  i: number,
  common: Float64Array,
  methods: Methods,
  levels: Levels,
): void {
  const { pastWeeks } = history;
  const past = i * pastWeeks;
  const season = history.categoryIndex[i]! * history.axisWeeks;
  const first = Math.max(0, history.firstWeek[i]!);
  reset(methods, prior.mean[i]!, prior.weeks[i]!, common);
  let judged = 0;
  for (let t = 0; t < pastWeeks; t++) {
    if (t >= first) {
      judged = judge(history, factor, i, t, first, methods, judged);
      const expectation = factor[season + t]!;
      let exposure = history.exposure[past + t]!;
      const sold = history.soldUnits[past + t]!;
      // A lower bound below what was expected says nothing new; above it, it is demand.
      if (history.isLowerBound[past + t] && sold < expectation * rate(methods, 2)) exposure = 0;
      if (exposure > 0) update(methods, sold, exposure, expectation);
      remember(methods, t);
      mix(methods, common, judged);
    }
    levels.level[past + t] = mixed(methods.pastLevel, methods.weight, t);
    levels.trend[past + t] = mixed(methods.pastTrend, methods.weight, t);
  }
}

function reset(methods: Methods, mean: number, weeks: number, common: Float64Array): void {
  methods.units.fill(mean * weeks);
  methods.exposed.fill(weeks);
  methods.level.fill(mean);
  methods.trend.fill(0);
  methods.loss.fill(0);
  methods.weight.set(common);
  methods.pastLevel.fill(mean);
  methods.pastTrend.fill(0);
}

const rate = (methods: Methods, m: number): number => methods.units[m]! / methods.exposed[m]!;

function update(methods: Methods, sold: number, exposure: number, factor: number): void {
  const seen = exposure * factor;
  for (let m = 0; m < RATES; m++) {
    // Memory fades with exposure, so that weeks without stock do not make the past look old.
    const keep = exposure === 1 ? MEMORY[m]! : 1 - (1 - MEMORY[m]!) * exposure;
    methods.units[m] = keep * methods.units[m]! + sold;
    methods.exposed[m] = keep * methods.exposed[m]! + seen;
  }
  // A trend starts from the rate once there is one.
  for (let k = 0; k < TREND_GAIN.length; k++) {
    const [levelGain, trendGain] = TREND_GAIN[k]!;
    const carried = methods.level[k]! + TREND_DAMPING * methods.trend[k]!;
    const error = (sold - seen * carried) / Math.max(seen, 0.3 * exposure);
    const start = 1 / methods.exposed[0]!;
    methods.level[k] = Math.max(0, carried + Math.max(levelGain * exposure, start) * error);
    methods.trend[k] =
      TREND_DAMPING * methods.trend[k]! + (start < levelGain ? trendGain * exposure * error : 0);
  }
}

function remember(methods: Methods, t: number): void {
  const at = (t % JUDGED_WEEKS) * METHODS;
  for (let m = 0; m < RATES; m++) {
    methods.pastLevel[at + m] = rate(methods, m);
    methods.pastTrend[at + m] = 0;
  }
  for (let k = 0; k < TREND_GAIN.length; k++) {
    methods.pastLevel[at + RATES + k] = methods.level[k]!;
    methods.pastTrend[at + RATES + k] = methods.trend[k]!;
  }
}

/** Adds the Poisson deviance of each method's forecast of weeks t-3 .. t, made at the end of week t-4. */
function judge(
  history: History,
  factor: Float64Array,
  i: number,
  t: number,
  first: number,
  methods: Methods,
  judged: number,
): number {
  if (t - first < WARM_UP_WEEKS + JUDGED_WEEKS) return judged;
  const past = i * history.pastWeeks;
  const season = history.categoryIndex[i]! * history.axisWeeks;
  let sold = 0;
  let seen = 0;
  let seenTrend = 0;
  let damping = 0;
  let fade = 1;
  for (let k = t - JUDGED_WEEKS + 1; k <= t; k++) {
    const exposure = history.exposure[past + k]! * factor[season + k]!;
    fade *= TREND_DAMPING;
    damping += fade;
    sold += history.soldUnits[past + k]!;
    seen += exposure;
    seenTrend += exposure * damping;
  }
  if (seen === 0) return judged;
  const at = (t % JUDGED_WEEKS) * METHODS; // the slot that week t itself will overwrite holds week t-4
  for (let m = 0; m < METHODS; m++) {
    const mean = Math.max(
      0.01,
      seen * methods.pastLevel[at + m]! + seenTrend * methods.pastTrend[at + m]!,
    );
    methods.loss[m] = LOSS_MEMORY * methods.loss[m]! + deviance(sold, mean);
  }
  return LOSS_MEMORY * judged + 1;
}

const deviance = (sold: number, mean: number): number =>
  2 * (mean - sold + (sold > 0 ? sold * ln(sold / mean) : 0));

/** Weights by quasi-likelihood: the best method's own mean deviance is the scale, so units and noise drop out. */
function mix(methods: Methods, common: Float64Array, judged: number): void {
  if (judged === 0) return;
  let best = Infinity;
  for (let m = 0; m < METHODS; m++) best = Math.min(best, methods.loss[m]!);
  const scale = (EVIDENCE * judged) / (2 * (best + 0.01 * judged));
  let total = 0;
  for (let m = 0; m < METHODS; m++) {
    methods.weight[m] = common[m]! * exp(-scale * (methods.loss[m]! - best)) + 1e-12;
    total += methods.weight[m]!;
  }
  for (let m = 0; m < METHODS; m++) methods.weight[m]! /= total;
}

function mixed(value: Float64Array, weight: Float64Array, t: number): number {
  const at = (t % JUDGED_WEEKS) * METHODS;
  let sum = 0;
  for (let m = 0; m < METHODS; m++) sum += weight[m]! * value[at + m]!;
  return sum;
}
