import {
  type LinearProgram,
  type LpBackend,
  type LpResult,
  solveLinearProgram,
} from "../solver/index.ts";

// Kelley's cutting planes on the Lagrangian bound in a box around the best prices (the box step of Marsten, Hogan and
// Blankenship 1975), one cut per part and pass. The master's own prices weigh the plans behind its cuts: that mixture
// keeps every limit, so its value is what can be reached and the gap is proved on both sides.

/** What every part of the products would do at some prices. */
export interface PartPlans {
  /** Gain before prices. [partCount] */
  readonly gain: Float64Array;
  /** What no plan of the part can beat after paying the prices. [partCount] */
  readonly bound: Float64Array;
  /** Use of the limits. [partCount, rowCount] */
  readonly use: Float64Array;
}

/** Parts of a problem that meet in nothing but limits. */
export interface CoupledParts {
  readonly rowCount: number;
  readonly partCount: number;
  /** [rowCount] */
  readonly capacity: Float64Array;
  /** Prices of usual size, > 0: what steps are measured in. [rowCount] */
  readonly usualPrice: Float64Array;
  /** Gain when nothing is placed, a plan that uses no limit. */
  readonly idleGain: number;
  evaluate(price: Float64Array): PartPlans | Promise<PartPlans>;
}

export interface CuttingPlaneOptions {
  /** Wanted (bound - value) / (1 + |value|). */
  readonly gapWanted: number;
  readonly maxPasses: number;
  /** Half the width of the first box, in usual prices. */
  readonly radius: number;
}

/** The share with which the plan of a part at some prices takes part in the mixture. */
export interface MixedPlan {
  readonly part: number;
  readonly price: Float64Array;
  readonly weight: number;
}

export interface CuttingPlaneResult {
  /** Prices with the lowest bound. [rowCount] */
  readonly price: Float64Array;
  /** Value no plan can beat, and the value of the mixture, which keeps the limits. */
  readonly bound: number;
  readonly value: number;
  readonly gapShare: number;
  readonly mixture: readonly MixedPlan[];
  readonly passes: number;
  /** Worst certificate figure of the last master program. */
  readonly worstResidual: number;
}

interface Cut {
  readonly part: number;
  readonly price: Float64Array;
  readonly gain: number;
  /** [rowCount] */
  readonly use: Float64Array;
  /** Masters in a row that gave the cut no weight. */
  idle: number;
}

interface Master {
  readonly price: Float64Array;
  /** Lowest value of the model within the box. */
  readonly model: number;
  /** [cuts] */
  readonly weight: Float64Array;
  /** 1 = the box, not the cuts, holds some price. */
  readonly isBoxed: boolean;
  readonly worstResidual: number;
}

interface Search {
  readonly parts: CoupledParts;
  readonly backend: LpBackend;
  cuts: Cut[];
  center: Float64Array;
  bound: number;
  radius: number;
  passes: number;
}

/** Cuts without weight for so many masters are dropped. */
const IDLE_MASTERS = 12;
/** Objectives of masters are about this large, so that the solver's tolerances are relative ones. */
const MASTER_SIZE = 1e4;
/** Where the solver proves nothing of a master, it is asked of the same one with money in so many of its units. */
const OTHER_UNITS = [0.1, 10];
const SUFFICIENT = 0.1;
/** Smallest half-width of the box, in usual prices: a smaller one creeps. */
const LEAST_RADIUS = 1e-3;

export const gapShareOf = (bound: number, value: number): number =>
  Math.max(0, bound - value) / (1 + Math.abs(value));

/**
 * Lowest Lagrangian bound over the prices of the limits, from `start`, and a mixture of plans that proves how low it can
 * get. Ends at the wanted gap or after maxPasses with the gap it has. Cost: passes x (one evaluation + one master with
 * rowCount + partCount columns).
 */
