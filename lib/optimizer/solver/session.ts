import { elasticProgram, pointProgram, rayProgram } from "./auxiliary.ts";
import type { BackendModel, Claim, LpBackend, LpMethod, SolveOrder } from "./backend.ts";
import { type Certificate, certify, isCertified } from "./certificate.ts";
import {
  flattened,
  GrowingProgram,
  type ProgramChange,
  type ProgramData,
} from "./growing-program.ts";
import type { LinearProgram, NewColumns, NewRows } from "./linear-program.ts";
import {
  crossedBounds,
  type InfeasibilityProof,
  proveInfeasible,
  proveUnbounded,
  type UnboundednessProof,
} from "./proof.ts";
import { certifyWhole, type WholeResult } from "./whole.ts";

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

export interface InfeasibleLp {
  readonly status: "infeasible";
  readonly proof: InfeasibilityProof;
}

export interface UnboundedLp {
  readonly status: "unbounded";
  readonly proof: UnboundednessProof;
}

/** A limit was reached first; nothing is known. */
export interface StoppedLp {
  readonly status: "stopped";
}

export type LpResult = OptimalLp | InfeasibleLp | UnboundedLp | StoppedLp;

export interface SolveOptions {
  /** For a solve from scratch; re-solves start from the last basis by the simplex method whatever is asked. */
  readonly method?: LpMethod;
  /** Default none. Answers of a limited solve depend on the machine. */
  readonly timeLimitSeconds?: number;
}

export interface WholeOptions extends SolveOptions {
  /** Stop when the solver's own bound is this near (share of the value). Default 1e-9. */
  readonly gapShare?: number;
  /** Most nodes of the search: a limit that does not depend on the machine. Default none. */
  readonly nodeLimit?: number;
}

/** A program kept in a solver: change it and solve again from where it stands. Changes are made at the next solve. */
export interface SolverSession {
  readonly columnCount: number;
  readonly rowCount: number;
  /** The program as it stands now. */
  readonly program: ProgramData;
  /** Appends columns and returns the index of the first. Throws RangeError where they do not fit. */
  addColumns(columns: NewColumns): number;
  /** Appends rows and returns the index of the first. Throws RangeError where they do not fit. */
  addRows(rows: NewRows): number;
  setCosts(columnIndex: Int32Array, cost: Float64Array): void;
  setColumnBounds(columnIndex: Int32Array, lower: Float64Array, upper: Float64Array): void;
  setRowBounds(rowIndex: Int32Array, lower: Float64Array, upper: Float64Array): void;
  /** Best point of the program, whole columns taken as divisible; with proof or not at all (Error). */
  solve(options?: SolveOptions): Promise<LpResult>;
  /** Best point with whole columns whole; what of it is proved and what is the solver's word: see WholeResult. */
  solveWhole(options?: WholeOptions): Promise<WholeResult>;
  /** Frees the solver's memory. Idempotent; solving afterwards throws Error. */
  dispose(): void;
}

/**
 * Opens a program in a solver. The session checks every answer against its own copy of the data at 1e-6 relative: an
 * answer that fails is solved again from scratch without presolve, then in a fresh model, then refused (Error). Dispose
 * it in the end: memory of the solver is not collected. Throws RangeError on a malformed or too large program.
 */
export function openSession(backend: LpBackend, program: LinearProgram): SolverSession {
  return new Session(backend, new GrowingProgram(program));
}

const LINEAR_ORDER: SolveOrder = {
  isWhole: false,
  isCareful: false,
  method: "choose",
  timeLimitSeconds: Infinity,
  gapShare: 0,
  nodeLimit: Infinity,
};

class Session implements SolverSession {
  readonly #backend: LpBackend;
  readonly #program: GrowingProgram;
  #model: BackendModel | null = null;
  #pending: ProgramChange[] = [];
  #hasBasis = false;
  #isDisposed = false;

  constructor(backend: LpBackend, program: GrowingProgram) {
    this.#backend = backend;
    this.#program = program;
  }

  get columnCount(): number {
    return this.#program.columnCount;
  }

  get rowCount(): number {
    return this.#program.rowCount;
  }

