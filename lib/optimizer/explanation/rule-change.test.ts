import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  commonLeaves,
  type Definition,
  defineDecision,
  evaluate,
  formula,
  type Lift,
  leaf,
  liftSteps,
  type NodeSpec,
} from "../decision/index.ts";
import { explainChange, type Sides } from "./change.ts";
import { explainUnsplit, ruleGame } from "./rule-change.ts";
import type { ChangeExplanation } from "./types.ts";

const OLD = "0".repeat(64);
const owned = (group: string) => ({ group, owner: "seller", visibility: "own" }) as const;

const rule = (version: string, nodes: readonly NodeSpec[], lift?: Lift): Definition =>
  defineDecision({
    name: "sample",
    version,
    nodes,
    output: nodes.at(-1)?.id ?? "",
    ...(lift && { lift }),
  });

/** Both decisions in the terms of both versions; `newer` has the lifts. */
async function sides(
  [older, a]: readonly [Definition, Float64Array],
  [newer, b]: readonly [Definition, Float64Array],
): Promise<readonly [Sides, Sides]> {
  const earlier = { definition: older, leaves: a };
  const common = await commonLeaves(earlier, { definition: newer, leaves: b }, liftSteps(newer));
  if (!common) throw new Error("no common ground");
  return [
    { definition: older, from: a, to: common.lowered },
    { definition: newer, from: common.raised, to: b },
  ];
}

function explained([before, now]: readonly [Sides, Sides]): ChangeExplanation {
  const game = ruleGame(before, now);
  return game.explained(
    evaluate(before.definition, game.before),
    evaluate(now.definition, game.now),
  );
}

const bars = ({ drivers }: ChangeExplanation, key: "amount" | "numerator" = "amount") =>
  Object.fromEntries(drivers.map((driver) => [driver.group, driver[key]]));

describe("two versions of a rule", () => {
  const older = rule("1.0.0", [
    leaf("demand", "units", owned("demand")),
    formula("advice", "units", ["demand"], "2 demand", (demand) => 2 * demand!),
  ]);
  const newer = rule(
    "2.0.0",
    [
      leaf("demand", "units", owned("demand")),
      leaf("extra", "units", owned("extra")),
      formula("advice", "units", ["demand", "extra"], "3 demand + extra", (d, e) => 3 * d! + e!),
    ],
    { from: OLD, added: { extra: () => 0 } },
  );

  it("are one cause more, with the mean over all orders of what each adds", async () => {
    const change = explained(
      await sides([older, Float64Array.of(10)], [newer, Float64Array.of(12, 5)]),
    );
    expect([change.from, change.to, change.version]).toEqual([20, 41, "2.0.0"]);
    // v: none 20, demand 24, extra 20, rules 30, demand and extra 24, demand and rules 36, extra and rules 35, all 41.
    expect(bars(change, "numerator")).toEqual({ demand: "30", extra: "15", rules: "81" });
    expect(bars(change)).toEqual({ demand: 5, extra: 3, rules: 13 });
    expect(change.drivers[0]).toMatchObject({ group: "rules", owner: "policy", leaves: [] });
    expect(change.drivers.find(({ group }) => group === "extra")?.leaves).toMatchObject([
      { id: "extra", from: 0, to: 5 },
    ]);
  });

  it("without common ground make one bar of level before and after", async () => {
    const one = (...values: number[]) => ({
      count: 1,
      column: { demand: Float64Array.of(values[0]!), extra: Float64Array.of(values[1] ?? 0) },
    });
    const untold = rule("2.0.1", newer.nodes, { from: OLD, added: {} });
    const [a, b] = [Float64Array.of(10), Float64Array.of(12, 5)];
    const common = commonLeaves(
      { definition: older, leaves: a },
      { definition: untold, leaves: b },
      liftSteps(untold),
    );
    expect(await common).toBeNull();
    const change = explainUnsplit(
      { definition: older, values: evaluate(older, one(10)) },
      { definition: newer, values: evaluate(newer, one(12, 5)) },
    );
    expect([change.from, change.to, change.replayCount]).toEqual([20, 41, 2]);
    expect(bars(change)).toEqual({ rulesAndInputs: 21 });
  });

  it("that say the same in other inputs change nothing, and the inputs keep their bars", async () => {
    const inWeeks = rule("1.0.0", [
      leaf("weeks", "weeks", owned("time")),
      leaf("pace", "units", owned("pace")),
      formula("advice", "units", ["weeks", "pace"], "7 weeks * pace", (w, p) => 7 * w! * p!),
    ]);
    const inDays = rule(
      "2.0.0",
      [
        leaf("days", "days", owned("time")),
        leaf("pace", "units", owned("pace")),
        formula("advice", "units", ["days", "pace"], "days * pace", (d, p) => d! * p!),
      ],
      {
        from: OLD,
        added: { days: ({ weeks }) => 7 * weeks! },
        removed: { weeks: ({ days }) => Math.floor(days! / 7) },
      },
    );
    const [a, b] = [Float64Array.of(4, 3), Float64Array.of(42, 5)];
    const change = explained(await sides([inWeeks, a], [inDays, b]));
    const same = explainChange(inDays, Float64Array.of(28, 3), b);
    expect(bars(change)).toEqual({ ...bars(same), rules: 0 });
    expect(change.drivers.find(({ group }) => group === "time")?.leaves).toMatchObject([
      { id: "days", from: 28, to: 42 },
      { id: "weeks", from: 4, to: 6 },
    ]);
  });

  it("with more inputs between them than can be told apart have one bar of what only the earlier one used", () => {
    const adding = (version: string, name: string) => {
      const ids = Array.from({ length: 10 }, (_, k) => `${name}${k}`);
      const leaves = ids.map((id) => leaf(id, "units", owned(id)));
      const sum = (...all: (number | undefined)[]) => all.reduce<number>((a, b) => a + (b ?? 0), 0);
      return rule(version, [...leaves, formula("advice", "units", ids, "sum", sum)]);
    };
    const from = Float64Array.from({ length: 10 }, (_, k) => k);
    const to = from.map((value) => 2 * value);
    const before = adding("1.0.0", "old");
    const now = adding("2.0.0", "new");
    const change = explained([
      { definition: before, from, to },
      { definition: now, from, to },
    ]);
    expect(change.drivers.length).toBe(12);
    expect(change.drivers.reduce((sum, { amount }) => sum + amount, 0)).toBe(change.delta);
    const merged = change.drivers.find(({ group }) => group === "earlierInputs");
    expect(merged?.leaves.map(({ id }) => id)).toEqual(
      before.nodes.slice(1, 10).map(({ id }) => id),
    );
    // Each version adds its inputs up, and comes in or goes out in half of all orders: half of 9, and half of 45, over 12!.
    expect(bars(change, "numerator")).toMatchObject({
      ...{ rules: "0", new9: "2155507200", earlierInputs: "10777536000" },
    });
  });

  it("hide a value that either of them holds confidential", async () => {
    const hidden = { group: "demand", owner: "seller", visibility: "networkConfidential" } as const;
    const before = rule("0.9.0", [
      leaf("demand", "units", hidden),
      formula("advice", "units", ["demand"], "demand", (demand) => demand!),
    ]);
    for (const to of [10, 12]) {
      const change = explained(
        await sides([before, Float64Array.of(10)], [newer, Float64Array.of(to, 0)]),
      );
      const [demand] = change.drivers.filter(({ group }) => group === "demand");
      expect(demand?.leaves).toMatchObject([{ id: "demand", visibility: "networkConfidential" }]);
    }
  });
});

