import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Definition, defineDecision, evaluateOne } from "../decision/index.ts";
import { explainChange } from "./change.ts";
import { explainLevel } from "./level.ts";

const leaf = (id: string, group: string) =>
  ({ id, kind: "leaf", unit: "units", group, owner: "seller", visibility: "own" }) as const;

/** A small decision with every kind of node; "idle" is read by nothing. */
const definition: Definition = defineDecision({
  name: "sample",
  version: "1.0.0",
  nodes: [
    leaf("demand", "demand"),
    leaf("spread", "spread"),
    leaf("stock", "stock"),
    leaf("room", "room"),
    leaf("isStopped", "rule"),
    leaf("idle", "idle"),
    {
      id: "target",
      kind: "formula",
      unit: "units",
      inputs: ["demand", "spread"],
      formula: (demand, spread) => demand! + Math.floor((demand! * spread!) / 100),
      text: "demand + floor(demand * spread / 100)",
    },
    {
      id: "gap",
      kind: "formula",
      unit: "units",
      inputs: ["target", "stock"],
      formula: (target, stock) => Math.max(0, target! - stock!),
      text: "max(0, target - stock)",
    },
    { id: "fitting", kind: "min", unit: "units", inputs: ["gap", "room"], text: "min(gap, room)" },
    {
      id: "none",
      kind: "formula",
      unit: "units",
      inputs: ["isStopped"],
      formula: (isStopped) => isStopped! * 0,
      text: "0",
    },
    {
      id: "advice",
      kind: "choice",
      unit: "units",
      inputs: ["isStopped", "none", "fitting"],
      text: "isStopped ? 0 : fitting",
    },
  ],
  output: "advice",
});

const leaves = fc
  .tuple(
    fc.nat(100_000),
    fc.nat(200),
    fc.nat(100_000),
    fc.nat(100_000),
    fc.integer({ min: 0, max: 1 }),
    fc.nat(),
  )
  .map((values) => Float64Array.from(values));

describe("explainChange", () => {
  it("has drivers that add up to the change, in whole units and in exact numerators", () => {
    fc.assert(
      fc.property(leaves, leaves, (from, to) => {
        const change = explainChange(definition, from, to);
        const values = new Float64Array(definition.nodes.length);
        expect(change.from).toBe(evaluateOne(definition, from, values));
        expect(change.to).toBe(evaluateOne(definition, to, values));
        expect(change.drivers.reduce((sum, d) => sum + d.amount, 0)).toBe(change.delta);
        const numerators = change.drivers.reduce((sum, d) => sum + BigInt(d.numerator), 0n);
        expect(numerators).toBe(BigInt(change.denominator) * BigInt(change.delta));
      }),
    );
  });

  it("gives a leaf that nothing reads exactly zero", () => {
    fc.assert(
      fc.property(leaves, leaves, (from, to) => {
        const idle = explainChange(definition, from, to).drivers.find((d) => d.group === "idle");
        expect(idle?.numerator).toBe("0");
      }),
    );
  });

  it("negates every numerator when the two decisions swap places", () => {
    fc.assert(
      fc.property(leaves, leaves, (from, to) => {
        const there = explainChange(definition, from, to);
        const back = explainChange(definition, to, from);
        for (const driver of there.drivers) {
          const other = back.drivers.find((d) => d.group === driver.group);
          expect(BigInt(other?.numerator ?? "1")).toBe(-BigInt(driver.numerator));
        }
      }),
    );
  });

  it("splits the network's part into players that add up to it", () => {
    fc.assert(
      fc.property(
        leaves,
        leaves,
        fc.array(fc.nat(100_000), { minLength: 4, maxLength: 4 }),
        (from, to, room) => {
          const rooms = Float64Array.from(room);
          rooms[0] = from[3] ?? 0;
          rooms[3] = to[3] ?? 0;
          const change = explainChange(definition, from, to, {
            group: "room",
            players: ["capacity", "demand"],
            leaves: (coalition) => ({ room: rooms[coalition] ?? 0 }),
          });
          const network = change.drivers.find((d) => d.group === "room");
          const parts = network?.parts.map((part) => part.amount ?? Number.NaN) ?? [];
          expect(parts.reduce((sum, amount) => sum + amount, 0)).toBe(network?.amount);
          expect(parts).toEqual(parts.toSorted((a, b) => Math.abs(b) - Math.abs(a)));
        },
      ),
    );
  });

  it("refuses to split the network's part by prices that are not of these two decisions", () => {
    const from = Float64Array.of(100, 0, 0, 50, 0, 0);
    const to = Float64Array.of(100, 0, 0, 80, 0, 0);
    const split = (leaves: (coalition: number) => Record<string, number>) => () =>
      explainChange(definition, from, to, { group: "room", players: ["capacity"], leaves });
    expect(split((coalition) => ({ room: coalition ? 80 : 50 }))).not.toThrow();
    expect(split((coalition) => ({ room: coalition ? 79 : 50 }))).toThrow("of other decisions");
    expect(split(() => ({ stock: 1 }))).toThrow('sample has no leaf "stock" in room');
    expect(() =>
      explainChange(definition, from, to, { group: "crew", players: [], leaves: () => ({}) }),
    ).toThrow('no group "crew"');
  });

  it("changes neither input", () => {
    const from = Float64Array.of(10, 20, 3, 50, 0, 1);
    const to = Float64Array.of(30, 20, 3, 12, 0, 1);
    const copies = [from.slice(), to.slice()];
    explainChange(definition, from, to);
    expect([from, to]).toEqual(copies);
  });
});

describe("explainLevel", () => {
  it("names what binds and how far the next constraint is", () => {
    const level = explainLevel(definition, Float64Array.of(100, 20, 30, 60, 0, 0));
    expect(level.value).toBe(60);
    expect(level.binding).toEqual({ id: "room", at: "fitting" });
    expect(level.next).toEqual({
      id: "gap",
      at: "fitting",
      visibility: "own",
      value: 90,
      slack: 30,
    });
  });

  it("reports on its path only nodes that replay to the stored value", () => {
    fc.assert(
      fc.property(leaves, (sample) => {
        const level = explainLevel(definition, sample);
        const values = new Float64Array(definition.nodes.length);
        evaluateOne(definition, sample, values);
        for (const step of level.steps) {
          expect(step.value).toBe(values[definition.indexOf.get(step.id) ?? -1]);
        }
      }),
    );
  });
});
