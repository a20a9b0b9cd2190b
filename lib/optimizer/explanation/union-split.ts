// The network's bar split over what the prices depend on: which mixes it takes, and how it is shared out.
import type { Definition } from "../decision/index.ts";
import { type Attribution, owenInside, wholeUnits } from "./shapley.ts";

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

export interface Exchange {
  readonly leaf: number;
  readonly value: number;
}

export interface UnionSplit {
  /** The group that is split, among the definition's. */
  readonly union: number;
  readonly players: readonly string[];
  /** Leaves of the union by coalition of its players. */
  readonly exchange: readonly (readonly Exchange[])[];
}

/** Throws RangeError for a group that the definition lacks, and for a leaf that is not in it. */
export function openSplit(
  definition: Definition,
  { group, players, leaves }: NetworkSplit,
): UnionSplit {
  const union = definition.groups.findIndex(({ id }) => id === group);
  if (union < 0) throw new RangeError(`explainChange: no group "${group}"`);
  const exchange = Array.from({ length: 2 ** players.length }, (_, coalition) =>
    exchangesOf(definition, union, leaves(coalition)),
  );
  return { union, players, exchange };
}

function exchangesOf(
  { name, groups, indexOf }: Definition,
  union: number,
  values: Readonly<Record<string, number>>,
): Exchange[] {
  return Object.entries(values).map(([id, value]) => {
    const leaf = indexOf.get(id);
    if (leaf === undefined || !groups[union]!.leaves.includes(leaf))
      throw new RangeError(`explainChange: ${name} has no leaf "${id}" in ${groups[union]!.id}`);
    return { leaf, value };
  });
}

/** Masks over all players of those outside the union, which is player `bit`: its place stays empty. In owenInside's order. */
export function outerMasks(playerCount: number, bit: number): number[] {
  return Array.from({ length: 2 ** (playerCount - 1) }, (_, outer) => {
    const below = outer & ((1 << bit) - 1);
    return below | ((outer - below) << 1);
  });
}

/**
 * Whole units of the union's players, which add up to the amount of the union, player `bit` of `whole`. `values` as `owenInside`
 * takes them. Throws where the mixes of none and of all are not the two decisions themselves: Owen's parts then add up to another sum.
 */
export function partAmounts(
  values: Float64Array,
  innerCount: number,
  whole: Attribution,
  bit: number,
): number[] {
  const inside = owenInside(values, whole.amount.length - 1, innerCount);
  const sum = inside.numerator.reduce((a, n) => a + n, 0n) * whole.denominator;
  const expected = whole.numerator[bit]! * inside.denominator;
  if (sum !== expected) {
    throw new Error(
      `explainChange: the network's parts add up to ${sum}, expected ${expected}: the mixed prices are of other decisions`,
    );
  }
  return wholeUnits(inside.numerator, inside.denominator, BigInt(whole.amount[bit]!));
}
