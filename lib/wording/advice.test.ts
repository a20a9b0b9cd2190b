import { describe, expect, it } from "vitest";
import type { LevelExplanation, PathStep } from "../optimizer/explanation/index.ts";
import { wordAdvice } from "./advice.ts";
import { LOCALES } from "./locale.ts";

const USUAL = {
  protectionDays: 20,
  leadTimeDays: 13,
  sendingDays: 7,
  meanDemand: 30_600,
  demandSafety: 19_800,
  leadTimeSafety: 2_100,
  capacityCorrection: 0,
  baseStockUnits: 53,
  positionUnits: 18,
  gapUnits: 35,
  requestedUnits: 35,
  casePackUnits: 12,
  packedUnits: 36,
  lotUnits: 36,
};

function advice(values: Readonly<Partial<Record<keyof typeof USUAL, number>>>): LevelExplanation {
  const steps = Object.entries({ ...USUAL, ...values }).map(
    ([id, value]): PathStep => ({
      id,
      kind: "formula",
      unit: "units",
      visibility: "own",
      value,
      text: null,
      from: [],
      active: null,
      next: null,
    }),
  );
  return {
    type: "level",
    definition: "replenishment",
    version: "1.2.0",
    output: "advisedUnits",
    unit: "units",
    value: 36,
    steps,
    spine: [],
    binding: null,
    next: null,
  };
}

const told = (values: Parameters<typeof advice>[0]) => wordAdvice(advice(values), "en")?.join(" ");

describe("an advised quantity in words", () => {
  it("goes from what stock must last for to what is missing, in whole packs", () => {
    expect(told({})).toBe(
      "Stock is to last 20 days: 13 days until what is sent now is there, and 7 days until there is more. " +
        "Expected sales in that time: 30.6 units. Held on top for swings: 21.9 units. " +
        "So the stock to reach: 53 units. There or on the way: 18 units. " +
        "Missing: 35 units. In whole case packs (12 units each): 36 units.",
    );
  });

  it("says what takes from it and what adds to it, each where it does", () => {
    expect(told({ capacityCorrection: -4_000 })).toContain("which takes 4 units off");
    expect(told({ demandSafety: -8_000 })).toContain(
      "Not all of it is worth holding; left out: 5.9 units",
    );
    expect(told({ requestedUnits: 60, packedUnits: 60 })).toContain(
      "pays to send more at once: 60 units",
    );
    expect(told({ requestedUnits: 20, packedUnits: 24 })).toContain("but these do: 20 units");
    expect(told({ lotUnits: 48 })).toContain("The least to send: 48 units");
  });

  it("says that nothing is missing where there is enough, and no lot then", () => {
    const text = told({ positionUnits: 60, gapUnits: -7, requestedUnits: 0, packedUnits: 0 });
    expect(text).toContain("So nothing is missing.");
    expect(text).not.toMatch(/Missing:|case packs|at once/);
  });

  it("is left to other words where something else than demand set it", () => {
    const level = advice({});
    const steps = level.steps.filter(({ id }) => id !== "baseStockUnits");
    for (const locale of LOCALES) expect(wordAdvice({ ...level, steps }, locale)).toBeNull();
  });
});