  get program(): ProgramData {
    return this.#program.data;
  }

  addColumns(columns: NewColumns): number {
    const first = this.columnCount;
    this.#change({ kind: "columns", columns });
    return first;
  }

  addRows(rows: NewRows): number {
    const first = this.rowCount;
    this.#change({ kind: "rows", rows });
    return first;
  }

  setCosts(index: Int32Array, cost: Float64Array): void {
    this.#change({ kind: "costs", index, cost });
  }

  setColumnBounds(index: Int32Array, lower: Float64Array, upper: Float64Array): void {
    this.#change({ kind: "columnBounds", index, lower, upper });
  }

  setRowBounds(index: Int32Array, lower: Float64Array, upper: Float64Array): void {
    this.#change({ kind: "rowBounds", index, lower, upper });
  }

  async solve(options: SolveOptions = {}): Promise<LpResult> {
    const { method = "choose", timeLimitSeconds = Infinity } = options;
    const crossed = crossedBounds(this.program);
    if (crossed) return { status: "infeasible", proof: crossed };
    if (this.columnCount === 0) return emptyAnswer(this.program);
    return this.#attempt({ ...LINEAR_ORDER, method, timeLimitSeconds }, (claim) =>
      this.#certified(claim),
    );
  }

  async solveWhole(options: WholeOptions = {}): Promise<WholeResult> {
    const relaxed = await this.solve(options);
    if (relaxed.status !== "optimal") return relaxed;
    const order: SolveOrder = {
      isWhole: true,
      isCareful: false,
      method: "choose",
      timeLimitSeconds: options.timeLimitSeconds ?? Infinity,
      gapShare: options.gapShare ?? 1e-9,
      nodeLimit: options.nodeLimit ?? Infinity,
    };
    return this.#attempt(order, (claim) =>
      certifyWhole(this.program, relaxed, claim, order, (lower, upper) =>
        this.#solveWithin(lower, upper),
      ),
    );
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#model?.dispose();
    this.#model = null;
  }

  #change(change: ProgramChange): void {
    this.#program.apply(change);
    if (this.#model) this.#pending.push(copied(change));
  }

  /** The linear relaxation between other column bounds, which are put back. */
  async #solveWithin(lower: Float64Array, upper: Float64Array): Promise<LpResult> {
    const index = Int32Array.from({ length: this.columnCount }, (_, j) => j);
    const { columnLower, columnUpper } = this.program;
    const kept = [columnLower.slice(), columnUpper.slice()] as const;
    this.setColumnBounds(index, lower, upper);
    try {
      return await this.solve();
    } finally {
      this.setColumnBounds(index, ...kept);
    }
  }

  /** As it stands, then carefully, then carefully in a fresh model; `check` answers null where a claim fails. */
  async #attempt<T>(order: SolveOrder, check: (claim: Claim) => Promise<Checked<T>>): Promise<T> {
    let why: unknown = null;
    for (const [isCareful, isFresh] of ATTEMPTS) {
      if (isFresh) this.#drop();
      const claim = await this.#ask(this.#adapted(order, isCareful)).catch((error: unknown) => {
        // The model is lost with whatever made it throw; the next attempt opens another.
        this.#drop();
        why = error;
        return null;
      });
      if (!claim) continue;
      const checked = await check(claim);
      if ("answer" in checked) return checked.answer;
      why = checked.failure;
    }
    throw new Error(
      `solver: no certified answer: ${why instanceof Error ? why.message : String(why)}`,
    );
  }

  /** Only a first solve may choose its method: interior points have no use for a basis. */
  #adapted(order: SolveOrder, isCareful: boolean): SolveOrder {
    return { ...order, isCareful, method: isCareful || this.#hasBasis ? "choose" : order.method };
  }

  async #ask(order: SolveOrder): Promise<Claim> {
    if (this.#isDisposed) throw new Error("solver session: disposed");
    if (!this.#model) {
      this.#pending = [];
      this.#model = await this.#backend.open(plain(flattened(this.program)));
    }
    const changes = this.#pending;
    this.#pending = [];
    const claim = await this.#model.solve(changes, order);
    this.#hasBasis ||= claim.status === "optimal";
    return claim;
  }

  #drop(): void {
    this.#hasBasis = false;
    this.#model?.dispose();
    this.#model = null;
  }

  async #certified(claim: Claim): Promise<Checked<LpResult>> {
    const program = this.program;
    if (claim.status === "stopped") return { answer: { status: "stopped" } };
    if (claim.status === "infeasible") return this.#infeasible(claim.rowMultiplier);
    if (claim.status === "unbounded") return this.#unbounded(claim.x, claim.ray);
    if (claim.status === "whole") return { failure: "a whole answer to a linear question" };
    const { x, rowDual } = claim;
    const values = certify(program, x, rowDual);
    if (!isCertified(values.certificate)) return { failure: JSON.stringify(values.certificate) };
    return { answer: { status: "optimal", x, rowDual, ...values } };
  }

  async #infeasible(multiplier: Float64Array | null): Promise<Checked<LpResult>> {
    const claimed = multiplier && proveInfeasible(this.program, multiplier);
    if (claimed) return { answer: { status: "infeasible", proof: claimed } };
    const elastic = await this.#aside(elasticProgram(flattened(this.program)));
    const proof = elastic && proveInfeasible(this.program, elastic.rowDual);
    if (proof) return { answer: { status: "infeasible", proof } };
    return { failure: "called infeasible without a proof" };
  }

  async #unbounded(x: Float64Array | null, ray: Float64Array | null): Promise<Checked<LpResult>> {
    const claimed = x && ray && proveUnbounded(this.program, x, ray);
    if (claimed) return { answer: { status: "unbounded", proof: claimed } };
    const flat = flattened(this.program);
    const direction = await this.#aside(rayProgram(flat));
    const point = await this.#aside(pointProgram(flat));
    const proof = direction && point && proveUnbounded(this.program, point.x, direction.x);
    if (proof) return { answer: { status: "unbounded", proof } };
    // Without a point, "unbounded or infeasible" may have meant the latter.
    return point ? { failure: "called unbounded without a proof" } : this.#infeasible(null);
  }

  /** A certified optimum of another program in a model of its own, or null. */
  async #aside(program: LinearProgram): Promise<OptimalLp | null> {
    const model = await this.#backend.open(plain(program));
    try {
      const claim = await model.solve([], LINEAR_ORDER);
      if (claim.status !== "optimal") return null;
      const values = certify(program, claim.x, claim.rowDual);
      if (!isCertified(values.certificate)) return null;
      return { status: "optimal", x: claim.x, rowDual: claim.rowDual, ...values };
    } finally {
      model.dispose();
    }
  }
}

