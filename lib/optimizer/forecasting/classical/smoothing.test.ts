import { describe, expect, test } from "vitest";
import { isSeasonal, seasonalIndices } from "./decomposition.ts";
import { adida, blockSums, croston, imapa, meanInterDemandPeriods, tsb } from "./intermittent.ts";
import { mstl, mstlForecast } from "./mstl.ts";
import { seasonalNaive } from "./naive.ts";
import { accidentalDeaths, airPassengers, nile, usersOnline } from "./reference-series.ts";
import { simpleSmoothing } from "./ses.ts";
import { stl } from "./stl.ts";
import { leastSquaresLine, theta } from "./theta.ts";
import { optimisedTheta, thetaPass } from "./theta-optimised.ts";

function expectClose(got: ArrayLike<number>, wanted: readonly number[], share: number): void {
  wanted.forEach((value, h) => {
    expect(Math.abs(got[h]! / value - 1)).toBeLessThan(share);
  });
}

describe("simple smoothing", () => {
  test("with alpha 0.3 from the first value as R forecast 8.20, ses(initial = 'simple'), on Nile 1871-1910", () => {
    const { mean } = simpleSmoothing(nile, 1, 0.3, 0.3, "first value");
    expectClose(mean, [936.261963287], 1e-9);
  });
  test("with free alpha and level as R forecast 8.20, ses(), on Nile 1871-1910", () => {
    const fit = simpleSmoothing(nile, 1, 1e-4, 0.9999, "least squares");
    expectClose(
      [fit.mean[0]!, fit.alpha, fit.initialLevel, (fit.variance * 40) / 38],
      [951.263164619, 0.377357469456, 1114.31216948, 24919.69294],
      1e-3,
    );
  });
});

describe("theta", () => {
  test.each([
    {
      name: "AirPassengers 1957-1960",
      y: airPassengers,
      m: 12,
      mean: [
        444.557895301, 415.496947556, 468.114411089, 471.036387203, 489.326152565, 561.803290747,
      ],
    },
    {
      name: "USAccDeaths 1975-1978",
      y: accidentalDeaths,
      m: 12,
      mean: [
        8336.48724556, 7608.05663875, 8299.81336943, 8616.4621216, 9457.45608856, 9807.50766134,
      ],
    },
    {
      name: "Nile 1871-1910",
      y: nile,
      m: 1,
      mean: [942.403290791, 939.059951204, 935.716611616, 932.373272029],
    },
    {
      name: "WWWusage, first 40",
      y: usersOnline,
      m: 1,
      mean: [140.800999589, 141.602219102, 142.403438614, 143.204658126],
    },
  ])("as R forecast 8.20, thetaf(), within 0.01 % on $name", ({ y, m, mean }) => {
    expectClose(theta(y, mean.length, m).mean, mean, 1e-4);
  });

  test("optimised theta with theta = 2 and a fixed line is the theta method (Fiorucci et al. 2016, section 3)", () => {
    const { alpha, initialLevel, mean } = theta(nile, 4, 1);
    const { intercept, slope } = leastSquaresLine(nile);
    const own = new Float64Array(4);
    // The state space form keeps its level on the scale of the theta line of 2, half the line below the data's.
    const line = { intercept: intercept - slope, slope };
    thetaPass(nile, line, { level: initialLevel - line.intercept / 2, alpha, theta: 2 }, own);
    expectClose(own, [...mean], 1e-9);
  });

  test("the dynamic line after the last value is the least-squares line through all", () => {
    const parameters = { level: 500, alpha: 0.4, theta: 3 };
    const dynamic = new Float64Array(1);
    thetaPass(nile, null, parameters, dynamic);
    const { intercept, slope } = leastSquaresLine(nile);
    // The level does not depend on the line, so only the last term of mu differs from a line of zero.
    const flat = new Float64Array(1);
    thetaPass(nile, { intercept: 0, slope: 0 }, parameters, flat);
    const faded = 0.6 ** 40;
    const expected =
      flat[0]! + (2 / 3) * (faded * (intercept - slope) + ((1 - faded * 0.6) / 0.4) * slope);
    expectClose(dynamic, [expected], 1e-9);
  });

  test.each([true, false])(
    "optimised theta (dynamic: %s) errs no more than with theta = 1, simple smoothing",
    (isDynamic) => {
      for (const y of [airPassengers, nile, accidentalDeaths]) {
        const smooth = simpleSmoothing(y, 1, 0.1, 0.99, "least squares");
        expect(optimisedTheta(y, 1, 1, isDynamic).variance).toBeLessThan(smooth.variance * 1.0001);
      }
    },
  );
});

