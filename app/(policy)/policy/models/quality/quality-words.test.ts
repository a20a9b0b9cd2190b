import { describe, expect, it } from "vitest";
import {
  type Alarm,
  alarmBasis,
  alarmText,
  distanceText,
  gainWord,
  segmentLabel,
} from "./quality-words.ts";

const alarm: Alarm = {
  alarmId: 1,
  intermittencyClass: "lumpy",
  volumeClass: "low",
  metric: "coverage80Share",
  value: 0.712,
  threshold: 0.75,
  reference: 0.8,
  windowCount: 1_240,
  productCount: 310,
  weekCount: 8,
  toOn: "2026-11-15",
  raisedAt: "2026-11-16T08:00:00.000Z",
  resolvedAt: null,
};

describe("a segment", () => {
  it("is named by how its products sell", () => {
    expect(segmentLabel({ intermittencyClass: "lumpy", volumeClass: "low" })).toBe(
      "Lumpy, low volume",
    );
    expect(segmentLabel({ intermittencyClass: "smooth", volumeClass: "all" })).toBe(
      "Smooth, any volume",
    );
    expect(segmentLabel({ intermittencyClass: "all", volumeClass: "all" })).toBe("All demand");
  });
});

describe("an alarm", () => {
  it("says what was seen, what was expected, and the bound, on the side it left", () => {
    expect(alarmText(alarm)).toBe(
      "71.2% of weeks fell inside their 80% interval, where the backtest said 80.0%; less than 75.0% is out of bounds.",
    );
    expect(
      alarmText({
        ...alarm,
        metric: "coverage90Share",
        value: 0.99,
        threshold: 0.95,
        reference: 0.9,
      }),
    ).toBe(
      "99.0% of weeks stayed at or below their 90% quantile, where the backtest said 90.0%; more than 95.0% is out of bounds.",
    );
    expect(
      alarmText({
        ...alarm,
        metric: "intervalLoss",
        value: 0.31,
        threshold: 0.26,
        reference: 0.21,
      }),
    ).toBe(
      "Forecast intervals lose 0.310 where the backtest said 0.210; more than 0.260 is out of bounds.",
    );
    expect(alarmBasis(alarm)).toBe("1,240 scored weeks of 310 products, up to 15 Nov 2026");
  });
});

describe("figures", () => {
  it("tell how far coverage is from what it is meant to be", () => {
    expect(distanceText(0.812, 0.8)).toBe("+1.2 pts");
    expect(distanceText(0.78, 0.8)).toBe("−2.0 pts");
    expect(distanceText(null, 0.8)).toBeNull();
  });

  it("tell a gain, a loss, or that nothing was gained", () => {
    expect(gainWord(0.042)).toBe("4.2% better");
    expect(gainWord(-0.042)).toBe("4.2% worse");
    expect(gainWord(0)).toBe("the same");
    expect(gainWord(null)).toBeNull();
  });
});