describe("any two versions", () => {
  const inputs = ["demand", "stock", "room", "idle"];
  const leaves = inputs.map((id) => leaf(id, "units", owned(id)));
  const cut = (share: number): NodeSpec[] => [
    ...leaves,
    formula("need", "units", ["demand", "stock"], "demand - stock", (d, s) => d! - s!),
    formula("part", "units", ["need"], "a part of need", (n) => Math.floor((n! * share) / 10)),
    { id: "advice", kind: "min", unit: "units", inputs: ["part", "room"], text: "min(part, room)" },
  ];
  const older = rule("1.0.0", cut(10));
  const alike = rule("1.0.1", cut(10), { from: OLD, added: {} });
  const newer = rule("1.1.0", cut(7), { from: OLD, added: {} });
  const values = fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000), fc.nat(1000));
  const drawn = values.map((all) => Float64Array.from(all));

  it("add up exactly, give nothing to what is read by nothing, and negate when the runs change places", async () => {
    await fc.assert(
      fc.asyncProperty(drawn, drawn, async (a, b) => {
        const [before, now] = await sides([older, a], [newer, b]);
        const change = explained([before, now]);
        expect(change.drivers.reduce((sum, { amount }) => sum + amount, 0)).toBe(change.delta);
        const numerators = change.drivers.reduce((sum, d) => sum + BigInt(d.numerator), 0n);
        expect(numerators).toBe(BigInt(change.denominator) * BigInt(change.delta));
        expect(bars(change, "numerator").idle).toBe("0");
        const back = explained([
          { definition: newer, from: now.to, to: now.from },
          { definition: older, from: before.to, to: before.from },
        ]);
        for (const { group, numerator } of change.drivers)
          expect(BigInt(bars(back, "numerator")[group] ?? 0)).toBe(-BigInt(numerator));
      }),
    );
  });

  it("of the same formulas leave nothing to the rules, and every other bar as it is", async () => {
    await fc.assert(
      fc.asyncProperty(drawn, drawn, async (a, b) => {
        const change = explained(await sides([older, a], [alike, b]));
        expect(bars(change, "numerator").rules).toBe("0");
        const same = explainChange(older, a, b);
        const exact = (one: ChangeExplanation, group: string) =>
          (BigInt(bars(one, "numerator")[group] ?? 0) * 120n) / BigInt(one.denominator);
        for (const group of inputs) expect(exact(change, group)).toBe(exact(same, group));
      }),
    );
  });
});
