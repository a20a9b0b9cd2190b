import type { ProgramChange } from "./growing-program.ts";
import type { LinearProgram } from "./linear-program.ts";

/** How to solve: dual simplex suits most; primal simplex where a feasible start is at hand and many rows are tight. */
export type LpMethod = "choose" | "primalSimplex" | "dualSimplex" | "interiorPoint";

/** What a solver is asked to do with the model it holds. */
export interface SolveOrder {
  /** true = integer columns are whole; false = the linear relaxation. */
  readonly isWhole: boolean;
  /** From scratch and without presolve: slower and safer. */
  readonly isCareful: boolean;
  readonly method: LpMethod;
  /** Infinity = none. */
  readonly timeLimitSeconds: number;
  /** Whole answers: stop at this gap of the solver's own bound. */
  readonly gapShare: number;
  /** Whole answers: most nodes of the search; Infinity = none. */
  readonly nodeLimit: number;
}

/** What a solver claims; nothing of it is believed before it is certified. */
export type Claim =
  | { readonly status: "optimal"; readonly x: Float64Array; readonly rowDual: Float64Array }
  | {
      readonly status: "whole";
      readonly x: Float64Array;
      /** Value that the solver says no point beats. */
      readonly bound: number;
      /** A limit ended the search. */
      readonly isLimited: boolean;
    }
  | { readonly status: "infeasible"; readonly rowMultiplier: Float64Array | null }
  | {
      readonly status: "unbounded";
      readonly x: Float64Array | null;
      readonly ray: Float64Array | null;
    }
  /** A limit was reached before there was anything to show. */
  | { readonly status: "stopped" };

/** A model kept in a solver. After a rejection it is lost: open another. */
export interface BackendModel {
  /** Makes the changes in order, then solves, from the last basis where there is one. */
  solve(changes: readonly ProgramChange[], order: SolveOrder): Promise<Claim>;
  /** Frees the solver's memory; the model is of no use after it. */
  dispose(): void;
}

/** A solver of linear programs with or without whole columns. */
export interface LpBackend {
  open(program: LinearProgram): Promise<BackendModel>;
}
