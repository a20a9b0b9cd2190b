import { describe, expect, it } from "vitest";
import { wordLimitContrast } from "@/lib/wording/index.ts";
import { shownPrice } from "./limit-contrast-view.ts";

const filled = { waterLevelMilliWeeks: 9127, rationShareMillionths: 1_000_000, tightnessStep: 13 };
const rationed = { waterLevelMilliWeeks: 0, rationShareMillionths: 437_219, tightnessStep: 20 };
const free = {
  waterLevelMilliWeeks: 1_000_000,
  rationShareMillionths: 1_000_000,
  tightnessStep: 0,
};

const sentence = (price: Parameters<typeof shownPrice>[0], viewer: "support" | "policyAdmin") =>
  wordLimitContrast(
    "It",
    { limitMm3: 0, lifted: [], ladder: [], points: [] },
    shownPrice(price, viewer),
  ).sentences.join(" ");

describe("the price of shared space", () => {
  it("is to sellers only the step that is the same for all of them", () => {
    for (const price of [filled, rationed, free])
      expect(shownPrice(price, "seller")).toEqual({
        as: "step",
        step: price.tightnessStep,
        steps: 20,
      });
    // Two levels of one step cannot be told apart.
    expect(shownPrice({ ...filled, waterLevelMilliWeeks: 9400 }, "seller")).toEqual(
      shownPrice(filled, "seller"),
    );
  });

  it("is to support a band a tenth wide that holds it, and says no more than the band", () => {
    const band = shownPrice(filled, "support");
    if (band.as !== "band") throw new Error(`got ${band.as}`);
    expect(band.lowMilliWeeks).toBeLessThanOrEqual(9127);
    expect(band.highMilliWeeks).toBeGreaterThan(9127);
    expect(band.highMilliWeeks / band.lowMilliWeeks).toBeCloseTo(1.1, 3);
    expect(sentence(rationed, "support")).not.toContain("43.7%");
    expect(sentence(filled, "support")).not.toContain("9.1 weeks");
    expect(sentence(rationed, "support")).toMatch(/is 4\d(\.\d)?% to 4\d(\.\d)?%/);
  });

  it("is to policy admins the figure, and zero to both where the pool is not scarce", () => {
    expect(sentence(filled, "policyAdmin")).toContain("9.1 weeks");
    expect(sentence(rationed, "policyAdmin")).toContain("43.7%");
    for (const viewer of ["support", "policyAdmin"] as const)
      expect(sentence(free, viewer)).toContain("not scarce");
  });
});
