// Linear programs, with or without whole columns, over typed arrays: solved by a published solver, believed only with
// our own proof.
export type { BackendModel, Claim, LpBackend, LpMethod, SolveOrder } from "./backend.ts";
export { type Binding, bindingBounds } from "./binding.ts";
export { type ColumnOptions, ProgramBuilder, type RowOptions } from "./builder.ts";
export {
  CERTIFICATE_TOLERANCE,
  type Certificate,
  type CertifiedValues,
  certify,
  isCertified,
} from "./certificate.ts";
export type { AddedRows, ProgramChange, ProgramData } from "./growing-program.ts";
export { highsBackend } from "./highs.ts";
export { type Conflict, type ConflictMember, infeasibleSubset } from "./infeasible-subset.ts";
export {
  type LinearProgram,
  MAX_COLUMNS,
  MAX_ENTRIES,
  type NewColumns,
  type NewRows,
} from "./linear-program.ts";
export { readMps } from "./mps.ts";
export { type PortBackend, portBackend, type SolverPort, serveSolver } from "./port.ts";
export {
  type InfeasibilityProof,
  proveInfeasible,
  proveUnbounded,
  type UnboundednessProof,
} from "./proof.ts";
export { type ChoiceRegret, choiceRegret, type ForcedChoice } from "./regret.ts";
export { type CostRange, costRange, type RowPrice, rowPrices } from "./sensitivity.ts";
export {
  type InfeasibleLp,
  type LpResult,
  type OptimalLp,
  openSession,
  type SolveOptions,
  type SolverSession,
  type StoppedLp,
  type UnboundedLp,
  type WholeOptions,
} from "./session.ts";
export { solveLinearProgram, solveWholeProgram } from "./solve.ts";
export type { InfeasibleWhole, WholeAnswer, WholeResult } from "./whole.ts";
