import { describe, expect, it } from "vitest";
// Trained here, not shipped: what must hold of any model.
import { smallModel } from "../forecasting/demand-model/testing.ts";
import { segmentOf } from "../forecasting/index.ts";
import { forecastShard, type ModelUse, type ShardForecast } from "./forecast-stage.ts";
import { joinFacts, syntheticAccount, syntheticCalendar } from "./testing/synthetic-plan.ts";

const first = syntheticAccount(1, 8);
const second = syntheticAccount(2, 6);
const facts = joinFacts([first, second]);
const model = smallModel();
const use = (isUsed: ModelUse["isUsed"] = () => true): ModelUse => ({ model, isUsed });

const plain = forecastShard(facts, syntheticCalendar, null);
const mixed = forecastShard(facts, syntheticCalendar, use());

const segmentAt = (i: number) =>
  segmentOf(facts.soldUnits.subarray(i * facts.weekCount, (i + 1) * facts.weekCount));

/** Everything that is forecast of SKU i. */
const rowOf = (forecast: ShardForecast, i: number) => {
  const row = (array: Float32Array) => {
    const width = array.length / forecast.skuCount;
    return [...array.subarray(i * width, (i + 1) * width)];
  };
  return {
    demandMean: row(forecast.demandMean),
    demandQuantile: row(forecast.demandQuantile),
    cumulativeMean: row(forecast.cumulativeMean),
    cumulativeQuantile: row(forecast.cumulativeQuantile),
    regionShare: row(forecast.regionShare),
    pastDemandMean: row(forecast.pastDemandMean),
  };
};

describe("a shard's forecast with a model", () => {
  it("says which SKUs the model had a part in, and moves them", () => {
    expect([...mixed.isByModel]).toEqual(new Array(14).fill(1));
    expect([...plain.isByModel]).toEqual(new Array(14).fill(0));
    for (let i = 0; i < facts.skuCount; i++)
      expect(rowOf(mixed, i).demandMean).not.toEqual(rowOf(plain, i).demandMean);
  });

  it("keeps the structural forecast on segments that the model is not used for", () => {
    const isHigh = (i: number) => segmentAt(i)?.volumeClass === "high";
    const parted = forecastShard(
      facts,
      syntheticCalendar,
      use(({ volumeClass }) => volumeClass === "high"),
    );
    const skus = Array.from({ length: facts.skuCount }, (_, i) => i);
    expect(new Set(skus.map(isHigh)).size).toBe(2);
    for (const i of skus) {
      expect(parted.isByModel[i]).toBe(isHigh(i) ? 1 : 0);
      expect(rowOf(parted, i)).toEqual(rowOf(isHigh(i) ? mixed : plain, i));
    }
  });

  it("is the same for an account alone as among others", () => {
    const alone = forecastShard(second, syntheticCalendar, use());
    for (let i = 0; i < second.skuCount; i++)
      expect(rowOf(alone, i)).toEqual(rowOf(mixed, first.skuCount + i));
  });

  it("expects of a longer sum and of a higher level never less", () => {
    const levels = mixed.cumulativeLevel.length;
    const lengths = mixed.cumulativeWeeks.length;
    const growsBy = (array: Float32Array, step: number, isStart: (k: number) => boolean) =>
      array.every((value, k) => isStart(k) || value >= (array[k - step] ?? 0));
    const { cumulativeQuantile, cumulativeMean } = mixed;
    expect(growsBy(cumulativeMean, 1, (k) => k % lengths === 0)).toBe(true);
    expect(growsBy(cumulativeQuantile, 1, (k) => k % levels === 0)).toBe(true);
    expect(growsBy(cumulativeQuantile, levels, (k) => k % (levels * lengths) < levels)).toBe(true);
  });

  it("tells the demand behind each week's sales: what was sold where stock lasted, at least that where it ran out", () => {
    const out = { ...facts, inStockShare: facts.inStockShare.slice() };
    out.inStockShare[5] = 0.4;
    const { pastDemandMean } = forecastShard(out, syntheticCalendar, null);
    expect(pastDemandMean[4]).toBe(facts.soldUnits[4]);
    expect(pastDemandMean[5]).toBeGreaterThan(facts.soldUnits[5] ?? 0);
  });
});
