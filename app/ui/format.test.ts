import { describe, expect, it } from "vitest";
import {
  dash,
  formatBytes,
  formatCount,
  formatCubicFeet,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPoints,
  formatUnits,
} from "./format.ts";
import {
  formatDay,
  formatDayIn,
  formatDayShort,
  formatDayShortIn,
  formatInstant,
  formatInstantDay,
  formatInstantIn,
  formatMonth,
  formatMonthIn,
  formatMonthShort,
  formatMonthShortIn,
} from "./format-date.ts";

describe("numbers on screen", () => {
  it("groups thousands and uses a true minus sign", () => {
    expect(formatNumber(-1180)).toBe("−1,180");
    expect(formatNumber(12.345, { digits: 1, isSigned: true })).toBe("+12.3");
    expect(formatNumber(0, { isSigned: true })).toBe("0");
  });

  it("shows a missing value as a dash and never as zero", () => {
    for (const text of [
      formatNumber(null),
      formatUnits(undefined),
      formatCubicFeet(Number.NaN),
      formatPercent(null),
      formatPoints(null),
      formatMoney(null, "USD"),
      formatBytes(null),
      formatDay(null),
      formatInstant(null),
    ])
      expect(text).toBe(dash);
  });

  it("converts a cubic foot of mm3 to exactly one cubic foot", () => {
    expect(formatCubicFeet(28_316_847)).toBe("1 ft³");
    expect(formatCubicFeet(1_180 * 28_316_846.592)).toBe("1,180 ft³");
    expect(formatCubicFeet(-40 * 28_316_846.592, { isSigned: true })).toBe("−40 ft³");
  });

  it("counts one as singular", () => {
    expect(formatUnits(1)).toBe("1 unit");
    expect(formatUnits(-1, { isSigned: true })).toBe("−1 unit");
    expect(formatUnits(240)).toBe("240 units");
    expect(formatCount(1, "row")).toBe("1 row");
    expect(formatCount(2, "reply", "replies")).toBe("2 replies");
  });

  it("shows shares as percentages and their differences as points", () => {
    expect(formatPercent(964_000)).toBe("96.4%");
    expect(formatPercent(0, { digits: 0 })).toBe("0%");
    expect(formatPoints(-7_000)).toBe("−0.7 pts");
  });

  it("writes figures as readers of a language do", () => {
    expect(formatNumber(-12_345.6, { digits: 1, locale: "de" })).toBe("−12.345,6");
    expect(formatPercent(50_000, { digits: 0, locale: "de" })).toBe("5\u00a0%");
    expect(formatPercent(50_000, { digits: 0, locale: "ja" })).toBe("5%");
    expect(formatMoney(1_234_400_000, "USD", { digits: 0, locale: "de" })).toBe("1.234\u00a0$");
  });

  it("gives each currency its own number of digits", () => {
    expect(formatMoney(4_990_000, "USD")).toBe("$4.99");
    expect(formatMoney(1_500_000_000, "JPY")).toBe("¥1,500");
    expect(formatMoney(-2_500_000, "EUR")).toBe("−€2.50");
  });

  it("shows file sizes in the unit people use", () => {
    expect(formatBytes(512)).toBe("512 B");
    expect(formatBytes(1_536_000)).toBe("1.5 MB");
    expect(formatBytes(245_000_000)).toBe("245 MB");
  });
});

describe("dates on screen", () => {
  it("never shifts a calendar day by the reader's zone", () => {
    expect(formatDay("2026-06-03")).toBe("3 Jun 2026");
    expect(formatDayShort("2026-01-01")).toBe("1 Jan");
    expect(formatDayIn("en", "2026-06-03")).toBe("3 Jun 2026");
    expect(formatDayIn("de", "2026-06-03")).toBe("3. Juni 2026");
    expect(formatDayIn("ja", "2026-06-03")).toBe("2026年6月3日");
    expect(formatDayShortIn("ja", "2026-06-03")).toBe("6月3日");
    expect(formatMonthIn("de", "2026-06")).toBe("Juni 2026");
    expect(formatMonthShortIn("en", "2026-06-01")).toBe("Jun 2026");
    expect(() => formatDayIn("de", "soon")).toThrow(RangeError);
    expect(formatMonth("2026-06-01")).toBe("June 2026");
    expect(formatMonth("2026-06")).toBe("June 2026");
    expect(formatMonthShort("2026-12-01")).toBe("Dec 2026");
  });

  it("shows an instant in the zone it is given, with the zone's name", () => {
    expect(formatInstant("2026-06-03T21:05:00Z", "America/Los_Angeles")).toBe(
      "3 Jun 2026, 14:05 PDT",
    );
    expect(formatInstantIn("de", "2026-06-03T21:05:00Z")).toBe("3. Juni 2026, 21:05 UTC");
    expect(formatInstantIn("ja", "2026-06-03T21:05:00Z")).toBe("2026年6月3日 21:05 UTC");
    expect(formatInstantDay("2026-06-04T03:00:00Z", "America/Los_Angeles")).toBe("3 Jun 2026");
  });

  it("refuses text that is no date", () => {
    expect(() => formatDay("June 3")).toThrow(/expected YYYY-MM-DD/);
    expect(() => formatInstant("soon")).toThrow(/expected an ISO instant/);
  });
});
