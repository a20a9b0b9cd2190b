import { describe, expect, it } from "vitest";
import { attributeChange, causalGraph } from "./index.ts";
import { BASE_WORLD, simulateWorld, trueShares, WORLD_GRAPH } from "./simulated.ts";

describe("worlds that are not lines", () => {
  const cases = [
    { kind: "bent", after: { demandMean: 4 }, names: ["demand"] },
    {
      kind: "bent",
      after: { demandMean: 3, confirmedPerSubmitted: 0.7 },
      names: ["demand", "confirmed"],
    },
    { kind: "rounded", after: { submittedPerDemand: 0.6 }, names: ["submitted"] },
    { kind: "heavyTailed", after: { confirmedPerSubmitted: 2 }, names: ["confirmed"] },
  ] as const;
  it.each(cases)(
    "$kind: finds what changed, $names, and how much of it",
    ({ kind, after, names }) => {
      const parameters = { ...BASE_WORLD, ...after };
      const answer = attributeChange(WORLD_GRAPH, simulateWorld(kind, parameters, 2_000, 11), {
        mode: "gated",
        resampleCount: 40,
        seed: 3,
      });
      expect(answer.parts.filter(({ isChanged }) => isChanged).map(({ node }) => node)).toEqual(
        names,
      );
      const truth = trueShares(kind, parameters, 20_000, 5);
      truth.forEach((share, i) => {
        expect(Math.abs(answer.parts[i]!.amount - share)).toBeLessThan(0.2);
      });
    },
  );

  it("a bent mechanism that stays the same is not blamed for what its cause did", () => {
    const answer = attributeChange(
      WORLD_GRAPH,
      simulateWorld("bent", { ...BASE_WORLD, demandMean: 4 }, 2_000, 12),
      { mode: "gated", resampleCount: 10, seed: 3 },
    );
    const confirmed = answer.parts.find(({ node }) => node === "confirmed")!;
    expect(confirmed.family).not.toBe("linear");
    expect(confirmed.amount).toBe(0);
  });
});

describe("what lies outside the graph", () => {
  it("a hidden cause of two columns is pointed at", () => {
    const answer = attributeChange(
      WORLD_GRAPH,
      simulateWorld("hidden", { ...BASE_WORLD, hidden: 1 }, 1_000, 13),
    );
    expect(answer.hidden.map(({ between }) => between)).toContainEqual(["submitted", "received"]);
  });

  it("none is found in a world without one", () => {
    const answer = attributeChange(WORLD_GRAPH, simulateWorld("linear", BASE_WORLD, 1_000, 14));
    expect(answer.hidden).toEqual([]);
  });
});

describe("identities", () => {
  const world = simulateWorld(
    "linear",
    { ...BASE_WORLD, demandMean: 3, receivedPerConfirmed: 0.8 },
    800,
    15,
  );

  it("amounts and sampling noise add up to the observed change", () => {
    const { parts, samplingNoise, observedChange } = attributeChange(WORLD_GRAPH, world);
    const sum = parts.reduce((a, { amount }) => a + amount, 0) + samplingNoise;
    expect(sum).toBeCloseTo(observedChange, 12);
  });

  it("the way back is the negative of the way there", () => {
    const there = attributeChange(WORLD_GRAPH, world);
    const back = attributeChange(WORLD_GRAPH, { before: world.after, after: world.before });
    there.parts.forEach(({ amount }, i) => {
      expect(back.parts[i]!.amount).toBeCloseTo(-amount, 9);
    });
  });

  it("the same rows twice leave nothing to attribute", () => {
    const answer = attributeChange(WORLD_GRAPH, { before: world.before, after: world.before });
    expect(answer.parts.map(({ amount }) => amount)).toEqual([0, 0, 0, 0, 0]);
    expect(answer.parts.some(({ isChanged }) => isChanged)).toBe(false);
    expect(answer.observedChange).toBe(0);
  });

  it("the same seed gives the same intervals", () => {
    expect(attributeChange(WORLD_GRAPH, world)).toEqual(attributeChange(WORLD_GRAPH, world));
  });

  it("ten times the unit gives ten times the amounts", () => {
    const scaled = (columns: readonly Float64Array[]) => columns.map((c) => c.map((v) => 10 * v));
    const answer = attributeChange(WORLD_GRAPH, world);
    const tenfold = attributeChange(WORLD_GRAPH, {
      before: scaled(world.before),
      after: scaled(world.after),
    });
    answer.parts.forEach(({ amount }, i) => {
      expect(tenfold.parts[i]!.amount).toBeCloseTo(10 * amount, 8);
    });
  });

  it("a column that repeats another does not break the fit", () => {
    const graph = causalGraph(
      [
        { from: "a", to: "y" },
        { from: "b", to: "y" },
      ],
      "y",
    );
    const a = world.before[0]!;
    const b = world.after[0]!;
    const answer = attributeChange(graph, {
      before: [a, a, a.map((v, i) => v + (i % 3))],
      after: [b, b, b.map((v, i) => v + (i % 3))],
    });
    expect(answer.parts.every(({ amount }) => Number.isFinite(amount))).toBe(true);
  });
});

describe("bad input is refused with what is wrong", () => {
  const rows = Float64Array.from({ length: 30 }, (_, i) => i);
  it.each([
    [
      "a loop",
      () =>
        causalGraph(
          [
            { from: "a", to: "b" },
            { from: "b", to: "a" },
          ],
          "a",
        ),
      /loop among a, b/,
    ],
    [
      "a repeated edge",
      () =>
        causalGraph(
          [
            { from: "a", to: "b" },
            { from: "a", to: "b" },
          ],
          "b",
        ),
      /a:b is given twice/,
    ],
    ["a target nobody names", () => causalGraph([{ from: "a", to: "b" }], "c"), /target "c"/],
    [
      "a missing value",
      () =>
        attributeChange(causalGraph([], "y"), {
          before: [rows.with(3, Number.NaN)],
          after: [rows],
        }),
      /before: y, row 3/,
    ],
    [
      "few rows",
      () => attributeChange(causalGraph([], "y"), { before: [rows.slice(0, 5)], after: [rows] }),
      /at least 20 rows/,
    ],
  ] as const)("%s", (_, act, message) => {
    expect(act).toThrow(message);
  });
});
