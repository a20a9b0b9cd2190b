import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TracedRun } from "@/server/repositories/trace-audit.ts";
import { dueMoves, TRACE_POLICY } from "./due-moves.ts";
import { nextNight } from "./request-audit.ts";

const NOW = new Date("2026-11-28T02:00:00Z");
const DAY_MS = 86_400_000;
const run = (
  runId: number,
  ageDays: number,
  tier: TracedRun["tier"],
  accountId: number | null = null,
): TracedRun => {
  const sealedAt = new Date(NOW.getTime() - ageDays * DAY_MS);
  const asOfOn = sealedAt.toISOString().slice(0, 10);
  return { runId, marketplaceId: "US", accountId, asOfOn, sealedAt, tier };
};
const moves = (runs: TracedRun[], disputed: number[] = []) =>
  dueMoves(runs, new Set(disputed), NOW).map((move) => [move.run.runId, move.tier]);

describe("moves that are due", () => {
  it("keep all values for 13 weeks and leaves for 13 months", () => {
    expect(moves([run(1, 90, "hot"), run(2, 92, "hot")])).toEqual([[2, "warm"]]);
    expect(moves([run(1, 395, "warm")])).toEqual([]);
  });

  it("keep the last run of a month of each scope for 7 years, and release the others", () => {
    const month = [run(1, 420, "warm"), run(2, 413, "warm"), run(3, 413, "warm", 9)];
    expect(month[0]?.asOfOn.slice(0, 7)).toBe(month[1]?.asOfOn.slice(0, 7));
    expect(moves(month)).toEqual([
      [1, "released"],
      [2, "cold"],
      [3, "cold"],
    ]);
    expect(moves([run(1, 2556, "cold"), run(2, 2558, "cold")])).toEqual([[2, "released"]]);
  });

  it("never release a run under dispute", () => {
    expect(moves([run(1, 420, "warm"), run(2, 413, "warm")], [1])[0]).toEqual([1, "cold"]);
    expect(moves([run(1, 9000, "cold")], [1])).toEqual([]);
  });

  it("take one step at a time, to a cheaper tier, whatever the ages", () => {
    const tiers = ["hot", "warm", "cold"] as const;
    const any = fc.array(fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.constantFrom(...tiers)));
    fc.assert(
      fc.property(any, (list) => {
        const runs = list.map(([age, tier], i) => run(i + 1, age, tier));
        for (const { run: moved, tier } of dueMoves(runs, new Set(), NOW)) {
          const allowed = { hot: ["warm"], warm: ["cold", "released"], cold: ["released"] };
          expect(allowed[moved.tier as keyof typeof allowed]).toContain(tier);
          expect(NOW.getTime() - moved.sealedAt.getTime()).toBeGreaterThan(
            TRACE_POLICY.hotDays * DAY_MS,
          );
        }
      }),
    );
  });
});

describe("the next night", () => {
  it("begins at the next 02:00 UTC, never now", () => {
    const at = (now: string) => {
      const { nightOn, startAfter } = nextNight(new Date(now));
      return [nightOn, startAfter.toISOString()];
    };
    expect(at("2026-11-28T01:59:59Z")).toEqual(["2026-11-28", "2026-11-28T02:00:00.000Z"]);
    expect(at("2026-11-28T02:00:00Z")).toEqual(["2026-11-29", "2026-11-29T02:00:00.000Z"]);
    expect(at("2026-12-31T23:00:00Z")).toEqual(["2027-01-01", "2027-01-01T02:00:00.000Z"]);
  });
});