/** What a check of a claim finds: the answer to give, or why it cannot be believed. */
export type Checked<T> = { readonly answer: T } | { readonly failure: string };

/** [careful, in a fresh model] */
const ATTEMPTS = [
  [false, false],
  [true, false],
  [true, true],
] as const;

/** Callers may use their arrays again before the change is made. */
function copied(change: ProgramChange): ProgramChange {
  if (change.kind === "columns" || change.kind === "rows") return structuredClone(change);
  const index = change.index.slice();
  if (change.kind === "costs") return { kind: "costs", index, cost: change.cost.slice() };
  return { ...change, index, lower: change.lower.slice(), upper: change.upper.slice() };
}

/** Names stay here; the solver needs none. */
function plain(program: LinearProgram): LinearProgram {
  const { rowNames: _rows, columnNames: _columns, ...rest } = program;
  return rest;
}

/** Without columns every row is 0: feasible or not, and worth nothing. */
function emptyAnswer(program: ProgramData): LpResult {
  for (let i = 0; i < program.rowCount; i++) {
    if (program.rowLower[i]! > 0 || program.rowUpper[i]! < 0) {
      const proof = proveInfeasible(
        program,
        Float64Array.from({ length: program.rowCount }, (_, k) => (k === i ? 1 : 0)),
      );
      if (proof) return { status: "infeasible", proof };
    }
  }
  const x = new Float64Array(0);
  const rowDual = new Float64Array(program.rowCount);
  return { status: "optimal", x, rowDual, ...certify(program, x, rowDual) };
}
