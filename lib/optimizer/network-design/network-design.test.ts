import { describe, expect, test } from "vitest";
import { highsBackend, ProgramBuilder, solveLinearProgram } from "../solver/index.ts";
import {
  type FacilityPlan,
  type FacilityProblem,
  locateFacilities,
  scheduleTrucks,
  type TruckPlan,
  type TruckProblem,
} from "./index.ts";
import { simulatedFacilities, simulatedTrucks } from "./simulated.ts";

const highs = highsBackend();
async function planned(problem: FacilityProblem): Promise<FacilityPlan> {
  const plan = await locateFacilities(highs, problem);
  if (plan.status !== "optimal") throw new Error(plan.status);
  return plan;
}
async function scheduled(problem: TruckProblem): Promise<TruckPlan> {
  const plan = await scheduleTrucks(highs, problem);
  if (plan.status !== "optimal") throw new Error(plan.status);
  return plan;
}

/** Best cost over all sets of open facilities, each a transportation program. */
async function bestByEnumeration(problem: FacilityProblem): Promise<number> {
  const { facilityCount, customerCount } = problem;
  let best = Infinity;
  for (let set = 1; set < 2 ** facilityCount; set++) {
    const builder = new ProgramBuilder("minimise");
    for (let c = 0; c < customerCount; c++) builder.addRow({ lower: 1, upper: 1 });
    let opening = 0;
    for (let f = 0; f < facilityCount; f++) {
      if (!(set & (1 << f))) continue;
      opening += problem.openingCost[f]!;
      const row = builder.addRow({ upper: problem.capacityUnits[f]! });
      for (let c = 0; c < customerCount; c++) {
        const column = builder.addColumn({ cost: problem.serviceCost[c * facilityCount + f]! });
        builder.addEntry(c, column, 1);
        builder.addEntry(row, column, problem.demandUnits[c]!);
      }
    }
    const answer = await solveLinearProgram(highs, builder.build());
    if (answer.status === "optimal") best = Math.min(best, opening + answer.objective);
  }
  return best;
}

describe("which facilities to open", () => {
  test.each([1, 2, 3])(
    "is as cheap as the best of all sets, and feasible (seed %i)",
    async (seed) => {
      const problem = simulatedFacilities(5, 6, seed);
      const plan = await planned(problem);
      expect(plan.cost).toBeCloseTo(await bestByEnumeration(problem), 6);
      expect(plan.provedBound).toBeLessThanOrEqual(plan.cost + 1e-6);
      for (let f = 0; f < 5; f++) {
        let used = 0;
        for (let c = 0; c < 6; c++) used += problem.demandUnits[c]! * plan.servedShare[c * 5 + f]!;
        expect(used).toBeLessThanOrEqual(problem.capacityUnits[f]! * plan.isOpen[f]! + 1e-6);
      }
    },
  );
  test("the price of capacity is what another unit saves while the same facilities are open", async () => {
    const problem: FacilityProblem = {
      facilityCount: 2,
      customerCount: 1,
      capacityUnits: Float64Array.of(6, 10),
      openingCost: Float64Array.of(1, 1),
      demandUnits: Float64Array.of(10),
      serviceCost: Float64Array.of(10, 30),
    };
    const plan = await planned(problem);
    // 6 units at 1 each, 4 at 3 each.
    expect(plan.cost).toBeCloseTo(2 + 6 + 12, 9);
    expect(plan.capacityPrice[0]).toBeCloseTo(-2, 9);
    expect(plan.capacityPrice[1]).toBeCloseTo(0, 9);
  });
  test("too little capacity is infeasible; what is malformed is refused by name", async () => {
    const problem = simulatedFacilities(3, 4, 1);
    const small = { ...problem, capacityUnits: new Float64Array(3).fill(0.5) };
    expect(await locateFacilities(highs, small)).toEqual({ status: "infeasible" });
    const broken = { ...problem, openingCost: Float64Array.of(1, -2, 3) };
    await expect(locateFacilities(highs, broken)).rejects.toThrow(/openingCost\[1\].*got -2/);
  });
});

const pair: TruckProblem = {
  placeCount: 3,
  truckUnits: 10,
  lanes: [
    { from: 0, to: 1, transitPeriods: 1, costPerTruck: 20, costPerUnit: 1 },
    { from: 1, to: 2, transitPeriods: 1, costPerTruck: 20, costPerUnit: 1 },
    { from: 0, to: 2, transitPeriods: 1, costPerTruck: 50, costPerUnit: 1 },
  ],
  consignments: [
    { from: 0, to: 2, units: 4, readyPeriod: 0, duePeriod: 2 },
    { from: 0, to: 1, units: 5, readyPeriod: 0, duePeriod: 2 },
  ],
};

describe("which trucks to run", () => {
  test("goods share a truck through the middle where their windows allow", async () => {
    const plan = await scheduled(pair);
    // One truck 0-1 with 9 units, one truck 1-2 with 4.
    expect(plan.cost).toBeCloseTo(40 + 9 + 4, 9);
    expect(plan.departures.map(({ lane, period, trucks }) => [lane, period, trucks])).toEqual([
      [0, 0, 1],
      [1, 1, 1],
    ]);
    expect(plan.departures.map(({ units }) => units)).toEqual([9, 4]);
  });
  test("a shorter window costs the direct truck", async () => {
    const [long, other] = pair.consignments;
    const plan = await scheduled({ ...pair, consignments: [{ ...long!, duePeriod: 1 }, other!] });
    expect(plan.cost).toBeCloseTo(50 + 4 + 20 + 5, 9);
  });
  test("units beyond a truck need another, and no way in time is infeasible", async () => {
    const [first] = pair.consignments;
    const many = await scheduled({
      ...pair,
      lanes: [pair.lanes[2]!],
      consignments: [{ ...first!, units: 25 }],
    });
    expect(many.departures.reduce((sum, { trucks }) => sum + trucks, 0)).toBe(3);
    const late = { ...pair, consignments: [{ ...first!, from: 2, to: 0 }] };
    expect(await scheduleTrucks(highs, late)).toEqual({ status: "infeasible" });
  });
  test("an empty window is refused, and a place that is not there", async () => {
    const [first] = pair.consignments;
    const early = { ...pair, consignments: [{ ...first!, duePeriod: -1 }] };
    await expect(scheduleTrucks(highs, early)).rejects.toThrow(/consignment 0: window 0 to -1/);
    const gone = { ...pair, lanes: [{ ...pair.lanes[0]!, to: 7 }] };
    await expect(scheduleTrucks(highs, gone)).rejects.toThrow(/lane 0 joins 0 and 7/);
  });
  test.each([1, 2])(
    "twice the costs cost twice, a cheaper lane never more (seed %i)",
    async (seed) => {
      const problem = simulatedTrucks(3, 4, seed);
      const plan = await scheduled(problem);
      expect(plan.provedBound).toBeLessThanOrEqual(plan.cost + 1e-6);
      const dear = problem.lanes.map((lane) => ({
        ...lane,
        costPerTruck: 2 * lane.costPerTruck,
        costPerUnit: 2 * lane.costPerUnit,
      }));
      expect((await scheduled({ ...problem, lanes: dear })).cost).toBeCloseTo(2 * plan.cost, 5);
      const cheap = problem.lanes.map((lane, k) => (k === 0 ? { ...lane, costPerTruck: 1 } : lane));
      expect((await scheduled({ ...problem, lanes: cheap })).cost).toBeLessThanOrEqual(
        plan.cost + 1e-6,
      );
    },
  );
});
