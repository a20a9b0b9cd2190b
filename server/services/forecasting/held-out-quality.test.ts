import { describe, expect, it } from "vitest";
import { stream } from "@/lib/optimizer/core/prng.ts";
import { type DemandProblem, decodeDemandModel } from "@/lib/optimizer/forecasting/index.ts";
import { type MethodScore, scoreOf } from "@/server/planning/forecast-model.ts";
import { pretrainedModel } from "@/server/planning/pretrained-model.ts";
import { heldOutQuality, withoutLastWeeks } from "./held-out-quality.ts";

const SKUS = 100;
const WEEKS = 104;

interface Law {
  readonly seed: number;
  /** By how much levels wander in a week, on the log scale. */
  readonly drift: number;
  /** Share of weeks in which a product sells at all. */
  readonly sellingShare: number;
}

/** An account whose products' levels are lognormal, with a yearly wave, and negative binomial around it. */
function simulatedAccount({ seed, drift, sellingShare }: Law): DemandProblem {
  const soldUnits = new Float32Array(SKUS * WEEKS);
  for (let i = 0; i < SKUS; i++) {
    const draws = stream(seed, "held-out", i);
    let level = draws.lognormal(8, 1.2);
    for (let t = 0; t < WEEKS; t++) {
      level *= draws.lognormal(1, drift);
      const mean = level * (1 + 0.3 * Math.cos((2 * Math.PI * t) / 52));
      soldUnits[i * WEEKS + t] =
        draws.uniform() < sellingShare ? draws.negativeBinomial(mean, 2.5) : 0;
    }
  }
  return {
    skuCount: SKUS,
    weekCount: WEEKS,
    originWeek: WEEKS - 1,
    horizonWeeks: 26,
    soldUnits,
    firstWeek: new Int32Array(SKUS),
    categoryCount: 3,
    categoryIndex: Int32Array.from({ length: SKUS }, (_, i) => i % 3),
    weekOfYear: Int32Array.from({ length: WEEKS + 26 }, (_, t) => t % 52),
  };
}

const lossOf = (score: MethodScore | undefined): number => (score && scoreOf(score)) ?? Number.NaN;

describe("the shipped model on accounts that it never saw", () => {
  const model = decodeDemandModel(pretrainedModel().body);

  it.each([
    ["steady demand", { seed: 1, drift: 0, sellingShare: 1 }],
    ["levels that wander", { seed: 2, drift: 0.08, sellingShare: 1 }],
    ["rare sales", { seed: 3, drift: 0.04, sellingShare: 0.3 }],
  ])(
    "loses at most a twentieth more than the structural method on %s",
    (_, law) => {
      const { model: own, others, windowCount } = heldOutQuality([simulatedAccount(law)], model);
      const structural = others.find(({ method }) => method === "smoothing");
      expect(windowCount).toBeGreaterThan(0.9 * SKUS * 3 * 8);
      expect(lossOf(own) / lossOf(structural)).toBeLessThan(1.05);
      expect(own.coverage80Share).toBeGreaterThan(0.75);
      expect(own.cumulative90Share).toBeGreaterThan(0.82);
    },
    60_000,
  );
});

describe("the segments that a model is not used for", () => {
  it("are those on which another method lost less", () => {
    const account = simulatedAccount({ seed: 5, drift: 0.04, sellingShare: 1 });
    const model = decodeDemandModel(pretrainedModel().body);
    const { steps, sums } = model;
    // Structure alone, stretched to half its width: worse than structure alone.
    const spoilt = [steps, sums].map((side) => ({
      ...side,
      weights: side.weights.map((_, k) => k % 2),
      stretch: side.stretch.map(() => 0.3),
    }));
    const worse = { ...model, steps: spoilt[0] ?? steps, sums: spoilt[1] ?? sums };
    expect(heldOutQuality([account], worse).unusedSegments).toContain("smooth/high");
    expect(heldOutQuality([account], worse).unusedSegments?.length).toBeGreaterThan(5);
    expect(heldOutQuality([account], null)).toMatchObject({ windowCount: 0, others: [] });
  }, 60_000);
});

describe("what is kept from a model that is scored", () => {
  it("is the last 24 weeks of every account that is old enough", () => {
    const account = simulatedAccount({ seed: 4, drift: 0, sellingShare: 1 });
    const young = { ...account, weekCount: 36, originWeek: 35 };
    const [before, ...rest] = withoutLastWeeks([account, young]);
    expect(rest).toEqual([]);
    expect(before?.originWeek).toBe(WEEKS - 1 - 24);
    expect(before?.weekOfYear.length).toBe(WEEKS - 24 + 26);
  });
});
