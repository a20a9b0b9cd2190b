import fc from "fast-check";
import { expect, test } from "vitest";
import { type Definition, evaluate, evaluateOne } from "../decision/index.ts";
import { type Causes, type ChangeExplanation, changeGame, ruleGame } from "../explanation/index.ts";
import {
  demandZones,
  drawsScenarios,
  economics,
  type PlacementProblem,
  type PlacementWay,
  placementByCause,
  placementDefinition,
  renumberedZones,
  splitScenarios,
  stepDemand,
} from "./index.ts";
import { simulatedPlacement } from "./simulated.ts";
import { placement120 } from "./testing/earlier-definitions.ts";
import type { Zones } from "./zones.ts";

const { leafCount, nodes, indexOf } = placementDefinition;
const way = (zoneOfRegion: PlacementWay["zoneOfRegion"], scenarioCount = 64): PlacementWay => ({
  zoneOfRegion,
  scenarioCount,
});
const causesOf = (from: PlacementWay, to: PlacementWay, definition = placementDefinition) =>
  placementByCause(definition, from, to);

function explain(causes: Causes, from: Float64Array, to: Float64Array): ChangeExplanation {
  const game = changeGame(causes, from, to);
  return game.explained(evaluate(causes.definition, game.leaves));
}

const leaves = fc
  .array(fc.integer({ min: 0, max: 40_000 }), { minLength: leafCount, maxLength: leafCount })
  .map((values) => Float64Array.from(values));
/** As a change between two runs is explained. */
const explained = (from: Float64Array, to: Float64Array, before: PlacementWay, now: PlacementWay) =>
  explain(causesOf(before, now), renumberedZones(placementDefinition, from, before, now), to);

const leavesIn = ({ groups }: Definition) =>
  groups.flatMap((group) => group.leaves).sort((a, b) => a - b);
const ALL = Array.from({ length: leafCount }, (_, k) => k);

/** 12 zones, each of one region, numbered as given. */
const EACH = Array.from({ length: 12 }, (_, z) => z);

test("what is counted by zone changes as one where no zones belong together, and by the rules where they drew otherwise too", () => {
  const alike = causesOf(way([0, 1, 1]), way([0, 1, 1]));
  expect(alike.definition).toBe(placementDefinition);
  const own = ["product", "split", "building", "room", "plan"];
  for (const [other, id, owner] of [
    [way(null), "regions", "network"],
    [way([0, 1]), "regions", "network"],
    [way(null, 0), "uncertainty", "policy"],
    [way([0, 1], 0), "uncertainty", "policy"],
  ] as const) {
    const { definition, joints } = causesOf(way([0, 1, 1]), other);
    expect(definition.groups.map((group) => group.id)).toEqual([id, ...own]);
    expect(definition.groups[0]?.owner).toBe(owner);
    expect(leavesIn(definition)).toEqual(ALL);
    expect(joints).toBeUndefined();
  }
});

test("zones of the same regions belong together whatever their number, and only the others are a cause of their own", () => {
  const own = placementDefinition.groups.map(({ id }) => id);
  // Zone 1 of regions 0 and 2 was zone 3; regions 1 and 3, each a zone before, are joined.
  for (const [count, id, owner] of [
    [64, "regions", "network"],
    [0, "uncertainty", "policy"],
  ] as const) {
    const { definition, joints } = causesOf(way([2, 0, 2, 1]), way([0, 1, 0, 1], count));
    const more = count === 0 ? [id, "scenarios"] : [id];
    expect(definition.groups.map((group) => group.id)).toEqual([...own, ...more]);
    const apart = definition.groups.find((group) => group.id === id);
    expect(apart?.owner).toBe(owner);
    const zones = new Set(apart?.leaves.map((leaf) => /_z(\d+)/.exec(nodes[leaf]?.id ?? "")?.[1]));
    // One zone less than before: a slot that is now empty takes part.
    expect([...zones]).toEqual(["2", "12"]);
    expect(leavesIn(definition)).toEqual(ALL);
    expect(joints?.map(({ groups }) => groups)).toEqual(more.map((other) => ["demand", other]));
  }
});

