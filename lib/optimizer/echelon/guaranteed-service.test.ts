import fc from "fast-check";
import { expect, test } from "vitest";
import { certain, type EchelonNetwork, guaranteedService, promisePrices } from "./index.ts";
import { lawOf } from "./law.ts";
import { costOf } from "./service-times.ts";
import { layeredNetwork } from "./simulated.ts";
import { serviceProblem } from "./stage-cost.ts";
import { demandOf, fanOf, lineOf, stageOf } from "./testing/networks.ts";

const short = (network: EchelonNetwork): EchelonNetwork => ({
  ...network,
  stages: network.stages.map((stage, j) => ({ ...stage, leadTime: certain(1 + ((j * 7) % 3)) })),
});

/** Least cost over every combination of quoted times. */
function enumerated(network: EchelonNetwork): number {
  const problem = serviceProblem(network);
  let best = Infinity;
  const walk = (j: number, out: Int32Array): void => {
    if (j === problem.stageCount) {
      best = Math.min(best, costOf(problem, out.slice()).cost);
      return;
    }
    for (let time = 0; time <= problem.longestOut[j]!; time++) {
      out[j] = time;
      walk(j + 1, out);
    }
  };
  walk(0, new Int32Array(problem.stageCount));
  return best;
}

test("service times cost the least of all combinations, on trees and on networks with cycles", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.constantFrom([1, 2, 2], [2, 2, 2], [2, 1, 3]),
      (seed, layers) => {
        const network = short(layeredNetwork(seed, layers, 2));
        const plan = guaranteedService(network);
        expect(plan.status).toBe("optimal");
        expect(plan.cost).toBeCloseTo(enumerated(network), 6);
      },
    ),
    { numRuns: 30 },
  );
});

test("the answer keeps every quoted time: a stage waits for its suppliers, and its net time is not negative", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
      const network = layeredNetwork(seed, [3, 4, 5], 2);
      const { inPeriods, outPeriods, netPeriods, cost, bound } = guaranteedService(network);
      for (const { from, to } of network.arcs) {
        expect(inPeriods[to]).toBeGreaterThanOrEqual(outPeriods[from]!);
      }
      network.stages.forEach(({ leadTime, demand }, j) => {
        expect(netPeriods[j]).toBe(inPeriods[j]! + leadTime.value[0]! - outPeriods[j]!);
        expect(netPeriods[j]).toBeGreaterThanOrEqual(0);
        if (demand) expect(outPeriods[j]).toBe(0);
      });
      expect(bound).toBeLessThanOrEqual(cost);
    }),
    { numRuns: 25 },
  );
});

const fan = (promised: number | null) =>
  fanOf(
    [
      stageOf("supplier", 1, { leadTime: certain(6) }),
      stageOf("near", 3, {
        leadTime: certain(2),
        demand: demandOf("normal", 10, 4, 0, 2),
        promisedPeriods: promised,
      }),
      stageOf("far", 3, { leadTime: certain(5), demand: demandOf("normal", 6, 3, 0, 2) }),
    ],
    0,
  );

test("a longer promise never costs more, and its price is what solving again saves", () => {
  let before = Infinity;
  for (let promised = 0; promised < 9; promised++) {
    const plan = guaranteedService(fan(promised));
    expect(plan.cost).toBeLessThanOrEqual(before + 1e-9);
    before = plan.cost;
    const price = promisePrices(fan(promised), plan).find(({ stage }) => stage === 1)!;
    const next = guaranteedService(fan(promised + 1)).cost;
    expect(price.costPerPeriod).toBeCloseTo(next - plan.cost, 9);
  }
});

test("money in another unit changes no service time", () => {
  const network = layeredNetwork(7, [3, 4, 5], 2);
  const dear = {
    ...network,
    stages: network.stages.map((one) => ({ ...one, holdingCost: one.holdingCost * 64 })),
  };
  const [a, b] = [guaranteedService(network), guaranteedService(dear)];
  expect(b.cost).toBeCloseTo(64 * a.cost, 6);
  expect([...b.outPeriods]).toEqual([...a.outPeriods]);
});

test("an arc binds where the stage holds stock because it waits for that supplier", () => {
  const network = lineOf(
    [
      stageOf("dear", 9, { leadTime: certain(4) }),
      stageOf("end", 9.5, { leadTime: certain(1), demand: demandOf("normal", 10, 4, 0, 2) }),
    ],
    0,
  );
  const plan = guaranteedService(network);
  expect([...plan.outPeriods]).toEqual([4, 0]);
  expect(plan.bindingArcs).toEqual([0]);
  // All stock at the end: 9.5 * 2 * 4 * sqrt(5).
  expect(plan.cost).toBeCloseTo(9.5 * 8 * Math.sqrt(5), 9);
});

test("a random stage time of the same mean costs more, by the variance of demand over it", () => {
  const end = (values: number[], probabilities: number[]) =>
    guaranteedService(
      lineOf(
        [
          stageOf("end", 2, {
            leadTime: lawOf(values, probabilities),
            demand: demandOf("normal", 10, 4, 0, 2),
          }),
        ],
        0,
      ),
    );
  const law = [2, 3] as number[];
  // Orders wait for earlier ones: P(X <= 2) = 1/2, as the longest is one period away.
  const random = end(law, [0.5, 0.5]);
  expect(random.cost).toBeCloseTo(2 * Math.sqrt(64 * 2.5 + 100 * 0.25), 9);
  expect(random.cost).toBeGreaterThan(
    end([2.5 + 0.5], [1]).cost - 2 * 8 * (Math.sqrt(3) - Math.sqrt(2.5)) - 1e-9,
  );
});

test("a time that is not a whole number of periods is refused by stage", () => {
  const network = lineOf(
    [stageOf("end", 2, { leadTime: certain(0.5), demand: demandOf("normal", 1, 1, 0) })],
    0,
  );
  expect(() => guaranteedService(network)).toThrow(/stage "end".*whole periods, got 0.5/);
});

test("arcs in a circle are refused by stage", () => {
  const stages = [stageOf("a", 1), stageOf("b", 1, { demand: demandOf("normal", 1, 1, 0) })];
  const arcs = [
    { from: 0, to: 1, units: 1 },
    { from: 1, to: 0, units: 1 },
  ];
  expect(() => guaranteedService({ stages, arcs, reviewPeriods: 0 })).toThrow(
    /circle through stage "a"/,
  );
});
