import type { Claim, SolveOrder } from "./backend.ts";
import { CERTIFICATE_TOLERANCE, objectiveOf, primalResidual } from "./certificate.ts";
import type { ProgramData } from "./growing-program.ts";
import type { InfeasibilityProof } from "./proof.ts";
import type { Checked, LpResult, OptimalLp, StoppedLp, UnboundedLp } from "./session.ts";

/** A point with whole columns whole. What is proved here: it is feasible, and no point beats `provedBound`. */
export interface WholeAnswer {
  /** "optimal": the solver says that no point is better by more than the gap asked for; "feasible": a limit came first. */
  readonly status: "optimal" | "feasible";
  /** [columnCount] Whole columns hold integers exactly. */
  readonly x: Float64Array;
  readonly objective: number;
  /** Largest violation of a row or column bound / (1 + |bound|), from the raw data. */
  readonly primalResidual: number;
  /** Value that no point beats, by the solver's word: its search is not checked here. */
  readonly claimedBound: number;
  /** |objective - claimedBound| / max(1, |objective|) */
  readonly claimedGapShare: number;
  /** Value that no point beats, proved here from the prices of the linear relaxation. */
  readonly provedBound: number;
  readonly provedGapShare: number;
  /** The linear relaxation, certified. */
  readonly relaxation: OptimalLp;
  /**
   * The divisible columns are best given the whole ones, with proof; its prices hold while the whole columns stay. Null
   * where rounding the whole columns leaves the divisible ones no room within the tolerance.
   */
  readonly fixed: OptimalLp | null;
}

/** No whole point: with proof where the relaxation has no point either, else by the solver's word (null). */
export interface InfeasibleWhole {
  readonly status: "infeasible";
  readonly proof: InfeasibilityProof | null;
}

export type WholeResult = WholeAnswer | InfeasibleWhole | UnboundedLp | StoppedLp;

/** How far a claimed whole value may lie from the nearest integer. */
const WHOLE_TOLERANCE = 1e-5;

/**
 * Checks a claim about whole columns: rounds them, finds the best divisible columns beside them (certified), and holds
 * value and claimed bound against the certified relaxation. Cost: one linear program that differs in bounds.
 */
export async function certifyWhole(
  program: ProgramData,
  relaxation: OptimalLp,
  claim: Claim,
  order: SolveOrder,
  solveWithin: (lower: Float64Array, upper: Float64Array) => Promise<LpResult>,
): Promise<Checked<WholeResult>> {
  if (claim.status === "stopped") return { answer: { status: "stopped" } };
  if (claim.status === "infeasible") return { answer: { status: "infeasible", proof: null } };
  if (claim.status !== "whole")
    return { failure: `${claim.status}, while the relaxation has an optimum` };
  const rounded = roundWhole(program, claim.x);
  if (!rounded) return { failure: "whole columns are not whole" };
  const lower = program.columnLower.map((low, j) => (program.isInteger?.[j] ? rounded[j]! : low));
  const upper = program.columnUpper.map((high, j) => (program.isInteger?.[j] ? rounded[j]! : high));
  const best = await solveWithin(lower, upper);
  const fixed = best.status === "optimal" ? best : null;
  const x = fixed ? withWhole(program, fixed.x, rounded) : rounded;
  const residual = primalResidual(program, x);
  if (!(residual <= CERTIFICATE_TOLERANCE)) return { failure: `primal residual ${residual}` };
  return judge(program, relaxation, x, residual, claim, fixed, order);
}

function judge(
  program: ProgramData,
  relaxation: OptimalLp,
  x: Float64Array,
  residual: number,
  { bound: claimedBound, isLimited }: Claim & { readonly status: "whole" },
  fixed: OptimalLp | null,
  order: SolveOrder,
): Checked<WholeResult> {
  const sign = program.sense === "minimise" ? 1 : -1;
  const objective = objectiveOf(program, x);
  const scale = Math.max(1, Math.abs(objective));
  const slack = CERTIFICATE_TOLERANCE * scale;
  if (sign * (objective - relaxation.bound) < -slack) {
    return { failure: `value ${objective} beats the relaxation's bound ${relaxation.bound}` };
  }
  if (!(sign * (objective - claimedBound) >= -slack)) {
    return { failure: `value ${objective} beats the claimed bound ${claimedBound}` };
  }
  const claimedGapShare = Math.abs(objective - claimedBound) / scale;
  const isOptimal = claimedGapShare <= Math.max(order.gapShare, CERTIFICATE_TOLERANCE);
  if (!isOptimal && !isLimited) return { failure: `search ended at a gap of ${claimedGapShare}` };
  return {
    answer: {
      status: isOptimal ? "optimal" : "feasible",
      x,
      objective,
      primalResidual: residual,
      claimedBound,
      claimedGapShare,
      provedBound: relaxation.bound,
      provedGapShare: Math.abs(objective - relaxation.bound) / scale,
      relaxation,
      fixed,
    },
  };
}

/** x with whole columns rounded; null where one is too far from any integer. */
function roundWhole(program: ProgramData, x: Float64Array): Float64Array | null {
  const rounded = x.slice();
  for (let j = 0; j < program.columnCount; j++) {
    if (!program.isInteger?.[j]) continue;
    rounded[j] = Math.round(x[j]!) + 0;
    if (!(Math.abs(x[j]! - rounded[j]!) <= WHOLE_TOLERANCE * Math.max(1, Math.abs(x[j]!))))
      return null;
  }
  return rounded;
}

const withWhole = (program: ProgramData, x: Float64Array, whole: Float64Array): Float64Array =>
  x.map((value, j) => (program.isInteger?.[j] ? whole[j]! : value));
