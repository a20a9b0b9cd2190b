import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import {
  bindingBounds,
  choiceRegret,
  costRange,
  highsBackend,
  type LinearProgram,
  type OptimalLp,
  openSession,
  rowPrices,
  type SolverSession,
  solveLinearProgram,
} from "./index.ts";
import { atMost, denseProgram } from "./testing/dense.ts";
import { smallPrograms } from "./testing/random-program.ts";

const highs = highsBackend();
const opened: SolverSession[] = [];
afterEach(() => {
  for (const session of opened.splice(0)) session.dispose();
});
async function solved(
  program: LinearProgram,
): Promise<{ session: SolverSession; answer: OptimalLp }> {
  const session = openSession(highs, program);
  opened.push(session);
  const answer = await session.solve();
  if (answer.status !== "optimal") throw new Error(answer.status);
  return { session, answer };
}
const near = (a: number, b: number) => a === b || Math.abs(a - b) <= 1e-6 * (1 + Math.abs(b));

const wyndor = {
  ...denseProgram("maximise", [3, 5], [atMost([1, 0], 4), atMost([0, 2], 12), atMost([3, 2], 18)]),
  rowNames: ["plant 1", "plant 2", "plant 3"],
  columnNames: ["doors", "windows"],
};

describe("what holds the optimum back", () => {
  test("plants 2 and 3 at their hours, with prices 1.5 and 1 (Hillier and Lieberman, Wyndor Glass)", async () => {
    const { session, answer } = await solved(wyndor);
    expect(
      bindingBounds(session.program, answer).map(({ name, side, bound, price }) => [
        name,
        side,
        bound,
        Math.round(price * 1e9) / 1e9,
      ]),
    ).toEqual([
      ["plant 2", "upper", 12, 1.5],
      ["plant 3", "upper", 18, 1],
    ]);
  });
  test("a column left at its bound, and of an equality the side that hurts", async () => {
    const { session, answer } = await solved(
      denseProgram("minimise", [2, 3], [{ coefficient: [1, 1], lower: 4, upper: 4 }]),
    );
    expect(bindingBounds(session.program, answer)).toEqual([
      { on: "row", index: 0, name: "row 0", side: "lower", bound: 4, price: 2 },
      { on: "column", index: 1, name: "column 1", side: "lower", bound: 0, price: 1 },
    ]);
  });
});

