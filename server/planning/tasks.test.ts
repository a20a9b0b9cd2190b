import { describe, expect, it } from "vitest";
import { defaultReplenishmentPolicy } from "@/lib/optimizer/replenishment/index.ts";
import {
  syntheticAccount,
  syntheticCalendar,
} from "@/lib/optimizer/stages/testing/synthetic-plan.ts";
import { inlineCompute } from "./tasks.ts";

/** The forecast of three products, the first one's four weeks ahead multiplied. */
const planned = (factor: number) =>
  inlineCompute.run("forecast", {
    facts: syntheticAccount(1, 3),
    calendar: syntheticCalendar,
    adjustments: {
      skuIndex: Int32Array.of(0, 0, 0, 0),
      week: Int32Array.of(0, 1, 2, 3),
      factor: new Float64Array(4).fill(factor),
      units: new Float64Array(4).fill(Number.NaN),
    },
    model: null,
    coverWeeks: 12,
    replenishmentPolicy: defaultReplenishmentPolicy,
  });

describe("what a seller states about the weeks ahead", () => {
  it("moves the forecast and the advice, and earns no space: limits rest on what was sold", async () => {
    const [plain, stated] = [await planned(1), await planned(5)];
    expect(stated.forecast.demandMean[0]).toBeCloseTo(5 * (plain.forecast.demandMean[0] ?? 0), 3);
    expect([...stated.forecast.isAdjusted]).toEqual([1, 0, 0]);
    expect([...plain.forecast.isAdjusted]).toEqual([0, 0, 0]);
    expect(stated.replenishment).not.toEqual(plain.replenishment);
    expect(stated.capacity).toEqual(plain.capacity);
  });
});
