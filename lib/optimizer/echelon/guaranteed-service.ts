import { inOrder } from "./law.ts";
import type { EchelonNetwork } from "./network.ts";
import { bestServiceTimes } from "./service-times.ts";
import { cellOf, serviceProblem } from "./stage-cost.ts";

export interface GuaranteedServicePlan {
  /** "optimal" is proved to 1e-9; "bounded" = stopped at the pass limit with `gapShare` between cost and bound. */
  readonly status: "optimal" | "bounded";
  /** Time a stage waits for its supplies, the time it quotes, and the net time its stock covers. [stageCount] */
  readonly inPeriods: Int32Array;
  readonly outPeriods: Int32Array;
  readonly netPeriods: Float64Array;
  /** Stock against the demand bound over the net time, and mean demand over it added. [stageCount] */
  readonly safetyUnits: Float64Array;
  readonly baseStockUnits: Float64Array;
  /** Holding cost of safety stock (and of early arrivals) per period. */
  readonly cost: number;
  readonly bound: number;
  readonly gapShare: number;
  /** Arcs whose supplier's quoted time is what the stage waits for: it forces that stage's stock. */
  readonly bindingArcs: readonly number[];
}

export interface PromisePrice {
  readonly stage: number;
  /** Change of cost when the stage may promise one period more; at most 0. */
  readonly costPerPeriod: number;
}

/**
 * Service times and safety stock of least cost when every stage keeps what it quotes and demand keeps its bound (Graves
 * and Willems 2000; random stage times after Humair et al. 2013). Whole periods. Exact on trees in one pass; elsewhere exact
 * when "optimal". Throws RangeError on a malformed network. Cost O(stages * periods^2) a pass; `mostPasses` 20,000 by default.
 */
export function guaranteedService(
  network: EchelonNetwork,
  mostPasses = 20_000,
): GuaranteedServicePlan {
  const problem = serviceProblem(network);
  const { inPeriods, outPeriods, cost, bound } = bestServiceTimes(problem, mostPasses);
  const count = problem.stageCount;
  const netPeriods = new Float64Array(count);
  const safetyUnits = new Float64Array(count);
  const baseStockUnits = new Float64Array(count);
  network.stages.forEach(({ leadTime, demand }, j) => {
    const wait = inPeriods[j]! - outPeriods[j]! + (demand ? network.reviewPeriods : 0);
    const law = inOrder(leadTime);
    law.value.forEach((periods, k) => {
      netPeriods[j]! += law.probability[k]! * Math.max(0, wait + periods);
    });
    safetyUnits[j] = problem.safetyUnits[cellOf(problem, j, inPeriods[j]!, outPeriods[j]!)]!;
    baseStockUnits[j] = problem.meanUnits[j]! * netPeriods[j]! + safetyUnits[j]!;
  });
  const bindingArcs = network.arcs.flatMap(({ from, to }, a) => {
    const isWaitedFor = outPeriods[from]! > 0 && outPeriods[from] === inPeriods[to];
    return isWaitedFor && safetyUnits[to]! > 0 ? [a] : [];
  });
  const gapShare = (cost - bound) / Math.max(1, Math.abs(cost));
  const status = gapShare <= 1e-8 ? "optimal" : "bounded";
  const times = { inPeriods, outPeriods, netPeriods };
  return { status, ...times, safetyUnits, baseStockUnits, cost, bound, gapShare, bindingArcs };
}

/** What one period more of every promise is worth, by solving again. Cost: one solution per promise, one more at most. */
export function promisePrices(
  network: EchelonNetwork,
  plan: GuaranteedServicePlan,
  mostPasses = 20_000,
): readonly PromisePrice[] {
  return network.stages.flatMap(({ demand, promisedPeriods }, stage) => {
    if (!demand && promisedPeriods === null) return [];
    const stages = network.stages.map((one, j) =>
      j === stage ? { ...one, promisedPeriods: (promisedPeriods ?? 0) + 1 } : one,
    );
    const { cost } = guaranteedService({ ...network, stages }, mostPasses);
    return [{ stage, costPerPeriod: Math.min(0, cost - plan.cost) }];
  });
}
