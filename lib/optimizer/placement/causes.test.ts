import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateOne } from "../decision/index.ts";
import { explainChange } from "../explanation/index.ts";
import { placementByCause, placementDefinition } from "./index.ts";

const { leafCount, nodes } = placementDefinition;

test("zones that both runs joined alike are causes of their own; otherwise they change as one", () => {
  expect(placementByCause([0, 1, 1], [0, 1, 1])).toBe(placementDefinition);
  for (const other of [null, [0, 1], [0, 1, 2]]) {
    const merged = placementByCause([0, 1, 1], other);
    expect(merged.groups.map(({ id }) => id)).toEqual([
      "regions",
      "product",
      "split",
      "building",
      "room",
      "plan",
    ]);
    const leaves = merged.groups.flatMap((group) => group.leaves);
    expect(leaves.sort((a, b) => a - b)).toEqual(Array.from({ length: leafCount }, (_, k) => k));
  }
});

const leaves = fc.array(fc.integer({ min: 0, max: 40_000 }), {
  minLength: leafCount,
  maxLength: leafCount,
});

test("parts of a change add up to it, by zone or by regions, and reverse with it", () => {
  fc.assert(
    fc.property(leaves, leaves, fc.boolean(), (from, to, isAlike) => {
      const definition = placementByCause([0], isAlike ? [0] : null);
      const [a, b] = [Float64Array.from(from), Float64Array.from(to)];
      const change = explainChange(definition, a, b);
      const back = explainChange(definition, b, a);
      const values = new Float64Array(nodes.length);
      const delta =
        evaluateOne(placementDefinition, b, values) - evaluateOne(placementDefinition, a, values);
      expect(change.drivers.reduce((sum, { amount }) => sum + amount, 0)).toBe(delta);
      for (const driver of change.drivers) {
        const mirrored = back.drivers.find(({ group }) => group === driver.group);
        expect(BigInt(mirrored?.numerator ?? "") + BigInt(driver.numerator)).toBe(0n);
      }
    }),
    { numRuns: 30 },
  );
});

test("the cause of more demand in a zone is demand, where the zones are the same", () => {
  const from = new Float64Array(leafCount);
  const put = (array: Float64Array, id: string, value: number) => {
    array[placementDefinition.indexOf.get(id)!] = value;
  };
  put(from, "marginMicros", 5_000_000);
  put(from, "advisedUnits", 100);
  put(from, "casePackUnits", 1);
  put(from, "isInSplit", 1);
  put(from, "demand_z1", 10_000);
  const to = Float64Array.from(from);
  put(to, "demand_z1", 25_000);
  const change = explainChange(placementByCause([0], [0]), from, to);
  expect([change.from, change.to]).toEqual([10, 25]);
  expect(change.drivers[0]).toMatchObject({ group: "demand", amount: 15 });
  const merged = explainChange(placementByCause([0], [1]), from, to);
  expect(merged.drivers[0]).toMatchObject({ group: "regions", amount: 15 });
});
