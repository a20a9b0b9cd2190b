import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateOne } from "../decision/index.ts";
import { counterfactual, leverValues, outputGrid } from "../explanation/index.ts";
import {
  capacityDefinition,
  capacityFactLeaves,
  capacityLeaves,
  capacityLevers,
  capacityOutlooks,
  capacityScenarios,
  defaultCapacityPolicy,
  nextRunLeaves,
} from "./index.ts";

const FOOT = 28_316_847;
const WEIGHT = 500_000;

const feet = fc.integer({ min: 0, max: 2000 }).map((each) => each * FOOT);
const share = fc.integer({ min: 0, max: 1_000_000 });
const often0 = (some: fc.Arbitrary<number>) => fc.oneof(fc.constant(0), some);

const facts = fc.record({
  shippedWeeklyMm3: feet,
  forecastWeeklyMm3: feet,
  newSelectionMm3: often0(feet),
  declaredMm3: often0(feet),
  declaredWeightMillionths: fc.constant(WEIGHT),
  sellThroughMillionths: fc.integer({ min: 0, max: 4_000_000 }),
  excessShareMillionths: share,
  strandedShareMillionths: share,
  inStockShareMillionths: share,
  onHandMm3: feet,
  openShipmentsMm3: feet,
  grantedMm3: often0(feet),
  previousLimitMm3: often0(feet),
  lastEstimateMm3: often0(feet),
  confirmedMm3: often0(feet),
  isIndividual: fc.constantFrom(0, 0, 0, 1),
});

const leavesOf = (
  row: Readonly<Record<(typeof capacityFactLeaves)[number], number>>,
  level: number,
  ration: number,
): Float64Array => {
  const column = Object.fromEntries(capacityFactLeaves.map((id) => [id, Float64Array.of(row[id])]));
  const all = capacityLeaves({ count: 1, column }, defaultCapacityPolicy, () => 1).column;
  const leaves = capacityDefinition.nodes.slice(0, capacityDefinition.leafCount);
  const sigma: Readonly<Record<string, number>> = {
    waterLevelMilliWeeks: level,
    rationShareMillionths: ration,
  };
  return Float64Array.from(leaves, ({ id }) => sigma[id] ?? all[id]![0]!);
};

const decisions = fc
  .tuple(facts, fc.integer({ min: 0, max: 60_000 }), share)
  .map(([row, level, ration]) => leavesOf(row, level, ration));

const values = new Float64Array(capacityDefinition.nodes.length);
const limitOf = (leaves: Float64Array, change: Readonly<Record<string, number>> = {}): number => {
  const changed = leaves.slice();
  for (const [id, value] of Object.entries(change))
    changed[capacityDefinition.indexOf.get(id)!] = value;
  return evaluateOne(capacityDefinition, changed, values);
};

describe("levers of a limit", () => {
  it.each(capacityScenarios(WEIGHT))(
    "$leaf moved by $move moves it one way along its steps",
    (lever) => {
      fc.assert(
        fc.property(decisions, (leaves) => {
          const steps = leverValues(capacityDefinition, leaves, lever, limitOf(leaves));
          const limits = steps.map((value, step) =>
            limitOf(leaves, { [lever.leaf]: value, ...(step > 0 ? lever.also : {}) }),
          );
          limits.forEach((limit, step) => {
            const gain = (limit - limits[Math.max(0, step - 1)]!) * lever.move * lever.direction;
            expect(gain).toBeGreaterThanOrEqual(0);
          });
        }),
        { numRuns: 300 },
      );
    },
  );

  it("agree with the directions that the definition declares", () => {
    for (const { leaf, direction } of capacityLevers(WEIGHT)) {
      const node = capacityDefinition.nodes[capacityDefinition.indexOf.get(leaf)!]!;
      expect(node.kind === "leaf" && node.lever?.direction).toBe(direction);
    }
  });

  it("find what raises a limit by a tenth, replayed with the rules", () => {
    let answered = 0;
    fc.assert(
      fc.property(decisions, (leaves) => {
        const limit = limitOf(leaves);
        const target = { sense: "atLeast", value: Math.ceil(limit * 1.1) } as const;
        const levers = capacityLevers(WEIGHT);
        const grid = outputGrid(limit, FOOT);
        const found = counterfactual(capacityDefinition, leaves, levers, target, grid);
        for (const { changes } of found.answers) {
          answered += 1;
          const change = Object.fromEntries(changes.map(({ leaf, to }) => [leaf, to]));
          const also = changes.some(({ leaf }) => leaf === "declaredMm3")
            ? { declaredWeightMillionths: WEIGHT }
            : {};
          expect(limitOf(leaves, { ...change, ...also })).toBeGreaterThanOrEqual(
            found.target.value,
          );
        }
      }),
      { numRuns: 100, seed: 5 },
    );
    expect(answered).toBeGreaterThan(30);
  });
});

describe("the next month", () => {
  it("starts from the limit in force then and this run's estimate, by the rules of its distance", () => {
    const later = leavesOf(
      { ...zeroFacts, previousLimitMm3: 10 * FOOT, confirmedMm3: 3 * FOOT },
      20_000,
      900_000,
    );
    const sooner = later.slice();
    const at = (id: string) => capacityDefinition.indexOf.get(id)!;
    sooner[at("keepShareMillionths")] = 910_000;
    const next = nextRunLeaves(later, sooner, { inForceMm3: 40 * FOOT, estimateMm3: 50 * FOOT });
    const of = (id: string) => next[at(id)];
    expect(of("previousLimitMm3")).toBe(40 * FOOT);
    expect(of("lastEstimateMm3")).toBe(50 * FOOT);
    expect(of("keepShareMillionths")).toBe(910_000);
    expect(of("confirmedMm3")).toBe(0);
    expect(of("waterLevelMilliWeeks")).toBe(20_000);
  });

  it("has a looser and a tighter outlook around the prices of the run", () => {
    const [looser, same, tighter] = capacityOutlooks(leavesOf(zeroFacts, 20_000, 950_000));
    expect(looser?.leaves).toEqual({
      waterLevelMilliWeeks: 22_000,
      rationShareMillionths: 1_000_000,
    });
    expect(same?.leaves).toEqual({ waterLevelMilliWeeks: 20_000, rationShareMillionths: 950_000 });
    expect(tighter?.leaves).toEqual({
      waterLevelMilliWeeks: 18_000,
      rationShareMillionths: 855_000,
    });
  });
});

const zeroFacts = Object.fromEntries(capacityFactLeaves.map((id) => [id, 0])) as Record<
  (typeof capacityFactLeaves)[number],
  number
>;
