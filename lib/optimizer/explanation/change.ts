import { activeSlice, type Definition, evaluateOne } from "../decision/index.ts";
import { CONFIDENTIAL } from "./confidential.ts";
import { changePattern, shareOfMovement, shareWord } from "./pattern.ts";
import { type Attribution, coalitionValues, owenInside, shapley, wholeUnits } from "./shapley.ts";
import type {
  Binding,
  ChangeExplanation,
  Driver,
  DriverPart,
  Interaction,
  LeafChange,
} from "./types.ts";

/** The group whose leaves come from pricing all sellers together, and what pricing gives for a mix of both runs. */
export interface NetworkSplit {
  readonly group: string;
  /** At most 4: what the shared space depends on. */
  readonly players: readonly string[];
  /**
   * The group's leaf values when the players of `coalition` are taken from the second run. None of them must give the
   * first decision's own values and all of them the second's; leaves it does not name stay as in the first.
   */
  readonly leaves: (coalition: number) => Readonly<Record<string, number>>;
}

const INTERACTION_SHARE = 0.1;

/**
 * Why a decision went from one value to another: exact Shapley over the definition's driver groups by replay, the
 * network group split further by re-pricing (Owen). `from` and `to` hold the leaves in leaf order and are not changed.
 * The drivers' amounts add up to the change exactly. Cost 2^k replays, plus 2^(k-1+g) with a network split.
 */
export function explainChange(
  definition: Definition,
  from: Float64Array,
  to: Float64Array,
  network?: NetworkSplit,
): ChangeExplanation {
  const replays = new Replays(definition, from, to);
  const values = coalitionValues(definition.groups.length, (mask) => replays.value(mask));
  const attribution = shapley(values);
  const parts = network ? networkParts(definition, replays, network, attribution) : [];
  const movement = attribution.amount.reduce((sum, amount) => sum + Math.abs(amount), 0);
  const drivers = definition.groups
    .map(
      (group, index): Driver => ({
        group: group.id,
        owner: group.owner,
        amount: attribution.amount[index]!,
        shareMillionths: shareOfMovement(attribution.amount[index]!, movement),
        share: shareWord(attribution.amount[index]!, movement),
        numerator: attribution.numerator[index]!.toString(),
        leaves: leafChanges(definition, group.leaves, from, to),
        parts: group.id === network?.group ? parts : [],
      }),
    )
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const delta = values[values.length - 1]! - values[0]!;
  const bindingFrom = bindingOf(definition, from);
  const bindingTo = bindingOf(definition, to);
  return {
    type: "change",
    definition: definition.name,
    version: definition.version,
    output: definition.output,
    unit: definition.nodes[definition.outputIndex]!.unit,
    from: values[0]!,
    to: values[values.length - 1]!,
    delta,
    pattern: changePattern(delta, drivers, bindingFrom, bindingTo),
    drivers,
    interactions: interactionsOf(definition, values, delta),
    denominator: attribution.denominator.toString(),
    bindingFrom,
    bindingTo,
    replayCount: replays.count,
  };
}

/** Replays of one decision with some groups' leaves taken from the second state. */
class Replays {
  count = 0;
  readonly definition: Definition;
  private readonly from: Float64Array;
  private readonly to: Float64Array;
  private readonly leaves: Float64Array;
  private readonly values: Float64Array;

  constructor(definition: Definition, from: Float64Array, to: Float64Array) {
    if (from.length < definition.leafCount || to.length < definition.leafCount) {
      throw new RangeError(
        `explainChange: ${definition.leafCount} leaves needed, got ${from.length} and ${to.length}`,
      );
    }
    this.definition = definition;
    this.from = from;
    this.to = to;
    this.leaves = new Float64Array(definition.leafCount);
    this.values = new Float64Array(definition.nodes.length);
  }

  value(mask: number, exchange: readonly Exchange[] = []): number {
    this.definition.groups.forEach((group, index) => {
      const source = mask & (1 << index) ? this.to : this.from;
      for (const leaf of group.leaves) this.leaves[leaf] = source[leaf]!;
    });
    for (const { leaf, value } of exchange) this.leaves[leaf] = value;
    this.count++;
    return evaluateOne(this.definition, this.leaves, this.values);
  }
}

interface Exchange {
  readonly leaf: number;
  readonly value: number;
}

