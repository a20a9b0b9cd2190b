import loadHighs, { type Highs, type Model, type ModelData } from "highs";
import type { BackendModel, Claim, LpBackend, LpMethod, SolveOrder } from "./backend.ts";
import type { ProgramChange } from "./growing-program.ts";
import type { LinearProgram, NewColumns, NewRows } from "./linear-program.ts";

/**
 * HiGHS compiled to WebAssembly behind the backend interface. The runtime is loaded at the first model (50-90 ms) and
 * again after any throw, since an aborted WebAssembly instance cannot be trusted: models opened before are lost then.
 * A solve blocks its thread: large programs belong in a worker (`serveSolver`).
 */
export function highsBackend(): LpBackend {
  let runtime: Promise<Highs> | null = null;
  return {
    async open(program) {
      runtime ??= loadHighs();
      const mine = runtime;
      const guarded = <T>(work: () => T): T => {
        if (runtime !== mine) throw new Error("highs: the runtime of this model was lost");
        try {
          return work();
        } catch (error) {
          runtime = null;
          throw error;
        }
      };
      const highs = await mine;
      const model = guarded(() => new HighsModel(highs, program));
      return {
        solve: async (changes, order) => guarded(() => model.solve(changes, order)),
        dispose: () => {
          if (runtime === mine) model.dispose();
        },
      } satisfies BackendModel;
    },
  };
}

const METHOD_OPTIONS: Record<LpMethod, { solver: string; simplex_strategy: number }> = {
  choose: { solver: "choose", simplex_strategy: 0 },
  dualSimplex: { solver: "simplex", simplex_strategy: 1 },
  primalSimplex: { solver: "simplex", simplex_strategy: 4 },
  interiorPoint: { solver: "ipm", simplex_strategy: 0 },
};

const FIXED_OPTIONS = {
  output_flag: false,
  primal_feasibility_tolerance: 1e-8,
  dual_feasibility_tolerance: 1e-8,
  mip_feasibility_tolerance: 1e-8,
  mip_abs_gap: 1e-9,
};

/** Always minimises, so that the sign of the prices has one meaning. */
class HighsModel {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #sign: number;
  /** 1 = whole; kept here because relaxations take it out of the model. */
  readonly #isInteger: number[];
  #isWhole = false;

  constructor(highs: Highs, program: LinearProgram) {
    this.#highs = highs;
    this.#sign = program.sense === "minimise" ? 1 : -1;
    this.#isInteger = program.isInteger
      ? [...program.isInteger]
      : Array.from({ length: program.columnCount }, () => 0);
    this.#model = highs.createModel(modelData(highs, program, this.#sign));
    this.#model.options.set(FIXED_OPTIONS);
  }

  dispose(): void {
    this.#model.dispose();
  }

  solve(changes: readonly ProgramChange[], order: SolveOrder): Claim {
    for (const change of changes) this.#apply(change);
    this.#setDomain(order.isWhole);
    const model = this.#model;
    if (order.isCareful) model.clearSolver();
    model.options.set({
      ...METHOD_OPTIONS[order.isWhole ? "choose" : order.method],
      presolve: order.isCareful ? "off" : "choose",
      time_limit: Math.min(order.timeLimitSeconds, 1e9),
      mip_rel_gap: order.gapShare,
      mip_max_nodes: Math.min(order.nodeLimit, 2 ** 31 - 1),
    });
    // The limit counts all runs of a model since its clocks were last set to zero.
    model.zeroAllClocks();
    model.run();
    return this.#claim(order.isWhole);
  }

  #apply(change: ProgramChange): void {
    const model = this.#model;
    if (change.kind === "columns") this.#addColumns(change.columns);
    else if (change.kind === "rows") this.#addRows(change.rows);
    else {
      const order = ascending(change.index);
      const selection = {
        kind: "set",
        indices: change.index.map((_, k) => change.index[order[k]!]!),
      } as const;
      const sorted = (values: Float64Array) => values.map((_, k) => values[order[k]!]!);
      if (change.index.length === 0) return;
      if (change.kind === "costs") {
        model.changeColsCost(
          selection,
          sorted(change.cost).map((c) => this.#sign * c),
        );
      } else if (change.kind === "columnBounds") {
        model.changeColsBounds(selection, sorted(change.lower), sorted(change.upper));
      } else {
        model.changeRowsBounds(selection, sorted(change.lower), sorted(change.upper));
      }
    }
  }