test("zones that are numbered anew stand with their partners, and the units are the same", () => {
  fc.assert(
    fc.property(leaves, fc.shuffledSubarray(EACH, { minLength: 12 }), (drawn, numbers) => {
      const [before, now] = [way(EACH), way(numbers)];
      const moved = renumberedZones(placementDefinition, drawn, before, now);
      const at = (values: Float64Array, id: string) => values[indexOf.get(id)!];
      for (const [region, z] of numbers.entries())
        for (const name of ["demand", "lane", "speed", "elsewhere"])
          expect(at(moved, `${name}_z${z + 1}`)).toBe(at(drawn, `${name}_z${region + 1}`));
      expect(at(moved, "demand_z1_s4")).toBe(at(drawn, `demand_z${numbers.indexOf(0) + 1}_s4`));
      expect(at(moved, "marginMicros")).toBe(at(drawn, "marginMicros"));
      const outputOf = (one: Float64Array) =>
        evaluateOne(placementDefinition, one, new Float64Array(nodes.length));
      expect(outputOf(moved)).toBe(outputOf(drawn));
      expect(causesOf(before, now).definition).toBe(placementDefinition);
      expect(renumberedZones(placementDefinition, drawn, before, way(null))).toEqual(drawn);
    }),
    { numRuns: 30 },
  );
});

test("another number of scenarios is a cause of the operator's rules beside all others, with what only drawing makes", () => {
  const own = placementDefinition.groups.map(({ id }) => id);
  const drawn = (from: number, to: number) => causesOf(way([0], from), way([0], to)).definition;
  for (const [from, to] of [
    [0, 64],
    [64, 0],
    [64, 256],
  ] as const) {
    const { groups } = drawn(from, to);
    expect(groups.map(({ id }) => id)).toEqual([...own, "scenarios"]);
    expect(groups.at(-1)?.owner).toBe("policy");
    expect(leavesIn(drawn(from, to))).toEqual(ALL);
  }
  const names = (definition: Definition) =>
    definition.groups.at(-1)?.leaves.map((leaf) => nodes[leaf]?.id);
  expect(names(drawn(64, 256))).toEqual([]);
  expect(names(drawn(0, 64))).toContain("elsewhere_z12_s4");
  expect(names(drawn(0, 64))).toContain("meanSpeed");
  expect(names(drawn(0, 64))?.filter((id) => id?.startsWith("demand"))).toEqual([]);
});

test("a version that draws no scenarios has its own causes, whatever the other run drew", () => {
  expect([drawsScenarios(placement120), drawsScenarios(placementDefinition)]).toEqual([
    false,
    true,
  ]);
  expect(causesOf(way([0], 0), way([0], 64), placement120)).toEqual({ definition: placement120 });
  const [apart] = causesOf(way([0, 1, 2], 0), way([0, 1, 1]), placement120).joints ?? [];
  expect(apart?.groups).toEqual(["demand", "uncertainty"]);
});

const ways = fc.constantFrom<PlacementWay>(
  ...[way([0, 1]), way([0, 1], 0), way([0, 0], 256), way([1, 0]), way(null)],
);

const without = (values: Float64Array, hides: RegExp): Float64Array =>
  values.map((value, leaf) => (hides.test(nodes[leaf]?.id ?? "") ? 0 : value));
/** As a run that drew no scenarios traces them. */
const undrawn = (values: Float64Array) =>
  without(values, /^(demand|elsewhere)_z\d+_s\d+$|^mean(LaneMicros|Speed)$/);
const traced = (values: Float64Array, { scenarioCount }: PlacementWay) =>
  scenarioCount === 0 ? undrawn(values) : values;

test("parts of a change add up to it, however the runs counted, and reverse with it", () => {
  fc.assert(
    fc.property(leaves, leaves, ways, ways, (from, to, before, now) => {
      const [a, b] = [traced(from, before), traced(to, now)];
      const change = explained(a, b, before, now);
      const back = explained(b, a, now, before);
      const values = new Float64Array(nodes.length);
      const outputOf = (one: Float64Array) => evaluateOne(placementDefinition, one, values);
      expect([change.from, change.to]).toEqual([outputOf(a), outputOf(b)]);
      expect(change.drivers.reduce((sum, { amount }) => sum + amount, 0)).toBe(change.delta);
      for (const driver of change.drivers) {
        const mirrored = back.drivers.find(({ group }) => group === driver.group);
        expect(BigInt(mirrored?.numerator ?? "") + BigInt(driver.numerator)).toBe(0n);
      }
    }),
    { numRuns: 30 },
  );
});

