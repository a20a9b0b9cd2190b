import { type Definition, evaluateOne } from "../decision/index.ts";
import { type Attribution, coalitionValues, shapley } from "./shapley.ts";
import {
  type Exchange,
  type NetworkSplit,
  openSplit,
  outerMasks,
  partAmounts,
  type UnionSplit,
} from "./union-split.ts";

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
    if (!network) return { amounts, parts: [] };
    const split = openSplit(definition, network);
    return { amounts, parts: partsOf(mix, split, moved.indexOf(split.union), whole) };
  };
}

const NOTHING: readonly Exchange[] = [];

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

  value(mask: number, exchange: readonly Exchange[] = NOTHING): number {
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

function partsOf(mix: Mix, split: UnionSplit, bit: number, whole: Attribution): number[] {
  const { exchange, players } = split;
  const outer = outerMasks(whole.amount.length, bit);
  const values = new Float64Array(outer.length * exchange.length);
  outer.forEach((mask, row) => {
    // The union's leaves come from the mixed prices.
    exchange.forEach((leaves, inner) => {
      values[row * exchange.length + inner] = mix.value(mask, leaves);
    });
  });
  return partAmounts(values, players.length, whole, bit);
}
