import { afterEach, describe, expect, test } from "vitest";
import {
  highsBackend,
  isCertified,
  type LinearProgram,
  type LpResult,
  type OptimalLp,
  openSession,
  type SolverSession,
  solveLinearProgram,
} from "./index.ts";
import { spoiltBackend } from "./testing/backends.ts";
import { atMost, denseProgram } from "./testing/dense.ts";

const highs = highsBackend();
const opened: SolverSession[] = [];
afterEach(() => {
  for (const session of opened.splice(0)) session.dispose();
});

function sessionOf(program: LinearProgram, backend = highs): SolverSession {
  const session = openSession(backend, program);
  opened.push(session);
  return session;
}
function optimum(result: LpResult): OptimalLp {
  if (result.status !== "optimal") throw new Error(`expected an optimum, got ${result.status}`);
  return result;
}
const wyndor = denseProgram(
  "maximise",
  [3, 5],
  [atMost([1, 0], 4), atMost([0, 2], 12), atMost([3, 2], 18)],
);
const one = (value: number) => Float64Array.of(value);
const at = (index: number) => Int32Array.of(index);

describe("a session", () => {
  test("solves again after another limit, price, bound, row and column, each time as from scratch", async () => {
    const session = sessionOf(wyndor);
    const values: number[] = [];
    const note = async () => values.push(optimum(await session.solve()).objective);
    await note();
    session.setRowBounds(at(1), one(-Infinity), one(13));
    await note();
    session.setCosts(at(0), one(4));
    await note();
    session.setColumnBounds(at(0), one(0), one(1));
    await note();
    expect(
      session.addRows({
        lower: one(-Infinity),
        upper: one(7),
        start: Int32Array.of(0, 2),
        columnIndex: Int32Array.of(0, 1),
        value: Float64Array.of(1, 1),
      }),
    ).toBe(3);
    await note();
    expect(
      session.addColumns({
        cost: one(10),
        lower: one(0),
        upper: one(Infinity),
        start: Int32Array.of(0, 2),
        rowIndex: Int32Array.of(2, 3),
        value: Float64Array.of(1, 1),
      }),
    ).toBe(2);
    await note();
    // 13 hours, price 4, x0 <= 1, x0 + x1 <= 7, and a column that takes all 7 of that row at 10 each.
    for (const [k, expected] of [36, 37.5, 32.5 + 20 / 3, 36.5, 34.5, 70].entries()) {
      expect(values[k]).toBeCloseTo(expected, 9);
    }
    const fresh = optimum(await solveLinearProgram(highs, flat(session)));
    expect(fresh.objective).toBeCloseTo(values.at(-1)!, 9);
  });
  test("changes take effect at the next solve, whatever the caller does with his arrays meanwhile", async () => {
    const session = sessionOf(wyndor);
    await session.solve();
    const upper = one(13);
    session.setRowBounds(at(1), one(-Infinity), upper);
    upper[0] = 0;
    expect(optimum(await session.solve()).objective).toBeCloseTo(37.5, 9);
  });
  test("bounds may be set in any order of the columns", async () => {
    const session = sessionOf(wyndor);
    await session.solve();
    session.setColumnBounds(Int32Array.of(1, 0), Float64Array.of(5, 1), Float64Array.of(5, 1));
    expect([...optimum(await session.solve()).x]).toEqual([1, 5]);
  });
  test("a change that does not fit is refused and changes nothing", async () => {
    const session = sessionOf(wyndor);
    expect(() => session.setCosts(at(2), one(1))).toThrow(/no column 2, there are 2/);
    expect(() => session.setRowBounds(at(0), one(Number.NaN), one(1))).toThrow(/bounds of row 0/);
    const row = { lower: one(0), upper: one(1), start: Int32Array.of(0, 1), value: one(1) };
    expect(() => session.addRows({ ...row, columnIndex: at(5) })).toThrow(/names column 5/);
    expect(session.rowCount).toBe(3);
    expect(optimum(await session.solve()).objective).toBeCloseTo(36, 9);
  });
  test("disposed, it answers no more", async () => {
    const session = sessionOf(wyndor);
    await session.solve();
    session.dispose();
    session.dispose();
    await expect(session.solve()).rejects.toThrow(/disposed/);
  });
  test("columns priced in one by one reach the optimum of the whole program", async () => {
    // A cutting-stock master: rolls of 10 cut into 3s, 4s and 6s, with 25, 20 and 15 wanted.
    const demand = [25, 20, 15];
    const session = sessionOf(
      denseProgram(
        "minimise",
        [1, 1, 1],
        [
          { coefficient: [3, 0, 0], lower: 25, upper: Infinity },
          { coefficient: [0, 2, 0], lower: 20, upper: Infinity },
          { coefficient: [0, 0, 1], lower: 15, upper: Infinity },
        ],
      ),
    );
    let answer = optimum(await session.solve());
    for (let round = 0; round < 20; round++) {
      const best = bestPattern(answer.rowDual);
      if (best.value <= 1 + 1e-9) break;
      session.addColumns({
        cost: one(1),
        lower: one(0),
        upper: one(Infinity),
        start: Int32Array.of(0, 3),
        rowIndex: Int32Array.of(0, 1, 2),
        value: Float64Array.from(best.pattern),
      });
      answer = optimum(await session.solve());
    }
    // 6 + 4 fills a roll fifteen times; the five 4s left join two 3s each: 15 + 5 + 15 / 3.
    expect(answer.objective).toBeCloseTo(15 + 5 + (demand[0]! - 10) / 3, 9);
    expect(session.columnCount).toBeGreaterThan(3);
  });
});

