import fc from "fast-check";
import { expect, test } from "vitest";
import {
  capacitatedBaseStock,
  certain,
  criticalLevels,
  distributionCost,
  distributionStock,
  type EchelonNetwork,
  inOrder,
  serialBounds,
  serialHeuristics,
  serialOptimum,
} from "./index.ts";
import { lawOf } from "./law.ts";
import { demandOf, fanOf, lineOf, stageOf } from "./testing/networks.ts";

const line = fc.record({
  mean: fc.integer({ min: 1, max: 12 }),
  penalty: fc.integer({ min: 2, max: 60 }),
  times: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 4 }),
  costs: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 4, maxLength: 4 }),
});
const networkOf = ({
  mean,
  penalty,
  times,
  costs,
}: {
  mean: number;
  penalty: number;
  times: number[];
  costs: number[];
}): EchelonNetwork => {
  let holding = 0;
  return lineOf(
    times.map((periods, j) => {
      holding += costs[j]!;
      const isEnd = j === times.length - 1;
      return stageOf(`s${j}`, holding, {
        leadTime: certain(periods),
        demand: isEnd ? demandOf("poisson", mean, 0, penalty) : null,
      });
    }),
    1,
  );
};

test("two exact methods agree: the recursion over echelons and the backlogs passed down a line", () => {
  fc.assert(
    fc.property(line, (one) => {
      const network = networkOf(one);
      const echelon = serialOptimum(network);
      // Echelon base stock of a stage less that of the stage it supplies; lower echelons are capped by higher ones.
      const capped = echelon.echelonUnits.slice();
      for (let j = 1; j < capped.length; j++) capped[j] = Math.min(capped[j]!, capped[j - 1]!);
      const local = capped.map((units, j) => units - (capped[j + 1] ?? 0));
      expect(distributionCost(network, local).cost).toBeCloseTo(echelon.cost, 6);
      expect(distributionStock(network).cost).toBeGreaterThanOrEqual(echelon.cost - 1e-7);
      expect(distributionStock(network).cost).toBeLessThan(echelon.cost * 1.005);
    }),
    { numRuns: 25 },
  );
});

test("stock changes its place between stages where no stage alone is better moved", () => {
  const network = networkOf({ mean: 6, penalty: 29, times: [2, 3, 1], costs: [1, 2, 3, 1] });
  expect(distributionStock(network).cost).toBeCloseTo(serialOptimum(network).cost, 6);
});

test("optimal base stocks lie between the newsvendor bounds", () => {
  fc.assert(
    fc.property(line, (one) => {
      const network = networkOf(one);
      const { echelonUnits } = serialOptimum(network);
      const { lowerUnits, upperUnits } = serialBounds(network);
      echelonUnits.forEach((units, j) => {
        expect(units).toBeGreaterThanOrEqual(lowerUnits[j]! - 1);
        expect(units).toBeLessThanOrEqual(upperUnits[j]! + 1);
      });
    }),
    { numRuns: 40 },
  );
});

test("a dearer shortage never costs less, and never lowers stock at the customers", () => {
  fc.assert(
    fc.property(line, fc.integer({ min: 1, max: 30 }), (one, more) => {
      const [a, b] = [networkOf(one), networkOf({ ...one, penalty: one.penalty + more })];
      const [low, high] = [serialOptimum(a), serialOptimum(b)];
      expect(high.cost).toBeGreaterThanOrEqual(low.cost - 1e-9);
      const end = low.echelonUnits.length - 1;
      expect(high.echelonUnits[end]).toBeGreaterThanOrEqual(low.echelonUnits[end]!);
    }),
    { numRuns: 25 },
  );
});

const fan = (penalty: number) =>
  fanOf(
    [
      stageOf("cross-dock", 1, { leadTime: certain(3) }),
      stageOf("a", 2, { demand: demandOf("poisson", 4, 0, penalty) }),
      stageOf("b", 2, { demand: demandOf("poisson", 2, 0, penalty) }),
    ],
    1,
  );

test("base stocks of a distribution network cost the least of all, by enumeration", () => {
  const network = fan(20);
  const found = distributionStock(network);
  let best = Infinity;
  for (let s = 0; s <= 30; s++) {
    for (let a = 4; a <= 24; a++) {
      // The ends do not touch each other: their part of the cost is least one by one.
      const cost = distributionCost(network, Float64Array.of(s, a, found.baseStockUnits[2]!)).cost;
      best = Math.min(best, cost);
    }
  }
  expect(found.cost).toBeCloseTo(best, 9);
  for (let s = 0; s <= 30; s++) {
    for (let b = 2; b <= 16; b++) {
      const units = Float64Array.of(s, found.baseStockUnits[1]!, b);
      expect(distributionCost(network, units).cost).toBeGreaterThanOrEqual(found.cost - 1e-9);
    }
  }
});

test("one end under the cross-dock is a line", () => {
  const stages = [
    stageOf("cross-dock", 1, { leadTime: certain(2) }),
    stageOf("end", 2.5, { demand: demandOf("poisson", 5, 0, 30) }),
  ];
  expect(distributionStock(fanOf(stages, 1)).cost).toBeCloseTo(
    serialOptimum(lineOf(stages, 1)).cost,
    7,
  );
});

test("a random lead time is demand over a mixture: more stock than the mean time asks", () => {
  const end = (values: number[], probabilities: number[]) =>
    serialOptimum(
      lineOf(
        [
          stageOf("end", 1, {
            leadTime: lawOf(values, probabilities),
            demand: demandOf("poisson", 10, 0, 19),
          }),
        ],
        1,
      ),
    );
  const uneven = end([1, 5], [0.5, 0.5]);
  expect(uneven.cost).toBeGreaterThan(end([3], [1]).cost);
  expect(uneven.echelonUnits[0]).toBeGreaterThan(end([3], [1]).echelonUnits[0]!);
});

