import { expect, it } from "vitest";
import { capacityDefinition } from "../capacity/index.ts";
import { stream } from "../core/prng.ts";
import { explainChange, groupAmounts, type NetworkSplit } from "./index.ts";

const definition = capacityDefinition;
const draws = stream(7, "group-amounts");

const MOST: Readonly<Record<string, number>> = {
  bool: 2,
  weeks: 20,
  milliWeeks: 20_000,
  mm3: 9_000_000,
};

const drawn = (): Float64Array =>
  Float64Array.from(
    definition.nodes.slice(0, definition.leafCount),
    ({ unit }) => draws.integer(MOST[unit] ?? 900_000) + (unit === "bool" ? 0 : 1),
  );

/** The same decision later: leaves of some groups drawn anew. */
function later(from: Float64Array, share: number): Float64Array {
  const [to, fresh] = [from.slice(), drawn()];
  for (const { leaves } of definition.groups)
    if (draws.uniform() < share) for (const leaf of leaves) to[leaf] = fresh[leaf] ?? 0;
  return to;
}

const splitOf = (from: Float64Array, to: Float64Array): NetworkSplit => {
  const at = (id: string) => definition.indexOf.get(id) ?? 0;
  const [level, ration] = [at("waterLevelMilliWeeks"), at("rationShareMillionths")];
  return {
    group: "network",
    players: ["capacity", "demand", "policy"],
    leaves: (coalition) => {
      const share = [0, 1, 2].filter((bit) => coalition & (1 << bit)).length / 3;
      const between = (leaf: number) =>
        Math.round((from[leaf] ?? 0) + ((to[leaf] ?? 0) - (from[leaf] ?? 0)) * share);
      return {
        waterLevelMilliWeeks: between(level),
        rationShareMillionths: between(ration),
      };
    },
  };
};

it("gives every cause what explainChange gives it, with and without the network's parts", () => {
  const amountsOf = groupAmounts(definition);
  let partCount = 0;
  for (let round = 0; round < 60; round++) {
    const from = drawn();
    const to = later(from, round % 2 ? 0.4 : 1);
    const split = splitOf(from, to);
    const told = explainChange(definition, from, to, split);
    const { amounts, parts } = amountsOf(from, to, split);
    const barOf = (id: string) => told.drivers.find(({ group }) => group === id);
    expect(amounts).toEqual(definition.groups.map(({ id }) => barOf(id)?.amount));
    const toldParts = barOf("network")?.parts ?? [];
    expect(parts).toEqual(
      split.players.map((player) => toldParts.find((part) => part.player === player)?.amount),
    );
    expect(amountsOf(from, to).amounts).toEqual(amounts);
    partCount += parts.filter((part) => part !== 0).length;
  }
  expect(partCount).toBeGreaterThan(10);
});

it("costs nothing where nothing differs", () => {
  const from = drawn();
  expect(groupAmounts(definition)(from, from).amounts.every((amount) => amount === 0)).toBe(true);
});

it("refuses prices of other decisions, as explainChange does", () => {
  const refusal = (explain: () => unknown): string => {
    try {
      explain();
      return "";
    } catch (error) {
      return `${error}`;
    }
  };
  const refused: string[] = [];
  for (let round = 0; round < 20; round++) {
    const [from, to] = [drawn(), drawn()];
    const split = { ...splitOf(from, to), leaves: splitOf(to, from).leaves };
    const said = refusal(() => groupAmounts(definition)(from, to, split));
    expect(said).toBe(refusal(() => explainChange(definition, from, to, split)));
    refused.push(said);
  }
  expect(refused.filter((said) => said.includes("prices are of other decisions"))).not.toEqual([]);
});
