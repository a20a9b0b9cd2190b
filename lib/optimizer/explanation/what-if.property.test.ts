import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Definition, defineDecision, evaluateOne } from "../decision/index.ts";
import { minimalConflict } from "./conflict.ts";
import { counterfactual, type Target } from "./counterfactual.ts";
import { forward } from "./forward.ts";
import { type Lever, leverValues, onGrid, outputGrid } from "./lever.ts";

const leaf = (id: string) =>
  ({ id, kind: "leaf", unit: "units", group: id, owner: "seller", visibility: "own" }) as const;

/** min(2a + b, c) - d with a switch to 0, so that pairs and triples are needed where a cap binds. */
const definition: Definition = defineDecision({
  name: "sample",
  version: "1.0.0",
  nodes: [
    ...["a", "b", "c", "d", "isOff"].map(leaf),
    {
      id: "need",
      kind: "formula",
      unit: "units",
      inputs: ["a", "b"],
      formula: (a, b) => 2 * a! + b!,
      text: "2 a + b",
    },
    { id: "capped", kind: "min", unit: "units", inputs: ["need", "c"], text: "min(need, c)" },
    {
      id: "rest",
      kind: "formula",
      unit: "units",
      inputs: ["capped", "d"],
      formula: (capped, d) => capped! - d!,
      text: "capped - d",
    },
    {
      id: "off",
      kind: "formula",
      unit: "units",
      inputs: ["isOff"],
      formula: (off) => off! * 0,
      text: "0",
    },
    {
      id: "out",
      kind: "choice",
      unit: "units",
      inputs: ["isOff", "off", "rest"],
      text: "isOff ? 0 : rest",
    },
  ],
  output: "out",
});

const levers: readonly Lever[] = [
  { leaf: "a", move: 1, direction: 1, effort: 3 },
  { leaf: "b", move: 1, direction: 1, effort: 1 },
  { leaf: "c", move: 1, direction: 1, effort: 2 },
  { leaf: "d", move: -1, direction: -1, effort: 5 },
];

const leaves = fc
  .tuple(fc.nat(1000), fc.nat(1000), fc.nat(3000), fc.nat(300))
  .map((values) => Float64Array.from([...values, 0]));
const replay = (values: Float64Array, change: Readonly<Record<string, number>> = {}): number => {
  const changed = values.slice();
  for (const [id, value] of Object.entries(change)) changed[definition.indexOf.get(id)!] = value;
  return evaluateOne(definition, changed, new Float64Array(definition.nodes.length));
};

describe("counterfactual", () => {
  const asked = (values: Float64Array, more: number): Target => ({
    sense: "atLeast",
    value: replay(values) + more,
  });
  const solve = (values: Float64Array, more: number) =>
    counterfactual(definition, values, levers, asked(values, more), outputGrid(replay(values)));

  it("gives changes that, made alone, reach the target by the decision's own rules", () => {
    fc.assert(
      fc.property(leaves, fc.integer({ min: 1, max: 800 }), (values, more) => {
        const { answers, target, isMet } = solve(values, more);
        expect(isMet).toBe(false);
        for (const answer of answers) {
          const changed = Object.fromEntries(answer.changes.map(({ leaf: id, to }) => [id, to]));
          expect(replay(values, changed)).toBeGreaterThanOrEqual(target.value);
          expect(answer.reached).toBeGreaterThanOrEqual(target.value);
          expect(answer.reached).toBeLessThanOrEqual(replay(values, changed));
        }
      }),
    );
  });

  it("leaves no cheaper point of the grid that reaches the target", () => {
    fc.assert(
      fc.property(leaves, fc.integer({ min: 1, max: 800 }), (values, more) => {
        const { answers, target } = solve(values, more);
        const grids = levers.map((lever) => leverValues(definition, values, lever, replay(values)));
        let cheapest = Number.POSITIVE_INFINITY;
        const walk = (at: number, used: number, effort: number, change: Record<string, number>) => {
          if (at === levers.length) {
            if (used > 0 && effort < cheapest && replay(values, change) >= target.value)
              cheapest = effort;
            return;
          }
          grids[at]!.forEach((value, step) => {
            if (step > 0 && used === 3) return;
            const { leaf: id, effort: each } = levers[at]!;
            walk(at + 1, used + (step > 0 ? 1 : 0), effort + each * step, {
              ...change,
              [id]: value,
            });
          });
        };
        walk(0, 0, 0, {});
        expect(answers[0]?.effort ?? Number.POSITIVE_INFINITY).toBe(cheapest);
      }),
      { numRuns: 25 },
    );
  });

  it("is at most three answers, cheapest first, none of which only adds to another", () => {
    fc.assert(
      fc.property(leaves, fc.integer({ min: 1, max: 400 }), (values, more) => {
        const { answers } = solve(values, more);
        expect(answers.length).toBeLessThanOrEqual(3);
        const efforts = answers.map(({ effort }) => effort);
        expect(efforts).toEqual([...efforts].sort((a, b) => a - b));
        const sets = answers.map(({ changes }) => changes.map((change) => change.leaf));
        sets.forEach((set, k) => {
          for (const earlier of sets.slice(0, k))
            expect(earlier.every((id) => set.includes(id))).toBe(false);
        });
      }),
    );
  });

  it("says how far all levers together reach where the target is beyond them", () => {
    const values = Float64Array.of(100, 100, 200, 50, 0);
    const far = solve(values, 10_000);
    expect(far.answers).toEqual([]);
    // a, b and c by half and d by half down: min(2 * 150 + 150, 300) - 25.
    expect(far.farthest).toBe(onGrid(outputGrid(150), 275, -1));
  });

  it("lowers a number by the same levers' other way, and nothing where it is met already", () => {
    const values = Float64Array.of(100, 100, 2000, 50, 0);
    const down: readonly Lever[] = [{ leaf: "b", move: -1, direction: 1, effort: 1 }];
    const lower = (value: number) =>
      counterfactual(definition, values, down, { sense: "atMost", value }, outputGrid(250));
    const [answer] = lower(230).answers;
    expect(answer?.changes).toEqual([{ leaf: "b", unit: "units", from: 100, to: 70, steps: 3 }]);
    expect(lower(250)).toMatchObject({ isMet: true, answers: [] });
  });

  it("turns a switch where the number depends on it", () => {
    const values = Float64Array.of(100, 100, 2000, 50, 1);
    const off: Lever = { leaf: "isOff", move: -1, direction: -1, effort: 1, to: 0 };
    const { answers } = counterfactual(
      definition,
      values,
      [off],
      { sense: "atLeast", value: 200 },
      outputGrid(0),
    );
    expect(answers[0]?.changes).toEqual([
      { leaf: "isOff", unit: "units", from: 1, to: 0, steps: 1 },
    ]);
  });
});

