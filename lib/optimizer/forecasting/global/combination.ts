import { exp } from "../../core/elementary.ts";
import { pinballLoss } from "../../core/quantile.ts";
import { DEMAND_CLASSES } from "./demand-class.ts";
import { type MemberForecast, newMemberForecast } from "./member.ts";

/** What followed the forecasts that weights and spreads are learnt from. */
export interface Outcomes {
  readonly taskCount: number;
  readonly windowCount: number;
  /** Units of each window; NaN = not known. [taskCount, windowCount] */
  readonly actual: Float64Array;
  /** Scale of a task's loss per window: mean absolute change x sqrt(length). [taskCount, windowCount] */
  readonly scale: Float64Array;
  /** Index into DEMAND_CLASSES. [taskCount] */
  readonly demandClass: Uint8Array;
  /** Units come in ones. */
  readonly isCount: boolean;
}

/** Weights of members by demand class; each row adds up to 1. [classCount, memberCount] */
export type Weights = Float64Array;

const STEPS = 60;
const LEARNING_RATE = 0.6;
const STEP_MAX = 2;
/** Tasks of a class at which its own weights count as much as those of all classes. */
const PRIOR_TASKS = 400;

/**
 * Weights with which the members' quantiles are averaged, learnt on what followed: exponentiated gradient on the scaled
 * pinball loss (Kivinen and Warmuth 1997), from `start`; a class leans on all classes together, all of them on `start`.
 */
export function learnWeights(
  members: readonly MemberForecast[],
  levels: readonly number[],
  outcomes: Outcomes,
  start: readonly number[],
): Weights {
  const everything = Array.from({ length: outcomes.taskCount }, (_, k) => k);
  const all = descend(members, levels, outcomes, everything, Float64Array.from(start));
  const common = mixed(all, Float64Array.from(start), everything.length, PRIOR_TASKS);
  const weights = new Float64Array(DEMAND_CLASSES.length * members.length);
  for (let c = 0; c < DEMAND_CLASSES.length; c++) {
    const own = everything.filter((k) => outcomes.demandClass[k] === c);
    const found = own.length > 0 ? descend(members, levels, outcomes, own, common) : common;
    weights.set(mixed(found, common, own.length, PRIOR_TASKS), c * members.length);
  }
  return weights;
}

/** The same weights for every class. */
export function fixedWeights(start: readonly number[]): Weights {
  const weights = new Float64Array(DEMAND_CLASSES.length * start.length);
  for (let c = 0; c < DEMAND_CLASSES.length; c++) weights.set(start, c * start.length);
  return weights;
}

function mixed(own: Float64Array, prior: Float64Array, count: number, priorCount: number) {
  const share = count / (count + priorCount);
  return own.map((value, m) => share * value + (1 - share) * prior[m]!);
}

function descend(
  members: readonly MemberForecast[],
  levels: readonly number[],
  outcomes: Outcomes,
  tasks: readonly number[],
  start: Float64Array,
): Float64Array {
  const weight = Float64Array.from(start);
  const average = new Float64Array(weight.length);
  for (let step = 0; step < STEPS; step++) {
    const { gradient, loss } = gradientOf(members, levels, outcomes, tasks, weight);
    if (!(loss > 0)) return weight;
    // Slopes are told from the steepest descent on, so that a loss near nothing cannot overflow.
    const least = Math.min(...gradient);
    let total = 0;
    for (let m = 0; m < weight.length; m++) {
      weight[m]! *= exp(Math.max(-STEP_MAX, (-LEARNING_RATE * (gradient[m]! - least)) / loss));
      total += weight[m]!;
    }
    for (let m = 0; m < weight.length; m++) {
      weight[m]! /= total;
      average[m]! += weight[m]! / STEPS;
    }
  }
  return average;
}

function gradientOf(
  members: readonly MemberForecast[],
  levels: readonly number[],
  { windowCount, actual, scale }: Outcomes,
  tasks: readonly number[],
  weight: Float64Array,
): { gradient: Float64Array; loss: number } {
  const gradient = new Float64Array(members.length);
  let loss = 0;
  for (const k of tasks) {
    for (let row = k * windowCount; row < (k + 1) * windowCount; row++) {
      if (!(scale[row]! > 0) || Number.isNaN(actual[row]!)) continue;
      loss += addGradient(members, levels, row, actual[row]!, scale[row]!, weight, gradient);
    }
  }
  return { gradient, loss };
}

/** Adds the slopes of one row's scaled pinball losses; returns their sum. */
function addGradient(
  members: readonly MemberForecast[],
  levels: readonly number[],
  row: number,
  actual: number,
  scale: number,
  weight: Float64Array,
  gradient: Float64Array,
): number {
  let loss = 0;
  for (let q = 0; q < levels.length; q++) {
    const at = row * levels.length + q;
    let value = 0;
    for (let m = 0; m < members.length; m++) value += weight[m]! * members[m]!.quantile[at]!;
    loss += pinballLoss(levels[q]!, value, actual) / scale;
    const slope = (actual > value ? -levels[q]! : 1 - levels[q]!) / scale;
    for (let m = 0; m < members.length; m++) gradient[m]! += slope * members[m]!.quantile[at]!;
  }
  return loss;
}

/** Weighted mean of the members' quantile functions and means. */
export function combine(
  members: readonly MemberForecast[],
  weights: Weights,
  demandClass: Uint8Array,
  windowCount: number,
  levelCount: number,
): MemberForecast {
  const taskCount = demandClass.length;
  const out = newMemberForecast(taskCount, windowCount, levelCount);
  members.forEach((member, m) => {
    for (let k = 0; k < taskCount; k++) {
      const weight = weights[demandClass[k]! * members.length + m]!;
      if (weight === 0) continue;
      const row = k * windowCount;
      for (let w = 0; w < windowCount; w++) out.mean[row + w]! += weight * member.mean[row + w]!;
      const end = (row + windowCount) * levelCount;
      for (let at = row * levelCount; at < end; at++) {
        out.quantile[at]! += weight * member.quantile[at]!;
      }
    }
  });
  return out;
}