function bestPattern(price: Float64Array): { value: number; pattern: number[] } {
  let best = { value: 0, pattern: [0, 0, 0] };
  for (let a = 0; a <= 3; a++) {
    for (let b = 0; 3 * a + 4 * b <= 10; b++) {
      for (let c = 0; 3 * a + 4 * b + 6 * c <= 10; c++) {
        const value = a * price[0]! + b * price[1]! + c * price[2]!;
        if (value > best.value) best = { value, pattern: [a, b, c] };
      }
    }
  }
  return best;
}

/** The session's program as its dense equivalent, built without the session's own storage. */
function flat(session: SolverSession): LinearProgram {
  const { program } = session;
  const rows = Array.from({ length: program.rowCount }, (_, i) => ({
    coefficient: Array.from({ length: program.columnCount }, () => 0),
    lower: program.rowLower[i]!,
    upper: program.rowUpper[i]!,
  }));
  for (let j = 0; j < program.columnCount; j++) {
    for (let k = program.start[j]!; k < program.start[j + 1]!; k++) {
      rows[program.rowIndex[k]!]!.coefficient[j] = program.value[k]!;
    }
  }
  const { added } = program;
  for (let r = 0; added && r + 1 < added.start.length; r++) {
    for (let k = added.start[r]!; k < added.start[r + 1]!; k++) {
      rows[added.firstRow + r]!.coefficient[added.columnIndex[k]!] = added.value[k]!;
    }
  }
  return {
    ...denseProgram(program.sense, [...program.cost], rows),
    columnLower: program.columnLower.slice(),
    columnUpper: program.columnUpper.slice(),
  };
}

describe("a solver that lies", () => {
  const scaled = (x: Float64Array) => x.map((v) => v * 0.9);
  test("is asked again the careful way, then in a fresh model, then refused", async () => {
    const spoilt = (from: number) =>
      spoiltBackend(highs, (claim, _order, solves) =>
        claim.status === "optimal" && solves < from ? { ...claim, x: scaled(claim.x) } : claim,
      );
    const twice = spoilt(2);
    expect(optimum(await solveLinearProgram(twice, wyndor)).objective).toBeCloseTo(36, 9);
    expect(twice.orders.map((order) => order.isCareful)).toEqual([false, true]);
    expect(twice.opened()).toBe(1);
    const thrice = spoilt(3);
    expect(optimum(await solveLinearProgram(thrice, wyndor)).objective).toBeCloseTo(36, 9);
    expect(thrice.opened()).toBe(2);
    await expect(solveLinearProgram(spoilt(99), wyndor)).rejects.toThrow(/no certified answer/);
  });
  test("about prices is caught by the gap", async () => {
    const liar = spoiltBackend(highs, (claim) =>
      claim.status === "optimal" ? { ...claim, rowDual: scaled(claim.rowDual) } : claim,
    );
    await expect(solveLinearProgram(liar, wyndor)).rejects.toThrow(/dualResidual/);
  });
  test("cannot call a feasible program infeasible or a bounded one unbounded", async () => {
    const rowMultiplier = Float64Array.of(1, 2, 3);
    const infeasible = spoiltBackend(highs, (_claim, _order, solves) =>
      solves % 2 === 1 ? { status: "infeasible", rowMultiplier } : _claim,
    );
    await expect(solveLinearProgram(infeasible, wyndor)).rejects.toThrow(/without a proof/);
    const unbounded = spoiltBackend(highs, (claim, order) =>
      order.isCareful || claim.status !== "optimal" || claim.x.length !== 2
        ? claim
        : { status: "unbounded", x: claim.x, ray: Float64Array.of(1, 1) },
    );
    expect(optimum(await solveLinearProgram(unbounded, wyndor)).objective).toBeCloseTo(36, 9);
  });
  test("that throws is opened again with all changes made so far", async () => {
    let hasThrown = false;
    const session = sessionOf(wyndor, {
      async open(program) {
        const model = await highs.open(program);
        return {
          dispose: () => model.dispose(),
          async solve(changes, order) {
            if (changes.length > 0 && !hasThrown) {
              hasThrown = true;
              throw new Error("aborted");
            }
            return model.solve(changes, order);
          },
        };
      },
    });
    await session.solve();
    session.setRowBounds(at(1), one(-Infinity), one(13));
    const answer = optimum(await session.solve());
    expect(hasThrown).toBe(true);
    expect(answer.objective).toBeCloseTo(37.5, 9);
    expect(isCertified(answer.certificate)).toBe(true);
  });
  test("a runtime lost by one model is replaced for another", async () => {
    const backend = highsBackend();
    const kept = sessionOf(wyndor, backend);
    await kept.solve();
    const broken = { ...wyndor, value: new Float64Array(1) };
    await expect(backend.open(broken)).rejects.toThrow();
    kept.setRowBounds(at(1), one(-Infinity), one(13));
    expect(optimum(await kept.solve()).objective).toBeCloseTo(37.5, 9);
  });
});

