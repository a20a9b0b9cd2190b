import { describe, expect, it } from "vitest";
import {
  decodeDemandModel,
  encodeDemandModel,
  modelFeatureNames,
} from "@/lib/optimizer/forecasting/index.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import { bestClassical, scoreOf } from "./forecast-model.ts";
import { pretrainedModel } from "./pretrained-model.ts";

describe("the shipped model", () => {
  it("is decoded, and made of today's features: train it again where this fails (server/planning/models)", () => {
    const { body, training } = pretrainedModel();
    const model = decodeDemandModel(body);
    expect(model.steps.family.binning.featureCount).toBe(modelFeatureNames().length);
    expect(model.sums.family.binning.featureCount).toBe(modelFeatureNames().length);
    expect(encodeDemandModel(model)).toEqual(body);
    expect(training).toMatchObject({
      byteCount: body.length,
      seriesCount: model.seriesCount,
      rowCount: model.rowCount,
      dataToOn: null,
    });
    expect(body.length).toBeLessThan(1.5e6);
  });

  it("is what its card says, by its hash", () => {
    const { body, modelSha256 } = pretrainedModel();
    expect(sha256Hex(body)).toBe(modelSha256);
    expect(pretrainedModel().body).toBe(body);
  });

  it("lost less than every method without training on weeks that its twin had not seen", () => {
    const { quality } = pretrainedModel();
    const own = scoreOf(quality.model);
    expect(quality.windowCount).toBeGreaterThan(100_000);
    expect(bestClassical(quality.others)).not.toBeNull();
    for (const other of quality.others) expect(own).toBeLessThan(scoreOf(other) ?? 0);
  });
});
