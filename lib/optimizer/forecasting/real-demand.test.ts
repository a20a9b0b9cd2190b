// biome-ignore lint/style/noRestrictedImports: reads public test data, not part of the library
import { existsSync, readFileSync } from "node:fs";
// biome-ignore lint/style/noRestrictedImports: reads public test data, not part of the library
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { pinballLoss } from "../core/quantile.ts";
import { type DemandProblem, type Forecast, forecastDemand } from "./index.ts";

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

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const WEEK_DAYS = 7;

/** Daily series added up to weeks, the last 86 of them, with ln of the price a season before the end in quarters. */
function pricedWeeks() {
  const prices = new Map(rowsOf("m5d.price.csv.gz").map(([id, ...cells]) => [id, cells]));
  return rowsOf("m5d.csv.gz").map(([id, , ...days]) => {
    const weekCount = Math.floor(days.length / WEEK_DAYS);
    const units = Array.from({ length: KNOWN_WEEKS + horizonWeeks }, (_, t) => {
      const end = WEEK_DAYS * (weekCount - KNOWN_WEEKS - horizonWeeks + t + 1);
      return sumOf(days.slice(end - WEEK_DAYS, end).map(Number));
    });
    const price = Number(prices.get(id)?.[WEEK_DAYS * (weekCount - horizonWeeks) - 1]);
    const logPrice = price > 0 ? Math.round(4 * Math.log(price)) / 4 : Number.NaN;
    return { department: id!.split("_").slice(0, 2).join("_"), units, logPrice };
  });
}

const KNOWN_WEEKS = 78;
const LAUNCH = { seasonWeeks: 52, level, cumulativeWeeks: [8], cumulativeLevel: [0.5] };
type PricedSeries = ReturnType<typeof pricedWeeks>;

/** Products for which `isCut` are as if they had been on offer for 0 to 4 weeks. */
function cutProblem(series: PricedSeries, isCut: (i: number) => boolean): DemandProblem {
  const names = [...new Set(series.map(({ department }) => department))];
  return {
    skuCount: series.length,
    weekCount: KNOWN_WEEKS,
    originWeek: KNOWN_WEEKS - 1,
    horizonWeeks,
    soldUnits: Float32Array.from(series.flatMap(({ units }) => units.slice(0, KNOWN_WEEKS))),
    firstWeek: Int32Array.from(series, (_, i) =>
      isCut(i) ? KNOWN_WEEKS - (Math.floor(i / 8) % 5) : 0,
    ),
    categoryCount: names.length,
    categoryIndex: Int32Array.from(series, ({ department }) => names.indexOf(department)),
    weekOfYear: Int32Array.from({ length: KNOWN_WEEKS + horizonWeeks }, (_, t) => t % 52),
  };
}

/** Pinball loss of the cut products' weeks, each in units of its own mean demand (at least half a unit). */
function launchLoss(series: PricedSeries, isCut: (i: number) => boolean, forecast: Forecast) {
  let total = 0;
  series.forEach(({ units }, i) => {
    if (!isCut(i)) return;
    const ahead = units.slice(KNOWN_WEEKS);
    const scale = Math.max(0.5, sumOf(ahead) / horizonWeeks);
    ahead.forEach((actual, h) => {
      level.forEach((p, q) => {
        const at = (i * horizonWeeks + h) * level.length + q;
        total += pinballLoss(p, forecast.demandQuantile[at]!, actual) / scale;
      });
    });
  });
  return total;
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

    test("starts products cut to four weeks and less from those of like price with less loss than from their department", () => {
      const series = pricedWeeks();
      let plain = 0;
      let priced = 0;
      for (const round of [0, 1, 2, 3]) {
        const isCut = (i: number) => i % 8 === 2 * round;
        const problem = cutProblem(series, isCut);
        const attributes = {
          logPrice: Float32Array.from(series, ({ logPrice }) => logPrice),
          logVolume: new Float32Array(series.length).fill(Number.NaN),
          storageType: new Uint8Array(series.length),
        };
        plain += launchLoss(series, isCut, forecastDemand(problem, LAUNCH));
        priced += launchLoss(series, isCut, forecastDemand({ ...problem, attributes }, LAUNCH));
      }
      expect(priced / plain).toBeLessThan(0.85);
    }, 60_000);
  },
);
