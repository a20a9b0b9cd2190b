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
  it("hides a network price and the figures of the network's parts from the seller alone", () => {
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
    for (const viewer of ["support", "policyAdmin"] as const)
      expect(network(viewer)).toMatchObject({
        leaves: [{ from: 5, to: 7 }],
        parts: [{ amount: 1 }, { amount: 1 }],
      });
  });

  it("hides a confidential rule from everybody but policy admins", () => {
    const seen = viewers.map(
      (viewer) =>
        redact(change, viewer).drivers.find(({ group }) => group === "rule")?.leaves[0]?.to,
    );
    expect(seen).toEqual([null, null, 30]);
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
    expect(redact(level, "support").next).toMatchObject({ id: "level", slack: 3, value: 12 });
  });

  it("changes nothing of what it is given", () => {
    const copy = structuredClone(change);
    for (const viewer of viewers) redact(change, viewer);
    expect(change).toEqual(copy);
  });
});
