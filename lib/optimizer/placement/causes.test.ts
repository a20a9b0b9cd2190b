import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateOne } from "../decision/index.ts";
import { explainChange } from "../explanation/index.ts";
import { type PlacementWay, placementByCause, placementDefinition } from "./index.ts";

const { leafCount, nodes } = placementDefinition;
const way = (zoneOfRegion: PlacementWay["zoneOfRegion"], scenarioCount = 64): PlacementWay => ({
  zoneOfRegion,
  scenarioCount,
});

test("what is counted by zone changes as one where runs joined zones otherwise, and by the rules where they drew otherwise", () => {
  expect(placementByCause(way([0, 1, 1]), way([0, 1, 1]))).toBe(placementDefinition);
  const own = ["product", "split", "building", "room", "plan"];
  for (const [other, id, owner] of [
    [way(null), "regions", "network"],
    [way([0, 1]), "regions", "network"],
    [way([0, 1, 2]), "regions", "network"],
    [way([0, 1, 1], 0), "uncertainty", "policy"],
    [way(null, 0), "uncertainty", "policy"],
  ] as const) {
    const merged = placementByCause(way([0, 1, 1]), other);
    expect(merged.groups.map((group) => group.id)).toEqual([id, ...own]);
    expect(merged.groups[0]?.owner).toBe(owner);
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
      const definition = placementByCause(way([0]), way(isAlike ? [0] : null));
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

test("the cause of more demand in a zone is demand, where zones and scenarios are the same", () => {
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
  const change = explainChange(placementByCause(way([0]), way([0])), from, to);
  expect([change.from, change.to]).toEqual([10, 25]);
  expect(change.drivers[0]).toMatchObject({ group: "demand", amount: 15 });
  const merged = explainChange(placementByCause(way([0]), way([1])), from, to);
  expect(merged.drivers[0]).toMatchObject({ group: "regions", amount: 15 });
  const redrawn = explainChange(placementByCause(way([0], 0), way([0])), from, to);
  expect(redrawn.pattern).toBe("policy");
  expect(redrawn.drivers[0]).toMatchObject({ group: "uncertainty", owner: "policy", amount: 15 });
});
