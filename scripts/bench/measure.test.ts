import { describe, expect, it } from "vitest";
import { formatMs, formatResult, lastResult, measure, summarise } from "./measure.ts";

/** A clock that only work moves. */
function workClock() {
  let atMs = 0;
  const work = (tookMs: number) => () => {
    atMs += tookMs;
    return tookMs;
  };
  return { nowMs: () => atMs, work };
}

describe("bench", () => {
  it("tells what one run costs, and what its baseline does in the same time", async () => {
    const { nowMs, work } = workClock();
    const result = await measure(
      { name: "x", run: work(4), baseline: work(10) },
      { nowMs, budgetMs: 200 },
    );
    expect(result.run).toMatchObject({ minMs: 4, meanMs: 4, sdMs: 0 });
    expect(result.baseline).toMatchObject({ minMs: 10, meanMs: 10 });
    expect(result.run.roundCount).toBe(result.baseline?.roundCount);
  });

  it("repeats what is too short to time, and gives the cost of one operation", async () => {
    const { nowMs, work } = workClock();
    const bench = { name: "x", run: work(0.125), operations: 5 };
    const { run } = await measure(bench, { nowMs, budgetMs: 50 });
    expect(run.minMs).toBeCloseTo(0.025, 12);
  });

  it("hands the input of setup on, awaits promises and keeps the result", async () => {
    const { nowMs, work } = workClock();
    const bench = {
      name: "x",
      setup: async () => 20,
      run: async (input: number) => {
        work(50)();
        return input + 1;
      },
    };
    await measure(bench, { nowMs, budgetMs: 10 });
    expect(lastResult()).toBe(21);
  });

  it("alternates who goes first", async () => {
    const { nowMs, work } = workClock();
    const order: string[] = [];
    const named = (name: string) => () => {
      order.push(name);
      return work(60)();
    };
    await measure({ name: "x", run: named("r"), baseline: named("b") }, { nowMs, budgetMs: 1 });
    expect(order.slice(-6).join("")).toBe("rbbrrb");
  });

  it("has the textbook's mean and sample deviation", () => {
    expect(summarise([2, 4, 4, 4, 5, 5, 7, 9])).toMatchObject({
      minMs: 2,
      meanMs: 5,
      sdMs: Math.sqrt(32 / 7),
    });
    expect(summarise([3]).sdMs).toBe(0);
  });

  it("writes times in the unit that fits", () => {
    expect([2500, 1.5, 0.0123, 0.00000042].map(formatMs)).toEqual([
      "2.50 s",
      "1.50 ms",
      "12.3 us",
      "0.420 ns",
    ]);
    const timing = { minMs: 1, meanMs: 1, sdMs: 0, roundCount: 3 };
    expect(formatResult({ name: "x", run: timing, baseline: { ...timing, minMs: 3 } })).toContain(
      "= 3.00",
    );
  });
});
