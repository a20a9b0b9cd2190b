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
  tenthBand,
} from "../../lib/optimizer/explanation/index.ts";
import { marketDefinition } from "../../lib/optimizer/market/index.ts";
import { placementDefinition } from "../../lib/optimizer/placement/index.ts";
import {
  replenishmentDefinition,
  replenishmentOutlooks,
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

const PRICE = replenishmentDefinition.indexOf.get("networkPriceMicrosPerDm3Week")!;
const priceOf = (leaves: Float64Array): number => leaves[PRICE]!;

/** Networks in which space has a price, and the leaves of each account's products. */
function scarceAdvice(count: number) {
  const found = [];
  for (let seed = 0; found.length < count; seed++) {
    const network = drawAdvice(seed);
    const { column } = planAdvice(network).columns;
    const price = column.networkPriceMicrosPerDm3Week![0]!;
    if (price < 1000) continue;
    const leavesAt = (row: number) =>
      Float64Array.from(
        replenishmentDefinition.nodes.slice(0, replenishmentDefinition.leafCount),
        ({ id }) => column[id]![row]!,
      );
    const account = (one: number) =>
      network.products.flatMap((product, row) => (product.account === one ? [leavesAt(row)] : []));
    found.push({ price, accountCount: network.limitMm3.length, account });
  }
  return found;
}

/** What an advised quantity and all what-ifs of it would tell if the price of space were another. */
function whatIfs(leaves: Float64Array) {
  const values = new Float64Array(replenishmentDefinition.nodes.length);
  const output = evaluateOne(replenishmentDefinition, leaves, values);
  const pack = leaves[replenishmentDefinition.indexOf.get("casePackUnits")!]!;
  const grid = outputGrid(output, pack);
  const deeds = replenishmentScenarios.flatMap((lever: Lever) =>
    leverValues(replenishmentDefinition, leaves, lever, output)
      .slice(1)
      .map((value) => ({ [lever.leaf]: value, ...lever.also })),
  );
  const priced = (price: number) => {
    const changed = leaves.slice();
    changed[PRICE] = price;
    return changed;
  };
  const quantity = (price: number) =>
    String(evaluateOne(replenishmentDefinition, priced(price), values));
  const all = (price: number) => {
    const outlooks = replenishmentOutlooks(priced(price));
    const told = deeds.map((deed) => {
      const { low, high, without } = forward(replenishmentDefinition, leaves, deed, outlooks, grid);
      return [low, high, without.low, without.high];
    });
    return `${quantity(price)} ${told.join(" ")}`;
  };
  return { quantity, all };
}

type Range = readonly [number, number];

/** The prices next to the true one under which the same would be told. */
function priceRange(told: (price: number) => string, price: number): Range {
  const seen = told(price);
  const end = (way: 1 | -1): number => {
    const isSame = (away: number) => price + way * away >= 0 && told(price + way * away) === seen;
    let [same, other] = [0, 1];
    while (other < 20 * price && isSame(other)) [same, other] = [other, 2 * other];
    while (other - same > 1) {
      const middle = (same + other) >> 1;
      if (isSame(middle)) same = middle;
      else other = middle;
    }
    return price + way * same;
  };
  return [end(-1), end(1)];
}

const narrowed = (ranges: readonly Range[]): Range => [
  Math.max(...ranges.map(([low]) => low)),
  Math.min(...ranges.map(([, high]) => high)),
];
const widthOf = ([low, high]: Range): number => high - low;

describe("attacks", () => {
  it("A1: every what-if of a quantity together says of the price of space no more than the quantity and a tenth-wide band", () => {
    for (const { account } of scarceAdvice(6))
      for (const leaves of account(0)) {
        const price = priceOf(leaves);
        const { low, high } = tenthBand(price);
        const answers = whatIfs(leaves);
        for (const other of [low, high])
          if (answers.quantity(other) === answers.quantity(price))
            expect(answers.all(other)).toBe(answers.all(price));
      }
  });

  it("A4: two accounts that ask everything learn hardly more than one and the bulletin, and a cartel no more than its quantities say", () => {
    const gains: number[] = [];
    for (const { accountCount, account, price } of scarceAdvice(2)) {
      const of = (pick: "all" | "quantity") =>
        Array.from({ length: accountCount }, (_, a) =>
          narrowed(account(a).map((leaves) => priceRange(whatIfs(leaves)[pick], price))),
        );
      const asked = of("all");
      for (let a = 0; a < accountCount; a++)
        for (let b = a + 1; b < accountCount; b++) {
          const alone = Math.min(widthOf(asked[a]!), widthOf(asked[b]!));
          gains.push(alone === 0 ? 0 : 1 - widthOf(narrowed([asked[a]!, asked[b]!])) / alone);
        }
      const band = tenthBand(price);
      const cartel = narrowed(asked);
      expect(cartel).toEqual(narrowed([...of("quantity"), [band.low, band.high]]));
    }
    expect(gains.reduce((sum, gain) => sum + gain, 0) / gains.length).toBeLessThanOrEqual(0.1);
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