describe("grids", () => {
  it("move a lever by tenths of its own value, at most half of it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 1e9 }), fc.constantFrom(1, -1), (value, move) => {
        const values = leverValues(
          definition,
          Float64Array.of(value, 0, 0, 0, 0),
          { leaf: "a", move: move as 1 | -1, direction: 1, effort: 1 },
          0,
        );
        expect(values.length).toBe(6);
        for (const moved of values)
          expect(Math.abs(moved - value)).toBeLessThanOrEqual(0.5 * value);
      }),
    );
  });

  it("tell an output in twentieths of the present one, never the exact other one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }), (y, x) => {
        const grid = outputGrid(y);
        expect((onGrid(grid, x, -1) - y) % grid.step).toBe(y > x ? -0 : 0);
        expect(onGrid(grid, x, -1)).toBeLessThanOrEqual(x);
        expect(onGrid(grid, x, 1)).toBeGreaterThanOrEqual(x);
        expect(grid.step).toBeGreaterThanOrEqual(y / 20);
      }),
    );
  });
});

describe("forward", () => {
  it("is a range over the outlooks that holds what each of them gives", () => {
    fc.assert(
      fc.property(leaves, fc.nat(200), (values, more) => {
        const c = values[2]!;
        const outlooks = [
          { id: "looser", leaves: { c: c + 100 } },
          { id: "same", leaves: {} },
          { id: "tighter", leaves: { c: Math.max(0, c - 100) } },
        ] as const;
        const change = { a: values[0]! + more };
        const told = forward(definition, values, change, outlooks, outputGrid(replay(values)));
        for (const outlook of outlooks) {
          const value = replay(values, { ...change, ...outlook.leaves });
          expect(value).toBeGreaterThanOrEqual(told.low);
          expect(value).toBeLessThanOrEqual(told.high);
        }
        expect(told.low).toBeGreaterThanOrEqual(told.without.low);
      }),
    );
  });

  it("refuses a leaf that the decision does not have", () => {
    const values = Float64Array.of(1, 1, 1, 1, 0);
    expect(() => forward(definition, values, { need: 3 }, [], outputGrid(1))).toThrow(
      'sample has no leaf "need"',
    );
  });
});

describe("minimalConflict", () => {
  const constraints = [
    { id: "need", lifted: { a: 1e6 } },
    { id: "cap", lifted: { c: 1e6 } },
    { id: "taken", lifted: { d: 0 } },
  ] as const;

  it("keeps the target out of reach, and none of its rules can be left out", () => {
    fc.assert(
      fc.property(leaves, fc.integer({ min: 1, max: 5000 }), (values, more) => {
        const target: Target = { sense: "atLeast", value: replay(values) + more };
        const { conflict, alone } = minimalConflict(definition, values, constraints, target);
        const lifting = (ids: readonly string[]) =>
          replay(
            values,
            Object.assign(
              {},
              ...constraints.filter(({ id }) => ids.includes(id)).map(({ lifted }) => lifted),
            ),
          );
        if (conflict === null) throw new Error("all lifted reach any of these targets");
        const others = constraints.map(({ id }) => id).filter((id) => !conflict.includes(id));
        expect(lifting(others)).toBeLessThan(target.value);
        for (const id of conflict)
          expect(lifting([...others, id])).toBeGreaterThanOrEqual(target.value);
        for (const id of alone) expect(lifting([id])).toBeGreaterThanOrEqual(target.value);
      }),
    );
  });

  it("is empty where the target is met and unknown where no rule keeps it away", () => {
    const values = Float64Array.of(10, 10, 100, 0, 0);
    const at = (value: number) =>
      minimalConflict(definition, values, constraints.slice(2), { sense: "atLeast", value });
    expect(at(30)).toMatchObject({ isMet: true, conflict: [] });
    expect(at(31)).toMatchObject({ isMet: false, conflict: null, alone: [] });
  });
});
