import { describe, expect, it } from "vitest";
import type { AccountChange } from "@/lib/optimizer/stages/index.ts";
import { closedChange, targetWeeksOf } from "./explain-change.ts";

const WEEKS = 4;
const change: AccountChange = {
  accountId: 1,
  productId: Float64Array.of(7),
  targetWeeks: WEEKS,
  newWeeks: 2,
  beforeMilliUnits: Float64Array.of(40_000),
  afterMilliUnits: Float64Array.of(48_000),
  drivers: ["newSales", "season"],
  partMilliUnits: Float64Array.of(9_000, -1_000),
  newSoldUnits: Float64Array.of(30),
  newExpectedMilliUnits: Float64Array.of(20_000),
  correctedUnits: Float64Array.of(0),
  newStockOutWeeks: Int32Array.of(0),
  newWholesaleUnits: Float64Array.of(0),
};

const stored = (weekly: number, base: number | null = null) => ({
  sellerId: 1,
  productId: 7,
  originOn: "2026-11-21",
  meanMilliUnits: Array<number>(26).fill(weekly),
  baseMeanMilliUnits: base === null ? null : Array<number>(26).fill(base),
});

const same = { baseRunId: 3, isSameMethod: true };
const sumOf = (parts: object): number => Object.values(parts).reduce((a, b) => a + b, 0);

describe("closing a replayed change", () => {
  it("keeps the parts of a replay that gives what was stored, and names the weeks", () => {
    const closed = closedChange(change, 0, [stored(10_000), stored(12_000)], same);
    expect(closed).toMatchObject({
      status: "explained",
      fromOn: "2026-11-22",
      toOn: "2026-12-19",
      beforeMilliUnits: 40_000,
      afterMilliUnits: 48_000,
      parts: { newSales: 9_000, season: -1_000 },
    });
  });

  it("takes what sellers state, in either run, as the last step", () => {
    const closed = closedChange(change, 0, [stored(11_000, 10_000), stored(18_000, 12_000)], same);
    if (closed.status !== "explained") throw new Error(closed.reason);
    expect(closed.parts.ownAdjustment).toBe(4 * 6_000 - 4 * 1_000);
    expect(sumOf(closed.parts)).toBe(closed.afterMilliUnits - closed.beforeMilliUnits);
  });

  it("counts last digits as rounding", () => {
    const closed = closedChange(change, 0, [stored(10_001), stored(12_000)], same);
    if (closed.status !== "explained") throw new Error(closed.reason);
    expect(closed.parts.rounding).toBe(-4);
    expect(sumOf(closed.parts)).toBe(closed.afterMilliUnits - closed.beforeMilliUnits);
  });

  it("lays an earlier forecast that today's code does not give at the method's door, if the code changed", () => {
    const earlier = stored(9_000);
    const changed = { ...same, isSameMethod: false };
    const closed = closedChange(change, 0, [earlier, stored(12_000)], changed);
    if (closed.status !== "explained") throw new Error(closed.reason);
    expect(closed.parts.model).toBe(4_000);
    expect(sumOf(closed.parts)).toBe(closed.afterMilliUnits - closed.beforeMilliUnits);
    const differs = { status: "unexplained", baseRunId: 3, reason: "replay_differs" };
    expect(closedChange(change, 0, [earlier, stored(12_000)], same)).toEqual(differs);
    expect(closedChange(change, 0, [earlier, stored(13_000)], changed)).toEqual(differs);
  });
});

describe("the weeks that a change is told over", () => {
  it("are those of a quarter that both runs store, none where they lie half a year apart", () => {
    expect([0, 1, 13, 14, 25, 26].map(targetWeeksOf)).toEqual([13, 13, 13, 12, 1, 0]);
  });
});
