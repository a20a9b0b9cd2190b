import loadHighs, { type Highs, type Model, type ModelData } from "highs";
import type { LinearProgram } from "./linear-program.ts";
import type { LpBackend, LpClaim, LpMethod } from "./solve.ts";

/**
 * HiGHS compiled to WebAssembly behind the backend interface. The runtime is loaded at the first solve (50-90 ms) and
 * again after any throw, since an aborted WebAssembly instance cannot be trusted. A solve blocks its thread: large
 * programs belong in a worker.
 */
export function highsBackend(): LpBackend {
  let runtime: Promise<Highs> | null = null;
  return {
    async run(program, careful, method) {
      runtime ??= loadHighs();
      try {
        return solveWith(await runtime, program, careful, method);
      } catch (error) {
        runtime = null;
        throw error;
      }
    },
  };
}

const METHOD_OPTIONS: Record<LpMethod, { solver: string; simplex_strategy: number }> = {
  choose: { solver: "choose", simplex_strategy: 0 },
  dualSimplex: { solver: "simplex", simplex_strategy: 1 },
  primalSimplex: { solver: "simplex", simplex_strategy: 4 },
  interiorPoint: { solver: "ipm", simplex_strategy: 0 },
};

function solveWith(
  highs: Highs,
  program: LinearProgram,
  careful: boolean,
  method: LpMethod,
): LpClaim {
  return highs.withModel(modelData(highs, program), (model: Model) => {
    model.options.set({
      output_flag: false,
      ...METHOD_OPTIONS[method],
      presolve: careful ? "off" : "choose",
      primal_feasibility_tolerance: 1e-8,
      dual_feasibility_tolerance: 1e-8,
    });
    model.run();
    return readClaim(highs, model, program);
  });
}

/** Always minimises, so that the sign of the prices has one meaning. */
function modelData(highs: Highs, program: LinearProgram): ModelData {
  const sign = program.sense === "minimise" ? 1 : -1;
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

function readClaim(highs: Highs, model: Model, program: LinearProgram): LpClaim {
  const { modelStatus } = highs.constants;
  let status = model.getModelStatus();
  if (status === modelStatus.unboundedOrInfeasible) {
    // Presolve cannot tell the two apart; the simplex method can.
    model.options.set("presolve", "off");
    model.clearSolver();
    model.run();
    status = model.getModelStatus();
  }
  if (status === modelStatus.infeasible) return { status: "infeasible" };
  if (status === modelStatus.unbounded) return { status: "unbounded" };
  if (status !== modelStatus.optimal) {
    throw new Error(`highs: stopped with model status ${status}`);
  }
  const solution = model.getSolution();
  const sign = program.sense === "minimise" ? 1 : -1;
  return {
    status: "optimal",
    x: solution.colValue,
    rowDual: solution.rowDual.map((y) => sign * y),
  };
}