/** 12 zones of which one is in use: a zone where every unit that is wanted gains. */
function placed(given: Readonly<Record<string, number>>): Float64Array {
  const all = new Float64Array(leafCount);
  const usual = { marginMicros: 5_000_000, advisedUnits: 1000, casePackUnits: 1, isInSplit: 1 };
  for (const [id, value] of Object.entries({ ...usual, ...given })) all[indexOf.get(id)!] = value;
  return all;
}
const bars = ({ drivers }: ChangeExplanation) =>
  Object.fromEntries(drivers.flatMap(({ group, amount }) => (amount ? [[group, amount]] : [])));

test("the cause of more demand in a zone is demand, whatever was drawn, where zones are the same", () => {
  const [from, to] = [placed({ demand_z1: 10_000 }), placed({ demand_z1: 25_000 })];
  for (const count of [64, 0, 256]) {
    const change = explain(causesOf(way([0]), way([0], count)), from, to);
    expect([change.from, change.to]).toEqual([10, 25]);
    expect(bars(change)).toEqual({ demand: 15 });
  }
  const merged = explain(causesOf(way([0]), way(null)), from, to);
  expect(bars(merged)).toEqual({ regions: 15 });
  const redrawn = explain(causesOf(way([0], 0), way(null)), from, to);
  expect(redrawn.pattern).toBe("policy");
  expect(bars(redrawn)).toEqual({ uncertainty: 15 });
});

test("steps that hold the same expected demand are the rules' doing, and none of it is the buyers'", () => {
  // 40 expected: 28 in all scenarios, 8 more in three quarters, 8 in half, 8 in a quarter.
  const steps = { demand_z1: 28_000, demand_z1_s2: 8000, demand_z1_s3: 8000, demand_z1_s4: 8000 };
  const change = explain(
    causesOf(way([0], 0), way([0])),
    placed({ demand_z1: 40_000 }),
    placed(steps),
  );
  expect([change.from, change.to]).toEqual([40, 52]);
  expect(bars(change)).toEqual({ scenarios: 12 });
  expect(change.drivers[0]).toMatchObject({ group: "scenarios", owner: "policy" });
});

test("both at once: demand has what it does under either count, the count what it does to either demand", () => {
  const certain = placed({ demand_z1: 40_000 });
  // 160 expected; of a quarter of it half as much is unsure: 28 in all scenarios, and thrice 8 more.
  const unsure = { demand_z1_s2: 16_000, demand_z1_s3: 16_000, demand_z1_s4: 16_000 };
  const drawn = placed({ demand_z1: 136_000, ...unsure });
  const change = explain(causesOf(way([0], 0), way([0])), certain, drawn);
  // v: none 40, demand 160, count 52, both 184: demand (120 + 132) / 2, count (12 + 24) / 2.
  expect([change.from, change.to]).toEqual([40, 184]);
  expect(bars(change)).toEqual({ demand: 126, scenarios: 18 });
  const back = explain(causesOf(way([0]), way([0], 0)), drawn, certain);
  expect(bars(back)).toEqual({ demand: -126, scenarios: -18 });
});

const STEPS = ["", "_s2", "_s3", "_s4"];
const widthsIn = (values: (leaf: number) => number, z: number): number[] =>
  STEPS.map((step) => values(indexOf.get(`demand_z${z}${step}`)!));
const sharesOf = (widths: readonly number[]) =>
  widths.reduce((sum, width, k) => sum + (4 - k) * width, 0);

test("steps of other demand hold what is expected of it, and are a decision's own where demand is the same", () => {
  const [joint] = causesOf(way([0], 0), way([0])).joints ?? [];
  if (!joint) throw new Error("nothing is cut");
  fc.assert(
    fc.property(leaves, leaves, fc.boolean(), (demand, steps, isUndrawn) => {
      const counted = isUndrawn ? undrawn(steps) : steps;
      const derived = joint.derive(demand, counted);
      for (let z = 1; z <= 12; z++) {
        const cut = widthsIn((leaf) => derived.get(leaf)!, z);
        expect(Math.min(...cut)).toBeGreaterThanOrEqual(0);
        const missing = sharesOf(widthsIn((leaf) => demand[leaf]!, z)) - sharesOf(cut);
        expect(missing).toBeGreaterThanOrEqual(0);
        expect(missing).toBeLessThan(4);
      }
      for (const [leaf, value] of joint.derive(counted, counted)) expect(value).toBe(counted[leaf]);
    }),
  );
});

