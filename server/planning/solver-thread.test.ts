import { afterEach, describe, expect, test } from "vitest";
import {
  type LinearProgram,
  openSession,
  solveLinearProgram,
} from "@/lib/optimizer/solver/index.ts";
import { openSolverThread, type SolverThread } from "./solver-thread.ts";

const threads: SolverThread[] = [];
afterEach(async () => {
  for (const thread of threads.splice(0)) await thread.close();
});
function opened(options?: Parameters<typeof openSolverThread>[0]): SolverThread {
  const thread = openSolverThread(options);
  threads.push(thread);
  return thread;
}
/** maximise 3 x + 5 y, x <= 4, 2 y <= 12, 3 x + 2 y <= 18: 36. */
const wyndor: LinearProgram = {
  sense: "maximise",
  columnCount: 2,
  rowCount: 3,
  cost: Float64Array.of(3, 5),
  columnLower: new Float64Array(2),
  columnUpper: new Float64Array(2).fill(Infinity),
  rowLower: new Float64Array(3).fill(-Infinity),
  rowUpper: Float64Array.of(4, 12, 18),
  start: Int32Array.of(0, 2, 4),
  rowIndex: Int32Array.of(0, 2, 1, 2),
  value: Float64Array.of(1, 3, 2, 2),
};
/** Five equations of forty yes-or-no columns (Cornuejols and Dawande 1999): a search of hours. */
function marketSplit(): LinearProgram {
  const [rows, columns] = [5, 40];
  let seed = 1;
  const value = Float64Array.from({ length: rows * columns }, () => {
    seed = (48_271 * seed) % 2_147_483_647;
    return seed % 100;
  });
  const half = Float64Array.from({ length: rows }, (_, i) =>
    Math.floor(value.reduce((sum, v, k) => (k % rows === i ? sum + v : sum), 0) / 2),
  );
  return {
    sense: "minimise",
    columnCount: columns,
    rowCount: rows,
    cost: new Float64Array(columns),
    columnLower: new Float64Array(columns),
    columnUpper: new Float64Array(columns).fill(1),
    rowLower: half,
    rowUpper: half,
    start: Int32Array.from({ length: columns + 1 }, (_, j) => rows * j),
    rowIndex: Int32Array.from({ length: rows * columns }, (_, k) => k % rows),
    value,
    isInteger: new Uint8Array(columns).fill(1),
  };
}

describe("a solver thread", () => {
  test("keeps a session's model and answers its re-solves", async () => {
    const session = openSession(opened(), wyndor);
    expect(await session.solve()).toMatchObject({ status: "optimal", objective: 36 });
    session.setRowBounds(Int32Array.of(1), Float64Array.of(-Infinity), Float64Array.of(13));
    expect(await session.solve()).toMatchObject({ status: "optimal", objective: 37.5 });
    session.dispose();
  });
  test("ended in between, it is started again and the session goes on where it stood", async () => {
    const thread = opened();
    const session = openSession(thread, wyndor);
    await session.solve();
    await thread.close();
    session.setRowBounds(Int32Array.of(1), Float64Array.of(-Infinity), Float64Array.of(13));
    expect(await session.solve()).toMatchObject({ status: "optimal", objective: 37.5 });
    session.dispose();
  });
  test("a solve past its limit is stopped with the thread, and the next one is answered", async () => {
    const thread = opened({ longestSolveSeconds: 0.5, graceSeconds: 0 });
    const model = await thread.open(marketSplit());
    const order = {
      isWhole: true,
      isCareful: false,
      method: "choose",
      gapShare: 0,
      nodeLimit: Infinity,
    } as const;
    // The solver itself is given no limit: only the thread's end can stop it.
    expect(await model.solve([], { ...order, timeLimitSeconds: Infinity })).toEqual({
      status: "stopped",
    });
    await expect(model.solve([], { ...order, timeLimitSeconds: 1 })).rejects.toThrow(/time limit/);
    expect((await solveLinearProgram(thread, wyndor)).status).toBe("optimal");
  });
});
