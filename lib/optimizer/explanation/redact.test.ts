import { describe, expect, it } from "vitest";
import { defineDecision, type LeafSpec, type Visibility } from "../decision/index.ts";
import { explainChange } from "./change.ts";
import { explainLevel } from "./level.ts";
import { redact, type Viewer } from "./redact.ts";

const leaf = (id: string, group: string, visibility: Visibility): LeafSpec => ({
  id,
  kind: "leaf",
  unit: "mm3",
  group,
  owner: group === "network" ? "network" : "seller",
  visibility,
});

/** share = min(need, level) is as hidden as the level; capped is the seller's own result of it. */
const definition = defineDecision({
  name: "sample",
  version: "1.0.0",
  nodes: [
    leaf("need", "need", "own"),
    leaf("threshold", "rule", "policyConfidential"),
    leaf("level", "network", "networkConfidential"),
    { id: "share", kind: "min", unit: "mm3", inputs: ["need", "level"], text: "min(need, level)" },
    {
      id: "own",
      kind: "formula",
      unit: "mm3",
      inputs: ["share"],
      formula: (share) => share!,
      text: "share",
      carries: "share",
      visibility: "own",
    },
    {
      id: "capped",
      kind: "min",
      unit: "mm3",
      inputs: ["own", "threshold"],
      text: "min(own, threshold)",
    },
  ],
  output: "capped",
});

const viewers: readonly Viewer[] = ["seller", "support", "policyAdmin"];
const change = explainChange(definition, Float64Array.of(9, 20, 5), Float64Array.of(9, 30, 7), {
  group: "network",
  players: ["capacity", "demand"],
  leaves: (coalition) => ({ level: coalition === 0 ? 5 : coalition === 3 ? 7 : 6 }),
});

describe("redact", () => {
  it("hides a network price and the figures of the network's parts from the seller, and tells support bands", () => {
    const network = (viewer: Viewer) =>
      redact(change, viewer).drivers.find(({ group }) => group === "network");
    expect(network("seller")).toMatchObject({
      amount: 2,
      leaves: [{ id: "level", from: null, to: null }],
      parts: [
        { player: "capacity", amount: null, share: "aboutHalf" },
        { player: "demand", amount: null, share: "aboutHalf" },
      ],
    });
    expect(network("policyAdmin")).toMatchObject({
      leaves: [{ from: 5, to: 7 }],
      parts: [{ amount: 1 }, { amount: 1 }],
    });
    const band = { low: 0, high: 19 };
    expect(network("support")).toMatchObject({
      leaves: [{ from: null, to: null, fromBand: band, toBand: band }],
      parts: [
        { amount: null, band },
        { amount: null, band },
      ],
    });
  });

  it("hides a confidential rule from everybody but policy admins, and that it changed where it made no bar", () => {
    const seenOf = (given: typeof change) =>
      viewers.map(
        (viewer) =>
          redact(given, viewer).drivers.find(({ group }) => group === "rule")?.leaves[0]?.to,
      );
    expect(seenOf(change)).toEqual([undefined, undefined, 30]);
    const binding = explainChange(definition, Float64Array.of(9, 3, 12), Float64Array.of(9, 4, 12));
    expect(seenOf(binding)).toEqual([null, null, 4]);
  });

  it("keeps every total, so that what a seller sees still adds up", () => {
    const seen = redact(change, "seller");
    expect(seen.drivers.reduce((sum, { amount }) => sum + amount, 0)).toBe(seen.delta);
  });

  it("hides with a value the slack that would give it away", () => {
    // The need binds, the level is the runner-up: its slack would say what it is.
    const level = explainLevel(definition, Float64Array.of(9, 20, 12));
    expect(level.next).toMatchObject({ id: "level", slack: 3, value: 12 });
    const seen = redact(level, "seller");
    expect(seen.next).toMatchObject({ id: "level", slack: null, value: null });
    expect(seen.steps.find(({ id }) => id === "share")).toMatchObject({
      value: null,
      next: { id: "level", slack: null },
    });
    expect(seen.steps.find(({ id }) => id === "capped")).toMatchObject({
      value: 9,
      next: { id: "threshold", slack: null },
    });
    // Support sees a band of the price alone: bands of what follows from it would narrow it.
    const banded = redact(level, "support");
    expect(banded.next).toMatchObject({ id: "level", slack: null, value: null });
    expect(banded.steps.map(({ id, value, band }) => [id, value ?? band ?? "hidden"])).toEqual(
      level.steps.map(({ id, value }) => [
        id,
        { share: "hidden", threshold: "hidden", level: { low: 0, high: 19 } }[id] ?? value,
      ]),
    );
  });

  it("lists the same leaves whether hidden ones changed or not, as long as the bar is the same", () => {
    // The level moves, or does not, above a need that binds: nothing of the seller's tells.
    const leavesOf = (level: number) =>
      redact(
        explainChange(definition, Float64Array.of(9, 20, 12), Float64Array.of(8, 20, level)),
        "seller",
      ).drivers;
    expect(leavesOf(12)).toEqual(leavesOf(14));
    // Where the network has a bar its hidden leaf is listed; the rule, which has none, is listed for nobody.
    const [bar] = redact(
      explainChange(definition, Float64Array.of(9, 20, 5), Float64Array.of(9, 20, 7)),
      "seller",
    ).drivers;
    expect(bar?.leaves).toMatchObject([{ id: "level", from: null }]);
    expect(
      redact(
        explainChange(definition, Float64Array.of(9, 20, 5), Float64Array.of(9, 20, 7)),
        "policyAdmin",
      ).drivers.find(({ group }) => group === "rule")?.leaves,
    ).toEqual([]);
  });

  it("changes nothing of what it is given", () => {
    const copy = structuredClone(change);
    for (const viewer of viewers) redact(change, viewer);
    expect(change).toEqual(copy);
  });
});
