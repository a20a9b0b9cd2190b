import { describe, expect, it } from "vitest";
import { forecastOriginText } from "./source-words.ts";

const smoothing = { methodLabel: "Smoothing", modelVersion: null, productCount: 1 };
const model = { methodLabel: "Global model", modelVersion: "network 3", productCount: 12 };
const origin = { originOn: "2026-07-05", dataSha256: null };

describe("where a value's forecast came from", () => {
  it("names origin, method and version of one product's forecast", () => {
    expect(forecastOriginText({ ...origin, productId: 7, madeBy: [smoothing] })).toMatch(
      /^Taken from the forecast with sales up to .*2026.*: Smoothing\.$/,
    );
  });

  it("counts the products of each method where there are several", () => {
    expect(forecastOriginText({ ...origin, productId: null, madeBy: [model, smoothing] })).toMatch(
      /: Global model, version network 3 \(12 products\); Smoothing \(1 product\)\.$/,
    );
  });
});