/** Demand leaves of every product as a run of the planner traces them. */
function demandOf(problem: PlacementProblem, zones: Zones, drawn: { count: number; seed: number }) {
  const expected = economics(problem, zones);
  const ids = Int32Array.from({ length: problem.skuCount }, (_, p) => p);
  const scenarios = splitScenarios(problem, zones, drawn.count, drawn.seed, ids);
  const { demandUnits, zoneCount } =
    drawn.count > 0 ? stepDemand(problem, expected, scenarios) : expected;
  const perZone = zoneCount / zones.zoneCount;
  return Array.from({ length: problem.skuCount }, (_, p) => {
    const all = new Float64Array(leafCount);
    for (let z = 0; z < zones.zoneCount; z++)
      for (let k = 0; k < perZone; k++)
        all[indexOf.get(`demand_z${z + 1}${STEPS[k]}`)!] = Math.round(
          1000 * demandUnits[p * zoneCount + z * perZone + k]!,
        );
    return all;
  });
}

test.each([1, 1.3, 2])(
  "demand %d times as high is cut about as a run with the other count would cut it",
  (factor) => {
    const before = simulatedPlacement(4, 200, 12, 55, 1);
    const more = (value: number, k: number) =>
      value * (factor === 1 ? 1 : factor * (0.7 + ((k * 7919) % 61) / 100));
    const now = { ...before, demandUnits: before.demandUnits.map(more) };
    const zones = demandZones(before, 12);
    const none = { count: 0, seed: 1 };
    const [from, to] = [
      demandOf(before, zones, none),
      demandOf(now, zones, { count: 256, seed: 2 }),
    ];
    const [joint] = causesOf(way([0], 0), way([0], 256)).joints ?? [];
    /** Share by which the derived steps miss those that the planner cuts. */
    const missed = (demand: Float64Array[], count: Float64Array[], planned: Float64Array[]) => {
      let [off, all] = [0, 0];
      planned.forEach((own, p) => {
        for (const [leaf, width] of joint!.derive(demand[p]!, count[p]!)) {
          off += Math.abs(width - own[leaf]!);
          all += own[leaf]!;
        }
      });
      return off / all;
    };
    expect(missed(to, from, demandOf(now, zones, none))).toBeLessThan(0.04);
    // Another seed draws steps that differ by 7 %.
    expect(missed(from, to, demandOf(before, zones, { count: 256, seed: 3 }))).toBeLessThan(0.14);
  },
);

test("of zones that were joined of other regions, how much is expected of them together is demand", () => {
  const costs = { elsewhere_z1: 1, elsewhere_z2: 1, elsewhere_z3: 9_000_000 };
  // Zones 2 and 3 of 20 and 30 units, of which this building served the first, are one of 80 that it serves.
  const from = placed({ demand_z1: 10_000, demand_z2: 20_000, demand_z3: 30_000, ...costs });
  const to = placed({ demand_z1: 10_000, demand_z2: 80_000, elsewhere_z1: 1, elsewhere_z2: 1 });
  const change = explained(from, to, way([0, 1, 2]), way([0, 1, 1]));
  // v: none 30, demand (32 of 80 in zone 2) 42, regions (50) 60, both 90: demand (12 + 30) / 2.
  expect([change.from, change.to]).toEqual([30, 90]);
  expect(bars(change)).toEqual({ demand: 21, regions: 39 });
});

test("another version of the rules is a cause beside the count and the buyers", () => {
  const [before, now] = [way([0], 0), way([0])];
  const certain = placed({ demand_z1: 40_000 });
  const unsure = { demand_z1_s2: 16_000, demand_z1_s3: 16_000, demand_z1_s4: 16_000 };
  const drawn = placed({ demand_z1: 136_000, ...unsure });
  const inEarlier = (values: Float64Array) =>
    Float64Array.from(
      placement120.nodes.slice(0, placement120.leafCount),
      ({ id }) => values[indexOf.get(id)!]!,
    );
  const game = ruleGame(
    {
      ...causesOf(before, now, placement120),
      from: inEarlier(certain),
      to: inEarlier(placed({ demand_z1: 160_000 })),
    },
    { ...causesOf(before, now), from: certain, to: drawn },
  );
  const change = game.explained(
    evaluate(placement120, game.before),
    evaluate(placementDefinition, game.now),
  );
  // The earlier rule: 40, with demand 160, whatever the count. Under this one 40, 160, with the count 52, with both 184.
  expect([change.from, change.to]).toEqual([40, 184]);
  expect(bars(change)).toEqual({ demand: 124, scenarios: 10, rules: 10 });
});