describe("prices both ways and how far they hold", () => {
  test("Wyndor's textbook ranges: 6 to 18 hours in plant 2, 12 to 24 in plant 3, 2 or more in plant 1", async () => {
    const { session, answer } = await solved(wyndor);
    const prices = await rowPrices(highs, session, answer, [0, 1, 2]);
    const expected = [
      ["plant 1", 0, 0, 2, Infinity],
      ["plant 2", 1.5, 1.5, 6, 6],
      ["plant 3", 1, 1, 6, 6],
    ];
    prices.forEach(({ name, below, above, fallBy, riseBy, isUnique }, i) => {
      expect(name).toBe(expected[i]![0]);
      expect(isUnique).toBe(true);
      [below, above, fallBy, riseBy].forEach((value, k) => {
        expect(near(value, expected[i]![k + 1] as number)).toBe(true);
      });
    });
    const again = await session.solve();
    expect(again.status === "optimal" && again.objective).toBeCloseTo(36, 9);
  });
  test("Wyndor's cost ranges: doors 0 to 7.5, windows from 2", async () => {
    const { session, answer } = await solved(wyndor);
    const doors = await costRange(session, answer, 0);
    const windows = await costRange(session, answer, 1);
    expect([doors.from, doors.to].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([0, 7.5]);
    expect(windows.from).toBeCloseTo(2, 6);
    expect(windows.to).toBe(Infinity);
  });
  test("a limit that two others make superfluous is worth 1 less and nothing more", async () => {
    const { session, answer } = await solved(
      denseProgram("maximise", [1, 1], [atMost([1, 0], 1), atMost([0, 1], 1), atMost([1, 1], 2)]),
    );
    for (const price of await rowPrices(highs, session, answer, [0, 1, 2])) {
      expect(price).toMatchObject({ isUnique: false });
      expect(price.below).toBeCloseTo(1, 9);
      expect(price.above).toBeCloseTo(0, 9);
      expect(price.riseBy).toBe(Infinity);
    }
  });
  test("where one way nothing fits, that way is worth without end", async () => {
    const { session, answer } = await solved({
      ...denseProgram("minimise", [2], [{ coefficient: [1], lower: 3, upper: 3 }]),
      columnUpper: Float64Array.of(3),
    });
    const [price] = await rowPrices(highs, session, answer, [0]);
    expect(price).toMatchObject({ above: Infinity, riseBy: 0, isUnique: false });
    expect(price!.below).toBeCloseTo(2, 9);
    expect(price!.fallBy).toBeCloseTo(3, 6);
  });
  test("of random programs: each price is the exact slope as far as it says, and the dual lies between", async () => {
    await fc.assert(
      fc.asyncProperty(smallPrograms, async (program) => {
        const first = await solveLinearProgram(highs, program);
        if (first.status !== "optimal") return;
        const { session, answer } = await solved(program);
        const rows = Array.from({ length: program.rowCount }, (_, i) => i);
        for (const price of await rowPrices(highs, session, answer, rows)) {
          const [low, high] = [price.below, price.above].sort((a, b) => a - b);
          const dual = answer.rowDual[price.row]!;
          expect(dual).toBeGreaterThanOrEqual(low! - 1e-6);
          expect(dual).toBeLessThanOrEqual(high! + 1e-6);
          await expectSlope(
            program,
            answer.objective,
            price.row,
            price.above,
            Math.min(price.riseBy, 5),
          );
          await expectSlope(
            program,
            answer.objective,
            price.row,
            price.below,
            -Math.min(price.fallBy, 5),
          );
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
  test("of random programs: a cost inside its range leaves the point best, outside not", async () => {
    await fc.assert(
      fc.asyncProperty(smallPrograms, async (program) => {
        const first = await solveLinearProgram(highs, program);
        if (first.status !== "optimal") return;
        const { session, answer } = await solved(program);
        const { from, to } = await costRange(session, answer, 0);
        const lossAt = async (cost: number) => {
          const changed = { ...program, cost: program.cost.with(0, cost) };
          const best = await solveLinearProgram(highs, changed);
          if (best.status !== "optimal") throw new Error(best.status);
          const stay = answer.objective + (cost - program.cost[0]!) * answer.x[0]!;
          return Math.abs(best.objective - stay);
        };
        for (const inside of [Math.max(from, -50), Math.min(to, 50)]) {
          expect(await lossAt(inside)).toBeLessThan(1e-5);
        }
        for (const outside of [from - 1, to + 1]) {
          if (Number.isFinite(outside)) expect(await lossAt(outside)).toBeGreaterThan(1e-3);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

/** Moves the row's bounds and holds the value against the straight line. */
async function expectSlope(
  program: LinearProgram,
  objective: number,
  row: number,
  slope: number,
  move: number,
): Promise<void> {
  if (move === 0) return;
  const shifted = (bounds: Float64Array) => bounds.with(row, bounds[row]! + move);
  const moved = {
    ...program,
    rowLower: shifted(program.rowLower),
    rowUpper: shifted(program.rowUpper),
  };
  const answer = await solveLinearProgram(highs, moved);
  if (answer.status !== "optimal") throw new Error(`moved by ${move}: ${answer.status}`);
  expect(near(answer.objective, objective + slope * move)).toBe(true);
}

describe("the choice not taken", () => {
  const force = (j: number, lower: number, upper: number) => ({
    columnIndex: Int32Array.of(j),
    lower: Float64Array.of(lower),
    upper: Float64Array.of(upper),
  });
  test("four doors instead of two cost 9: 36 against 3 x 4 + 5 x 3", async () => {
    const { session, answer } = await solved(wyndor);
    const regret = await choiceRegret(session, answer.objective, force(0, 4, Infinity));
    expect(regret?.regret).toBeCloseTo(9, 9);
    expect([...regret!.x].map((v) => Math.round(v * 1e9) / 1e9)).toEqual([4, 3]);
    expect(await choiceRegret(session, answer.objective, force(0, 5, 6))).toBeNull();
    const again = await session.solve();
    expect(again.status === "optimal" && again.objective).toBeCloseTo(36, 9);
  });
  test("with whole columns it is the difference of two searches", async () => {
    const program = {
      ...denseProgram("maximise", [6, 4, 3], [atMost([5, 4, 3], 7)]),
      columnUpper: Float64Array.of(1, 1, 1),
      isInteger: Uint8Array.of(1, 1, 1),
    };
    const session = openSession(highs, program);
    opened.push(session);
    const best = await session.solveWhole();
    if (best.status !== "optimal") throw new Error(best.status);
    const regret = await choiceRegret(session, best.objective, force(0, 1, 1));
    expect(regret).toMatchObject({ regret: 1, objective: 6 });
  });
});