test("orders that wait for earlier ones: P(X <= k) is the product over what later orders may take", () => {
  const law = inOrder(lawOf([1, 2, 4], [0.5, 0.3, 0.2]));
  expect([...law.value]).toEqual([1, 2, 3, 4]);
  const cdf = [0.5 * 0.8 * 0.8, 0.8 * 0.8, 0.8, 1];
  law.probability.forEach((p, k) => {
    expect(p).toBeCloseTo(cdf[k]! - (cdf[k - 1] ?? 0), 12);
  });
});

test("more capacity never costs more, and lots of it costs what no limit costs", () => {
  const demand = demandOf("poisson", 5, 0, 9);
  let before = Infinity;
  for (let capacity = 6; capacity <= 30; capacity += 3) {
    const { cost } = capacitatedBaseStock(demand, certain(capacity), 0, 1, 9);
    expect(cost).toBeLessThanOrEqual(before + 1e-9);
    before = cost;
  }
  const free = serialOptimum(lineOf([stageOf("end", 1, { leadTime: certain(0), demand })], 1));
  expect(before).toBeCloseTo(free.cost, 6);
});

test("capacity that is random costs more than its mean", () => {
  const demand = demandOf("poisson", 5, 0, 9);
  const even = capacitatedBaseStock(demand, certain(8), 0, 1, 9);
  const uneven = capacitatedBaseStock(demand, lawOf([4, 12], [0.5, 0.5]), 0, 1, 9);
  expect(uneven.cost).toBeGreaterThan(even.cost);
});

test("demand at or above capacity is refused with both figures", () => {
  expect(() => capacitatedBaseStock(demandOf("poisson", 6, 0, 9), certain(6), 0, 1, 9)).toThrow(
    /below mean capacity 6, got 6/,
  );
});

const speeds = (fast: number, slow: number) => ({
  ...demandOf("poisson", 6, 0, 0),
  classes: [
    { share: 0.4, penaltyCost: fast },
    { share: 0.6, penaltyCost: slow },
  ],
});

test("nothing is kept back between speeds that cost the same, and more the dearer the faster one", () => {
  expect([...criticalLevels(speeds(8, 8), 3).levelUnits]).toEqual([0, 0, 0, 0, 0, 0]);
  let before = 0;
  for (const fast of [9, 16, 40, 400]) {
    const { levelUnits } = criticalLevels(speeds(fast, 8), 3);
    expect(levelUnits[0]).toBe(0);
    expect(levelUnits[1]).toBeGreaterThanOrEqual(before);
    before = levelUnits[1]!;
    // Towards the next supply less is kept; in the last period nothing is worth keeping.
    expect(levelUnits[3]).toBeLessThanOrEqual(levelUnits[1]!);
    expect(levelUnits[5]).toBe(0);
  }
});

test("no fixed levels cost less than the critical ones, whatever the stock", () => {
  const demand = speeds(40, 5);
  const { levelUnits, cost } = criticalLevels(demand, 3);
  const poisson = (mean: number) => {
    const law: number[] = [Math.exp(-mean)];
    for (let k = 1; k < 40; k++) law.push((law[k - 1]! * mean) / k);
    return law;
  };
  const [fast, slow] = [poisson(2.4), poisson(3.6)];
  /** Cost from stock x in period t when the slow speed is served down to levels[t]. */
  const costOf = (levels: readonly number[]) => {
    const known = new Map<number, number>();
    const from = (t: number, x: number): number => {
      if (t === 3) return 0;
      const key = t * 1000 + x;
      const seen = known.get(key);
      if (seen !== undefined) return seen;
      let sum = 0;
      fast.forEach((p, f) => {
        const rest = Math.max(0, x - f);
        const lateFast = 40 * (3 - t) * Math.max(0, f - x);
        slow.forEach((q, s) => {
          const given = Math.min(s, Math.max(0, rest - levels[t]!));
          sum += p * q * (lateFast + 5 * (3 - t) * (s - given) + from(t + 1, rest - given));
        });
      });
      known.set(key, sum);
      return sum;
    };
    return (x: number) => from(0, x);
  };
  const best = costOf([levelUnits[1]!, levelUnits[3]!, levelUnits[5]!]);
  for (const x of [4, 10, 18]) expect(cost[x]).toBeCloseTo(best(x), 6);
  for (const levels of [
    [0, 0, 0],
    [2, 2, 0],
    [4, 2, 0],
    [6, 3, 0],
    [8, 8, 8],
  ]) {
    for (const x of [4, 10, 18]) expect(costOf(levels)(x)).toBeGreaterThanOrEqual(cost[x]! - 1e-9);
  }
});

test("the heuristic of many lines at once is the one of a line", () => {
  const network = lineOf(
    [
      stageOf("s", 1, { leadTime: certain(4) }),
      stageOf("end", 3, { leadTime: certain(2), demand: demandOf("normal", 20, 6, 40) }),
    ],
    0,
  );
  const one = serialBounds(network).heuristicUnits;
  const many = serialHeuristics({
    skuCount: 2,
    stageCount: 2,
    meanUnits: Float64Array.of(1, 20),
    deviationUnits: Float64Array.of(1, 6),
    penaltyCost: Float64Array.of(9, 40),
    echelonCost: Float64Array.of(1, 1, 2, 1),
    leadTimePeriods: Float64Array.of(1, 1, 2, 4),
    leadTimeVariance: new Float64Array(4),
  });
  expect(Math.abs(many[2]! - one[1]!)).toBeLessThan(0.3);
  expect(Math.abs(many[3]! - one[0]!)).toBeLessThan(0.3);
});
