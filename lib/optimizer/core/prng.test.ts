import { describe, expect, test } from "vitest";
import { exp, ln, lnGamma, normalQuantile } from "./elementary.ts";
import { type RandomStream, stream, threefry2x32 } from "./prng.ts";

const words = (k: [number, number], c: [number, number], rounds: number): string => {
  const out = new Uint32Array(2);
  threefry2x32(k[0], k[1], c[0], c[1], out, rounds);
  return [...out].map((x) => x.toString(16).padStart(8, "0")).join(" ");
};

describe("the block function", () => {
  test("gives the published Threefry-2x32 answers (Random123 known-answer vectors)", () => {
    const ones: [number, number] = [0xffffffff, 0xffffffff];
    const piKey: [number, number] = [0x13198a2e, 0x03707344];
    const piCounter: [number, number] = [0x243f6a88, 0x85a308d3];
    expect(words([0, 0], [0, 0], 20)).toBe("6b200159 99ba4efe");
    expect(words(ones, ones, 20)).toBe("1cb996fc bb002be7");
    expect(words(piKey, piCounter, 20)).toBe("c4923a9c 483df7a0");
    expect(words([0, 0], [0, 0], 13)).toBe("9d1c5ec6 8bd50731");
  });
});

describe("elementary functions", () => {
  test("agree with the built-in ones to 1e-15", () => {
    const draws = stream(1, "elementary");
    for (let n = 0; n < 20_000; n++) {
      const x = exp(draws.normal(0, 20));
      expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(
        4e-16 * Math.max(1, Math.abs(ln(x))),
      );
      const y = draws.normal(0, 100);
      expect(Math.abs(exp(y) / Math.exp(y) - 1)).toBeLessThan(1e-14);
    }
  });
  test("lnGamma gives ln 23! and ln sqrt(pi)", () => {
    let factorial = 1;
    for (let k = 2; k <= 23; k++) factorial *= k;
    expect(lnGamma(24)).toBeCloseTo(Math.log(factorial), 12);
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13);
  });
  test("the normal quantile gives table values", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalQuantile(0.1)).toBeCloseTo(-1.2815515655446004, 14);
    expect(normalQuantile(1e-6)).toBeCloseTo(-4.753424308822899, 13);
    expect(normalQuantile(1e-12)).toBeCloseTo(-7.034483825301132, 12);
  });
});

describe("streams", () => {
  test("the same name gives the same bits and another name other bits", () => {
    const first = (s: RandomStream) => [s.uniform(), s.uniform(), s.uniform()];
    expect(first(stream(7, "demand", 3))).toEqual(first(stream(7, "demand", 3)));
    expect(first(stream(7, "demand", 3))).not.toEqual(first(stream(7, "demand", 4)));
    expect(first(stream(7, "demand", 3))).not.toEqual(first(stream(7, "lead-time", 3)));
    expect(first(stream(7, "demand", 3))).not.toEqual(first(stream(8, "demand", 3)));
  });
  test("the first draws are pinned, so that a stored world can be made again", () => {
    const s = stream(20260101, "golden", 5);
    expect([
      s.uniform(),
      s.normal(),
      s.poisson(40),
      s.negativeBinomial(9, 2),
      s.gamma(0.5, 2),
    ]).toMatchInlineSnapshot(`
      [
        0.47298941117493215,
        -1.3073869023401616,
        47,
        4,
        2.0418185095188597,
      ]
    `);
  });
  test("splitting does not use up draws", () => {
    const a = stream(1, "x");
    const b = stream(1, "x");
    a.split("part", 9).uniform();
    expect(a.uniform()).toBe(b.uniform());
  });
  test("a seed above 32 bits counts in full", () => {
    expect(stream(2 ** 40 + 1, "x").uniform()).not.toBe(stream(1, "x").uniform());
    expect(() => stream(0.5, "x")).toThrow(/safe integer/);
  });
});

function moments(draw: () => number, count: number): { mean: number; variance: number } {
  let mean = 0;
  let square = 0;
  for (let n = 1; n <= count; n++) {
    const delta = draw() - mean;
    mean += delta / n;
    square += delta * delta * ((n - 1) / n);
  }
  return { mean, variance: square / (count - 1) };
}

describe("distributions have the moments they name", () => {
  const s = stream(42, "moments");
  const cases: [string, () => number, number, number][] = [
    ["uniform", () => s.uniform(), 0.5, 1 / 12],
    ["normal", () => s.normal(3, 2), 3, 4],
    ["exponential", () => s.exponential(4), 4, 16],
    ["lognormal", () => s.lognormal(5, 0.3), 5, 2.25],
    ["gamma below 1", () => s.gamma(0.4, 2), 0.8, 1.6],
    ["gamma above 1", () => s.gamma(6, 0.5), 3, 1.5],
    ["Poisson 0.3", () => s.poisson(0.3), 0.3, 0.3],
    ["Poisson 11", () => s.poisson(11), 11, 11],
    ["Poisson 13", () => s.poisson(13), 13, 13],
    ["Poisson 700", () => s.poisson(700), 700, 700],
    ["negative binomial", () => s.negativeBinomial(8, 2), 8, 40],
    ["binomial few", () => s.binomial(20, 0.1), 2, 1.8],
    ["binomial many", () => s.binomial(1000, 0.7), 700, 210],
    ["integer below 10", () => s.integer(10), 4.5, 8.25],
  ];
  test.each(cases)("%s", (_name, draw, mean, variance) => {
    const got = moments(draw, 60_000);
    expect(Math.abs(got.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / 60_000));
    expect(Math.abs(got.variance / variance - 1)).toBeLessThan(0.09);
  });
  test("the Poisson methods meet: shares of each count match the probabilities (chi-square, 12.5)", () => {
    const counts = new Float64Array(40);
    const draws = 40_000;
    for (let n = 0; n < draws; n++) counts[Math.min(39, s.poisson(12.5))]! += 1;
    let chi = 0;
    for (let k = 4; k < 24; k++) {
      const expected = draws * exp(k * ln(12.5) - 12.5 - lnGamma(k + 1));
      chi += (counts[k]! - expected) ** 2 / expected;
    }
    expect(chi).toBeLessThan(45);
  });
});
