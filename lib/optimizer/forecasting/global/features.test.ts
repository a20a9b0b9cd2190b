import { describe, expect, it } from "vitest";
import { FeatureBuilder } from "./features.ts";
import { panelBefore } from "./panel-before.ts";
import { sampleRows } from "./sample.ts";
import { countPanel } from "./testing/panels.ts";

const WINDOW = { from: 2, to: 3 };

function featuresOf(builder: FeatureBuilder, i: number, origin: number): Float32Array {
  const out = new Float32Array(builder.featureCount);
  builder.write(i, origin, WINDOW, out, 0);
  return out;
}

describe("features", () => {
  const panel = countPanel(5, 12, 70);

  it("read nothing at or after their origin", () => {
    const honest = new FeatureBuilder(panel, "level");
    const corrupted = { ...panel, units: panel.units.slice() };
    for (let i = 0; i < 12; i++) corrupted.units.fill(9999, i * 70 + 50, (i + 1) * 70);
    const other = new FeatureBuilder(corrupted, "level");
    const cut = new FeatureBuilder(panelBefore(panel, 50), "level");
    for (let i = 0; i < 12; i++) {
      if (panel.firstPeriod[i]! >= 50) continue;
      expect(featuresOf(other, i, 50)).toEqual(featuresOf(honest, i, 50));
      expect(featuresOf(cut, i, 50)).toEqual(featuresOf(honest, i, 50));
    }
  });

  it("do not change, the unit's logarithm aside, when all units are multiplied", () => {
    const once = new FeatureBuilder(panel, "level");
    const tenfold = new FeatureBuilder(
      { ...panel, units: panel.units.map((value) => 8 * value) },
      "level",
    );
    const at = once.names.indexOf("logUnit");
    const a = featuresOf(once, 1, 60);
    const b = featuresOf(tenfold, 1, 60);
    a.forEach((value, f) => {
      if (f === at) expect(b[f]! - value).toBeCloseTo(Math.log(8), 4);
      else if (Number.isNaN(value)) expect(b[f]).toBeNaN();
      else expect(b[f]).toBeCloseTo(value, 4);
    });
  });

  it("tell what others do only of a series without enough past of its own", () => {
    const builder = new FeatureBuilder(
      { ...panel, firstPeriod: panel.firstPeriod.map((first, i) => (i === 0 ? 55 : first)) },
      "level",
    );
    const trend = builder.names.indexOf("allTrend");
    expect(featuresOf(builder, 0, 60)[trend]).not.toBeNaN();
    expect(featuresOf(builder, 1, 60)[trend]).toBeNaN();
  });
});

describe("rows to learn from", () => {
  const panel = countPanel(6, 20, 60);
  const options = {
    windows: [{ from: 1, to: 4 }],
    rowCount: 500,
    originFrom: 1,
    originTo: 49,
    lastPeriod: 50,
    seed: 3,
  };

  it("end before the last period that may be known, and are the same for the same seed", () => {
    const builder = new FeatureBuilder(panel, "level");
    const rows = sampleRows(builder, options);
    expect(rows.rowCount).toBeGreaterThan(200);
    for (const origin of rows.origin) expect(origin + 4).toBeLessThanOrEqual(50);
    expect(sampleRows(new FeatureBuilder(panel, "level"), options).target).toEqual(rows.target);
  });

  it("hold the mean of the window in units of the series", () => {
    const builder = new FeatureBuilder(panel, "level");
    const rows = sampleRows(builder, options);
    const [i = 0, origin = 0] = [rows.series[0], rows.origin[0]];
    const { unit } = builder.normaliser(i, origin);
    const window = panel.units.subarray(i * 60 + origin, i * 60 + origin + 4);
    const mean = window.reduce((sum, value) => sum + value, 0) / 4;
    expect(rows.target[0]! * unit).toBeCloseTo(mean, 3);
  });

  it("can be held to the first weeks of series whose beginning is on record", () => {
    const builder = new FeatureBuilder(panel, "level");
    const rows = sampleRows(builder, { ...options, ageMax: 6 });
    for (let r = 0; r < rows.rowCount; r++) {
      const first = panel.firstPeriod[rows.series[r]!]!;
      expect(first).toBeGreaterThan(0);
      expect(rows.origin[r]! - first).toBeLessThanOrEqual(6);
    }
  });
});
