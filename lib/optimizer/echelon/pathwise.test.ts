import fc from "fast-check";
import { expect, test } from "vitest";
import { compareModels } from "./comparison.ts";
import {
  CAUSE_COUNT,
  capacitatedBaseStock,
  certain,
  distributionCost,
  distributionStock,
  type EchelonNetwork,
  pathwiseStock,
  prepareTrial,
  SHORTAGE_CAUSE,
  simulate,
} from "./index.ts";
import { lawOf } from "./law.ts";
import { demandOf, fanOf, lineOf, stageOf } from "./testing/networks.ts";

const options = { seed: 3, replications: 8, periods: 1500, warmUpPeriods: 200 };
const capacity = lawOf([6, 12, 18], [0.25, 0.5, 0.25]);

const fan = fanOf(
  [
    stageOf("cross-dock", 1, { leadTime: lawOf([1, 2, 5], [0.4, 0.4, 0.2]), capacity }),
    stageOf("a", 2, { demand: demandOf("normal", 6, 2, 20), leadTime: lawOf([0, 2], [0.6, 0.4]) }),
    stageOf("b", 2, {
      demand: demandOf("normal", 3, 1.3, 25),
      capacity: lawOf([3, 6], [0.4, 0.6]),
    }),
  ],
  1,
);

test("pathwise gradients are the slopes of cost on the same draws", () => {
  const trial = prepareTrial(fan, { ...options, replications: 2, periods: 700 });
  const at = (units: Float64Array) => simulate(trial, units);
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 2, max: 40, noNaN: true }), { minLength: 3, maxLength: 3 }),
      (start) => {
        const units = Float64Array.from(start);
        const { gradient } = at(units);
        for (let j = 0; j < units.length; j++) {
          const [up, down] = [units.slice(), units.slice()];
          up[j]! += 1e-5;
          down[j]! -= 1e-5;
          const slope = (at(up).cost - at(down).cost) / 2e-5;
          expect(Math.abs(gradient[j]! - slope)).toBeLessThan(2e-3 * Math.max(1, Math.abs(slope)));
        }
      },
    ),
    { numRuns: 20 },
  );
});

test("the simulator agrees with the exact cost of a line", () => {
  const network = lineOf(
    [
      stageOf("cross-dock", 1, { leadTime: certain(3) }),
      stageOf("end", 2, { demand: demandOf("poisson", 8, 0, 20) }),
    ],
    1,
  );
  const { baseStockUnits, cost } = distributionStock(network);
  const found = simulate(prepareTrial(network, { ...options, replications: 20 }), baseStockUnits);
  expect(Math.abs(found.cost - cost)).toBeLessThan(2 * found.costHalfWidth);
});

test("the simulator agrees with the exact cost under random lead times that keep their order", () => {
  const network = lineOf(
    [
      stageOf("end", 2, {
        leadTime: lawOf([1, 2, 5], [0.4, 0.4, 0.2]),
        demand: demandOf("poisson", 8, 0, 20),
      }),
    ],
    1,
  );
  const baseStockUnits = Float64Array.of(50);
  const { cost } = distributionCost(network, baseStockUnits);
  const found = simulate(prepareTrial(network, { ...options, replications: 20 }), baseStockUnits);
  expect(Math.abs(found.cost - cost)).toBeLessThan(2 * found.costHalfWidth);
});

const capped = lineOf(
  [
    stageOf("end", 1, {
      leadTime: certain(0),
      capacity: certain(6),
      demand: demandOf("poisson", 5, 0, 9),
    }),
  ],
  1,
);

test("with capacity the search ends at the exact base stock, and its cost is the exact one", () => {
  const exact = capacitatedBaseStock(capped.stages[0]!.demand!, certain(6), 0, 1, 9);
  const plan = pathwiseStock(capped, Float64Array.of(6), {
    seed: 5,
    replications: 16,
    periods: 3000,
    warmUpPeriods: 300,
    mostSteps: 200,
  });
  expect(plan.status).toBe("stationary");
  expect(Math.abs(plan.baseStockUnits[0]! - exact.baseStockUnits)).toBeLessThanOrEqual(1);
  expect(Math.abs(plan.cost - exact.cost)).toBeLessThan(2 * plan.costHalfWidth);
});

test("causes: a shortage behind capacity is capacity's, one behind late arrivals the lead time's, else demand's", () => {
  const share = (network: EchelonNetwork, start: number, cause: number) =>
    pathwiseStock(network, Float64Array.of(start), { ...options, mostSteps: 60 }).causeShare[
      cause
    ]!;
  expect(share(capped, 6, SHORTAGE_CAUSE.capacity)).toBeGreaterThan(0.7);
  const plain = lineOf([stageOf("end", 1, { demand: demandOf("poisson", 5, 0, 9) })], 1);
  expect(share(plain, 8, SHORTAGE_CAUSE.demand)).toBe(1);
  const late = lineOf(
    [
      stageOf("end", 1, {
        leadTime: lawOf([1, 9], [0.7, 0.3]),
        demand: demandOf("normal", 5, 0.3, 9),
      }),
    ],
    1,
  );
  expect(share(late, 45, SHORTAGE_CAUSE.leadTime)).toBeGreaterThan(0.7);
});

test("causes of a stage sum to 1 where it is ever short", () => {
  const { causeShare } = pathwiseStock(fan, Float64Array.of(20, 10, 6), {
    ...options,
    mostSteps: 20,
  });
  for (let j = 0; j < 3; j++) {
    let sum = 0;
    for (let c = 0; c < CAUSE_COUNT; c++) sum += causeShare[j * CAUSE_COUNT + c]!;
    expect(sum).toBeCloseTo(1, 9);
  }
});

test("the faster speed is served first", () => {
  const demand = {
    ...demandOf("poisson", 10, 0, 0),
    classes: [
      { share: 0.4, penaltyCost: 60 },
      { share: 0.6, penaltyCost: 2 },
    ],
  };
  const network = lineOf([stageOf("end", 1, { leadTime: certain(2), demand })], 1);
  const { fillRate } = simulate(prepareTrial(network, options), Float64Array.of(30));
  expect(fillRate[0]![0]).toBeGreaterThan(0.95);
  expect(fillRate[0]![1]).toBeLessThan(0.8);
});

test("the same seed gives the same figures, bit for bit, and inputs are not changed", () => {
  const baseStockUnits = Float64Array.of(20, 10, 6);
  const twice = [0, 1].map(() => simulate(prepareTrial(fan, options), baseStockUnits));
  expect(twice[1]).toEqual(twice[0]);
  expect([...baseStockUnits]).toEqual([20, 10, 6]);
});

test("the comparison: stochastic service is cheapest on lines without capacity, simulation with it", () => {
  const rows = compareModels({ seed: 1, replications: 16, periods: 1200, warmUpPeriods: 200 });
  const cost = (network: string, model: string) =>
    rows.find((row) => row.network === network && row.model === model)!.cost;
  for (const network of [
    "line of 3, Poisson",
    "line of 2, long tail",
    "line of 2, random lead time",
  ]) {
    expect(cost(network, "stochasticService")).toBeLessThanOrEqual(
      cost(network, "guaranteedService"),
    );
  }
  const capped = "line of 2, random capacity";
  expect(cost(capped, "simulation")).toBeLessThan(cost(capped, "stochasticService"));
  expect(cost(capped, "simulation")).toBeLessThan(cost(capped, "guaranteedService"));
});