describe("proofs that there is no optimum", () => {
  test("multipliers of a blend that cannot be: they name how much is missing", async () => {
    const program = denseProgram(
      "minimise",
      [1, 1],
      [{ coefficient: [1, 1], lower: 10, upper: Infinity }, atMost([1, 0], 3), atMost([0, 1], 4)],
    );
    const answer = await solveLinearProgram(highs, program);
    if (answer.status !== "infeasible" || answer.proof.kind !== "multipliers")
      throw new Error(answer.status);
    expect([...answer.proof.rowMultiplier]).toEqual([1, -1, -1]);
    expect(answer.proof.shortfall).toBeCloseTo(3, 9);
  });
  test("bounds that cross are named without a solver", async () => {
    const program = denseProgram("minimise", [1], [{ coefficient: [1], lower: 2, upper: 1 }]);
    expect(await solveLinearProgram(highs, program)).toEqual({
      status: "infeasible",
      proof: { kind: "crossedBounds", on: "row", index: 0 },
    });
  });
  test("a claim without multipliers is proved by the least sum of violations", async () => {
    const silent = spoiltBackend(highs, (claim) =>
      claim.status === "infeasible" ? { status: "infeasible", rowMultiplier: null } : claim,
    );
    const program = denseProgram(
      "minimise",
      [1],
      [{ coefficient: [1], lower: 3, upper: Infinity }, atMost([1], 1)],
    );
    const answer = await solveLinearProgram(silent, program);
    expect(answer).toMatchObject({ status: "infeasible", proof: { shortfall: 2 } });
  });
  test("a ray and a point where value has no end, found by ourselves where the solver shows none", async () => {
    const program = denseProgram(
      "maximise",
      [1, 1],
      [{ coefficient: [1, -1], lower: 2, upper: Infinity }],
    );
    const silent = spoiltBackend(highs, (claim) =>
      claim.status === "unbounded" ? { status: "unbounded", x: null, ray: null } : claim,
    );
    for (const backend of [highs, silent]) {
      const answer = await solveLinearProgram(backend, program);
      if (answer.status !== "unbounded") throw new Error(answer.status);
      const { point, ray } = answer.proof;
      expect(point[0]! - point[1]!).toBeGreaterThanOrEqual(2 - 1e-9);
      expect(ray[0]! - ray[1]!).toBeGreaterThanOrEqual(-1e-9);
      expect(ray[0]! + ray[1]!).toBeGreaterThan(0.5);
    }
  });
  test("a program that is both called unbounded and has no point is infeasible", async () => {
    const program = denseProgram(
      "maximise",
      [1, 1],
      [
        { coefficient: [1, -1], lower: 2, upper: Infinity },
        { coefficient: [1, -1], lower: -Infinity, upper: 1 },
      ],
    );
    expect((await solveLinearProgram(highs, program)).status).toBe("infeasible");
    const liar = spoiltBackend(highs, (claim, order) =>
      order.isCareful || claim.status !== "infeasible"
        ? claim
        : { status: "unbounded", x: null, ray: null },
    );
    expect((await solveLinearProgram(liar, program)).status).toBe("infeasible");
  });
});
