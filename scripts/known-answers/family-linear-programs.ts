// Linear programs in matrix form and in MPS files.
import { type LinearProgram, ProgramBuilder, readMps } from "@/lib/optimizer/solver/index.ts";
import { type Family, type Instance, inputFile, matrixOf, numbersOf } from "./instance.ts";
import { optimalValue, optimumWithPrices } from "./solve-program.ts";

/** c x with A_ub x <= b_ub, A_eq x = b_eq, bounds (0 and none where left out), whole columns by `integrality`. */
function matrixProgram({ inputs }: Instance): LinearProgram {
  const sense = inputs.sense ?? "min";
  const builder = new ProgramBuilder(/^max/i.test(String(sense)) ? "maximise" : "minimise");
  const isWhole = inputs.integrality === undefined ? [] : numbersOf(inputs, "integrality");
  numbersOf(inputs, "c").forEach((cost, j) => {
    builder.addColumn({ cost, isInteger: isWhole[j] === 1, ...boundsOf(inputs.bounds, j) });
  });
  const addRows = (matrix: string, right: string, isEqual: boolean) => {
    if (inputs[matrix] === undefined || inputs[matrix] === null) return;
    const limits = numbersOf(inputs, right);
    matrixOf(inputs, matrix).forEach((row, i) => {
      const upper = limits[i];
      if (upper === undefined) throw new TypeError(`input ${right}: no value for row ${i}`);
      builder.addRow(
        { lower: isEqual ? upper : -Infinity, upper },
        row.map((value, j) => [j, value] as const),
      );
    });
  };
  addRows("A_ub", "b_ub", false);
  addRows("A_eq", "b_eq", true);
  return builder.build();
}

/** One pair for all columns or a list of pairs; null = none. */
function boundsOf(bounds: unknown, j: number): { lower?: number; upper?: number } {
  if (!Array.isArray(bounds)) return {};
  const pair: unknown = Array.isArray(bounds[0]) ? bounds[j] : bounds;
  if (!Array.isArray(pair)) return {};
  const [lower, upper] = pair as (number | null)[];
  return { lower: lower ?? -Infinity, upper: upper ?? Infinity };
}

export const linearPrograms: Family = {
  name: "linear programs",
  covers: (type) => /^LP\b/.test(type),
  async solve(instance) {
    const program = matrixProgram(instance);
    if (program.isInteger?.includes(1))
      return { answer: { objective: await optimalValue(program) } };
    const { objective, prices } = await optimumWithPrices(program);
    const count = instance.inputs.A_ub ? matrixOf(instance.inputs, "A_ub").length : 0;
    const [dual_ub, dual_eq] = [prices.slice(0, count), prices.slice(count)];
    return { answer: { objective, dual_ub, dual_eq } };
  },
};

export const placementPrograms: Family = {
  name: "placement",
  covers: (type) => /^Placement LP/.test(type),
  solve: async (instance) => ({
    answer: { objective: await optimalValue(readMps(inputFile(instance))) },
  }),
};