function networkParts(
  definition: Definition,
  replays: Replays,
  network: NetworkSplit,
  whole: Attribution,
): DriverPart[] {
  const union = definition.groups.findIndex((group) => group.id === network.group);
  if (union < 0) throw new RangeError(`explainChange: no group "${network.group}"`);
  const inside = networkAttribution(definition, union, replays, network);
  assertSplits(inside, whole, union);
  // The parts add up to the bar they split, as it is shown.
  const amount = wholeUnits(inside.numerator, inside.denominator, BigInt(whole.amount[union]!));
  const total = amount.reduce((sum, part) => sum + Math.abs(part), 0);
  return network.players
    .map((player, index) => ({
      player,
      amount: amount[index]!,
      share: shareWord(amount[index]!, total),
    }))
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
}

/** Owen's parts add up to the union's own Shapley value when the mixes of none and of all are the two decisions themselves. */
function assertSplits(inside: Attribution, whole: Attribution, union: number): void {
  const sum = inside.numerator.reduce((a, n) => a + n, 0n) * whole.denominator;
  const expected = whole.numerator[union]! * inside.denominator;
  if (sum !== expected) {
    throw new Error(
      `explainChange: the network's parts add up to ${sum}, expected ${expected}: the mixed prices are of other decisions`,
    );
  }
}

function networkAttribution(
  definition: Definition,
  union: number,
  replays: Replays,
  network: NetworkSplit,
): Attribution {
  const outerCount = definition.groups.length - 1;
  const innerSize = 2 ** network.players.length;
  const exchange = Array.from({ length: innerSize }, (_, coalition) =>
    exchangesOf(definition, union, network.leaves(coalition)),
  );
  const values = new Float64Array(2 ** outerCount * innerSize);
  for (let outer = 0; outer < 2 ** outerCount; outer++) {
    // Bits below the union keep their place, bits above move up by one to leave its place empty.
    const below = outer & ((1 << union) - 1);
    const mask = below | ((outer - below) << 1);
    for (let inner = 0; inner < innerSize; inner++) {
      values[outer * innerSize + inner] = replays.value(mask, exchange[inner]);
    }
  }
  return owenInside(values, outerCount, network.players.length);
}

/** The network's leaves by index. Throws RangeError for one that is not in its group. */
export function exchangesOf(
  definition: Definition,
  union: number,
  values: Readonly<Record<string, number>>,
): Exchange[] {
  return Object.entries(values).map(([id, value]) => {
    const leaf = definition.indexOf.get(id);
    if (leaf === undefined || !definition.groups[union]!.leaves.includes(leaf)) {
      const { name, groups } = definition;
      throw new RangeError(`explainChange: ${name} has no leaf "${id}" in ${groups[union]!.id}`);
    }
    return { leaf, value };
  });
}

/** Confidential leaves are listed whether they changed or not: which of them did is as confidential as they are. */
function leafChanges(
  definition: Definition,
  leaves: readonly number[],
  from: Float64Array,
  to: Float64Array,
): LeafChange[] {
  return leaves
    .filter((leaf) => from[leaf] !== to[leaf] || CONFIDENTIAL.has(definition.visibility[leaf]!))
    .map((leaf) => ({
      id: definition.nodes[leaf]!.id,
      unit: definition.nodes[leaf]!.unit,
      visibility: definition.visibility[leaf]!,
      from: from[leaf]!,
      to: to[leaf]!,
    }));
}

function bindingOf(definition: Definition, leaves: Float64Array): Binding | null {
  const values = new Float64Array(definition.nodes.length);
  evaluateOne(definition, leaves, values);
  return activeSlice(definition, values).binding;
}

// Harsanyi dividends of pairs: what two causes did together beyond what each did alone.
function interactionsOf(
  definition: Definition,
  values: Float64Array,
  delta: number,
): Interaction[] {
  const found: Interaction[] = [];
  const base = values[0]!;
  definition.groups.forEach((a, i) => {
    definition.groups.forEach((b, j) => {
      if (j <= i) return;
      const amount = values[(1 << i) | (1 << j)]! - values[1 << i]! - values[1 << j]! + base;
      if (amount !== 0 && Math.abs(amount) >= INTERACTION_SHARE * Math.abs(delta)) {
        found.push({ groups: [a.id, b.id], amount });
      }
    });
  });
  return found.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)).slice(0, 3);
}
