import { describe, expect, it } from "vitest";
import { defaultCapacityPolicy, planLimits, validateCapacityPolicy } from "./index.ts";

describe("a capacity policy", () => {
  it("is sound by default", () => {
    expect(validateCapacityPolicy(defaultCapacityPolicy)).toEqual([]);
  });

  it("is refused field by field: shares out of range, weights that do not add up, a jump", () => {
    const { efficiency } = defaultCapacityPolicy;
    const problems = validateCapacityPolicy({
      ...defaultCapacityPolicy,
      coverWeeks: 26.5,
      keepShareMillionths: [950_000, 1_100_000, 800_000],
      efficiency: {
        ...efficiency,
        excess: { ...efficiency.excess, worstMillionths: 0, weightMillionths: 300_000 },
      },
    });
    expect(problems.map(({ field }) => field)).toEqual([
      "coverWeeks",
      "efficiency.excess.bestMillionths",
      "efficiency (sum of weights)",
      "keepShareMillionths[1]",
    ]);
  });

  it("stops a plan before any limit is computed", () => {
    const policy = { ...defaultCapacityPolicy, announceStepMm3: 0 };
    const facts = { count: 0, column: {} };
    expect(() => planLimits({ facts, poolOfRow: [], pools: [], policy })).toThrow(
      /announceStepMm3 must be an integer in 1../,
    );
  });
});
