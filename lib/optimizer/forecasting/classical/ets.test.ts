import { describe, expect, test } from "vitest";
import { stream } from "../../core/prng.ts";
import { automaticEts, etsWith } from "./ets.ts";
import type { EtsModel, EtsParameters } from "./ets-model.ts";
import { etsPaths, pathVariance } from "./ets-paths.ts";
import { etsVariance } from "./linear-variance.ts";
import { accidentalDeaths, airPassengers, nile, usersOnline } from "./reference-series.ts";

function expectClose(got: Float64Array, wanted: readonly number[], share: number): void {
  wanted.forEach((value, h) => {
    expect(Math.abs(got[h]! / value - 1)).toBeLessThan(share);
  });
}
const none = new Float64Array(0);
/** R keeps the first states newest first: the last listed is the season of phase 0. */
const seasonOf = (newestFirst: readonly number[]): Float64Array =>
  Float64Array.from(newestFirst).reverse();

interface Fixed {
  readonly name: string;
  readonly y: Float64Array;
  readonly model: EtsModel;
  readonly parameters: EtsParameters;
  readonly lnLikelihood: number;
  readonly errorVariance: number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

const fixed: Fixed[] = [
  {
    name: "ETS(A,Ad,N) of WWWusage",
    y: usersOnline,
    model: { error: "A", trend: "Ad", season: "N", seasonPeriods: 1 },
    parameters: {
      alpha: 0.999899986509,
      beta: 0.999899862454,
      gamma: 0,
      phi: 0.800061633672,
      level: 84.825655483812,
      slope: 2.228870322545,
      season: none,
    },
    lnLikelihood: -127.547222454,
    errorVariance: 16.8106575157,
    mean: [
      142.400381211, 144.320754047, 145.857170676, 147.086398673, 148.069856834, 148.856683976,
    ],
    deviation: [
      4.10008018406, 8.44215712461, 13.08996021933, 17.82802737226, 22.53469923437, 27.14109442689,
    ],
  },
  {
    name: "ETS(A,N,A) of USAccDeaths",
    y: accidentalDeaths,
    model: { error: "A", trend: "N", season: "A", seasonPeriods: 12 },
    parameters: {
      alpha: 0.359440497292,
      beta: 0,
      gamma: 1.05148763591e-4,
      phi: 1,
      level: 8576.2830910542,
      slope: 0,
      season: seasonOf([
        25.3952808455, -377.3413707244, 135.690573416, -235.7045728856, 871.1545188146,
        1780.3967052963, 669.9193592803, 338.2116990924, -457.7289822597, -716.5431847907,
        -1373.7375047088, -659.7125213758,
      ]),
    },
    lnLikelihood: -353.209128115,
    errorVariance: 72452.5019183,
    mean: [
      8406.49277285, 7692.45883916, 8349.66826374, 8608.43816493, 9404.46487581, 9736.13871606,
      10846.56411534,
    ],
    deviation: [
      269.170024182, 286.03003678, 301.950098465, 317.071824647, 331.504482635, 345.334478483,
      358.631540793,
    ],
  },
  {
    name: "ETS(M,N,A) of USAccDeaths",
    y: accidentalDeaths,
    model: { error: "M", trend: "N", season: "A", seasonPeriods: 12 },
    parameters: {
      alpha: 0.32782552078,
      beta: 0,
      gamma: 1.93180075055e-4,
      phi: 1,
      level: 8576.8196697311,
      slope: 0,
      season: seasonOf([
        25.0082495562, -361.3165096667, 127.3968957062, -230.55920387, 865.8450910487,
        1772.368598989, 679.7580159483, 354.9046085361, -449.8417141371, -752.6092374799,
        -1366.2716553843, -664.6831392465,
      ]),
    },
    lnLikelihood: -353.375494903,
    errorVariance: 0.00100494581438,
    mean: [8383.56165765, 7681.94665418, 8295.67279472, 8598.31642951, 9403.21674496],
    deviation: [265.766284938, 258.655286309, 288.335840765, 309.381837293, 343.908700953],
  },
  {
    name: "ETS(M,N,N) of Nile",
    y: nile,
    model: { error: "M", trend: "N", season: "N", seasonPeriods: 1 },
    parameters: {
      alpha: 0.338841448649,
      beta: 0,
      gamma: 0,
      phi: 1,
      level: 1095.107140235901,
      slope: 0,
      season: none,
    },
    lnLikelihood: -275.584588747,
    errorVariance: 0.0238882398754,
    mean: [943.827486851, 943.827486851, 943.827486851, 943.827486851],
    deviation: [145.876285686, 154.212432216, 162.141662906, 169.721075131],
  },
  {
    name: "ETS(M,Ad,N) of WWWusage",
    y: usersOnline,
    model: { error: "M", trend: "Ad", season: "N", seasonPeriods: 1 },
    parameters: {
      alpha: 0.999899443989,
      beta: 0.972015452594,
      gamma: 0,
      phi: 0.850836203996,
      level: 87.761724992879,
      slope: 2.516006173166,
      season: none,
    },
    lnLikelihood: -127.585086752,
    errorVariance: 0.00119280923211,
    mean: [142.58249022, 144.779659129, 146.649089983, 148.239669434, 149.592992016, 150.744447865],
    deviation: [
      4.92438150313, 10.2973687544, 16.2788593832, 22.61760740881, 29.15544784706, 35.79022884205,
    ],
  },
];

describe("with the parameters of R forecast 8.20, ets()", () => {
  test.each(fixed)(
    "$name: likelihood, forecasts and their standard deviations agree to 1e-6",
    (c) => {
      const forecast = etsWith(c.y, c.mean.length, c.model, c.parameters);
      expect(Math.abs(forecast.deviance / (-2 * c.lnLikelihood) - 1)).toBeLessThan(1e-6);
      expect(Math.abs(forecast.errorVariance / c.errorVariance - 1)).toBeLessThan(1e-6);
      expectClose(forecast.mean, c.mean, 1e-6);
      expectClose(etsVariance(forecast, []).step.map(Math.sqrt), c.deviation, 1e-6);
    },
  );

  const multiplicative: EtsModel = { error: "M", trend: "A", season: "M", seasonPeriods: 12 };
  const ofAir: EtsParameters = {
    alpha: 0.176159615348,
    beta: 0.086351709335,
    gamma: 1.98096882077e-4,
    phi: 1,
    level: 360.11987620217,
    slope: 1.970835889853,
    season: seasonOf([
      0.883507111537, 0.803242298039, 0.931714026177, 1.058877006168, 1.2786319455, 1.277796903114,
      1.130925330139, 0.983211506011, 0.954080103154, 0.957828698653, 0.84319303715, 0.896992034359,
    ]),
  };
  test("ETS(M,A,M) of AirPassengers 1957-1960: likelihood and forecasts to 1e-6, simulated deviations to 5 %", () => {
    const forecast = etsWith(airPassengers, 6, multiplicative, ofAir);
    expect(Math.abs(forecast.deviance / (2 * 202.784388866) - 1)).toBeLessThan(1e-6);
    expectClose(
      forecast.mean,
      [443.159590864, 418.165062906, 476.81821422, 476.745620872, 493.150990725, 569.367948278],
      1e-6,
    );
    const { step } = pathVariance(etsPaths(forecast, 4000), 6, []);
    expectClose(
      step.map(Math.sqrt),
      [13.1704408862, 12.8459198657, 15.4483096054, 16.6067958865, 18.7576399651, 23.8964071052],
      0.05,
    );
  });
});

describe("chosen and fitted automatically, against R forecast 8.20", () => {
  test.each([
    {
      name: "AirPassengers 1957-1960",
      share: 0.015,
      y: airPassengers,
      m: 12,
      aicc: 459.968777732,
      mean: [443.16, 418.17, 476.82, 476.75, 493.15, 569.37],
    },
    {
      name: "Nile 1871-1910",
      share: 0.001,
      y: nile,
      m: 1,
      aicc: 557.106660945,
      mean: [951.27, 951.27, 951.27, 951.27],
    },
    {
      name: "USAccDeaths 1975-1978",
      share: 0.015,
      y: accidentalDeaths,
      m: 12,
      aicc: 751.418256231,
      mean: [8406.49, 7692.46, 8349.67, 8608.44, 9404.46, 9736.14],
    },
    {
      name: "WWWusage, first 40",
      share: 0.06,
      y: usersOnline,
      m: 1,
      aicc: 269.515713454,
      mean: [143, 146, 149, 152, 155, 158],
    },
  ])(
    "$name: no worse an AICc; forecasts within 0.1 % at the same optimum, nearby at a better one",
    ({ y, m, aicc, mean, share }) => {
      const forecast = automaticEts(y, mean.length, m);
      expect(forecast.aicc).toBeLessThan(aicc + 0.01);
      expectClose(forecast.mean, mean, share);
    },
  );

  test("variance of a sum by the formula is that of simulated paths", () => {
    const { y, model, parameters } = fixed[1]!;
    const forecast = etsWith(y, 14, model, parameters);
    const simulated = pathVariance(etsPaths(forecast, 4000), 14, [4, 14]);
    const exact = etsVariance(forecast, [4, 14]);
    expectClose(simulated.sum, [...exact.sum], 0.05);
  });

  test.each([4, 7, 12, 24])("a season of %i periods goes on within the noise", (m) => {
    const draws = stream(1, "season", m);
    const at = (t: number) => 100 + (30 * (((t % m) * 5) % m)) / m;
    const y = Float64Array.from({ length: 6 * m }, (_, t) => at(t) + draws.normal(0, 1));
    const { mean, model } = automaticEts(y, m, m);
    expect(model.seasonPeriods).toBe(m);
    expectClose(
      mean,
      Array.from(mean, (_, h) => at(6 * m + h)),
      0.03,
    );
  });

  test("a straight line goes on straight", () => {
    const line = Float64Array.from({ length: 20 }, (_, t) => 10 + 3 * t);
    expectClose(automaticEts(line, 3, 1).mean, [70, 73, 76], 1e-3);
  });

  test("a season longer than half the history, or than 24 periods, is not fitted", () => {
    expect(automaticEts(accidentalDeaths.subarray(0, 20), 2, 12).model.season).toBe("N");
    expect(automaticEts(airPassengers, 2, 26).model.season).toBe("N");
  });
});
