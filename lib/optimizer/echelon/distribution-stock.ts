import { type Distribution, distributionOf, pooledDemand } from "./distribution.ts";
import {
  compoundPmf,
  convolve,
  expectedExcess,
  type Pmf,
  pmfMean,
  pmfQuantile,
  pointMass,
} from "./lattice.ts";
import { inOrder, lawMean } from "./law.ts";
import { type EchelonNetwork, meanPenalty } from "./network.ts";

const MOST_BACKLOG = 6_000;
const MOST_SWEEPS = 20;

export interface StockPlan {
  /** Local base stock: position of the stage itself. [stageCount] */
  readonly baseStockUnits: Float64Array;
  /** Expected per period: holding on hand and on the way between stages, and lateness. */
  readonly cost: number;
  /** Expected units owed by each stage. [stageCount] */
  readonly backorderUnits: Float64Array;
}

interface Prepared {
  readonly network: EchelonNetwork;
  readonly tree: Distribution;
  /** Demand over lead time (and review, at the ends). [stageCount] */
  readonly leadTimeDemand: readonly Pmf[];
  /** Holding cost of what is on the way, which no base stock changes. */
  readonly transitCost: number;
}

function prepare(network: EchelonNetwork): Prepared {
  const tree = distributionOf(network);
  const { stages, reviewPeriods } = network;
  const laws = stages.map(({ leadTime }) => inOrder(leadTime));
  const leadTimeDemand = stages.map(({ demand }, j) =>
    compoundPmf(pooledDemand(tree, j), laws[j]!, demand ? reviewPeriods : 0, 1),
  );
  const transitCost = stages.reduce((sum, _, j) => {
    const from = tree.supplier[j]!;
    return from < 0
      ? sum
      : sum + stages[from]!.holdingCost * tree.meanUnits[j]! * lawMean(laws[j]!);
  }, 0);
  return { network, tree, leadTimeDemand, transitCost };
}

/**
 * Cost of local base stocks in a distribution network, orders served in the order they came. Exact for Poisson demand:
 * a customer's part of a stage's backlog is binomial (Simon 1971, Graves 1985); other laws are taken as counts of the same
 * mean and variance. `fixed` entries that are NaN at the ends are chosen: the newsvendor's quantile given the backlog.
 */
function evaluate(prepared: Prepared, fixed: Float64Array): StockPlan {
  const { network, tree, leadTimeDemand, transitCost } = prepared;
  const { stages } = network;
  const owed: Pmf[] = [];
  const baseStockUnits = fixed.slice();
  const backorderUnits = new Float64Array(stages.length);
  let cost = transitCost;
  for (const j of tree.order) {
    const from = tree.supplier[j]!;
    const share = from < 0 ? 0 : tree.meanUnits[j]! / Math.max(1e-300, tree.meanUnits[from]!);
    const late = from < 0 ? pointMass(1) : thinned(owed[from]!, Math.min(1, share));
    const lack = convolve(late, leadTimeDemand[j]!);
    const { holdingCost, demand } = stages[j]!;
    const penalty = demand ? meanPenalty(demand) : 0;
    if (Number.isNaN(baseStockUnits[j]!)) {
      const level = penalty + holdingCost > 0 ? penalty / (penalty + holdingCost) : 0;
      baseStockUnits[j] = pmfQuantile(lack, level);
    }
    const excess = expectedExcess(lack, baseStockUnits[j]!);
    backorderUnits[j] = excess;
    cost += holdingCost * (baseStockUnits[j]! - pmfMean(lack) + excess) + penalty * excess;
    owed[j] = backlog(lack, baseStockUnits[j]!);
  }
  return { baseStockUnits, cost, backorderUnits };
}

/** max(X - s, 0). */
function backlog({ first, probability }: Pmf, s: number): Pmf {
  const size = Math.max(1, first + probability.length - s);
  if (size > MOST_BACKLOG) {
    throw new RangeError(
      `echelon: a backlog of ${size} units is too fine to work with; count in cartons or pallets`,
    );
  }
  const law = new Float64Array(size);
  for (let k = 0; k < probability.length; k++) law[Math.max(0, first + k - s)]! += probability[k]!;
  return { step: 1, first: 0, probability: law };
}

/** Units of one customer among those owed: each is theirs with probability `share`. */
function thinned({ probability }: Pmf, share: number): Pmf {
  if (share >= 1) return { step: 1, first: 0, probability };
  const size = probability.length;
  const out = new Float64Array(size);
  const row = new Float64Array(size);
  row[0] = 1;
  for (let b = 0; b < size; b++) {
    if (b > 0) {
      for (let n = b; n > 0; n--) row[n] = (1 - share) * row[n]! + share * row[n - 1]!;
      row[0]! *= 1 - share;
    }
    const p = probability[b]!;
    if (p === 0) continue;
    for (let n = 0; n <= b; n++) out[n]! += p * row[n]!;
  }
  return { step: 1, first: 0, probability: out };
}

