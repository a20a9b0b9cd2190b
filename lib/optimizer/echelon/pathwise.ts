import { distributionOf } from "./distribution.ts";
import { inOrder, lawMean } from "./law.ts";
import type { EchelonNetwork } from "./network.ts";
import { CAUSE_COUNT } from "./replication.ts";
import {
  interval,
  prepareTrial,
  type SimulatedCost,
  type SimulationOptions,
  simulate,
  type Trial,
} from "./simulate.ts";

const MEMORY = 0.9;
const SQUARE_MEMORY = 0.99;

export interface PathwiseOptions extends SimulationOptions {
  readonly mostSteps: number;
}

export interface PathwisePlan {
  /** "stationary": on fresh draws the 95 % interval of the slope along the gradient holds 0; else the step limit came first. */
  readonly status: "stationary" | "stopped";
  /** Local base stocks. [stageCount] */
  readonly baseStockUnits: Float64Array;
  readonly steps: number;
  /** Slope per unit along the steepest direction that is allowed, on fresh draws, with its 95 % half-width. */
  readonly slope: number;
  readonly slopeHalfWidth: number;
  /** On fresh draws. */
  readonly cost: number;
  readonly costHalfWidth: number;
  /** Share of the shortage-driven gradient by cause (rows as SHORTAGE_CAUSE); 0 where a stage is never short. [stageCount, CAUSE_COUNT] */
  readonly causeShare: Float64Array;
}

/**
 * Base stocks of a distribution network by simulation: pathwise gradients (Glasserman and Tayur 1995) on common random
 * numbers, projected Adam (Kingma and Ba 2015) from `start`, steps falling from a quarter of each stage's deviation. Every
 * 20 steps the slope along the projected gradient is measured on fresh draws. Throws RangeError below 4 replications.
 * Cost: one simulation a step.
 */
export function pathwiseStock(
  network: EchelonNetwork,
  start: Float64Array,
  options: PathwiseOptions,
): PathwisePlan {
  if (options.replications < 4) {
    throw new RangeError(
      `pathwiseStock: replications must be at least 4 to judge a slope, got ${options.replications}`,
    );
  }
  const trial = prepareTrial(network, options);
  const fresh = prepareTrial(network, { ...options, seed: options.seed + 1 });
  const scale = scaleOf(network);
  const units = start.slice();
  const first = new Float64Array(units.length);
  const second = new Float64Array(units.length);
  let step = 0;
  let judged = judge(fresh, units);
  while (step < options.mostSteps && !judged.isStationary) {
    step++;
    const { gradient } = simulate(trial, units);
    const rate = 0.25 / Math.sqrt(step);
    for (let j = 0; j < units.length; j++) {
      first[j] = MEMORY * first[j]! + (1 - MEMORY) * gradient[j]!;
      second[j] = SQUARE_MEMORY * second[j]! + (1 - SQUARE_MEMORY) * gradient[j]! ** 2;
      const mean = first[j]! / (1 - MEMORY ** step);
      const size = Math.sqrt(second[j]! / (1 - SQUARE_MEMORY ** step));
      if (size > 0) units[j] = Math.max(0, units[j]! - (rate * scale[j]! * mean) / size);
    }
    if (step % 20 === 0) judged = judge(fresh, units);
  }
  const { found, slope, halfWidth, isStationary } = judge(fresh, units);
  return {
    status: isStationary ? "stationary" : "stopped",
    baseStockUnits: units,
    steps: step,
    slope,
    slopeHalfWidth: halfWidth,
    cost: found.cost,
    costHalfWidth: found.costHalfWidth,
    causeShare: shares(found.causeWeight),
  };
}

/** Deviation of demand over each stage's lead time: the size of a step that matters. */
function scaleOf(network: EchelonNetwork): Float64Array {
  const { variance } = distributionOf(network);
  return Float64Array.from(network.stages, ({ leadTime, demand }, j) =>
    Math.sqrt(variance[j]! * (1 + lawMean(inOrder(leadTime)) + (demand ? 1 : 0))),
  );
}

/**
 * Slope along the steepest allowed descent on draws the search has not seen: one half of them gives the direction, the
 * other its slope, so that no draw judges the direction it chose.
 */
function judge(
  fresh: Trial,
  units: Float64Array,
): { found: SimulatedCost; slope: number; halfWidth: number; isStationary: boolean } {
  const found = simulate(fresh, units);
  const count = units.length;
  const half = found.costs.length >> 1;
  const direction = new Float64Array(count);
  for (let r = 0; r < half; r++) {
    for (let j = 0; j < count; j++) direction[j]! += found.gradients[r * count + j]! / half;
  }
  for (let j = 0; j < count; j++) if (units[j]! <= 0 && direction[j]! > 0) direction[j] = 0;
  const norm = Math.sqrt(direction.reduce((sum, slope) => sum + slope * slope, 0));
  if (norm === 0) return { found, slope: 0, halfWidth: 0, isStationary: true };
  const along = new Float64Array(found.costs.length - half);
  for (let r = 0; r < along.length; r++) {
    for (let j = 0; j < count; j++) {
      along[r]! += (found.gradients[(half + r) * count + j]! * direction[j]!) / norm;
    }
  }
  const { mean, halfWidth } = interval(along);
  return { found, slope: mean, halfWidth, isStationary: mean - halfWidth <= 0 };
}

function shares(weight: Float64Array): Float64Array {
  const out = new Float64Array(weight.length);
  for (let at = 0; at < weight.length; at += CAUSE_COUNT) {
    let total = 0;
    for (let c = 0; c < CAUSE_COUNT; c++) total += Math.abs(weight[at + c]!);
    for (let c = 0; c < CAUSE_COUNT && total > 0; c++)
      out[at + c] = Math.abs(weight[at + c]!) / total;
  }
  return out;
}
