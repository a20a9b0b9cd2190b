import { compoundPmf, convolve, type Pmf, pmfQuantile } from "./lattice.ts";
import { inOrder, lawMean, lawVariance } from "./law.ts";
import {
  checkNetwork,
  demandVariance,
  type EchelonNetwork,
  meanPenalty,
  type Stage,
  type StageDemand,
  topologyOf,
} from "./network.ts";

/** Lattice points per deviation of the least uncertain stage, where demand is continuous. */
const POINTS_PER_DEVIATION = 48;

/** A line of stages, the one with customers first (stage 1 of the textbooks). */
export interface SerialSystem {
  /** Stage indices of the network, customers first. */
  readonly stage: Int32Array;
  /** Echelon holding cost: the local one less the supplier's. Same order. */
  readonly echelonCost: Float64Array;
  readonly penaltyCost: number;
  /** Demand over each stage's lead time; the first with the review period. */
  readonly leadTimeDemand: readonly Pmf[];
}

/** Throws RangeError unless the network is one line with customers at its end and costs that do not fall downstream. */
export function serialSystem(network: EchelonNetwork): SerialSystem {
  checkNetwork(network);
  const { order, inbound, outbound } = topologyOf(network);
  const { stages, arcs, reviewPeriods } = network;
  const isLine =
    arcs.length === stages.length - 1 &&
    stages.every((_, j) => inbound[j]!.length <= 1 && outbound[j]!.length <= 1);
  const stage = Int32Array.from(order).reverse();
  const demand = stages[stage[0]!]!.demand;
  if (!isLine || !demand || stages.some((s, j) => s.demand !== null && j !== stage[0])) {
    throw new RangeError("echelon: expected one line of stages with customers at its end only");
  }
  if (arcs.some(({ units }) => units !== 1)) {
    throw new RangeError("echelon: a line passes one unit on for one unit");
  }
  const laws = Array.from(stage, (j) => inOrder(stages[j]!.leadTime));
  const more = (k: number) => (k === 0 ? reviewPeriods : 0);
  const step = stepFor(
    demand,
    laws.map((law, k) => varianceOver(demand, law, more(k))),
  );
  return {
    stage,
    echelonCost: echelonCosts(Array.from(stage, (j) => stages[j]!)),
    penaltyCost: meanPenalty(demand),
    leadTimeDemand: laws.map((law, k) => compoundPmf(demand, law, more(k), step)),
  };
}

const varianceOver = (demand: StageDemand, law: Stage["leadTime"], more: number): number =>
  demandVariance(demand) * (lawMean(law) + more) + demand.meanUnits ** 2 * lawVariance(law);

function stepFor({ law }: StageDemand, variances: readonly number[]): number {
  if (law !== "normal") return 1;
  const least = Math.min(...variances.filter((variance) => variance > 0));
  return Number.isFinite(least) ? Math.sqrt(least) / POINTS_PER_DEVIATION : 1;
}

function echelonCosts(line: readonly Stage[]): Float64Array {
  return Float64Array.from(line, ({ name, holdingCost }, k) => {
    const echelon = holdingCost - (line[k + 1]?.holdingCost ?? 0);
    if (echelon >= 0) return echelon;
    throw new RangeError(
      `echelon: stage "${name}": holdingCost must not be below its supplier's, got ${holdingCost}`,
    );
  });
}

/** A function on the lattice, linear beyond both ends. */
interface Curve {
  readonly first: number;
  readonly value: Float64Array;
  readonly leftSlope: number;
  readonly rightSlope: number;
}

const at = ({ first, value, leftSlope, rightSlope }: Curve, k: number): number => {
  const last = first + value.length - 1;
  if (k < first) return value[0]! - (first - k) * leftSlope;
  if (k > last) return value[value.length - 1]! + (k - last) * rightSlope;
  return value[k - first]!;
};

/** y -> E f(y - D). Cost O(points of f * points of D). */
function expectation(f: Curve, { first, probability }: Pmf, from: number, to: number): Curve {
  const size = to - from + 1;
  const value = new Float64Array(size);
  // f over everything that y - D can reach, so that the inner loop reads plain memory.
  const reach = size + probability.length - 1;
  const base = from - first - (probability.length - 1);
  const wide = Float64Array.from({ length: reach }, (_, k) => at(f, base + k));
  for (let k = 0; k < size; k++) {
    let sum = 0;
    for (let n = 0; n < probability.length; n++) {
      sum += probability[n]! * wide[k + probability.length - 1 - n]!;
    }
    value[k] = sum;
  }
  return { first: from, value, leftSlope: f.leftSlope, rightSlope: f.rightSlope };
}

