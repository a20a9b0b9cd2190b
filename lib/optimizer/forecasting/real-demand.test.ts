// biome-ignore lint/style/noRestrictedImports: reads public test data, not part of the library
import { existsSync, readFileSync } from "node:fs";
// biome-ignore lint/style/noRestrictedImports: reads public test data, not part of the library
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { pinballLoss } from "../core/quantile.ts";
import { type Forecast, forecastDemand } from "./index.ts";

const folder = new URL("../../../../shared/data/forecast/", import.meta.url);
const isPresent = existsSync(new URL("or2w.csv.gz", folder));
const level = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const horizonWeeks = 8;
const origin = 81; // weeks known; the year before is on record, which seasonal naive needs

interface Series {
  readonly id: string;
  readonly first: number;
  readonly units: readonly number[];
}

const rowsOf = (file: string): string[][] =>
  gunzipSync(readFileSync(new URL(file, folder)))
    .toString()
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));

function readSeries(): Series[] {
  return rowsOf("or2w.csv.gz")
    .map((cells) => ({
      id: cells[0]!,
      first: Number(cells[1]) - 1,
      units: cells.slice(2).map(Number),
    }))
    .filter((series) => series.first < origin);
}

function forecastAll(series: readonly Series[]): Forecast {
  const weekCount = origin;
  return forecastDemand(
    {
      skuCount: series.length,
      weekCount,
      originWeek: origin - 1,
      horizonWeeks,
      soldUnits: Float32Array.from(
        series.flatMap((s) => s.units.slice(0, weekCount).map((y) => y || 0)),
      ),
      firstWeek: Int32Array.from(series, (s) => s.first),
      categoryCount: 1,
      categoryIndex: new Int32Array(series.length),
      weekOfYear: Int32Array.from({ length: weekCount + horizonWeeks }, (_, t) => t % 52),
    },
    { seasonWeeks: 52, level, cumulativeWeeks: [4, 8], cumulativeLevel: [0.5, 0.9] },
  );
}

/** Mean pinball loss over levels and weeks, in units of the series' own mean step from week to week. */
function scaledLoss(series: Series, quantile: (h: number, q: number) => number): number {
  let steps = 0;
  for (let t = series.first + 1; t < origin; t++)
    steps += Math.abs(series.units[t]! - series.units[t - 1]!);
  const scale = steps / (origin - series.first - 1);
  let loss = 0;
  for (let h = 0; h < horizonWeeks; h++) {
    for (let q = 0; q < level.length; q++)
      loss += pinballLoss(level[q]!, quantile(h, q), series.units[origin + h]!);
  }
  return loss / (horizonWeeks * level.length * scale);
}

describe.skipIf(!isPresent)(
  "on real weekly sales (../shared/data/forecast; skipped where absent)",
  () => {
    test("beats the seasonal naive forecast by a third and covers 8-week sums at 90 % within 4 points", () => {
      const series = readSeries();
      const forecast = forecastAll(series);
      const index = new Map(series.map((s, i) => [s.id, i]));
      const tasks = rowsOf("tasks.csv.gz").filter(
        ([suite, , at]) => suite === "or2w" && Number(at) === origin,
      );
      let own = 0;
      let naive = 0;
      let covered = 0;
      for (const task of tasks) {
        const i = index.get(task[1]!)!;
        const s = series[i]!;
        own += scaledLoss(
          s,
          (h, q) => forecast.demandQuantile[(i * horizonWeeks + h) * level.length + q]!,
        );
        naive += scaledLoss(s, (h) => s.units[origin + h - 52]!);
        let sum = 0;
        for (let h = 0; h < horizonWeeks; h++) sum += s.units[origin + h]!;
        if (sum <= forecast.cumulativeQuantile[(i * 2 + 1) * 2 + 1]!) covered += 1;
      }
      expect(tasks.length).toBeGreaterThan(400);
      expect(own / naive).toBeLessThan(0.67);
      expect(covered / tasks.length).toBeGreaterThan(0.86);
      expect(covered / tasks.length).toBeLessThan(0.94);
    }, 60_000);
  },
);