describe("intermittent demand", () => {
  const demand = Float64Array.of(0, 0, 3, 0, 1, 0, 0, 5, 2, 0, 0, 4);
  test("Croston's method as R forecast 8.20, croston(alpha = 0.1)", () => {
    expectClose(croston(demand, 1, 0.1, false).mean, [1.10159804885], 1e-9);
  });
  test("Croston by hand: sizes 3, 2.8, 3.02, 2.918, 3.0262, gaps 3, 2.9, 2.91, 2.719, 2.7471", () => {
    const { sizeUnits, interDemandPeriods } = croston(demand, 1, 0.1, false);
    expectClose([sizeUnits, interDemandPeriods], [3.0262, 2.7471], 1e-12);
  });
  test("Syntetos and Boylan's correction takes alpha / 2 off", () => {
    expectClose(
      croston(demand, 1, 0.2, true).mean,
      [0.9 * croston(demand, 1, 0.2, false).mean[0]!],
      1e-12,
    );
  });
  test("TSB by hand: 2 0 0 4 from share 0.5 and size 3, both smoothed at 0.5", () => {
    // share .5 -> .75 -> .375 -> .1875 -> .59375; size 3 -> 2.5 -> 3.25
    const fit = tsb(Float64Array.of(2, 0, 0, 4), 2, 0.5, 0.5);
    expectClose(
      [fit.demandShare, fit.sizeUnits, fit.mean[1]!],
      [0.59375, 3.25, 0.59375 * 3.25],
      1e-12,
    );
  });
  test("TSB falls by (1 - alpha) a period while nothing sells; Croston stays", () => {
    const silent = Float64Array.of(...demand, 0, 0);
    const share = (y: Float64Array) => tsb(Float64Array.from(y), 1, 0.1, 0.2).mean[0]!;
    expect(share(silent)).toBeLessThan(0.7 * share(demand));
    expect(croston(silent, 1, 0.1, false).mean).toEqual(croston(demand, 1, 0.1, false).mean);
  });
  test("blocks end at the newest period; the mean gap counts from the start", () => {
    expect(meanInterDemandPeriods(demand)).toBe(12 / 5);
    expect(blockSums(Float64Array.of(9, 1, 2, 3, 4), 2)).toEqual(Float64Array.of(3, 7));
  });
  test("ADIDA by hand: blocks of two, sums 0 3 1 5 2 4, smoothed at 0.2 from the first", () => {
    let level = 0;
    for (const sum of [0, 3, 1, 5, 2, 4]) level += 0.2 * (sum - level);
    const fit = adida(demand, 1, 0.2, 0.2);
    expect(fit.blockPeriods).toBe(2);
    expectClose(fit.mean, [level / 2], 1e-12);
  });
  test("IMAPA is the mean of its blocks' rates", () => {
    let single = 0;
    for (const units of demand) single += 0.2 * (units - single);
    const double = adida(demand, 1, 0.2, 0.2).mean[0]!;
    expectClose(imapa(demand, 1, 0.2, 0.2).mean, [(single + double) / 2], 1e-12);
  });
  test("without any demand every method expects none", () => {
    const silent = new Float64Array(10);
    for (const { mean } of [
      croston(silent, 2, 0.1, true),
      tsb(silent, 2, 0.1, 0.1),
      adida(silent, 2, 0.1, 0.3),
      imapa(silent, 2, 0.1, 0.3),
    ])
      expect(mean).toEqual(new Float64Array(2));
  });
});

describe("seasons", () => {
  test("classical decomposition as R 4 stats, decompose(), on AirPassengers 1957-1960", () => {
    const { index } = seasonalIndices(airPassengers, 12, true);
    expectClose(
      index,
      [
        0.905771654977, 0.843929556258, 0.947856359326, 0.950826553815, 0.984704095297,
        1.12708374403, 1.273741311137, 1.287812624264, 1.064090516126, 0.92588909527,
        0.806126830411, 0.882167659088,
      ],
      1e-9,
    );
  });
  test("a season shows in monthly passengers and not in the Nile", () => {
    expect(isSeasonal(airPassengers, 12)).toBe(true);
    expect(isSeasonal(nile, 12)).toBe(false);
  });
  test("STL as R 4 stats, stl(s.window = 11), on USAccDeaths 1975-1978", () => {
    const { season, trend } = stl(accidentalDeaths, 12, 11);
    expectClose(
      season.subarray(36),
      [
        -695.8080779582, -1425.5539072283, -732.9153033182, -528.2713369357, 402.4452672242,
        709.7223729053, 1751.2914104053, 873.5800380935, -151.8022623602, 124.0103798307,
        -389.9212208658, 83.3642156589,
      ],
      1e-9,
    );
    expectClose(
      [0, 11, 23, 35, 47].map((t) => trend[t]!),
      [8794.23355257, 8463.33023603, 8421.19878194, 8614.65181025, 9094.95430756],
      1e-9,
    );
  });
  test("MSTL as R forecast 8.20, mstl(), of one season and of two", () => {
    const { trend } = mstl(airPassengers, [12]);
    expectClose(
      [0, 23, 47].map((t) => trend[t]!),
      [360.144658115, 398.91995758, 493.806584287],
      1e-9,
    );
    const hourly = Float64Array.from(
      { length: 672 },
      (_, t) =>
        20 +
        5 * Math.sin((2 * Math.PI * t) / 24) +
        3 * Math.cos((2 * Math.PI * t) / 168) +
        ((t * 7919) % 101) / 50,
    );
    const parts = mstl(hourly, [168, 24]);
    const at = (x: Float64Array) => [0, 299, 671].map((t) => x[t]!);
    expectClose(at(parts.trend), [21.0025283562, 21.0005986766, 20.997186584], 1e-9);
    expectClose(at(parts.season[0]!), [0.0522526037326, 1.3406255813601, -1.1886844338037], 1e-9);
    expectClose(at(parts.season[1]!), [2.481247642682, 0.522123052196, 3.099934682523], 1e-9);
  });
  test("STL and ETS as R forecast 8.20, stlf(), within 1 % on USAccDeaths 1975-1978", () => {
    expectClose(
      mstlForecast(accidentalDeaths, 6, [12]).mean,
      [8349.53786289, 7619.79203362, 8312.43063753, 8517.07460392, 9447.79120808, 9755.06831376],
      0.01,
    );
  });
  test("the seasonal naive forecast repeats the last season, or the last value of a short history", () => {
    expect(seasonalNaive(Float64Array.of(1, 2, 3, 4, 5), 4, 3).mean).toEqual(
      Float64Array.of(3, 4, 5, 3),
    );
    expect(seasonalNaive(Float64Array.of(1, 2, 3), 2, 3).mean).toEqual(Float64Array.of(3, 3));
  });
});
