import { describe, expect, test } from "vitest";
import { highsBackend, solveWholeProgram, type WholeAnswer, type WholeResult } from "./index.ts";
import { spoiltBackend } from "./testing/backends.ts";
import { atMost, denseProgram } from "./testing/dense.ts";

const highs = highsBackend();
function answered(result: WholeResult): WholeAnswer {
  if (result.status !== "optimal" && result.status !== "feasible")
    throw new Error(`expected a point, got ${result.status}`);
  return result;
}
/** Knapsack: 5, 4, 3 worth for 2, 3, 1 and 4, 1, 2 of two limits 5 and 11 (Chvatal), the first column whole. */
const mixed = {
  ...denseProgram(
    "maximise",
    [5, 4, 3],
    [atMost([2, 3, 1], 5), atMost([4, 1, 2], 7.5), atMost([3, 4, 2], 8)],
  ),
  isInteger: Uint8Array.of(1, 1, 0),
};

describe("whole columns", () => {
  test("a knapsack of whole things: 4 + 3 beats the better ratio alone", async () => {
    const program = {
      ...denseProgram("maximise", [6, 4, 3], [atMost([5, 4, 3], 7)]),
      columnUpper: Float64Array.of(1, 1, 1),
      isInteger: Uint8Array.of(1, 1, 1),
    };
    const answer = answered(await solveWholeProgram(highs, program));
    expect([...answer.x]).toEqual([0, 1, 1]);
    expect(answer).toMatchObject({ status: "optimal", objective: 7, claimedBound: 7 });
    // The relaxation takes the first whole and half the second: 8.
    expect(answer.provedBound).toBeCloseTo(8, 9);
    expect(answer.provedGapShare).toBeCloseTo(1 / 7, 9);
  });
  test("divisible columns beside them are the best there are, with prices", async () => {
    const answer = answered(await solveWholeProgram(highs, mixed));
    expect(answer.x[0]! % 1).toBe(0);
    expect(answer.x[1]! % 1).toBe(0);
    expect(answer.fixed?.objective).toBeCloseTo(answer.objective, 9);
    expect(answer.primalResidual).toBeLessThan(1e-9);
    expect(answer.objective).toBeLessThanOrEqual(answer.relaxation.objective + 1e-9);
  });
  test("no whole point where divisible ones are: the solver's word; without any point: proved", async () => {
    const between = {
      ...denseProgram("minimise", [1], [{ coefficient: [2], lower: 1, upper: 1 }]),
      isInteger: Uint8Array.of(1),
    };
    expect(await solveWholeProgram(highs, between)).toEqual({ status: "infeasible", proof: null });
    const none = {
      ...denseProgram(
        "minimise",
        [1],
        [{ coefficient: [1], lower: 3, upper: Infinity }, atMost([1], 1)],
      ),
      isInteger: Uint8Array.of(1),
    };
    expect(await solveWholeProgram(highs, none)).toMatchObject({
      status: "infeasible",
      proof: { kind: "multipliers" },
    });
  });
  test("a solver that hands out points that are not whole, not feasible or too good is refused", async () => {
    const lies: ((x: Float64Array) => Float64Array)[] = [
      (x) => x.map((v) => v + 0.3),
      (x) => x.map((v) => v + 1),
    ];
    for (const lie of lies) {
      const liar = spoiltBackend(highs, (claim) =>
        claim.status === "whole" ? { ...claim, x: lie(claim.x) } : claim,
      );
      await expect(solveWholeProgram(liar, mixed)).rejects.toThrow(/no certified answer/);
    }
    const bound = spoiltBackend(highs, (claim) =>
      claim.status === "whole" ? { ...claim, bound: claim.bound - 1 } : claim,
    );
    await expect(solveWholeProgram(bound, mixed)).rejects.toThrow(/beats the claimed bound/);
  });
  test("at a node limit it says what it has and how far it may be from the best", async () => {
    const count = 30;
    const weight = Array.from({ length: count }, (_, j) => 41 + ((j * 37) % 53));
    const program = {
      ...denseProgram("maximise", weight, [
        atMost(
          weight.map((w) => 2 * w),
          1501,
        ),
      ]),
      columnUpper: new Float64Array(count).fill(1),
      isInteger: new Uint8Array(count).fill(1),
    };
    // Twice any sum of whole weights is even, so 750 is the best: a search has to find that out.
    const answer = await solveWholeProgram(highs, program, { nodeLimit: 1 });
    if (answer.status === "stopped") return expect(answer).toEqual({ status: "stopped" });
    const point = answered(answer);
    expect(point.objective).toBeLessThanOrEqual(750);
    expect(point.claimedBound).toBeGreaterThanOrEqual(point.objective - 1e-6);
    expect(point.provedBound).toBeCloseTo(750.5, 6);
  });
});
