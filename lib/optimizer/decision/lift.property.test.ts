import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Definition,
  defineDecision,
  formula,
  type LeafMap,
  type Lift,
  leaf,
  liftsOfText,
  ruleText,
} from "./index.ts";
import { commonLeaves, type DecidedLeaves, type LiftStep, liftSteps } from "./lift.ts";

const POOL = ["a", "b", "c", "d", "e", "f"];
const label = { group: "all", owner: "seller", visibility: "own" } as const;

interface Drawn {
  /** Leaves of each version, oldest first. */
  readonly versions: readonly (readonly string[])[];
  /** Leaves that a version means otherwise than the one before it, by name. */
  readonly retold: readonly (readonly string[])[];
  /** Factors of the maps. */
  readonly factor: readonly number[];
}

const someOf = fc.subarray(POOL, { minLength: 1 });
const drawnVersions: fc.Arbitrary<Drawn> = fc.integer({ min: 2, max: 5 }).chain((count) =>
  fc.record({
    versions: fc.array(someOf, { minLength: count, maxLength: count }),
    retold: fc.array(fc.subarray(POOL), { minLength: count, maxLength: count }),
    factor: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: count, maxLength: count }),
  }),
);

const sumTimes =
  (factor: number): LeafMap =>
  (leaves) =>
    Object.values(leaves).reduce((sum, value) => sum + factor * value, factor);

const maps = (ids: readonly string[], factor: number) =>
  Object.fromEntries(ids.map((id, k) => [id, sumTimes(factor + k)]));

/** What a version says of the one before it; every second leaf that is gone stays as it was. */
function liftOf({ versions, retold, factor }: Drawn, k: number): Lift | undefined {
  const [now, before, by] = [versions[k]!, versions[k - 1], factor[k]!];
  if (!before) return undefined;
  const both = retold[k]!.filter((id) => now.includes(id) && before.includes(id));
  const gone = before.filter((id) => !now.includes(id));
  const earlier = liftOf({ versions, retold, factor }, k - 1);
  return {
    from: String(k - 1),
    added: maps([...now.filter((id) => !before.includes(id)), ...both], by),
    removed: maps([...gone.filter((_, at) => at % 2 === 0), ...both], -by),
    dropped: gone.filter((_, at) => at % 2 === 1),
    ...(earlier && { before: earlier }),
  };
}

function definitionsOf(drawn: Drawn): Definition[] {
  return drawn.versions.map((ids, k) => {
    const lift = liftOf(drawn, k);
    return defineDecision({
      name: "sample",
      version: `1.${k}.0`,
      nodes: [
        ...ids.map((id) => leaf(id, "units", label)),
        formula("sum", "units", ids, "sum", (...all: number[]) => all.reduce((x, y) => x + y, 0)),
      ],
      output: "sum",
      ...(lift && { lift }),
    });
  });
}

const decided = (definition: Definition, values: readonly number[]): DecidedLeaves => ({
  definition,
  leaves: Float64Array.from({ length: definition.leafCount }, (_, k) => values[k]!),
});

/** Both decisions on common ground by single steps through the versions between, each with its own leaves. */
async function stepped(
  between: readonly Definition[],
  earlier: DecidedLeaves,
  later: DecidedLeaves,
  steps: readonly LiftStep[],
) {
  const way = [...between].reverse();
  const up = [earlier];
  for (let k = way.length - 2; k >= 0; k--) {
    const blank = decided(
      way[k]!,
      POOL.map(() => 0),
    );
    const common = await commonLeaves(up[0]!, blank, [steps[k]!]);
    up.unshift({ definition: way[k]!, leaves: common!.raised });
  }
  let down = later;
  for (let k = 0; k < way.length - 1; k++) {
    const common = await commonLeaves(up[k + 1]!, down, [steps[k]!]);
    down = { definition: way[k + 1]!, leaves: common!.lowered };
  }
  return { raised: up[0]!.leaves, lowered: down.leaves };
}

const values = fc.array(fc.integer({ min: -99, max: 99 }), {
  minLength: POOL.length,
  maxLength: POOL.length,
});

describe("lifts in a row", () => {
  it("give what single steps through the versions between give", async () => {
    await fc.assert(
      fc.asyncProperty(drawnVersions, values, values, async (drawn, before, now) => {
        const definitions = definitionsOf(drawn);
        const [first, last] = [definitions[0]!, definitions.at(-1)!];
        const [earlier, later] = [decided(first, before), decided(last, now)];
        const steps = liftSteps(last);
        expect(steps.map(({ from }) => from)).toEqual(
          definitions
            .slice(0, -1)
            .map((_, k) => String(k))
            .reverse(),
        );
        const common = await commonLeaves(earlier, later, steps);
        expect(common).toEqual(await stepped(definitions, earlier, later, steps));
      }),
    );
  });

  it("are told by a rule's script as the definition tells them", () => {
    fc.assert(
      fc.property(drawnVersions, (drawn) => {
        const last = definitionsOf(drawn).at(-1)!;
        const { added, removed, ...said } = ruleText(last);
        const steps = liftSteps(last);
        const shapes = steps.map(({ from, added: more, lost }) => ({ from, added: more, lost }));
        expect(liftsOfText(said)).toEqual(shapes);
        const [own] = shapes as [(typeof shapes)[number]];
        expect(liftsOfText({ ...said, lifts: "" })).toEqual([{ ...own, added: [], lost: [] }]);
        const leaves = Object.fromEntries(POOL.map((id, k) => [id, 7 * k - 3]));
        for (const [at, { tellAdded, tellRemoved }] of steps.entries()) {
          expect(JSON.parse(added(JSON.stringify(leaves), at))).toEqual(tellAdded(leaves));
          expect(JSON.parse(removed(JSON.stringify(leaves), at))).toEqual(tellRemoved(leaves));
        }
      }),
    );
  });

  it("lead nowhere where one of them does not tell what a new leaf was", async () => {
    const version = (ids: readonly string[], lift?: Lift) =>
      definitionsOf({ versions: [ids], retold: [[]], factor: [1] }).map((one) => ({
        ...one,
        lift: lift ?? null,
      }))[0]!;
    const oldest = decided(version(["a"]), [1]);
    const known: Lift = { from: "1", added: { c: () => 3 } };
    const untold: Lift = { ...known, before: { from: "0", added: {} } };
    const told: Lift = { ...known, before: { from: "0", added: { b: () => 2 } } };
    const later = (lift: Lift) => decided(version(["a", "b", "c"], lift), [4, 5, 6]);
    const between = async (lift: Lift) =>
      commonLeaves(oldest, later(lift), liftSteps(later(lift).definition));
    expect(await between(untold)).toBeNull();
    expect(await between(told)).toEqual({
      raised: Float64Array.of(1, 2, 3),
      lowered: Float64Array.of(4),
    });
  });

  it("take no leaf for the same that has another unit at the other end", async () => {
    const of = (unit: "units" | "days", lift?: Lift) =>
      defineDecision({
        name: "sample",
        version: "1.0.0",
        nodes: [leaf("a", unit, label), formula("out", unit, ["a"], "a", (a) => a!)],
        output: "out",
        ...(lift && { lift }),
      });
    const added = { a: () => 0 };
    for (const before of [
      { from: "0", added: {} },
      { from: "0", added, removed: added },
    ]) {
      const later = of("days", { from: "1", added: {}, before });
      const common = await commonLeaves(
        decided(of("units"), [1]),
        decided(later, [2]),
        liftSteps(later),
      );
      expect(common === null).toBe(before.added !== added);
    }
  });
});
