// The lifts of this build's rules, held to the versions before them as they were.
import { describe, expect, it } from "vitest";
import { stream } from "@/lib/optimizer/core/prng.ts";
import {
  commonLeaves,
  type DecidedLeaves,
  type Definition,
  evaluateOne,
  liftSteps,
  readLeaves,
} from "@/lib/optimizer/decision/index.ts";
import {
  placement100,
  placement110,
  placement120,
} from "@/lib/optimizer/placement/testing/earlier-definitions.ts";
import { replenishment110 } from "@/lib/optimizer/replenishment/testing/earlier-definitions.ts";
import { liftsBetween, presentLeaves } from "./lifts.ts";
import { presentRule } from "./rules.ts";
import { capacity100, capacity110, capacity130, capacity131 } from "./testing/capacity-rules.ts";
import { randomDecisions } from "./testing/random-decisions.ts";
import { definitions } from "./traces.ts";

/** All versions of each definition that were published, newest first. */
const WAYS: readonly (readonly Definition[])[] = [
  [definitions.capacity, capacity110, capacity100],
  [definitions.placement, placement120, placement110, placement100],
  [definitions.replenishment, replenishment110],
];
const EARLIER = WAYS.flatMap((way) => way.slice(1).map((definition) => ({ way, definition })));

const DRAWN = 40;

function decisionsOf(definition: Definition, seed: number): DecidedLeaves[] {
  const columns = randomDecisions(definition, DRAWN, stream(seed, "lifts"));
  return Array.from({ length: DRAWN }, (_, row) => {
    const leaves = new Float64Array(definition.leafCount);
    readLeaves(definition, columns, row, leaves);
    return { definition, leaves };
  });
}

const outputOf = ({ definition, leaves }: DecidedLeaves): number =>
  evaluateOne(definition, leaves, new Float64Array(definition.nodes.length));

async function common(earlier: DecidedLeaves, later: DecidedLeaves, steps: Steps) {
  const found = await commonLeaves(earlier, later, steps);
  if (!found) throw new Error(`no common ground with ${earlier.definition.version}`);
  return found;
}
type Steps = Parameters<typeof commonLeaves>[2];

describe.each(EARLIER)("$definition.name $definition.version", ({ way, definition }) => {
  const [present] = way as [Definition];
  const steps = liftSteps(present).slice(0, way.indexOf(definition));

  it("decides under this build's rules what it decided, and is found again on the way back", async () => {
    const now = decisionsOf(present, 2);
    let decided = 0;
    for (const [k, before] of decisionsOf(definition, 1).entries()) {
      const { raised } = await common(before, now[k] as DecidedLeaves, steps);
      const there = { definition: present, leaves: raised };
      expect(outputOf(there)).toBe(outputOf(before));
      expect((await common(before, there, steps)).lowered).toEqual(before.leaves);
      decided += outputOf(before);
    }
    expect(decided).toBeGreaterThan(0);
  });

  it("is reached by lifts in a row as by single ones, through the leaves that each version had", async () => {
    const between = way.slice(0, way.indexOf(definition) + 1);
    const now = decisionsOf(present, 4);
    for (const [k, before] of decisionsOf(definition, 3).entries()) {
      const later = now[k] as DecidedLeaves;
      const up = [before];
      for (const [at, step] of [...steps.entries()].reverse()) {
        const version = between[at] as Definition;
        const blank = { definition: version, leaves: new Float64Array(version.leafCount) };
        const { raised } = await common(up[0] as DecidedLeaves, blank, [step]);
        up.unshift({ definition: version, leaves: raised });
      }
      let down = later;
      for (const [at, step] of steps.entries()) {
        const { lowered } = await common(up[at + 1] as DecidedLeaves, down, [step]);
        down = { definition: between[at + 1] as Definition, leaves: lowered };
      }
      const found = await common(before, later, steps);
      expect(found).toEqual({ raised: up[0]?.leaves, lowered: down.leaves });
    }
  });
});

it("takes for a zone's earlier demand what its steps are expected to sell", async () => {
  const present = definitions.placement;
  const later = { definition: present, leaves: new Float64Array(present.leafCount) };
  const steps = { demand_z1: 28_000, demand_z1_s2: 8000, demand_z1_s3: 8000, demand_z1_s4: 8001 };
  for (const [id, value] of Object.entries(steps))
    later.leaves[present.indexOf.get(id) ?? -1] = value;
  const before = { definition: placement120, leaves: new Float64Array(placement120.leafCount) };
  const { lowered } = await common(before, later, liftSteps(present).slice(0, 1));
  // 28 + 3/4 of 8 + 2/4 of 8 + 1/4 of 8.001.
  expect(lowered[placement120.indexOf.get("demand_z1") ?? -1]).toBe(40_000);
});

describe("the lifts between two versions of a rule", () => {
  const [oldest, older, present, next] = [
    capacity100,
    capacity110,
    definitions.capacity,
    capacity130,
  ].map(presentRule);
  if (!oldest || !older || !present || !next) throw new Error("no rules");
  const froms = (...ends: Parameters<typeof liftsBetween>) =>
    liftsBetween(...ends)?.map(({ from }) => from) ?? null;

  it("are those of the later one", () => {
    expect(froms(older, present)).toEqual([older.codeSha256]);
    expect(froms(oldest, present)).toEqual([older.codeSha256, oldest.codeSha256]);
    expect(froms(older, next)).toEqual([present.codeSha256, older.codeSha256]);
  });

  it("are this build's where the later one, from before it, tells none", () => {
    expect(older.lifts).toEqual([]);
    expect(froms(oldest, older)).toEqual([oldest.codeSha256]);
  });

  it("are none backwards, to itself, to another definition's, or to one that tells none", () => {
    expect(froms(present, older)).toBeNull();
    expect(froms(present, present)).toBeNull();
    expect(froms(presentRule(definitions.placement), present)).toBeNull();
    expect(froms(present, presentRule(capacity131))).toBeNull();
  });
});

describe("leaves that this build's rules may compute with", () => {
  const valuesOf = ({ definition, leaves }: DecidedLeaves): Float64Array => {
    const values = new Float64Array(definition.nodes.length);
    evaluateOne(definition, leaves, values);
    return values;
  };

  it("are a decision's own, and those of versions before in this build's terms", async () => {
    for (const definition of [definitions.placement, placement120, placement100])
      for (const decision of decisionsOf(definition, 5)) {
        const values = valuesOf(decision);
        const isOfThisBuild = definition === definitions.placement;
        const leaves = await presentLeaves({ ...presentRule(definition), isOfThisBuild }, values);
        if (!leaves) throw new Error(`${definition.version} is not carried over`);
        const present = valuesOf({ definition: definitions.placement, leaves });
        for (const [k, { id }] of definition.nodes.entries())
          expect(present[definitions.placement.indexOf.get(id) ?? -1], id).toBe(values[k]);
      }
  });

  it("are none where this build's rules say something else, or there is no way", async () => {
    const [decision] = decisionsOf(placement120, 6) as [DecidedLeaves];
    const values = valuesOf(decision);
    const rule = { ...presentRule(placement120), isOfThisBuild: false };
    expect(await presentLeaves(rule, values)).not.toBeNull();
    const otherwise = values.with(placement120.indexOf.get("servedMilliUnits") ?? 0, -1);
    expect(await presentLeaves(rule, otherwise)).toBeNull();
    expect(await presentLeaves({ ...rule, codeSha256: "0".repeat(64) }, values)).toBeNull();
  });
});
