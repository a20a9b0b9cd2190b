import { type Definition, evaluateOne } from "../decision/index.ts";
import { exchangesOf, type NetworkSplit } from "./change.ts";
import { coalitionValues, owenInside, shapley, wholeUnits } from "./shapley.ts";

/** What each cause did to one decision, in whole units. */
export interface GroupAmounts {
  /** In the definition's group order; they add up to the change exactly. */
  readonly amounts: readonly number[];
  /** Of the network's amount, in the order of the split's players; empty without one. */
  readonly parts: readonly number[];
}

/**
 * The amounts of `explainChange`, for many decisions of one definition. A group in which nothing differs is a dummy: its amount is 0
 * and leaving it out changes no other, so that a change costs 2^(groups that differ) replays. `from` and `to` hold leaves in leaf order.
 */
export function groupAmounts(
  definition: Definition,
): (from: Float64Array, to: Float64Array, network?: NetworkSplit) => GroupAmounts {
  const { groups } = definition;
  const mix = new Mix(definition);
  return (from, to, network) => {
    const moved = groups.flatMap((group, index) =>
      group.id === network?.group || group.leaves.some((leaf) => from[leaf] !== to[leaf])
        ? [index]
        : [],
    );
    const amounts: number[] = groups.map(() => 0);
    if (moved.length === 0) return { amounts, parts: [] };
    mix.between(from, to, moved);
    const whole = shapley(coalitionValues(moved.length, (mask) => mix.value(mask)));
    moved.forEach((index, k) => {
      amounts[index] = whole.amount[k]!;
    });
    return { amounts, parts: network ? partsOf(mix, network, moved, amounts) : [] };
  };
}

type Exchange = ReturnType<typeof exchangesOf>;
const NOTHING: Exchange = [];

/** One decision with some of the groups that differ taken from the second state. */
class Mix {
  readonly definition: Definition;
  private readonly leaves: Float64Array;
  private readonly values: Float64Array;
  private from: Float64Array = new Float64Array(0);
  private to: Float64Array = new Float64Array(0);
  private moved: readonly number[] = [];

  constructor(definition: Definition) {
    this.definition = definition;
    this.leaves = new Float64Array(definition.leafCount);
    this.values = new Float64Array(definition.nodes.length);
  }

  between(from: Float64Array, to: Float64Array, moved: readonly number[]): void {
    this.from = from;
    this.to = to;
    this.moved = moved;
  }

  value(mask: number, exchange: Exchange = NOTHING): number {
    const { groups } = this.definition;
    this.leaves.set(this.from.subarray(0, this.leaves.length));
    this.moved.forEach((index, bit) => {
      if (!(mask & (1 << bit))) return;
      for (const leaf of groups[index]!.leaves) this.leaves[leaf] = this.to[leaf]!;
    });
    for (const { leaf, value } of exchange) this.leaves[leaf] = value;
    return evaluateOne(this.definition, this.leaves, this.values);
  }
}

function partsOf(
  mix: Mix,
  { group, players, leaves }: NetworkSplit,
  moved: readonly number[],
  amounts: readonly number[],
): number[] {
  const union = mix.definition.groups.findIndex(({ id }) => id === group);
  const bit = moved.indexOf(union);
  const innerSize = 2 ** players.length;
  const exchange = Array.from({ length: innerSize }, (_, coalition) =>
    exchangesOf(mix.definition, union, leaves(coalition)),
  );
  const outerCount = moved.length - 1;
  const values = new Float64Array(2 ** outerCount * innerSize);
  for (let outer = 0; outer < 2 ** outerCount; outer++) {
    // The union's place stays empty: its leaves come from the mixed prices.
    const below = outer & ((1 << bit) - 1);
    const mask = below | ((outer - below) << 1);
    for (let inner = 0; inner < innerSize; inner++)
      values[outer * innerSize + inner] = mix.value(mask, exchange[inner]);
  }
  const inside = owenInside(values, outerCount, players.length);
  return wholeUnits(inside.numerator, inside.denominator, BigInt(amounts[union]!));
}
