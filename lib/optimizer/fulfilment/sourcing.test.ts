import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  lineRegret,
  type SourcingPlan,
  type SourcingProblem,
  sourceMyopically,
  sourceOrder,
  togetherRegret,
} from "./index.ts";
import { simulatedOrder } from "./simulated.ts";

/** Best cost over every FC for every line. */
function enumerated(problem: SourcingProblem): number {
  const { lineCount, fcCount } = problem;
  let best = Infinity;
  for (let code = 0; code < fcCount ** lineCount; code++) {
    let [rest, cost, isPossible] = [code, 0, true];
    const ships = new Set<number>();
    for (let i = 0; i < lineCount; i++) {
      const w = rest % fcCount;
      rest = Math.floor(rest / fcCount);
      isPossible &&= problem.isAvailable[i * fcCount + w] === 1;
      cost += problem.lineCost[i * fcCount + w]! + problem.inventoryPrice[i * fcCount + w]!;
      ships.add(w);
    }
    for (const w of ships) cost += problem.shipmentCost[w]!;
    if (isPossible) best = Math.min(best, cost);
  }
  return best;
}
function sourced(problem: SourcingProblem): SourcingPlan {
  const plan = sourceOrder(problem);
  if (plan.status !== "sourced") throw new Error(plan.status);
  return plan;
}
const orders = fc
  .record({
    lineCount: fc.integer({ min: 1, max: 4 }),
    fcCount: fc.integer({ min: 1, max: 6 }),
    seed: fc.nat({ max: 1_000_000 }),
  })
  .map(({ lineCount, fcCount, seed }) => simulatedOrder(lineCount, fcCount, seed));
const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b));

/** Two lines; FC 0 is cheap per line but a second shipment costs 3. */
const pair: SourcingProblem = {
  lineCount: 2,
  fcCount: 2,
  isAvailable: Uint8Array.of(1, 1, 0, 1),
  lineCost: Float64Array.of(1, 3, 0, 2),
  inventoryPrice: Float64Array.of(0, 0, 0, 0),
  shipmentCost: Float64Array.of(3, 3),
};

describe("from which FCs to ship", () => {
  test("one shipment at 2 more beats two; apart it would cost 1 more", () => {
    const plan = sourced(pair);
    expect(plan).toMatchObject({ cost: 8, paidCost: 8, shipmentCount: 1 });
    expect([...plan.fc]).toEqual([1, 1]);
    expect(lineRegret(pair, plan, 0, 0)).toMatchObject({
      cost: 1,
      alternative: { shipmentCount: 2 },
    });
    expect(lineRegret(pair, plan, 1, 0)).toBeNull();
    expect(togetherRegret(pair, plan)?.cost).toBe(0);
  });
  test("stock that is missed later ships from elsewhere, and the myopic plan pays for it", () => {
    const priced = {
      ...pair,
      isAvailable: Uint8Array.of(1, 1, 1, 1),
      lineCost: Float64Array.of(1, 3, 1, 2),
      inventoryPrice: Float64Array.of(5, 0, 5, 0),
    };
    const plan = sourced(priced);
    expect([...plan.fc]).toEqual([1, 1]);
    const myopic = sourceMyopically(priced);
    if (myopic.status !== "sourced") throw new Error(myopic.status);
    expect([...myopic.fc]).toEqual([0, 0]);
    expect(myopic).toMatchObject({ paidCost: 5, cost: 15 });
    expect(plan.cost).toBe(8);
  });
  test("is the best of all assignments, and what it says adds up", () => {
    fc.assert(
      fc.property(orders, (problem) => {
        const plan = sourced(problem);
        const isHeld = plan.fc.every((w, i) => problem.isAvailable[i * problem.fcCount + w] === 1);
        return (
          near(plan.cost, enumerated(problem)) &&
          isHeld &&
          new Set(plan.fc).size === plan.shipmentCount
        );
      }),
      { numRuns: 300 },
    );
  });
  test("regrets are at least 0, 0 for what was chosen, and the alternative does what was asked", () => {
    fc.assert(
      fc.property(orders, (problem) => {
        const plan = sourced(problem);
        const cells = Array.from(problem.isAvailable.keys());
        const isRight = cells.every((k) => {
          const [i, w] = [Math.floor(k / problem.fcCount), k % problem.fcCount];
          const regret = lineRegret(problem, plan, i, w);
          if (!regret) return problem.isAvailable[k] === 0;
          const isAsExpected = plan.fc[i] === w ? regret.cost === 0 : regret.cost >= 0;
          return regret.alternative.fc[i] === w && isAsExpected;
        });
        return (
          isRight &&
          (togetherRegret(problem, plan)?.cost ?? 0) >= 0 &&
          sourceMyopically(problem).status === "sourced"
        );
      }),
    );
  });
  test("scaled money scales the cost; an FC more never costs more; free shipments take each line's cheapest", () => {
    fc.assert(
      fc.property(orders, (problem) => {
        const plan = sourced(problem);
        const twice = (values: Float64Array) => values.map((v) => 2 * v);
        const scaled = sourced({
          ...problem,
          lineCost: twice(problem.lineCost),
          inventoryPrice: twice(problem.inventoryPrice),
          shipmentCost: twice(problem.shipmentCost),
        });
        const everywhere = sourced({ ...problem, isAvailable: problem.isAvailable.map(() => 1) });
        const free = sourced({ ...problem, shipmentCost: new Float64Array(problem.fcCount) });
        const least = Array.from({ length: problem.lineCount }, (_, i) =>
          Math.min(
            ...Array.from({ length: problem.fcCount }, (__, w) => i * problem.fcCount + w)
              .filter((k) => problem.isAvailable[k])
              .map((k) => problem.lineCost[k]! + problem.inventoryPrice[k]!),
          ),
        );
        const sum = least.reduce((total, cost) => total + cost, 0);
        return (
          near(scaled.cost, 2 * plan.cost) &&
          everywhere.cost <= plan.cost + 1e-12 &&
          near(free.cost, sum)
        );
      }),
    );
  });
  test("of equal plans the one with fewer shipments, then the lower FC", () => {
    const equal = {
      ...pair,
      isAvailable: Uint8Array.of(1, 1, 1, 1),
      lineCost: Float64Array.of(1, 1, 1, 1),
      shipmentCost: Float64Array.of(0, 0),
    };
    expect([...sourced(equal).fc]).toEqual([0, 0]);
  });
  test("a line that nobody has is named; what makes no sense is refused", () => {
    expect(sourceOrder({ ...pair, isAvailable: Uint8Array.of(1, 1, 0, 0) })).toEqual({
      status: "infeasible",
      line: 1,
    });
    expect(() => sourceOrder({ ...pair, shipmentCost: Float64Array.of(3, -1) })).toThrow(
      /shipmentCost\[1\] is -1/,
    );
    expect(() => sourceOrder({ ...pair, lineCost: Float64Array.of(1, NaN, 0, 2) })).toThrow(
      /line 0 at FC 1 costs NaN/,
    );
  });
});
