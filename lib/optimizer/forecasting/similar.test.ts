import { describe, expect, it } from "vitest";
import { exp } from "../core/elementary.ts";
import { stream } from "../core/prng.ts";
import { forecastDemand } from "./forecast.ts";
import type { Attributes, DemandProblem } from "./problem.ts";

const WEEKS = 60;
const SKUS = 80;
const ELASTICITY = -0.8;
/** Products of the last rows are launched after the origin. */
const LAUNCHES = 2;

/** Demand falls with the price: twelve units a week at ln price 3. The two launches cost e times less and e times more than that. */
function pricedShop(seed: number, skuCount = SKUS) {
  const random = stream(seed, "priced-shop");
  const logPrice = Float32Array.from({ length: skuCount }, () => 2 + 2 * random.uniform());
  logPrice[skuCount - 2] = 2;
  logPrice[skuCount - 1] = 4;
  const weekCount = WEEKS + 8;
  const firstWeek = new Int32Array(skuCount);
  firstWeek.fill(WEEKS, skuCount - LAUNCHES);
  const problem: DemandProblem = {
    skuCount,
    weekCount,
    originWeek: WEEKS - 1,
    horizonWeeks: 8,
    soldUnits: Float32Array.from({ length: skuCount * weekCount }, (_, k) => {
      const i = Math.floor(k / weekCount);
      const rate = 12 * exp(ELASTICITY * (logPrice[i]! - 3));
      return k % weekCount < firstWeek[i]! ? 0 : Math.round(2 * rate * random.uniform());
    }),
    firstWeek,
    categoryCount: 1,
    categoryIndex: new Int32Array(skuCount),
    weekOfYear: Int32Array.from({ length: weekCount }, (_, t) => t % 52),
  };
  return { problem, logPrice };
}

const withAttributes = (problem: DemandProblem, told: Partial<Attributes>): DemandProblem => ({
  ...problem,
  attributes: {
    logPrice: new Float32Array(problem.skuCount).fill(Number.NaN),
    logVolume: new Float32Array(problem.skuCount).fill(Number.NaN),
    storageType: new Uint8Array(problem.skuCount),
    ...told,
  },
});

/** Expected units of the first week of the last two SKUs. */
function launchesOf(problem: DemandProblem): readonly [number, number] {
  const { demandMean } = forecastDemand(problem);
  const row = (i: number) => demandMean[i * problem.horizonWeeks]!;
  return [row(problem.skuCount - 2), row(problem.skuCount - 1)];
}

describe("a new product", () => {
  const { problem, logPrice } = pricedShop(3);

  it("starts from products of like price", () => {
    const [plainCheap, plainDear] = launchesOf(problem);
    expect(plainCheap).toBe(plainDear);
    const [cheap, dear] = launchesOf(withAttributes(problem, { logPrice }));
    // The law that was planted says 26.7 and 5.4.
    expect(Math.abs(cheap / (12 * exp(-ELASTICITY)) - 1)).toBeLessThan(0.15);
    expect(Math.abs(dear / (12 * exp(ELASTICITY)) - 1)).toBeLessThan(0.15);
  });

  it("starts from products of like size and storage type, where those tell demand apart", () => {
    const [smallSize, largeSize] = launchesOf(withAttributes(problem, { logVolume: logPrice }));
    expect(smallSize).toBeGreaterThan(2 * largeSize);
    const storageType = Uint8Array.from(logPrice, (value) => (value > 3 ? 7 : 2));
    const [small, large] = launchesOf(withAttributes(problem, { storageType }));
    expect(small).toBeGreaterThan(1.5 * large);
  });

  it("starts from the category where attributes are not known, are all alike, or products are few", () => {
    const plain = forecastDemand(problem);
    const alike = new Float32Array(SKUS).fill(2.5);
    for (const told of [{}, { logPrice: alike }, { logVolume: alike }])
      expect(forecastDemand(withAttributes(problem, told))).toEqual(plain);
    const few = pricedShop(4, 12);
    expect(forecastDemand(withAttributes(few.problem, { logPrice: few.logPrice }))).toEqual(
      forecastDemand(few.problem),
    );
  });

  it("starts the same whatever the currency, and the more surely the more its own weeks say", () => {
    const [cheap] = launchesOf(withAttributes(problem, { logPrice }));
    const cents = logPrice.map((value) => value + 4);
    expect(launchesOf(withAttributes(problem, { logPrice: cents }))[0] / cheap).toBeCloseTo(1, 4);
    // Sales of its own that contradict its price.
    const sold = (weeks: number): DemandProblem => {
      const i = SKUS - 1;
      const own = { firstWeek: problem.firstWeek.slice(), soldUnits: problem.soldUnits.slice() };
      own.firstWeek[i] = WEEKS - weeks;
      own.soldUnits.fill(30, i * problem.weekCount + WEEKS - weeks, i * problem.weekCount + WEEKS);
      return withAttributes({ ...problem, ...own }, { logPrice });
    };
    const rows = [0, 1, 4, 12].map((weeks) => launchesOf(sold(weeks))[1]);
    expect(rows).toEqual(rows.toSorted((a, b) => a - b));
    expect(rows[3]).toBeGreaterThan(27);
  });

  it("is refused with attributes of another number of products", () => {
    const short = withAttributes(problem, { logPrice: logPrice.subarray(1) });
    expect(() => forecastDemand(short)).toThrow(/attributes\.logPrice must have length 80, got 79/);
  });
});
