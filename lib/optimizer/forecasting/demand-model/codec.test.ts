import { beforeAll, describe, expect, test } from "vitest";
import { frame, unframe } from "../../boosting/index.ts";
import { simulatedShop } from "../simulated.ts";
import { decodeDemandModel, encodeDemandModel, modelFeatureNames } from "./codec.ts";
import { forecastWithModel } from "./forecast.ts";
import type { DemandModel } from "./model.ts";
import { smallModel } from "./testing.ts";

let model: DemandModel;
let bytes: Uint8Array;

beforeAll(() => {
  model = smallModel();
  bytes = encodeDemandModel(model);
}, 60_000);

/** The same bytes with one of them replaced. */
const withByte = (at: number, value: number): Uint8Array => {
  const changed = Uint8Array.from(bytes);
  changed[at] = value;
  return changed;
};

describe("a demand model as bytes", () => {
  test("forecasts bit for bit as before once decoded, and encodes to the same bytes again", () => {
    const decoded = decodeDemandModel(bytes);
    const { problem } = simulatedShop(31, 12, 70, 0.3);
    expect(forecastWithModel(decoded, problem)).toEqual(forecastWithModel(model, problem));
    expect(encodeDemandModel(decoded)).toEqual(bytes);
    expect(decoded).toEqual(model);
  });

  test("is refused where bytes are missing, left over or altered", () => {
    expect(() => decodeDemandModel(new Uint8Array(3))).toThrow(/expected 14 bytes at 0, got 3/);
    expect(() => decodeDemandModel(bytes.subarray(0, bytes.length - 1))).toThrow(RangeError);
    expect(() => decodeDemandModel(Uint8Array.from([...bytes, 0]))).toThrow(/1 bytes left over/);
    const at = bytes.length >> 1;
    expect(() => decodeDemandModel(withByte(at, bytes[at]! ^ 1))).toThrow(/checksum/);
  });

  test("is refused when it is of another kind or version", () => {
    expect(() => decodeDemandModel(withByte(0, 88))).toThrow(/expected kind wsDM/);
    expect(() => decodeDemandModel(withByte(4, 9))).toThrow(/version must be 2, got 9/);
  });

  test("is refused when it was trained on other features than those of today", () => {
    const content = Buffer.from(unframe("test", "wsDM", 2, bytes, 0).content);
    const at = content.indexOf('"logUnit"');
    content.write('"logUnix"', at);
    expect(() => decodeDemandModel(frame("wsDM", 2, content))).toThrow(
      /feature 0 must be logUnit, got logUnix/,
    );
  });

  test("names every feature once", () => {
    const names = modelFeatureNames();
    expect(new Set(names).size).toBe(names.length);
    expect(model.steps.family.binning.featureCount).toBe(names.length);
    expect(model.sums.family.binning.featureCount).toBe(names.length);
  });
});
