import { describe, expect, it } from "vitest";
import { ageText } from "./case-words.ts";

describe("ageText", () => {
  const from = "2026-06-01T10:00:00.000Z";

  it("counts in the unit that people would use", () => {
    expect(ageText(from, "2026-06-01T10:01:30.000Z")).toBe("1 minute");
    expect(ageText(from, "2026-06-01T15:59:00.000Z")).toBe("5 hours");
    expect(ageText(from, "2026-06-03T09:00:00.000Z")).toBe("47 hours");
    expect(ageText(from, "2026-06-04T11:00:00.000Z")).toBe("3 days");
  });

  it("is said in the reader's language", () => {
    const waited = (minutes: number, locale: "de" | "ja") =>
      ageText(from, new Date(Date.parse(from) + 60_000 * minutes).toISOString(), locale);
    expect([waited(1, "de"), waited(300, "de"), waited(5000, "de")]).toEqual([
      "1 Minute",
      "5 Stunden",
      "3 Tage",
    ]);
    expect(waited(40, "ja").replace(" ", "")).toBe("40分");
  });

  it("is never negative when clocks differ", () => {
    expect(ageText(from, "2026-06-01T09:59:59.000Z")).toBe("0 minutes");
  });
});
