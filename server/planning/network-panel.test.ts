import { describe, expect, it } from "vitest";
import {
  syntheticAccount,
  syntheticCalendar,
} from "@/lib/optimizer/stages/testing/synthetic-plan.ts";
import { networkPanel } from "./network-panel.ts";
import type { ShardHistory } from "./shard-facts.ts";

const WEEKS = 104;

/** One account whose history ends in week 2,000 of the marketplace. */
function shard(accountId: number, skuCount: number, eventNames = ["Spring sale"]): ShardHistory {
  return {
    facts: syntheticAccount(accountId, skuCount),
    calendar: syntheticCalendar,
    weeks: { startWeekday: 0, first: 2_000 - WEEKS + 1, last: 2_000 },
    eventNames,
  };
}

/** The same history without its first weeks, as a shard with a shorter one has it. */
function shortened(history: ShardHistory, dropped: number): ShardHistory {
  const { facts, calendar, weeks } = history;
  const cut = <T extends Float32Array>(cells: T): Float32Array =>
    cells.filter((_, k) => k % facts.weekCount >= dropped) as Float32Array;
  return {
    ...history,
    facts: {
      ...facts,
      weekCount: facts.weekCount - dropped,
      soldUnits: cut(facts.soldUnits),
      inStockShare: cut(facts.inStockShare),
    },
    calendar: { ...calendar, eventWeek: calendar.eventWeek.map((week) => week - dropped) },
    weeks: { ...weeks, first: weeks.first + dropped },
  };
}

describe("the network's panel", () => {
  it("holds every product of every shard with its groups", () => {
    const { panel, productIds } = networkPanel([shard(1, 3), shard(2, 2)]);
    expect(panel).toMatchObject({ seriesCount: 5, periodCount: WEEKS, axisCount: WEEKS + 40 });
    expect([...productIds]).toEqual([1000, 1001, 1002, 2000, 2001]);
    const [account, category, storage] = panel.groups;
    expect([...(account?.index ?? [])]).toEqual([0, 0, 0, 1, 1]);
    expect([...(category?.index ?? [])]).toEqual([0, 0, 0, 1, 1]);
    expect(storage?.count).toBe(2);
    expect([...panel.units.subarray(0, WEEKS)]).toEqual([
      ...shard(1, 3).facts.soldUnits.subarray(0, WEEKS),
    ]);
  });

  it("lays shards of different length on one axis, by week", () => {
    const { panel } = networkPanel([shard(1, 1), shortened(shard(2, 1), 40)]);
    expect(panel.periodCount).toBe(WEEKS);
    expect([...panel.firstPeriod]).toEqual([0, 40]);
    const second = panel.units.subarray(WEEKS, 2 * WEEKS);
    expect(Number.isNaN(second[39])).toBe(true);
    expect(second[40]).toBe(shard(2, 1).facts.soldUnits[40]);
    // Both shards name the same weeks of the marketplace, counted from their own first one.
    expect(
      [...(panel.calendar[0]?.values ?? [])].flatMap((kind, t) => (kind > 0 ? [t] : [])),
    ).toEqual([40, 92]);
  });

  it("gives events of a name one number, in whatever order shards know them", () => {
    const { panel } = networkPanel([shard(1, 1, ["Winter sale"]), shard(2, 1, ["Spring sale"])]);
    expect(panel.calendar[0]).toMatchObject({ kind: "event", kindCount: 2 });
    expect(panel.calendar[0]?.values[92]).toBe(1);
  });

  it("does not observe weeks in which stock ran out", () => {
    const out = shard(1, 1);
    out.facts.inStockShare[7] = 0.4;
    const { panel, dataSha256 } = networkPanel([out]);
    expect(Number.isNaN(panel.units[7])).toBe(true);
    expect(Number.isNaN(panel.units[8])).toBe(false);
    expect(dataSha256).not.toBe(networkPanel([shard(1, 1)]).dataSha256);
    expect(dataSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is none without a shard", () => {
    expect(() => networkPanel([])).toThrow(RangeError);
  });
});