export interface SerialPlan {
  /** Optimal echelon base stock of each stage of the network (units). [stageCount] */
  readonly echelonUnits: Float64Array;
  /** Per period: holding on hand and on the way between stages, and lateness. */
  readonly cost: number;
}

/**
 * The optimal policy of a line (Clark and Scarf 1960, as recursion of Chen and Zheng 1994): stage by stage from the
 * customers up, C_j(y) = E[h_j x + C_{j-1}(min(x, S_{j-1}))], x = y - D_j, S_j = argmin C_j. Exact for counts; continuous
 * demand lies on a lattice of 1/48 of the least stage's deviation. Cost O(stages * points^2).
 */
export function serialOptimum(network: EchelonNetwork): SerialPlan {
  const { stage, echelonCost, penaltyCost, leadTimeDemand } = serialSystem(network);
  const step = leadTimeDemand[0]!.step;
  const totalCost = penaltyCost + echelonCost.reduce((sum, h) => sum + h, 0);
  const echelonUnits = new Float64Array(stage.length);
  let hat: Curve = kink(echelonCost[0]! * step, totalCost * step);
  let low = 0;
  let high = 0;
  let cost = 0;
  stage.forEach((j, k) => {
    const demand = leadTimeDemand[k]!;
    low += Math.min(0, demand.first) - (k === 0 ? 1 : 0);
    high += demand.first + demand.probability.length;
    const curve = expectation(hat, demand, low, high);
    const best = argmin(curve.value);
    echelonUnits[j] = (curve.first + best) * step;
    cost = curve.value[best]!;
    if (k + 1 < stage.length) hat = capped(curve, best, echelonCost[k + 1]! * step);
  });
  return { echelonUnits, cost: cost - reviewCorrection(network, stage, echelonCost) };
}

/** Periods are charged at their end: what the period's demand takes from higher echelons does not lie there any more. */
function reviewCorrection(
  { stages, reviewPeriods }: EchelonNetwork,
  stage: Int32Array,
  echelonCost: Float64Array,
): number {
  const { meanUnits } = stages[stage[0]!]!.demand!;
  const upstream = echelonCost.reduce((sum, h) => sum + h, 0) - echelonCost[0]!;
  return upstream * meanUnits * reviewPeriods;
}

/** x -> h x + (p + H) max(-x, 0). */
const kink = (holding: number, total: number): Curve => ({
  first: 0,
  value: Float64Array.of(0),
  leftSlope: holding - total,
  rightSlope: holding,
});

/** x -> h x + C(min(x, S)). */
function capped(curve: Curve, best: number, holding: number): Curve {
  const value = new Float64Array(best + 1);
  for (let k = 0; k <= best; k++) value[k] = holding * (curve.first + k) + curve.value[k]!;
  return {
    first: curve.first,
    value,
    leftSlope: curve.leftSlope + holding,
    rightSlope: holding,
  };
}

function argmin(values: Float64Array): number {
  let best = 0;
  for (let k = 1; k < values.length; k++) if (values[k]! < values[best]!) best = k;
  return best;
}

export interface SerialBounds {
  /** Newsvendor bounds on the optimal echelon base stock, and their mean. [stageCount] */
  readonly lowerUnits: Float64Array;
  readonly upperUnits: Float64Array;
  readonly heuristicUnits: Float64Array;
}

/**
 * Shang and Song (2003): S_j lies between the quantiles of demand over the lead times of stages 1..j at
 * (p + sum of h_i, i > j) / (p + sum of all h) and (p + sum of h_i, i > j) / (p + sum of h_i, i >= j).
 * Cost O(stages * points^2), the convolutions.
 */
export function serialBounds(network: EchelonNetwork): SerialBounds {
  const { stage, echelonCost, penaltyCost, leadTimeDemand } = serialSystem(network);
  const lowerUnits = new Float64Array(stage.length);
  const upperUnits = new Float64Array(stage.length);
  const total = penaltyCost + echelonCost.reduce((sum, h) => sum + h, 0);
  let upstream = total - penaltyCost;
  let demand: Pmf | null = null;
  stage.forEach((j, k) => {
    demand = demand === null ? leadTimeDemand[k]! : convolve(demand, leadTimeDemand[k]!);
    const from = penaltyCost + upstream;
    upstream -= echelonCost[k]!;
    const level = penaltyCost + upstream;
    lowerUnits[j] = pmfQuantile(demand, level / total);
    upperUnits[j] = pmfQuantile(demand, level / from);
  });
  const heuristicUnits = lowerUnits.map((low, j) => (low + upperUnits[j]!) / 2);
  return { lowerUnits, upperUnits, heuristicUnits };
}