export async function lowestBound(
  backend: LpBackend,
  parts: CoupledParts,
  start: Float64Array,
  options: CuttingPlaneOptions,
): Promise<CuttingPlaneResult> {
  const search: Search = {
    parts,
    backend,
    cuts: [],
    center: Float64Array.from(start),
    bound: Infinity,
    radius: options.radius,
    passes: 0,
  };
  search.bound = await evaluateAt(search, search.center);
  if (start.some((price) => price > 0)) await evaluateAt(search, new Float64Array(start.length));
  for (;;) {
    const master = await boxedMaster(search);
    const promised = search.bound - master.model;
    const isClose = promised <= 0.5 * options.gapWanted * (1 + Math.abs(search.bound));
    if (!isClose && search.passes < options.maxPasses) {
      await step(search, master, promised);
      continue;
    }
    if (master.isBoxed && search.passes < options.maxPasses) {
      search.radius *= 8;
      continue;
    }
    // Few cuts may leave prices without end outside the box; then the mixture of the box stands, with the gap it has.
    const final = master.isBoxed ? await solveMaster(search, Infinity) : null;
    return resultOf(search, final ?? master);
  }
}

async function boxedMaster(search: Search): Promise<Master> {
  const master = await solveMaster(search, search.radius);
  if (master === null) throw new Error("placement: the master is unbounded within its box");
  return master;
}

/** Evaluates at the master's prices; moves there when a fair part of what the model promised came true. */
async function step(search: Search, master: Master, promised: number): Promise<void> {
  const before = search.bound;
  const reached = await evaluateAt(search, master.price);
  const came = (before - reached) / promised;
  if (came >= SUFFICIENT) {
    search.center = master.price;
    if (came > 0.5 && master.isBoxed) search.radius *= 2;
  } else if (came < -1) search.radius = Math.max(LEAST_RADIUS, search.radius / 2);
  search.bound = Math.min(before, reached);
}

/** Adds the cuts of every part at these prices; returns the bound there. */
async function evaluateAt(search: Search, price: Float64Array): Promise<number> {
  const { parts } = search;
  const { gain, bound, use } = await parts.evaluate(price);
  search.passes += 1;
  let total = 0;
  for (let k = 0; k < parts.rowCount; k++) total += parts.capacity[k]! * price[k]!;
  for (let part = 0; part < parts.partCount; part++) {
    total += bound[part]!;
    const from = part * parts.rowCount;
    search.cuts.push({
      part,
      price,
      gain: gain[part]!,
      use: use.slice(from, from + parts.rowCount),
      idle: 0,
    });
  }
  return total;
}

/**
 * min capacity . price + sum over parts of theta  s.t.  theta >= gain - use . price for each of the part's cuts, prices
 * within the box. Prices are measured in usual prices, money so that the objective is about MASTER_SIZE. null = unbounded.
 */
async function solveMaster(search: Search, radius: number): Promise<Master | null> {
  const { parts, cuts } = search;
  const { answer, unit } = await provedMaster(search, radius);
  if (answer.status === "unbounded") return null;
  if (answer.status !== "optimal") throw new Error(`placement: the master is ${answer.status}`);
  const price = new Float64Array(parts.rowCount);
  let isBoxed = false;
  for (let k = 0; k < parts.rowCount; k++) {
    const scaled = Math.max(0, answer.x[k]!);
    price[k] = scaled * parts.usualPrice[k]!;
    const isHeld = Math.abs(answer.reducedCost[k]!) > 1e-7;
    if (isHeld && (scaled > 1e-12 || answer.reducedCost[k]! < 0)) isBoxed = true;
  }
  cuts.forEach((cut, n) => {
    cut.idle = answer.rowDual[n]! > 1e-12 ? 0 : cut.idle + 1;
  });
  const { primalResidual, dualResidual, complementarity, gap } = answer.certificate;
  const master: Master = {
    price,
    model: answer.objective / unit,
    weight: answer.rowDual,
    isBoxed,
    worstResidual: Math.max(primalResidual, dualResidual, complementarity, gap),
  };
  if (radius !== Infinity && cuts.some((cut) => cut.idle > IDLE_MASTERS)) {
    const kept = cuts.map((cut) => cut.idle <= IDLE_MASTERS);
    search.cuts = cuts.filter((_, n) => kept[n]);
    return { ...master, weight: master.weight.filter((_, n) => kept[n]) };
  }
  return master;
}

