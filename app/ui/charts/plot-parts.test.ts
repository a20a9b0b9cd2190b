import { describe, expect, it } from "vitest";
import { dayFromDate } from "@/lib/calendar/index.ts";
import { dayTicks, dayTickText } from "./plot-parts.tsx";

const range = (from: string, to: string): number[] => [dayFromDate(from), dayFromDate(to)];

describe("ticks of a time axis", () => {
  it("stand at month starts when it spans months", () => {
    const ticks = dayTicks(range("2026-01-10", "2026-05-20")).map(dayTickText);
    expect(ticks).toEqual(["Feb 2026", "Mar 2026", "Apr 2026", "May 2026"]);
  });

  it("skip months rather than crowd a year and a half", () => {
    const ticks = dayTicks(range("2025-01-10", "2026-06-20"));
    expect(ticks.length).toBeLessThanOrEqual(7);
    expect(ticks.length).toBeGreaterThanOrEqual(5);
  });

  it("stand at days within a few weeks", () => {
    expect(dayTicks(range("2026-06-02", "2026-06-12")).map(dayTickText)).toEqual([
      "2 Jun",
      "4 Jun",
      "6 Jun",
      "8 Jun",
      "10 Jun",
      "12 Jun",
    ]);
  });

  it("do not fail on a single day", () => {
    expect(dayTicks(range("2026-06-02", "2026-06-02"))).toEqual([dayFromDate("2026-06-02")]);
  });
});
