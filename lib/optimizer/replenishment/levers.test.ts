import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateOne } from "../decision/index.ts";
import {
  counterfactual,
  leverValues,
  minimalConflict,
  outputGrid,
  tenthBand,
} from "../explanation/index.ts";
import {
  bandedPrice,
  defaultReplenishmentPolicy,
  replenishmentColumns,
  replenishmentConstraints,
  replenishmentDefinition,
  replenishmentLevers,
  replenishmentOutlooks,
  replenishmentScenarios,
} from "./index.ts";
import { factsOf, type Sku, sku, skus, surfaceOf } from "./testing/sku-plan.ts";

const leavesOf = (each: Sku, priceMicros: number, budget = 0): Float64Array => {
  const { column } = replenishmentColumns(
    factsOf([each]),
    surfaceOf([each]),
    defaultReplenishmentPolicy,
  );
  const leaves = replenishmentDefinition.nodes.slice(0, replenishmentDefinition.leafCount);
  return Float64Array.from(
    leaves,
    ({ id }) => column[id]?.[0] ?? (id === "budgetPriceMillionths" ? budget : priceMicros),
  );
};

const price = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1e6 }));
const decisions = fc.tuple(skus, price).map(([each, micros]) => leavesOf(each, micros));
const values = new Float64Array(replenishmentDefinition.nodes.length);
const adviceOf = (leaves: Float64Array, change: Readonly<Record<string, number>> = {}): number => {
  const changed = leaves.slice();
  for (const [id, value] of Object.entries(change))
    changed[replenishmentDefinition.indexOf.get(id)!] = value;
  return evaluateOne(replenishmentDefinition, changed, values);
};

describe("levers of an advised quantity", () => {
  const moved = replenishmentScenarios.filter(({ to }) => to === undefined);
  it.each(moved)("$leaf moved by $move moves it one way along its steps", (lever) => {
    fc.assert(
      fc.property(decisions, (leaves) => {
        const steps = leverValues(replenishmentDefinition, leaves, lever, adviceOf(leaves));
        const advice = steps.map((value) => adviceOf(leaves, { [lever.leaf]: value }));
        advice.forEach((units, step) => {
          const gain = (units - advice[Math.max(0, step - 1)]!) * lever.move * lever.direction;
          expect(gain).toBeGreaterThanOrEqual(0);
        });
      }),
      { numRuns: 400 },
    );
  });

  it("are searched at an end of the price's band: what holds there holds at the price itself, whatever the lever", () => {
    fc.assert(
      fc.property(decisions, fc.constantFrom(...moved), fc.nat(5), (leaves, lever, step) => {
        const steps = leverValues(replenishmentDefinition, leaves, lever, adviceOf(leaves));
        const deed = { [lever.leaf]: steps[Math.min(step, steps.length - 1)]! };
        const [dear, cheap] = (["dear", "cheap"] as const).map((end) =>
          adviceOf(leaves, { ...deed, ...bandedPrice(leaves, end) }),
        );
        expect(dear).toBeLessThanOrEqual(adviceOf(leaves, deed));
        expect(cheap).toBeGreaterThanOrEqual(adviceOf(leaves, deed));
      }),
      { numRuns: 400 },
    );
  });

  it("bring a discontinued product back and take a quantity set by hand away", () => {
    const target = { sense: "atLeast", value: 12 } as const;
    const find = (each: Sku) => {
      const leaves = leavesOf(each, 0);
      const grid = outputGrid(adviceOf(leaves), 12);
      return counterfactual(replenishmentDefinition, leaves, replenishmentLevers, target, grid);
    };
    expect(find({ ...sku, isDiscontinued: 1 }).answers[0]?.changes).toMatchObject([
      { leaf: "isDiscontinued", from: 1, to: 0 },
    ]);
    expect(find({ ...sku, hasOverride: 1, overrideUnits: 0 }).answers[0]?.changes).toMatchObject([
      { leaf: "hasOverride", from: 1, to: 0 },
    ]);
  });

  it("find less to send too: a supplier that delivers sooner or more punctually", () => {
    const leaves = leavesOf(sku, 0);
    const advice = adviceOf(leaves);
    const target = { sense: "atMost", value: advice - 24 } as const;
    const { answers } = counterfactual(
      replenishmentDefinition,
      leaves,
      replenishmentLevers,
      target,
      outputGrid(advice, 12),
    );
    expect(answers.length).toBeGreaterThan(0);
    for (const { changes, reached } of answers) {
      expect(changes.every(({ leaf }) => leaf.startsWith("leadTime"))).toBe(true);
      expect(reached).toBeLessThanOrEqual(advice - 24);
    }
  });
});

describe("rules that hold an advised quantity down", () => {
  const conflictOf = (leaves: Float64Array, units: number) =>
    minimalConflict(replenishmentDefinition, leaves, replenishmentConstraints(leaves), {
      sense: "atLeast",
      value: units,
    });

  it("name what keeps it from more: a hand, stock, the price of space, or the demand itself", () => {
    const rich = { ...sku, onHandUnits: 400, transferUnits: 0, inboundUnits: 0 };
    expect(conflictOf(leavesOf({ ...sku, hasOverride: 1 }, 0), 12).conflict).toEqual(["override"]);
    expect(conflictOf(leavesOf(rich, 0), 60).conflict).toEqual(["stock"]);
    const tight = leavesOf({ ...sku, onHandUnits: 0, transferUnits: 0, inboundUnits: 0 }, 600_000);
    expect(conflictOf(tight, adviceOf(tight) + 12).conflict).toEqual(["space"]);
    const free = leavesOf({ ...sku, onHandUnits: 0, transferUnits: 0, inboundUnits: 0 }, 0);
    expect(conflictOf(free, adviceOf(free) + 120).conflict).toBe(null);
  });
});

it("has a looser and a tighter outlook around the middle of the price's band, the same for every price of the band", () => {
  const outlooks = (price: number) =>
    replenishmentOutlooks(leavesOf(sku, price)).map(
      ({ leaves }) => leaves.networkPriceMicrosPerDm3Week,
    );
  const { low, high } = tenthBand(1000);
  expect(outlooks(low)).toEqual([521, 1043, 1564]);
  expect(outlooks(high)).toEqual([521, 1043, 1564]);
  expect(outlooks(0)).toEqual([0, 0, 0]);
});
