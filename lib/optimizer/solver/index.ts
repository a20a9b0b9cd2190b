// Linear programs over typed arrays: solved by a published solver, believed only with our own proof of optimality.
export {
  CERTIFICATE_TOLERANCE,
  type Certificate,
  type CertifiedValues,
  certify,
  isCertified,
} from "./certificate.ts";
export { highsBackend } from "./highs.ts";
export { type LinearProgram, MAX_COLUMNS, MAX_ENTRIES } from "./linear-program.ts";
export {
  type LpBackend,
  type LpClaim,
  type LpMethod,
  type LpResult,
  type OptimalLp,
  solveLinearProgram,
} from "./solve.ts";
