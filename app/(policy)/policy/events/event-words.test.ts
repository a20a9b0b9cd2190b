import { describe, expect, it } from "vitest";
import { daysText, factorText, typedFactor, typedPercent } from "./event-words.ts";

describe("an expected effect on demand", () => {
  it("is typed as a change in percent and kept as a factor", () => {
    expect(typedFactor("80")).toBe(1_800_000);
    expect(typedFactor("-12,5 %")).toBe(875_000);
    expect(typedPercent(1_800_000)).toBe("80");
    expect(factorText(1_800_000)).toBe("+80%");
    expect(factorText(875_000)).toBe("−13%");
  });

  it("is left to what earlier events taught when nothing is typed", () => {
    expect(typedFactor("  ")).toBeNull();
    expect(typedPercent(null)).toBe("");
  });

  it("is refused when it is no number or beyond what an event may do", () => {
    expect(typedFactor("a lot")).toBeUndefined();
    expect(typedFactor("701")).toBeUndefined();
    expect(typedFactor("-71")).toBeUndefined();
  });
});

describe("days of an event", () => {
  it("are one day or two ends", () => {
    expect(daysText({ startOn: "2026-07-14", endOn: "2026-07-14" })).toBe("14 Jul 2026");
    expect(daysText({ startOn: "2026-11-27", endOn: "2026-11-30" })).toBe(
      "27 Nov 2026 to 30 Nov 2026",
    );
  });
});
