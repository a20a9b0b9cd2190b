import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Conflict,
  highsBackend,
  infeasibleSubset,
  type LinearProgram,
  solveLinearProgram,
} from "./index.ts";
import { atMost, denseProgram } from "./testing/dense.ts";
import { smallPrograms } from "./testing/random-program.ts";

const highs = highsBackend();

/** The program with the members' bounds only, one of them left out. */
function without(program: LinearProgram, { members }: Conflict, left: number): LinearProgram {
  const reduced = {
    ...program,
    cost: new Float64Array(program.columnCount),
    rowLower: new Float64Array(program.rowCount).fill(-Infinity),
    rowUpper: new Float64Array(program.rowCount).fill(Infinity),
    columnLower: new Float64Array(program.columnCount).fill(-Infinity),
    columnUpper: new Float64Array(program.columnCount).fill(Infinity),
  };
  members.forEach(({ on, index, side, bound }, k) => {
    const name = `${on}${side === "lower" ? "Lower" : "Upper"}` as const;
    if (k !== left) reduced[name][index] = bound;
  });
  return reduced;
}

describe("bounds that cannot hold together", () => {
  test("are named, and nothing else is", async () => {
    const program = {
      ...denseProgram(
        "maximise",
        [1, 1, 1],
        [
          { coefficient: [1, 1, 0], lower: 10, upper: Infinity },
          atMost([1, 0, 0], 3),
          atMost([0, 1, 0], 4),
          atMost([0, 0, 1], 7),
          atMost([1, 1, 1], 100),
        ],
      ),
      rowNames: ["promised", "dock A", "dock B", "dock C", "all docks"],
    };
    const conflict = await infeasibleSubset(highs, program);
    expect(conflict?.members.map(({ name, side, bound }) => `${name} ${side} ${bound}`)).toEqual([
      "promised lower 10",
      "dock A upper 3",
      "dock B upper 4",
    ]);
    expect(conflict?.isIrreducible).toBe(true);
  });
  test("of two contradictions one is given whole", async () => {
    const program = denseProgram(
      "minimise",
      [1, 1],
      [
        { coefficient: [1, 0], lower: 5, upper: Infinity },
        atMost([1, 0], 3),
        { coefficient: [0, 1], lower: 5, upper: Infinity },
        atMost([0, 1], 3),
      ],
    );
    const conflict = await infeasibleSubset(highs, program);
    expect([
      [0, 1],
      [2, 3],
    ]).toContainEqual(conflict?.members.map(({ index }) => index));
  });
  test("a feasible program has none; bounds that cross are two members", async () => {
    expect(
      await infeasibleSubset(highs, denseProgram("minimise", [1], [atMost([1], 3)])),
    ).toBeNull();
    const crossed = denseProgram("minimise", [1], [{ coefficient: [1], lower: 2, upper: 1 }]);
    expect((await infeasibleSubset(highs, crossed))?.members).toMatchObject([
      { side: "lower", bound: 2 },
      { side: "upper", bound: 1 },
    ]);
  });
  test("whole columns alone can be in the way: the rows that then contradict each other", async () => {
    const program = {
      ...denseProgram(
        "minimise",
        [1, 1],
        [{ coefficient: [2, 2], lower: 3, upper: 3 }, atMost([1, 1], 50)],
      ),
      columnUpper: Float64Array.of(9, 9),
      isInteger: Uint8Array.of(1, 1),
    };
    const conflict = await infeasibleSubset(highs, program);
    expect(conflict?.members.map(({ index, side }) => [index, side])).toEqual([
      [0, "lower"],
      [0, "upper"],
    ]);
    expect(conflict?.isIrreducible).toBe(true);
    const able = {
      ...program,
      rowLower: Float64Array.of(4, -Infinity),
      rowUpper: Float64Array.of(4, 50),
    };
    expect(await infeasibleSubset(highs, able)).toBeNull();
  });
  test("of random programs: the members contradict each other, and without any one they do not", async () => {
    let conflicts = 0;
    await fc.assert(
      fc.asyncProperty(smallPrograms, async (program) => {
        const conflict = await infeasibleSubset(highs, program);
        const whole = await solveLinearProgram(highs, program);
        expect(conflict === null).toBe(whole.status !== "infeasible");
        if (!conflict) return;
        conflicts += 1;
        const status = async (left: number) =>
          (await solveLinearProgram(highs, without(program, conflict, left))).status;
        expect(await status(-1)).toBe("infeasible");
        for (const k of conflict.members.keys()) expect(await status(k)).toBe("optimal");
      }),
      { numRuns: 100 },
    );
    expect(conflicts).toBeGreaterThan(10);
  }, 60_000);
});
