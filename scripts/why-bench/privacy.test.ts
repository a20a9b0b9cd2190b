// What a seller can work out of answers: nothing that follows from other sellers' data beyond what the seller knows before
// asking, and of a price no more than the grids of what-ifs let through.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capacityDefinition, capacityScenarios } from "../../lib/optimizer/capacity/index.ts";
import { type Definition, evaluateOne } from "../../lib/optimizer/decision/index.ts";
import {
  explainLevel,
  forward,
  type Lever,
  leverValues,
  outputGrid,
  redact,
} from "../../lib/optimizer/explanation/index.ts";
import { marketDefinition } from "../../lib/optimizer/market/index.ts";
import { placementDefinition } from "../../lib/optimizer/placement/index.ts";
import {
  replenishmentDefinition,
  replenishmentScenarios,
} from "../../lib/optimizer/replenishment/index.ts";
import { adviceLeaves, drawAdvice, planAdvice } from "./advice-network.ts";
import { drawPair, sellerAnswers } from "./pairs.ts";

const CONFIDENTIAL = ["policyConfidential", "networkConfidential"];

describe("worlds that differ in others' data alone", () => {
  it("give a seller the same answers, byte for byte", () => {
    fc.assert(
      fc.property(fc.nat(1e9), (seed) => {
        const { one, other, answers } = drawPair(seed);
        expect(String(one.mixes.map(Object.values))).not.toBe(
          String(other.mixes.map(Object.values)),
        );
        expect(answers[1]).toBe(answers[0]);
      }),
      { numRuns: 60 },
    );
  });
});

const isSecret = (definition: Definition, leaf: string): boolean =>
  CONFIDENTIAL.includes(definition.visibility[definition.indexOf.get(leaf) ?? -1] ?? "");

/** All what-ifs of an advised quantity that the product answers: each lever at each step, prices as they are. */
function whatIfs(leaves: Float64Array, output: number): (price: number) => number[] {
  const grid = outputGrid(
    output,
    leaves[replenishmentDefinition.indexOf.get("casePackUnits") ?? 0],
  );
  const deeds = replenishmentScenarios.flatMap((lever: Lever) =>
    leverValues(replenishmentDefinition, leaves, lever, output)
      .slice(1)
      .map((value) => ({ [lever.leaf]: value })),
  );
  return (networkPriceMicrosPerDm3Week) =>
    deeds.map((deed) => {
      const same = { id: "same", leaves: { networkPriceMicrosPerDm3Week } } as const;
      return forward(replenishmentDefinition, leaves, deed, [same], grid).high;
    });
}

describe("attacks", () => {
  it("A1: every what-if of a quantity together leaves the price of space at least 1 % wide, as a rule", () => {
    const widths: number[] = [];
    for (let seed = 0; widths.length < 20; seed++) {
      const leaves = adviceLeaves(planAdvice(drawAdvice(seed)));
      const at = replenishmentDefinition.indexOf.get("networkPriceMicrosPerDm3Week") ?? 0;
      const price = leaves[at] ?? 0;
      const values = new Float64Array(replenishmentDefinition.nodes.length);
      const output = evaluateOne(replenishmentDefinition, leaves, values);
      if (price < 1000 || output === 0) continue;
      const answers = whatIfs(leaves, output);
      const seen = String(answers(price));
      const fits = (share: number) => String(answers(Math.round(price * (1 + share)))) === seen;
      widths.push([-0.01, 0.01, -0.005, 0.005].filter(fits).length / 4);
    }
    const wide = widths.filter((width) => width > 0).length;
    expect(wide).toBeGreaterThanOrEqual(15);
  });

  it.each([
    ["capacity", capacityDefinition, capacityScenarios(500_000)],
    ["replenishment", replenishmentDefinition, replenishmentScenarios],
    ["market", marketDefinition, []],
    ["placement", placementDefinition, []],
  ] as const)("A2: what is confidential is no lever of %s", (_, definition, scenarios) => {
    const declared = definition.nodes.filter((node) => node.kind === "leaf" && node.lever);
    const moved = scenarios.flatMap(({ leaf, also }: Lever) => [leaf, ...Object.keys(also ?? {})]);
    const levers = [...declared.map(({ id }) => id), ...moved];
    expect(levers.filter((leaf) => isSecret(definition, leaf))).toEqual([]);
  });

  it("A3: asking again gives the same bytes: there is no noise to average away", () => {
    const { one } = drawPair(7);
    expect(sellerAnswers(one)).toBe(sellerAnswers(structuredClone(one)));
  });

  it("A7: no price of a building and no level leaves with a level, whatever the rule", () => {
    const advice = adviceLeaves(planAdvice(drawAdvice(3)));
    const shown = redact(explainLevel(replenishmentDefinition, advice), "seller");
    for (const step of shown.steps)
      if (step.id !== shown.output && CONFIDENTIAL.includes(step.visibility))
        expect(step.value, step.id).toBe(null);
    const room = ["roomMicros", "thresholdMicrosPerM3", "marginalShareMillionths"];
    const secrets = [placementDefinition, marketDefinition].flatMap((definition) =>
      definition.nodes.flatMap(({ id }) => (isSecret(definition, id) ? [id] : [])),
    );
    for (const id of room) expect(secrets).toContain(id);
  });
});
