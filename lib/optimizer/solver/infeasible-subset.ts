import type { LpBackend } from "./backend.ts";
import { nameOf } from "./binding.ts";
import { columnPrice, type ProgramData } from "./growing-program.ts";
import type { LinearProgram } from "./linear-program.ts";
import { openSession, type SolverSession } from "./session.ts";

/** One bound that takes part in a contradiction. */
export interface ConflictMember {
  readonly on: "row" | "column";
  readonly index: number;
  readonly name: string;
  readonly side: "lower" | "upper";
  readonly bound: number;
}

/** Bounds that cannot hold together. */
export interface Conflict {
  /** Rows, then columns, ascending. */
  readonly members: readonly ConflictMember[];
  /**
   * true = checked by re-solves: without any one of the members the others can hold. For whole columns a re-solve that
   * reached its limit leaves this false.
   */
  readonly isIrreducible: boolean;
}

/** Searches with whole columns that cannot tell by then count as "can hold". */
const WHOLE_NODE_LIMIT = 10_000;

/**
 * An irreducible infeasible subset: from the multipliers that prove infeasibility, bounds are left out one by one and
 * stay out where the rest still has no point (deletion filter, Chinneck 2008). Where only whole columns make a program
 * infeasible, the members are rows beside the columns' bounds, and each "has no point" is the solver's word. Null where
 * the program has a point. Cost: a re-solve per member of the proof.
 */
export async function infeasibleSubset(
  backend: LpBackend,
  program: LinearProgram,
): Promise<Conflict | null> {
  const crossed = crossedMembers(program);
  if (crossed) return { members: crossed, isIrreducible: true };
  const session = openSession(backend, { ...program, cost: new Float64Array(program.columnCount) });
  try {
    const whole = program.isInteger?.includes(1) ?? false;
    const proved = await linearConflict(session);
    if (proved) return await filtered(session, proved, true);
    if (!whole) return null;
    const all = wholeMembers(session.program);
    const verdict = await wholeConflict(session, all);
    if (verdict === "unknown") throw new Error("infeasibleSubset: the search reached its limit");
    if (verdict === null) return null;
    return await filtered(session, all, false);
  } finally {
    session.dispose();
  }
}

/** Members found by a proof, null where there is a point, or "unknown". */
type Verdict = readonly ConflictMember[] | null | "unknown";

async function filtered(
  session: SolverSession,
  first: readonly ConflictMember[],
  isLinear: boolean,
): Promise<Conflict> {
  const relaxed = relaxedTo(session.program, first);
  const all = (count: number) => Int32Array.from({ length: count }, (_, k) => k);
  session.setRowBounds(all(session.rowCount), relaxed.rowLower, relaxed.rowUpper);
  if (isLinear) {
    session.setColumnBounds(all(session.columnCount), relaxed.columnLower, relaxed.columnUpper);
  }
  let left = [...first];
  let isIrreducible = true;
  for (const member of first) {
    if (!left.includes(member)) continue;
    setMember(session, member, null);
    const verdict = isLinear ? await linearConflict(session) : await wholeConflict(session, first);
    if (verdict === null || verdict === "unknown") {
      isIrreducible &&= verdict === null;
      setMember(session, member, member.bound);
      continue;
    }
    const isStillIn = new Set(verdict.map(keyOf));
    for (const other of left) {
      if (other !== member && !isStillIn.has(keyOf(other))) setMember(session, other, null);
    }
    left = left.filter((other) => other !== member && isStillIn.has(keyOf(other)));
  }
  return { members: left, isIrreducible };
}

const keyOf = ({ on, index, side }: ConflictMember): string => `${on} ${index} ${side}`;

