import { columnPrice, type ProgramData, rowActivity } from "./growing-program.ts";

/** How far an answer is from provably optimal, each relative to the size of what it is compared with. */
export interface Certificate {
  /** Largest violation of a row or column bound / (1 + |bound|). */
  readonly primalResidual: number;
  /** Largest price of the wrong sign / (1 + |cost|): a gain that no bound forbids. */
  readonly dualResidual: number;
  /** Largest |price| x distance to the bound it belongs to / (1 + |objective|). */
  readonly complementarity: number;
  /** |objective - bound| / (1 + |objective|). */
  readonly gap: number;
}

export const CERTIFICATE_TOLERANCE = 1e-6;

export interface CertifiedValues {
  readonly certificate: Certificate;
  readonly objective: number;
  /** Value no feasible point can beat, from the prices alone. */
  readonly bound: number;
  /** cost - price . column, in the program's own sense. [columnCount] */
  readonly reducedCost: Float64Array;
}

/** True when all four figures are within the tolerance; NaN never is. */
export function isCertified(certificate: Certificate, tolerance = CERTIFICATE_TOLERANCE): boolean {
  return (
    certificate.primalResidual <= tolerance &&
    certificate.dualResidual <= tolerance &&
    certificate.complementarity <= tolerance &&
    certificate.gap <= tolerance
  );
}

/**
 * Checks x and the row prices (gain of the objective per unit of the row's bound) against the raw data of the program;
 * nothing else a solver says is used. Cost O(columns + rows + entries).
 */
export function certify(
  program: ProgramData,
  x: Float64Array,
  rowDual: Float64Array,
): CertifiedValues {
  const sign = program.sense === "minimise" ? 1 : -1;
  const activity = rowActivity(program, x);
  const reducedCost = columnPrice(program, rowDual);
  let objective = 0;
  for (let j = 0; j < program.columnCount; j++) {
    objective += program.cost[j]! * x[j]!;
    reducedCost[j] = program.cost[j]! - reducedCost[j]!;
  }
  const found = new Findings(objective);
  for (let j = 0; j < program.columnCount; j++) {
    found.add(
      x[j]!,
      program.columnLower[j]!,
      program.columnUpper[j]!,
      sign * reducedCost[j]!,
      program.cost[j]!,
    );
  }
  for (let i = 0; i < program.rowCount; i++) {
    found.add(activity[i]!, program.rowLower[i]!, program.rowUpper[i]!, sign * rowDual[i]!, 0);
  }
  const bound = sign * found.bound;
  const certificate: Certificate = {
    primalResidual: found.primal,
    dualResidual: found.dual,
    complementarity: found.complementarity,
    gap: Math.abs(objective - bound) / (1 + Math.abs(objective)),
  };
  return { certificate, objective, bound, reducedCost };
}

/** Largest violation of a row or column bound / (1 + |bound|); NaN where x holds one. Cost O(columns + rows + entries). */
export function primalResidual(program: ProgramData, x: Float64Array): number {
  const found = new Findings(0);
  const activity = rowActivity(program, x);
  for (let j = 0; j < program.columnCount; j++) {
    found.add(x[j]!, program.columnLower[j]!, program.columnUpper[j]!, 0, 0);
  }
  for (let i = 0; i < program.rowCount; i++) {
    found.add(activity[i]!, program.rowLower[i]!, program.rowUpper[i]!, 0, 0);
  }
  return found.primal;
}

/** cost . x */
export function objectiveOf(program: ProgramData, x: Float64Array): number {
  let objective = 0;
  for (let j = 0; j < program.columnCount; j++) objective += program.cost[j]! * x[j]!;
  return objective;
}

/** Collects the worst case over rows and columns alike; a price is the gain, when minimising, of a unit of its bound. */
class Findings {
  primal = 0;
  dual = 0;
  complementarity = 0;
  bound = 0;
  readonly #scale: number;
  constructor(objective: number) {
    this.#scale = 1 + Math.abs(objective);
  }

  add(value: number, lower: number, upper: number, price: number, cost: number): void {
    const below = (lower - value) / (1 + Math.abs(lower));
    const above = (value - upper) / (1 + Math.abs(upper));
    // Infinite bounds give NaN or -Infinity, which a comparison leaves out; a NaN value must not pass.
    if (below > this.primal) this.primal = below;
    if (above > this.primal) this.primal = above;
    if (Number.isNaN(value) || Number.isNaN(price)) this.primal = NaN;
    if (price === 0) return;
    const active = price > 0 ? lower : upper;
    if (!Number.isFinite(active)) {
      this.dual = Math.max(this.dual, Math.abs(price) / (1 + Math.abs(cost)));
      return;
    }
    this.bound += price * active;
    this.complementarity = Math.max(
      this.complementarity,
      (Math.abs(price) * Math.abs(value - active)) / this.#scale,
    );
  }
}