/** As `distributionStock`, for base stocks that are given. Throws RangeError where one is not a whole number of units. */
export function distributionCost(network: EchelonNetwork, baseStockUnits: Float64Array): StockPlan {
  baseStockUnits.forEach((units, j) => {
    if (Number.isInteger(units)) return;
    const { name } = network.stages[j]!;
    throw new RangeError(`echelon: stage "${name}": base stock must be whole, got ${units}`);
  });
  return evaluate(prepare(network), baseStockUnits);
}

/**
 * Local base stocks of a distribution network at least expected cost. Starts: nothing above the ends, and decomposition-
 * aggregation (Gallego, Oezer and Zipkin 2007: newsvendors of the lines to each end, joined where backlogs match). From the
 * better one the stages above the ends are moved, alone or against their supplier, with halving steps while the ends follow
 * exactly; no such move lowers the cost of the result. Cost: some 20 evaluations per stage above the ends, each O(stages * backlog^2).
 */
export function distributionStock(network: EchelonNetwork): StockPlan {
  const prepared = prepare(network);
  const { tree } = prepared;
  const inner = Array.from(tree.order).filter((j) => tree.customers[j]!.length > 0);
  const start = (units: (j: number) => number): Float64Array => {
    const fixed = new Float64Array(network.stages.length).fill(NaN);
    for (const j of inner) fixed[j] = units(j);
    return fixed;
  };
  const joined = aggregated(prepared);
  let fixed = start((j) => joined[j]!);
  let best = evaluate(prepared, fixed);
  const bare = start(() => 0);
  const crossDock = evaluate(prepared, bare);
  if (crossDock.cost < best.cost) [fixed, best] = [bare, crossDock];
  const moves = movesOf(inner, tree.supplier);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    const before = best.cost;
    for (const move of moves) best = moved(prepared, fixed, move, best);
    if (best.cost >= before) break;
  }
  return best;
}

/** Stages above the ends that are moved together, each by as much, up (1) or down (-1). */
type Move = readonly (readonly [stage: number, sign: number])[];

/** Each stage alone, and each against the one that supplies it: stock that changes its place. */
const movesOf = (inner: readonly number[], supplier: ArrayLike<number>): readonly Move[] =>
  inner.flatMap((j) => {
    const from = supplier[j]!;
    const alone: Move[] = [[[j, 1]], [[j, -1]]];
    return from < 0
      ? alone
      : [
          ...alone,
          [
            [j, 1],
            [from, -1],
          ],
          [
            [j, -1],
            [from, 1],
          ],
        ];
  });

function moved(prepared: Prepared, fixed: Float64Array, move: Move, from: StockPlan): StockPlan {
  let best = from;
  const deviation = Math.sqrt(prepared.tree.variance[move[0]![0]]! + 1);
  for (
    let step = 2 ** Math.ceil(Math.log2(1 + deviation));
    step >= 1;
    step = Math.floor(step / 2)
  ) {
    for (;;) {
      const trial = fixed.slice();
      for (const [j, sign] of move) trial[j]! += sign * step;
      if (move.some(([j]) => trial[j]! < 0)) break;
      const found = evaluate(prepared, trial);
      if (!(found.cost < best.cost - 1e-12)) break;
      fixed.set(trial);
      best = found;
    }
  }
  return best;
}

/** Base stock of every stage above the ends at which its backlog is that of its lines together. */
function aggregated({ network, tree, leadTimeDemand }: Prepared): Float64Array {
  const units = new Float64Array(network.stages.length);
  const wanted = new Float64Array(network.stages.length);
  network.stages.forEach(({ demand, holdingCost }, end) => {
    if (!demand) return;
    const penalty = meanPenalty(demand);
    for (let j = tree.supplier[end]!; j >= 0; j = tree.supplier[j]!) {
      const share = tree.meanUnits[end]! / Math.max(1e-300, tree.meanUnits[j]!);
      const part = thinned(fromZero(leadTimeDemand[j]!), share);
      // The line's newsvendor at this stage: what the ends' stock costs more is what holding here saves.
      const saved = penalty + holdingCost - network.stages[j]!.holdingCost;
      const level = penalty + holdingCost > 0 ? saved / (penalty + holdingCost) : 0;
      wanted[j]! += expectedExcess(part, pmfQuantile(part, Math.max(0, Math.min(1, level))));
    }
  });
  network.stages.forEach((_, j) => {
    if (tree.customers[j]!.length === 0) return;
    const law = leadTimeDemand[j]!;
    let most = law.first + law.probability.length;
    let least = 0;
    while (least < most) {
      const middle = Math.floor((least + most) / 2);
      if (expectedExcess(law, middle) <= wanted[j]!) most = middle;
      else least = middle + 1;
    }
    units[j] = least;
  });
  return units;
}

function fromZero({ first, probability }: Pmf): Pmf {
  const law = new Float64Array(first + probability.length);
  law.set(probability, first);
  return { step: 1, first: 0, probability: law };
}