/** Puts a bound back, or takes it away (null). */
function setMember(
  session: SolverSession,
  { on, index, side }: ConflictMember,
  bound: number | null,
): void {
  const { program } = session;
  const [lowers, uppers] =
    on === "row"
      ? [program.rowLower, program.rowUpper]
      : [program.columnLower, program.columnUpper];
  const lower = side === "lower" ? (bound ?? -Infinity) : lowers[index]!;
  const upper = side === "upper" ? (bound ?? Infinity) : uppers[index]!;
  const change = [Int32Array.of(index), Float64Array.of(lower), Float64Array.of(upper)] as const;
  if (on === "row") session.setRowBounds(...change);
  else session.setColumnBounds(...change);
}

/** The bounds of the members alone. */
function relaxedTo(program: ProgramData, members: readonly ConflictMember[]) {
  const relaxed = {
    rowLower: new Float64Array(program.rowCount).fill(-Infinity),
    rowUpper: new Float64Array(program.rowCount).fill(Infinity),
    columnLower: new Float64Array(program.columnCount).fill(-Infinity),
    columnUpper: new Float64Array(program.columnCount).fill(Infinity),
  };
  for (const { on, index, side, bound } of members) {
    const name = `${on}${side === "lower" ? "Lower" : "Upper"}` as const;
    relaxed[name][index] = bound;
  }
  return relaxed;
}

async function linearConflict(session: SolverSession): Promise<readonly ConflictMember[] | null> {
  const answer = await session.solve();
  if (answer.status === "optimal") return null;
  if (answer.status !== "infeasible" || answer.proof.kind !== "multipliers") {
    throw new Error(`infeasibleSubset: a program without costs is ${answer.status}`);
  }
  return membersOf(session.program, answer.proof.rowMultiplier);
}

async function wholeConflict(
  session: SolverSession,
  all: readonly ConflictMember[],
): Promise<Verdict> {
  const answer = await session.solveWhole({ nodeLimit: WHOLE_NODE_LIMIT });
  if (answer.status === "infeasible") return all;
  return answer.status === "stopped" ? "unknown" : null;
}

/** The bounds that carry a proof by multipliers. */
function membersOf(program: ProgramData, multiplier: Float64Array): ConflictMember[] {
  const members: ConflictMember[] = [];
  const take = (on: "row" | "column", index: number, side: "lower" | "upper", bound: number) =>
    members.push({ on, index, name: nameOf(program, on, index), side, bound });
  for (let i = 0; i < program.rowCount; i++) {
    if (multiplier[i]! > 0) take("row", i, "lower", program.rowLower[i]!);
    if (multiplier[i]! < 0) take("row", i, "upper", program.rowUpper[i]!);
  }
  const magnitude = new Float64Array(program.columnCount);
  const price = columnPrice(program, multiplier, magnitude);
  for (let j = 0; j < program.columnCount; j++) {
    if (Math.abs(price[j]!) <= 1e-9 * magnitude[j]!) continue;
    if (price[j]! > 0) take("column", j, "upper", program.columnUpper[j]!);
    else take("column", j, "lower", program.columnLower[j]!);
  }
  return members;
}

/** Every row's finite bounds. */
function wholeMembers(program: ProgramData): ConflictMember[] {
  const members: ConflictMember[] = [];
  for (let i = 0; i < program.rowCount; i++) {
    const member = { on: "row", index: i, name: nameOf(program, "row", i) } as const;
    const [lower, upper] = [program.rowLower[i]!, program.rowUpper[i]!];
    if (lower > -Infinity) members.push({ ...member, side: "lower", bound: lower });
    if (upper < Infinity) members.push({ ...member, side: "upper", bound: upper });
  }
  return members;
}

function crossedMembers(program: LinearProgram): ConflictMember[] | null {
  const find = (on: "row" | "column", lower: Float64Array, upper: Float64Array) => {
    const index = lower.findIndex((low, k) => low > upper[k]!);
    if (index < 0) return null;
    const member = { on, index, name: nameOf(program, on, index) };
    return [
      { ...member, side: "lower" as const, bound: lower[index]! },
      { ...member, side: "upper" as const, bound: upper[index]! },
    ];
  };
  return (
    find("row", program.rowLower, program.rowUpper) ??
    find("column", program.columnLower, program.columnUpper)
  );
}
