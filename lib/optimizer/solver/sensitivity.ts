import type { LpBackend } from "./backend.ts";
import { isAtBound, nameOf } from "./binding.ts";
import { flattened, type ProgramData, rowActivity } from "./growing-program.ts";
import type { LinearProgram } from "./linear-program.ts";
import { type LpResult, type OptimalLp, openSession, type SolverSession } from "./session.ts";

/**
 * What a row's bound is worth, both ways. `below` and `above` are changes of the objective per unit of the bound when it
 * falls and when it rises; they differ where the optimum is degenerate, and any price between is a valid dual.
 * Infinite = that way there is no feasible point. A row with two different bounds moves with both.
 */
export interface RowPrice {
  readonly row: number;
  readonly name: string;
  readonly below: number;
  readonly above: number;
  readonly isUnique: boolean;
  /** Largest move downwards over which `below` stays exact, and upwards for `above`; Infinity = without end. */
  readonly fallBy: number;
  readonly riseBy: number;
}

/** How far a column's cost may move while the same point stays optimal. */
export interface CostRange {
  readonly column: number;
  readonly name: string;
  /** Lowest and highest such cost. */
  readonly from: number;
  readonly to: number;
}

/** Relative distance from a straight line that counts as on it. */
const ON_LINE = 1e-7;
/** Steps of a search along a line; each but the first few ends on another straight piece. */
const MOST_STEPS = 200;
/** Moves beyond this many times the size of the bound count as without end. */
const FAR = 1e6;

/**
 * One-sided prices of rows at an optimum: the slopes are optima of the direction program (the active constraints at x,
 * moved by one; Gal 1979), and how far they hold is followed along the value function. All by certified re-solves of
 * sessions that start warm: about 2 + 4 solves a row. The session is left as it was.
 */
export async function rowPrices(
  backend: LpBackend,
  session: SolverSession,
  answer: OptimalLp,
  rows: readonly number[],
): Promise<RowPrice[]> {
  const { program } = session;
  const activity = rowActivity(program, answer.x);
  const directions = openSession(backend, directionProgram(program, answer.x, activity));
  const found: RowPrice[] = [];
  try {
    for (const row of rows) {
      const slopes = await rowSlopes(directions, program, activity, row);
      found.push(await rowRange(session, answer, row, slopes));
    }
  } finally {
    directions.dispose();
  }
  return found;
}

interface Slopes {
  readonly below: number;
  readonly above: number;
}

/** Moves away from x: bounds that x is at become 0, others go. */
function directionProgram(
  program: ProgramData,
  x: Float64Array,
  activity: Float64Array,
): LinearProgram {
  const at = (values: Float64Array, bounds: Float64Array, free: number) =>
    bounds.map((bound, k) => (isAtBound(values[k]!, bound) ? 0 : free));
  const { isInteger: _whole, ...flat } = flattened(program);
  return {
    ...flat,
    columnLower: at(x, program.columnLower, -Infinity),
    columnUpper: at(x, program.columnUpper, Infinity),
    rowLower: at(activity, program.rowLower, -Infinity),
    rowUpper: at(activity, program.rowUpper, Infinity),
  };
}

async function rowSlopes(
  directions: SolverSession,
  program: ProgramData,
  activity: Float64Array,
  row: number,
): Promise<Slopes> {
  const isLower = isAtBound(activity[row]!, program.rowLower[row]!);
  const isUpper = isAtBound(activity[row]!, program.rowUpper[row]!);
  if (!isLower && !isUpper) return { below: 0, above: 0 };
  // Less is worse: where a move is impossible the objective is as bad as can be.
  const worst = program.sense === "minimise" ? Infinity : -Infinity;
  const slope = async (move: number): Promise<number> => {
    setRow(directions, row, isLower ? move : -Infinity, isUpper ? move : Infinity);
    const answer = await directions.solve();
    if (answer.status === "infeasible") return worst;
    if (answer.status !== "optimal")
      throw new Error(`rowPrices: the direction program is ${answer.status}`);
    return answer.objective;
  };
  const above = await slope(1);
  const below = -(await slope(-1));
  setRow(directions, row, isLower ? 0 : -Infinity, isUpper ? 0 : Infinity);
  return { below, above };
}

function setRow(session: SolverSession, row: number, lower: number, upper: number): void {
  session.setRowBounds(Int32Array.of(row), Float64Array.of(lower), Float64Array.of(upper));
}

