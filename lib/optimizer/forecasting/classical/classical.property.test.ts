import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classicalQuantiles } from "./classical-quantiles.ts";
import { automaticEts } from "./ets.ts";
import { adida, croston, imapa, tsb } from "./intermittent.ts";
import { mstlForecast } from "./mstl.ts";
import { seasonalNaive } from "./naive.ts";
import type { History, PointForecast } from "./point-forecast.ts";
import { CLASSICAL_METHODS } from "./request.ts";
import { simpleSmoothing } from "./ses.ts";
import { theta } from "./theta.ts";
import { optimisedTheta } from "./theta-optimised.ts";

const horizon = 5;
interface Method {
  readonly name: string;
  readonly forecast: (values: History) => PointForecast;
  /** Share of a constant demand that is forecast. */
  readonly share: number;
}
const whole = (name: string, forecast: Method["forecast"]): Method => ({
  name,
  forecast,
  share: 1,
});
/** Methods whose forecast of y + c is their forecast of y, plus c. */
const shiftable: Method[] = [
  whole("seasonal naive", (y) => seasonalNaive(y, horizon, 4)),
  whole("simple smoothing", (y) => simpleSmoothing(y, horizon, 0.05, 0.95, "least squares")),
  whole("theta", (y) => theta(y, horizon, 1)),
];
const methods: Method[] = [
  ...shiftable,
  whole("theta with season", (y) => theta(y, horizon, 4)),
  whole("optimised theta", (y) => optimisedTheta(y, horizon, 1, false)),
  whole("dynamic optimised theta", (y) => optimisedTheta(y, horizon, 4, true)),
  whole("automatic ETS", (y) => automaticEts(y, horizon, 1)),
  whole("automatic ETS with season", (y) => automaticEts(y, horizon, 4)),
  whole("MSTL with ETS", (y) => mstlForecast(y, horizon, [4, 7])),
  whole("Croston", (y) => croston(y, horizon, 0.1, false)),
  { name: "Croston-SBA", forecast: (y) => croston(y, horizon, 0.1, true), share: 0.95 },
  whole("TSB", (y) => tsb(y, horizon, 0.1, 0.1)),
  whole("ADIDA", (y) => adida(y, horizon, 0.1, 0.3)),
  whole("IMAPA", (y) => imapa(y, horizon, 0.1, 0.3)),
];

const demand = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 })), { minLength: 1, maxLength: 40 })
  .map((units) => Float64Array.from(units));
const positive = fc
  .array(fc.double({ min: 5, max: 100, noNaN: true }), { minLength: 1, maxLength: 40 })
  .map((values) => Float64Array.from(values));
const runs = { numRuns: 40 };

function expectNear(got: Float64Array, wanted: Float64Array, size: number): void {
  for (let h = 0; h < wanted.length; h++)
    expect(Math.abs(got[h]! - wanted[h]!)).toBeLessThanOrEqual(1e-9 * size);
}

describe.each(methods)("$name", ({ forecast, share }) => {
  test("sells four times as much on four times the history", () => {
    fc.assert(
      fc.property(fc.oneof(demand, positive), (y) => {
        const once = forecast(y).mean;
        expectNear(
          forecast(y.map((units) => 4 * units)).mean,
          once.map((units) => 4 * units),
          400,
        );
      }),
      runs,
    );
  });
  test("goes on with a constant and leaves the history alone", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 3, max: 30 }), (units, n) => {
        const y = new Float64Array(n).fill(units);
        const { mean, variance } = forecast(y);
        expectNear(mean, new Float64Array(horizon).fill(units * share), 50);
        expect(variance).toBeLessThanOrEqual((0.06 * units) ** 2);
        expect(y).toEqual(new Float64Array(n).fill(units));
      }),
      runs,
    );
  });
});

describe.each(shiftable)("$name", ({ forecast }) => {
  test("moves with the level of the history", () => {
    fc.assert(
      fc.property(positive, fc.integer({ min: 1, max: 100 }), (y, shift) => {
        const moved = forecast(y.map((value) => value + shift)).mean;
        const once = forecast(y).mean;
        // Shifting rounds values, which moves the best alpha a little where the valley is flat.
        for (let h = 0; h < horizon; h++)
          expect(Math.abs(moved[h]! - once[h]! - shift)).toBeLessThan(1e-3);
      }),
      runs,
    );
  });
});

describe.each(CLASSICAL_METHODS)("quantiles by %s", (method) => {
  const levels = [0.025, 0.1, 0.5, 0.9, 0.975];
  const sums = [1, 3, 5];
  const forecastOf = (y: History, seasonPeriods: number) =>
    classicalQuantiles(y, { method, horizon, sums, levels, seasonPeriods });
  const rising = (values: Float64Array) =>
    values.every((value, k) => k % levels.length === 0 || value >= values[k - 1]!);
  const history = fc.oneof(
    demand,
    positive,
    demand.map((y) => Float32Array.from(y)),
  );
  const season = fc.constantFrom(1, 4, 7, 52);

  test("rise with the level, are never negative, and leave the history alone", () => {
    fc.assert(
      fc.property(history, season, (y, seasonPeriods) => {
        const copy = y.slice();
        const { mean, quantile, sumMean, sumQuantile } = forecastOf(y, seasonPeriods);
        expect(y).toEqual(copy);
        expect(rising(quantile) && rising(sumQuantile)).toBe(true);
        for (const values of [mean, quantile, sumMean, sumQuantile])
          expect(values.every((value) => value >= 0 && value < Infinity)).toBe(true);
      }),
      runs,
    );
  });
  test("of a sum of one period are those of the first step", () => {
    fc.assert(
      fc.property(history, (y) => {
        const { quantile, sumQuantile } = forecastOf(y, 1);
        expectNear(sumQuantile.slice(0, levels.length), quantile.slice(0, levels.length), 1);
      }),
      runs,
    );
  });
  test("rise with the level for values of either sign", () => {
    fc.assert(
      fc.property(demand, (y) => {
        const { mean, quantile, sumQuantile } = forecastOf(
          y.map((units) => units - 20),
          4,
        );
        expect(rising(quantile) && rising(sumQuantile)).toBe(true);
        expect([...mean, ...quantile, ...sumQuantile].every(Number.isFinite)).toBe(true);
      }),
      runs,
    );
  });
  test("refuse an empty history, a sum beyond the horizon and levels that fall", () => {
    const y = Float64Array.of(1, 2, 3);
    const request = { method, horizon, sums, levels, seasonPeriods: 1 };
    expect(() => classicalQuantiles(new Float64Array(0), request)).toThrow(RangeError);
    expect(() => classicalQuantiles(y, { ...request, sums: [6] })).toThrow(RangeError);
    expect(() => classicalQuantiles(y, { ...request, levels: [0.9, 0.1] })).toThrow(RangeError);
  });
});
