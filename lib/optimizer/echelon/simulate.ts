import { type Draws, drawsOf, simulatedTree } from "./draws.ts";
import { inOrder, lawMean } from "./law.ts";
import type { EchelonNetwork } from "./network.ts";
import { CAUSE_COUNT, Replication, type ReplicationResult } from "./replication.ts";

/** 97.5 % quantile of the normal law: half-widths of 95 % intervals over independent replications. */
const Z95 = 1.959963984540054;

export interface SimulationOptions {
  /** The same seed gives the same draws for every policy: common random numbers. */
  readonly seed: number;
  readonly replications: number;
  readonly periods: number;
  /** First periods that are not counted. */
  readonly warmUpPeriods: number;
}

export interface SimulatedCost {
  /** Per period, with the half-width of its 95 % interval. */
  readonly cost: number;
  readonly costHalfWidth: number;
  /** [replications] */
  readonly costs: Float64Array;
  /** d cost / d base stock, and the part of it that shortages drive by cause (rows as SHORTAGE_CAUSE). */
  readonly gradient: Float64Array;
  /** [replications, stageCount] */
  readonly gradients: Float64Array;
  readonly causeWeight: Float64Array;
  /** Share of demand served in its period, by stage and speed; NaN without demand. */
  readonly fillRate: readonly Float64Array[];
}

/** Prepared draws of all replications, to try many policies on. */
export interface Trial {
  readonly network: EchelonNetwork;
  readonly options: SimulationOptions;
  readonly draws: readonly Draws[];
}

/** Throws RangeError on options or a network that cannot be simulated. Cost O(replications * stages * periods). */
export function prepareTrial(network: EchelonNetwork, options: SimulationOptions): Trial {
  simulatedTree(network);
  const { seed, replications, periods, warmUpPeriods } = options;
  if (!(replications >= 1 && periods > warmUpPeriods && warmUpPeriods >= 0)) {
    throw new RangeError(
      `simulation: need replications >= 1 and periods > warmUpPeriods >= 0, got ${replications}, ${periods}, ${warmUpPeriods}`,
    );
  }
  const draws = Array.from({ length: replications }, (_, r) => drawsOf(network, periods, seed, r));
  return { network, options, draws };
}

/**
 * Cost of local base stocks over the replications of a trial, its pathwise gradient, and why stock was short. Throws RangeError on a
 * negative base stock. Cost: some 60 ns per stage and period.
 */
export function simulate(trial: Trial, baseStockUnits: Float64Array): SimulatedCost {
  const { network, options, draws } = trial;
  const tree = simulatedTree(network);
  baseStockUnits.forEach((units, j) => {
    if (units >= 0) return;
    const { name } = network.stages[j]!;
    throw new RangeError(
      `simulation: stage "${name}": base stock must be at least 0, got ${units}`,
    );
  });
  const meanLead = Int32Array.from(network.stages, ({ leadTime }) =>
    Math.ceil(lawMean(inOrder(leadTime))),
  );
  const results = draws.map((one) =>
    new Replication(network, tree, one, baseStockUnits, options.warmUpPeriods, meanLead).run(),
  );
  return summary(results, network.stages.length);
}

function summary(results: readonly ReplicationResult[], count: number): SimulatedCost {
  const costs = Float64Array.from(results, ({ cost }) => cost);
  const gradients = new Float64Array(results.length * count);
  const gradient = new Float64Array(count);
  const causeWeight = new Float64Array(count * CAUSE_COUNT);
  results.forEach((one, r) => {
    gradients.set(one.gradient, r * count);
    one.gradient.forEach((slope, j) => {
      gradient[j]! += slope / results.length;
    });
    one.causeWeight.forEach((weight, cell) => {
      causeWeight[cell]! += weight / results.length;
    });
  });
  const fillRate = results[0]!.demandUnits.map((speeds, j) =>
    speeds.map((_, k) => total(results, "servedUnits", j, k) / total(results, "demandUnits", j, k)),
  );
  const { mean, halfWidth } = interval(costs);
  return {
    cost: mean,
    costHalfWidth: halfWidth,
    costs,
    gradient,
    gradients,
    causeWeight,
    fillRate,
  };
}

function total(
  results: readonly ReplicationResult[],
  field: "servedUnits" | "demandUnits",
  j: number,
  k: number,
): number {
  return results.reduce((sum, one) => sum + one[field][j]![k]!, 0);
}

/** Mean and half-width of the 95 % interval of independent values; the half-width of one value is Infinity. */
export function interval(values: Float64Array): {
  readonly mean: number;
  readonly halfWidth: number;
} {
  const n = values.length;
  let mean = 0;
  for (const value of values) mean += value / n;
  if (n < 2) return { mean, halfWidth: Infinity };
  let square = 0;
  for (const value of values) square += (value - mean) ** 2;
  return { mean, halfWidth: Z95 * Math.sqrt(square / (n - 1) / n) };
}
