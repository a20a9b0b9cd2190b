import { stream } from "../../core/prng.ts";
import { classicalQuantiles } from "./classical-quantiles.ts";
import { automaticEts } from "./ets.ts";
import { adida, croston, imapa, tsb } from "./intermittent.ts";
import { seasonalNaive } from "./naive.ts";
import type { History } from "./point-forecast.ts";
import type { ClassicalMethod } from "./request.ts";
import { simpleSmoothing } from "./ses.ts";
import { theta } from "./theta.ts";
import { optimisedTheta } from "./theta-optimised.ts";

const seriesCount = 200;
const periodCount = 104;
const horizon = 8;

/** Weekly counts: slow and lumpy series as well as fast ones. */
function counts(): History[] {
  const draws = stream(1, "classical counts");
  return Array.from({ length: seriesCount }, (_, i) => {
    const mean = 0.3 * (1 + (i % 40));
    return Float64Array.from({ length: periodCount }, () => draws.negativeBinomial(mean, 0.8));
  });
}

/** Positive amounts with a drifting level, so that every candidate of ETS is tried. */
function amounts(): History[] {
  const draws = stream(1, "classical amounts");
  return Array.from({ length: seriesCount }, () => {
    let level = 100;
    return Float64Array.from({ length: periodCount }, (_, t) => {
      level = Math.max(20, level + draws.normal(0.2, 3));
      return level * (1 + 0.2 * Math.sin((2 * Math.PI * t) / 12)) + 8 * draws.uniform();
    });
  });
}

const each = (run: (values: History) => unknown) => (series: History[]) => {
  let last: unknown;
  for (const values of series) last = run(values);
  return last;
};
const bench = (
  what: string,
  setup: () => History[],
  run: (values: History) => unknown,
  count = seriesCount,
) => ({
  name: `${what}, ${periodCount} weeks, per series`,
  setup: () => setup().slice(0, count),
  run: each(run),
  operations: count,
});

const levels = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99];
const quantiles = (method: ClassicalMethod) =>
  bench(`classical quantiles by ${method}`, counts, (values) =>
    classicalQuantiles(values, { method, horizon, sums: [4, 8], levels, seasonPeriods: 1 }),
  );

export const benches = [
  bench("seasonal naive", counts, (values) => seasonalNaive(values, horizon, 52)),
  bench("simple smoothing", counts, (values) =>
    simpleSmoothing(values, horizon, 1e-4, 0.9999, "least squares"),
  ),
  bench("Croston-SBA", counts, (values) => croston(values, horizon, 0.1, true)),
  bench("TSB", counts, (values) => tsb(values, horizon, 0.1, 0.1)),
  bench("ADIDA", counts, (values) => adida(values, horizon, 0.1, 0.3)),
  bench("IMAPA", counts, (values) => imapa(values, horizon, 0.1, 0.3)),
  bench("theta", amounts, (values) => theta(values, horizon, 1)),
  bench("dynamic optimised theta", amounts, (values) => optimisedTheta(values, horizon, 1, true)),
  bench("automatic ETS", amounts, (values) => automaticEts(values, horizon, 1)),
  bench("automatic ETS, season 4", amounts, (values) => automaticEts(values, horizon, 4), 20),
  bench("automatic ETS, season 12", amounts, (values) => automaticEts(values, horizon, 12), 10),
  quantiles("empirical"),
  quantiles("imapa"),
  quantiles("tsb"),
  quantiles("theta"),
  quantiles("ets"),
];
