import { type Certificate, certify, isCertified } from "./certificate.ts";
import { checkProgram, type LinearProgram } from "./linear-program.ts";

/** An optimal vertex with the proof that it is one. Prices are in the program's own sense and unit. */
export interface OptimalLp {
  readonly status: "optimal";
  /** [columnCount] */
  readonly x: Float64Array;
  /** Change of the objective per unit more of the row's bound. [rowCount] */
  readonly rowDual: Float64Array;
  /** Change of the objective per unit of the column forced in. [columnCount] */
  readonly reducedCost: Float64Array;
  readonly objective: number;
  /** What the prices alone prove no plan can beat. */
  readonly bound: number;
  readonly certificate: Certificate;
}

export type LpResult = OptimalLp | { readonly status: "infeasible" | "unbounded" };

/** What a solver claims; nothing of it is believed before it is certified. */
export type LpClaim =
  | { readonly status: "optimal"; readonly x: Float64Array; readonly rowDual: Float64Array }
  | { readonly status: "infeasible" | "unbounded" };

/** How to solve: dual simplex suits most; primal simplex where a feasible start is at hand and many rows are tight. */
export type LpMethod = "choose" | "primalSimplex" | "dualSimplex" | "interiorPoint";

export interface LpBackend {
  /** Solves from scratch; `careful` asks for the slower, safer way (no presolve). Rejects when it cannot tell. */
  run(program: LinearProgram, careful: boolean, method: LpMethod): Promise<LpClaim>;
}

/**
 * Solves a linear program and proves the answer from the raw data at 1e-6 relative. An answer that fails the proof is
 * solved again the careful way; if that fails too an Error says by how much. Throws RangeError on a malformed or too
 * large program (0.5 million columns, 2 million entries).
 */
export async function solveLinearProgram(
  backend: LpBackend,
  program: LinearProgram,
  method: LpMethod = "choose",
): Promise<LpResult> {
  checkProgram(program);
  if (program.columnCount === 0) return emptyAnswer(program);
  let certificate: Certificate | null = null;
  for (const careful of [false, true]) {
    const claim = await backend.run(program, careful, careful ? "choose" : method);
    if (claim.status !== "optimal") return claim;
    const values = certify(program, claim.x, claim.rowDual);
    if (isCertified(values.certificate)) {
      return { status: "optimal", x: claim.x, rowDual: claim.rowDual, ...values };
    }
    certificate = values.certificate;
  }
  throw new Error(`solveLinearProgram: no certified optimum: ${JSON.stringify(certificate)}`);
}

/** Without columns every row is 0: feasible or not, and worth nothing. */
function emptyAnswer(program: LinearProgram): LpResult {
  for (let i = 0; i < program.rowCount; i++) {
    if (program.rowLower[i]! > 0 || program.rowUpper[i]! < 0) return { status: "infeasible" };
  }
  const x = new Float64Array(0);
  const rowDual = new Float64Array(program.rowCount);
  return { status: "optimal", x, rowDual, ...certify(program, x, rowDual) };
}