async function rowRange(
  session: SolverSession,
  answer: OptimalLp,
  row: number,
  { below, above }: Slopes,
): Promise<RowPrice> {
  const { program } = session;
  const [lower, upper] = [program.rowLower[row]!, program.rowUpper[row]!];
  const scale = 1 + Math.max(...[lower, upper].filter(Number.isFinite).map(Math.abs), 0);
  const at = async (move: number): Promise<Step> => {
    setRow(session, row, lower + move, upper + move);
    return stepOf(await session.solve(), move, (result) => result.rowDual[row]!, row);
  };
  try {
    const riseBy = Number.isFinite(above)
      ? await lineEnd(at, answer.objective, above, scale, 1)
      : 0;
    const fallBy = Number.isFinite(below)
      ? await lineEnd(at, answer.objective, below, scale, -1)
      : 0;
    const isUnique =
      Number.isFinite(above - below) && Math.abs(above - below) <= ON_LINE * (1 + Math.abs(above));
    return { row, name: nameOf(program, "row", row), below, above, isUnique, fallBy, riseBy };
  } finally {
    setRow(session, row, lower, upper);
  }
}

/** Range of a column's cost over which the point stays optimal. The session is left as it was. Cost: a few re-solves. */
export async function costRange(
  session: SolverSession,
  answer: OptimalLp,
  column: number,
): Promise<CostRange> {
  const { program } = session;
  const cost = program.cost[column]!;
  const set = (value: number) => session.setCosts(Int32Array.of(column), Float64Array.of(value));
  const at = async (move: number): Promise<Step> => {
    set(cost + move);
    return stepOf(await session.solve(), move, (result) => result.x[column]!, column);
  };
  try {
    const scale = 1 + Math.abs(cost);
    const rise = await lineEnd(at, answer.objective, answer.x[column]!, scale, 1);
    const fall = await lineEnd(at, answer.objective, answer.x[column]!, scale, -1);
    return { column, name: nameOf(program, "column", column), from: cost - fall, to: cost + rise };
  } finally {
    set(cost);
  }
}

/** The value function at a move: its value and a slope, or the nearest move that is not ruled out. */
type Step = { readonly value: number; readonly slope: number } | { readonly limit: number };

function stepOf(
  result: LpResult,
  move: number,
  slopeOf: (result: OptimalLp) => number,
  index: number,
): Step {
  if (result.status === "optimal") return { value: result.objective, slope: slopeOf(result) };
  // The proof that nothing fits (or that value has no end) is linear in the move: it says where it stops to hold.
  if (result.status === "infeasible" && result.proof.kind === "multipliers") {
    const multiplier = result.proof.rowMultiplier[index]!;
    if (multiplier === 0) throw new Error("sensitivity: infeasible whatever the move");
    return { limit: move - result.proof.shortfall / multiplier };
  }
  if (result.status === "unbounded") {
    const { gain, ray } = result.proof;
    return { limit: move + (gain / Math.abs(ray[index]!)) * -Math.sign(move) };
  }
  throw new Error(`sensitivity: a re-solve is ${result.status}`);
}

/**
 * Largest move in a direction over which the value function, convex or concave and piecewise linear, stays on the line
 * of the given slope: from a point beyond, its tangent meets the line nearer by (Newton on pieces, finite).
 */
async function lineEnd(
  at: (move: number) => Promise<Step>,
  value: number,
  slope: number,
  scale: number,
  direction: 1 | -1,
): Promise<number> {
  let move = direction * scale;
  let isBreak = false;
  for (let k = 0; k < MOST_STEPS; k++) {
    const step = await at(move);
    if (isOnLine(step, value, value + slope * move)) {
      if (isBreak) return Math.abs(move);
      if (Math.abs(move) >= FAR * scale) return Infinity;
      move *= 100;
      continue;
    }
    isBreak = true;
    move =
      "limit" in step
        ? step.limit
        : (step.value - step.slope * move - value) / (slope - step.slope);
    if (!(direction * move > 0)) return 0;
  }
  throw new Error(`sensitivity: no end of the line found in ${MOST_STEPS} steps`);
}

const isOnLine = (step: Step, value: number, line: number): boolean =>
  "value" in step &&
  Math.abs(step.value - line) <= ON_LINE * (1 + Math.abs(value) + Math.abs(line));
