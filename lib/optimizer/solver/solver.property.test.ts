import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  highsBackend,
  isCertified,
  type LinearProgram,
  type LpResult,
  solveLinearProgram,
  solveWholeProgram,
} from "./index.ts";
import { denseProgram } from "./testing/dense.ts";
import { bestWholeByEnumeration, smallPrograms } from "./testing/random-program.ts";

const highs = highsBackend();
const near = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * (1 + Math.abs(b));
const value = (result: LpResult) =>
  result.status === "optimal" ? result.objective : result.status;
const isSame = (a: number | string, b: number | string, factor = 1) =>
  typeof a === "number" && typeof b === "number" ? near(a, factor * b) : a === b;

describe("random programs", () => {
  test("with whole columns find the best of all whole points, or that there is none", async () => {
    await fc.assert(
      fc.asyncProperty(smallPrograms, async (program) => {
        const isInteger = new Uint8Array(program.columnCount).fill(1);
        const answer = await solveWholeProgram(highs, { ...program, isInteger });
        const best = bestWholeByEnumeration(program);
        expect(answer.status).toBe(best === null ? "infeasible" : "optimal");
        if (answer.status !== "optimal") return;
        const sign = program.sense === "minimise" ? 1 : -1;
        expect(near(answer.objective, best!)).toBe(true);
        expect(sign * answer.provedBound).toBeLessThanOrEqual(sign * answer.objective + 1e-6);
        expect(answer.x.every((x) => Number.isInteger(x))).toBe(true);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
  test("have certified optima no worse than any whole point, whatever the method", async () => {
    await fc.assert(
      fc.asyncProperty(smallPrograms, async (program) => {
        const answers = await Promise.all(
          (["choose", "dualSimplex", "primalSimplex", "interiorPoint"] as const).map((method) =>
            solveLinearProgram(highs, program, method),
          ),
        );
        for (const answer of answers) expect(isSame(value(answer), value(answers[0]!))).toBe(true);
        const [answer] = answers;
        const best = bestWholeByEnumeration(program);
        if (answer!.status !== "optimal") {
          expect(best).toBeNull();
          return;
        }
        expect(isCertified(answer!.certificate)).toBe(true);
        const sign = program.sense === "minimise" ? 1 : -1;
        if (best !== null) expect(sign * answer!.objective).toBeLessThanOrEqual(sign * best + 1e-6);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
  test("scale with money, improve with a relaxed limit, and do not mind the order of rows and columns", async () => {
    await fc.assert(
      fc.asyncProperty(smallPrograms, async (program) => {
        const first = value(await solveLinearProgram(highs, program));
        const money = { ...program, cost: program.cost.map((c) => 1000 * c) };
        expect(isSame(value(await solveLinearProgram(highs, money)), first, 1000)).toBe(true);
        expect(isSame(value(await solveLinearProgram(highs, turned(program))), first)).toBe(true);
        const relaxed = { ...program, rowUpper: program.rowUpper.map((b) => b + 1) };
        const better = value(await solveLinearProgram(highs, relaxed));
        const sign = program.sense === "minimise" ? 1 : -1;
        if (typeof first === "number")
          expect(sign * Number(better)).toBeLessThanOrEqual(sign * first + 1e-6);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

/** Rows and columns in reverse order. */
function turned(program: LinearProgram): LinearProgram {
  const { columnCount, rowCount } = program;
  const rows = Array.from({ length: rowCount }, (_, i) => ({
    coefficient: Array.from({ length: columnCount }, () => 0),
    lower: program.rowLower[rowCount - 1 - i]!,
    upper: program.rowUpper[rowCount - 1 - i]!,
  }));
  for (let j = 0; j < columnCount; j++) {
    for (let k = program.start[j]!; k < program.start[j + 1]!; k++) {
      rows[rowCount - 1 - program.rowIndex[k]!]!.coefficient[columnCount - 1 - j] =
        program.value[k]!;
    }
  }
  return {
    ...denseProgram(program.sense, [...program.cost].reverse(), rows),
    columnUpper: program.columnUpper.slice().reverse(),
  };
}
