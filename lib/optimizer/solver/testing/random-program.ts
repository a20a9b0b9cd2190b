import fc from "fast-check";
import type { LinearProgram } from "../linear-program.ts";
import { denseProgram } from "./dense.ts";

/** Small programs with box bounds, inequality, range and equality rows in small integers: often degenerate. */
export const smallPrograms: fc.Arbitrary<LinearProgram> = fc
  .record({ columnCount: fc.integer({ min: 1, max: 4 }), rowCount: fc.integer({ min: 1, max: 4 }) })
  .chain(({ columnCount, rowCount }) =>
    fc.record({
      sense: fc.constantFrom("minimise" as const, "maximise" as const),
      cost: fc.array(fc.integer({ min: -5, max: 5 }), {
        minLength: columnCount,
        maxLength: columnCount,
      }),
      upper: fc.array(fc.integer({ min: 0, max: 6 }), {
        minLength: columnCount,
        maxLength: columnCount,
      }),
      rows: fc.array(
        fc.record({
          coefficient: fc.array(fc.integer({ min: -3, max: 3 }), {
            minLength: columnCount,
            maxLength: columnCount,
          }),
          kind: fc.constantFrom("most", "least", "range", "equal"),
          right: fc.integer({ min: -4, max: 10 }),
        }),
        { minLength: rowCount, maxLength: rowCount },
      ),
    }),
  )
  .map(({ sense, cost, upper, rows }) => ({
    ...denseProgram(
      sense,
      cost,
      rows.map(({ coefficient, kind, right }) => ({
        coefficient,
        lower: kind === "most" ? -Infinity : right,
        upper: kind === "least" ? Infinity : kind === "range" ? right + 3 : right,
      })),
    ),
    columnUpper: Float64Array.from(upper),
  }));

/** Best value over all points with whole entries within the bounds; null where none is feasible. */
export function bestWholeByEnumeration(program: LinearProgram): number | null {
  const sign = program.sense === "minimise" ? 1 : -1;
  let best: number | null = null;
  const x = new Float64Array(program.columnCount);
  const visit = (j: number): void => {
    if (j < program.columnCount) {
      for (x[j] = program.columnLower[j]!; x[j]! <= program.columnUpper[j]!; x[j]! += 1)
        visit(j + 1);
      return;
    }
    const value = feasibleValue(program, x);
    if (value !== null && (best === null || sign * value < sign * best)) best = value;
  };
  visit(0);
  return best;
}

function feasibleValue(program: LinearProgram, x: Float64Array): number | null {
  const activity = new Float64Array(program.rowCount);
  let value = 0;
  for (let j = 0; j < program.columnCount; j++) {
    value += program.cost[j]! * x[j]!;
    for (let k = program.start[j]!; k < program.start[j + 1]!; k++) {
      activity[program.rowIndex[k]!]! += program.value[k]! * x[j]!;
    }
  }
  const isFeasible = activity.every(
    (a, i) => a >= program.rowLower[i]! && a <= program.rowUpper[i]!,
  );
  return isFeasible ? value : null;
}