/** Throws what the solver said first where it proves the master in no unit of money. */
async function provedMaster(
  { parts, cuts, center, bound, backend }: Search,
  radius: number,
): Promise<{ readonly answer: LpResult; readonly unit: number }> {
  const usual = MASTER_SIZE / Math.max(1e-9, Math.abs(bound));
  const ask = async (unit: number) => ({
    answer: await solveLinearProgram(backend, masterProgram(parts, cuts, center, radius, unit)),
    unit,
  });
  const failures: unknown[] = [];
  for (const factor of [1, ...OTHER_UNITS]) {
    const proved = await ask(usual * factor).catch((error: unknown) => {
      failures.push(error);
      return null;
    });
    if (proved) return proved;
  }
  throw failures[0];
}

function masterProgram(
  parts: CoupledParts,
  cuts: readonly Cut[],
  center: Float64Array,
  radius: number,
  unit: number,
): LinearProgram {
  const { rowCount, partCount } = parts;
  const columnCount = rowCount + partCount;
  const cost = new Float64Array(columnCount).fill(1);
  const columnLower = new Float64Array(columnCount).fill(-Infinity);
  const columnUpper = new Float64Array(columnCount).fill(Infinity);
  const start = new Int32Array(columnCount + 1);
  const rowIndex: number[] = [];
  const value: number[] = [];
  for (let k = 0; k < rowCount; k++) {
    const usual = parts.usualPrice[k]!;
    cost[k] = parts.capacity[k]! * usual * unit;
    columnLower[k] = Math.max(0, center[k]! / usual - radius);
    columnUpper[k] = center[k]! / usual + radius;
    for (let n = 0; n < cuts.length; n++) {
      const used = cuts[n]!.use[k]!;
      if (used === 0) continue;
      rowIndex.push(n);
      value.push(used * usual * unit);
    }
    start[k + 1] = rowIndex.length;
  }
  for (let part = 0; part < partCount; part++) {
    for (let n = 0; n < cuts.length; n++) {
      if (cuts[n]!.part !== part) continue;
      rowIndex.push(n);
      value.push(1);
    }
    start[rowCount + part + 1] = rowIndex.length;
  }
  return {
    sense: "minimise",
    columnCount,
    rowCount: cuts.length,
    cost,
    columnLower,
    columnUpper,
    rowLower: Float64Array.from(cuts, (cut) => cut.gain * unit),
    rowUpper: new Float64Array(cuts.length).fill(Infinity),
    start,
    rowIndex: Int32Array.from(rowIndex),
    value: Float64Array.from(value),
  };
}

/**
 * Weights of one part's cuts add up to 1. What the solver's tolerance leaves above a limit is taken out by mixing in
 * the plan that places nothing, so the value is one that can be reached.
 */
function resultOf(search: Search, master: Master): CuttingPlaneResult {
  const { parts, cuts } = search;
  const weight = normalised(parts, cuts, master.weight);
  const use = new Float64Array(parts.rowCount);
  let gain = 0;
  cuts.forEach((cut, n) => {
    gain += weight[n]! * cut.gain;
    for (let k = 0; k < use.length; k++) use[k]! += weight[n]! * cut.use[k]!;
  });
  let share = 1;
  for (let k = 0; k < use.length; k++) {
    if (use[k]! > parts.capacity[k]!) share = Math.min(share, parts.capacity[k]! / use[k]!);
  }
  const value = share * gain + (1 - share) * parts.idleGain;
  return {
    price: search.center,
    bound: search.bound,
    value,
    gapShare: gapShareOf(search.bound, value),
    mixture: cuts.flatMap((cut, n) =>
      weight[n]! > 0 ? [{ part: cut.part, price: cut.price, weight: weight[n]! * share }] : [],
    ),
    passes: search.passes,
    worstResidual: master.worstResidual,
  };
}

function normalised(parts: CoupledParts, cuts: readonly Cut[], dual: Float64Array): Float64Array {
  const total = new Float64Array(parts.partCount);
  const weight = dual.map((v) => (v > 1e-11 ? v : 0));
  cuts.forEach((cut, n) => {
    total[cut.part]! += weight[n]!;
  });
  return weight.map((v, n) => v / total[cuts[n]!.part]!);
}