  #addColumns(columns: NewColumns): void {
    const count = columns.cost.length;
    if (count === 0) return;
    this.#setDomain(false);
    this.#model.addCols({
      cost: columns.cost.map((c) => this.#sign * c),
      lower: columns.lower,
      upper: columns.upper,
      matrix: {
        format: "csc",
        numRows: this.#model.getDimensions().numRows,
        numCols: count,
        starts: columns.start,
        indices: columns.rowIndex,
        values: columns.value,
      },
    });
    for (const whole of columns.isInteger ?? new Uint8Array(count)) this.#isInteger.push(whole);
  }

  #addRows(rows: NewRows): void {
    if (rows.lower.length === 0) return;
    this.#model.addRows({
      lower: rows.lower,
      upper: rows.upper,
      matrix: {
        format: "csr",
        numRows: rows.lower.length,
        numCols: this.#isInteger.length,
        starts: rows.start,
        indices: rows.columnIndex,
        values: rows.value,
      },
    });
  }

  /** A model with whole columns is never solved as its relaxation, whatever the options say: the domain has to change. */
  #setDomain(isWhole: boolean): void {
    if (isWhole === this.#isWhole) return;
    this.#isWhole = isWhole;
    if (!isWhole) {
      this.#model.clearIntegrality();
      return;
    }
    const indices = Int32Array.from(this.#isInteger.keys()).filter((j) => this.#isInteger[j] === 1);
    if (indices.length === 0) return;
    this.#model.changeColsIntegrality(
      { kind: "set", indices },
      new Int32Array(indices.length).fill(1),
    );
  }

  #claim(isWhole: boolean): Claim {
    const { modelStatus } = this.#highs.constants;
    const model = this.#model;
    let status = model.getModelStatus();
    if (!isWhole && needsProof(status, modelStatus)) {
      // Presolve can neither tell infeasible from unbounded nor show why; the simplex method can.
      model.options.set({ presolve: "off", ...METHOD_OPTIONS.dualSimplex });
      model.clearSolver();
      model.run();
      status = model.getModelStatus();
    }
    switch (status) {
      case modelStatus.optimal:
      case modelStatus.empty:
        return this.#solution(isWhole, false);
      case modelStatus.infeasible:
        return { status: "infeasible", rowMultiplier: isWhole ? null : vector(model.getDualRay()) };
      case modelStatus.unbounded:
      case modelStatus.unboundedOrInfeasible:
        return this.#unbounded(isWhole);
      case modelStatus.timeLimit:
      case modelStatus.iterationLimit:
      case modelStatus.solutionLimit:
        return isWhole && this.#hasPoint() ? this.#solution(true, true) : { status: "stopped" };
      default:
        throw new Error(`highs: stopped with model status ${status}`);
    }
  }

  #hasPoint(): boolean {
    return (
      this.#model.info.get("primal_solution_status") ===
      this.#highs.constants.solutionStatus.feasible
    );
  }

  #solution(isWhole: boolean, isLimited: boolean): Claim {
    const solution = this.#model.getSolution();
    const x = solution.colValue;
    if (isWhole) {
      const bound = this.#sign * Number(this.#model.info.get("mip_dual_bound"));
      return { status: "whole", x, bound, isLimited };
    }
    return { status: "optimal", x, rowDual: solution.rowDual.map((y) => this.#sign * y) };
  }

  #unbounded(isWhole: boolean): Claim {
    if (isWhole) return { status: "unbounded", x: null, ray: null };
    const x = this.#hasPoint() ? this.#model.getSolution().colValue : null;
    return { status: "unbounded", x, ray: vector(this.#model.getPrimalRay()) };
  }
}

const vector = (found: { readonly values: Float64Array } | undefined): Float64Array | null =>
  found?.values ?? null;

const needsProof = (status: number, modelStatus: Highs["constants"]["modelStatus"]): boolean =>
  status === modelStatus.infeasible ||
  status === modelStatus.unbounded ||
  status === modelStatus.unboundedOrInfeasible;

/** Positions in ascending order of the index: the solver takes sets only so. */
function ascending(index: Int32Array): Int32Array {
  const order = Int32Array.from(index.keys());
  for (let k = 1; k < index.length; k++) {
    if (index[k]! <= index[k - 1]!) return order.sort((a, b) => index[a]! - index[b]!);
  }
  return order;
}

function modelData(highs: Highs, program: LinearProgram, sign: number): ModelData {
  return {
    numCols: program.columnCount,
    numRows: program.rowCount,
    sense: highs.constants.objectiveSense.minimize,
    colCost: program.cost.map((c) => sign * c),
    colLower: program.columnLower,
    colUpper: program.columnUpper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    matrix: {
      format: "csc",
      numRows: program.rowCount,
      numCols: program.columnCount,
      starts: program.start,
      indices: program.rowIndex,
      values: program.value,
    },
  };
}
