import { activeSlice, type Columns, type Definition, evaluate } from "../decision/index.ts";
import { CONFIDENTIAL } from "./confidential.ts";
import { changePattern, shareOfMovement, shareWord } from "./pattern.ts";
import { type Attribution, coalitionValues, shapley } from "./shapley.ts";
import type {
  Binding,
  ChangeExplanation,
  Driver,
  DriverPart,
  Interaction,
  LeafChange,
} from "./types.ts";
import {
  type NetworkSplit,
  openSplit,
  outerMasks,
  partAmounts,
  type UnionSplit,
} from "./union-split.ts";

/** A cause that a change is split over. */
export type Player = Pick<Driver, "group" | "owner" | "leaves">;

/** Leaves that two groups make together: how much there is of something, and how it is counted. */
export interface JointLeaves {
  readonly groups: readonly [string, string];
  /** The leaves, by index, where the first group is as in one decision and the second as in another. Equal decisions give their own. */
  readonly derive: (first: Float64Array, second: Float64Array) => ReadonlyMap<number, number>;
}

/** What a change is explained with: a definition, whose groups are the causes, with leaves that two of them make together. */
export interface Causes {
  readonly definition: Definition;
  /** Each of other leaves. */
  readonly joints?: readonly JointLeaves[] | undefined;
}

/** Replays that an explanation needs: rows of leaves, and what to make of all their nodes. */
export interface ChangeGame {
  readonly leaves: Columns;
  readonly explained: (values: Columns) => ChangeExplanation;
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
  const { leaves, explained } = changeGame({ definition }, from, to, network);
  return explained(evaluate(definition, leaves));
}

/** As `explainChange`, where something else than this build's formulas computes the replays, or two causes make leaves together. */
export function changeGame(
  { definition, joints }: Causes,
  from: Float64Array,
  to: Float64Array,
  network?: NetworkSplit,
): ChangeGame {
  const { groups, output } = definition;
  const coalitionCount = 2 ** groups.length;
  const split = network && openSplit(definition, network);
  const masks = Array.from({ length: coalitionCount }, (_, mask) => mask);
  // Each mix outside the union is taken once per coalition inside it.
  const outer = split
    ? outerMasks(groups.length, split.union).flatMap((mask) => split.exchange.map(() => mask))
    : [];
  const own = new Map(groups.map(({ id }, index) => [id, index]));
  const leaves = mixedLeaves({ definition, joints, from, to }, own, [...masks, ...outer]);
  if (split) exchangeLeaves(definition, leaves, coalitionCount, split.exchange);
  const explained = (values: Columns): ChangeExplanation => {
    const outputs = values.column[output]!;
    return changeOf({
      definition,
      players: groups.map((group) => ({
        group: group.id,
        owner: group.owner,
        leaves: leafChanges(definition, group.leaves, from, to),
      })),
      coalitions: coalitionValues(groups.length, (mask) => outputs[mask]!),
      split: split && { ...split, values: outputs.subarray(coalitionCount) },
      bindingFrom: bindingOf(definition, values, 0),
      bindingTo: bindingOf(definition, values, coalitionCount - 1),
      replayCount: leaves.count,
    });
  };
  return { leaves, explained };
}

/** Two decisions' leaves in the terms of one definition, in leaf order. */
export interface Sides extends Causes {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/**
 * Leaves of one definition in every mix of two decisions: row by row those of the players in its mask are the second's, and those of no
 * group the first's. `playerOf` says which player a group belongs to.
 */
export function mixedLeaves(
  { definition, joints = [], from, to }: Sides,
  playerOf: ReadonlyMap<string, number>,
  masks: readonly number[],
): Columns {
  const bits = new Float64Array(definition.leafCount);
  for (const { id, leaves } of definition.groups)
    for (const leaf of leaves) bits[leaf] = 1 << playerOf.get(id)!;
  const columns = Array.from(bits, (bit, leaf) => {
    const values = new Float64Array(masks.length);
    for (let row = 0; row < masks.length; row++)
      values[row] = masks[row]! & bit ? to[leaf]! : from[leaf]!;
    return values;
  });
  for (const { groups, derive } of joints) {
    const [first, second] = groups.map((id) => 1 << playerOf.get(id)!) as [number, number];
    const derived = [derive(to, from), derive(from, to)] as const;
    masks.forEach((mask, row) => {
      if (!(mask & first) === !(mask & second)) return;
      for (const [leaf, value] of derived[mask & first ? 0 : 1]) columns[leaf]![row] = value;
    });
  }
  const ids = definition.nodes.slice(0, definition.leafCount).map(({ id }) => id);
  return { count: masks.length, column: Object.fromEntries(ids.map((id, k) => [id, columns[k]!])) };
}

/** With the outcome of every mix, in owenInside's order. */
type PricedSplit = UnionSplit & { readonly values: Float64Array };

interface Outcomes {
  /** Whose names and unit are told. */
  readonly definition: Definition;
  readonly players: readonly Player[];
  /** Of every coalition, by its mask. */
  readonly coalitions: Float64Array;
  readonly split?: PricedSplit | undefined;
  readonly bindingFrom: Binding | null;
  readonly bindingTo: Binding | null;
  readonly replayCount: number;
}

/** The explanation that a game's outcomes give. */
export function changeOf(outcomes: Outcomes): ChangeExplanation {
  const { definition, players, coalitions, split, ...told } = outcomes;
  const attribution = shapley(coalitions);
  const parts = split ? networkParts(split, attribution) : [];
  const movement = attribution.amount.reduce((sum, amount) => sum + Math.abs(amount), 0);
  const drivers = players
    .map(
      (player, index): Driver => ({
        ...player,
        amount: attribution.amount[index]!,
        shareMillionths: shareOfMovement(attribution.amount[index]!, movement),
        share: shareWord(attribution.amount[index]!, movement),
        numerator: attribution.numerator[index]!.toString(),
        parts: index === split?.union ? parts : [],
      }),
    )
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const [from, to] = [coalitions[0]!, coalitions[coalitions.length - 1]!];
  return {
    type: "change",
    definition: definition.name,
    version: definition.version,
    output: definition.output,
    unit: definition.nodes[definition.outputIndex]!.unit,
    from,
    to,
    delta: to - from,
    pattern: changePattern(to - from, drivers, told.bindingFrom, told.bindingTo),
    drivers,
    interactions: interactionsOf(players, coalitions),
    denominator: attribution.denominator.toString(),
    ...told,
  };
}

function networkParts(split: PricedSplit, whole: Attribution): DriverPart[] {
  const { union, players, values } = split;
  // The parts add up to the bar they split, as it is shown.
  const amount = partAmounts(values, players.length, whole, union);
  const total = amount.reduce((sum, part) => sum + Math.abs(part), 0);
  return players
    .map((player, index) => ({
      player,
      amount: amount[index]!,
      share: shareWord(amount[index]!, total),
    }))
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
}

function exchangeLeaves(
  definition: Definition,
  { count, column }: Columns,
  start: number,
  exchange: UnionSplit["exchange"],
): void {
  exchange.forEach((leaves, inner) => {
    for (const { leaf, value } of leaves) {
      const values = column[definition.nodes[leaf]!.id]!;
      for (let row = start + inner; row < count; row += exchange.length) values[row] = value;
    }
  });
}

/** Confidential leaves are listed whether they changed or not: which of them did is as confidential as they are. */
export function leafChanges(
  definition: Definition,
  leaves: readonly number[],
  from: Float64Array,
  to: Float64Array,
  visibilityOf = (leaf: number) => definition.visibility[leaf]!,
): LeafChange[] {
  return leaves
    .filter((leaf) => from[leaf] !== to[leaf] || CONFIDENTIAL.has(visibilityOf(leaf)))
    .map((leaf) => ({
      id: definition.nodes[leaf]!.id,
      unit: definition.nodes[leaf]!.unit,
      visibility: visibilityOf(leaf),
      from: from[leaf]!,
      to: to[leaf]!,
    }));
}

/** What binds in one row of computed values. */
export function bindingOf(definition: Definition, values: Columns, row: number): Binding | null {
  const own = Float64Array.from(definition.nodes, ({ id }) => values.column[id]![row]!);
  return activeSlice(definition, own).binding;
}

// Harsanyi dividends of pairs: what two causes did together beyond what each did alone.
function interactionsOf(players: readonly Player[], values: Float64Array): Interaction[] {
  const found: Interaction[] = [];
  const base = values[0]!;
  const delta = values[values.length - 1]! - base;
  players.forEach((a, i) => {
    players.forEach((b, j) => {
      if (j <= i) return;
      const amount = values[(1 << i) | (1 << j)]! - values[1 << i]! - values[1 << j]! + base;
      if (amount !== 0 && Math.abs(amount) >= INTERACTION_SHARE * Math.abs(delta)) {
        found.push({ groups: [a.group, b.group], amount });
      }
    });
  });
  return found.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)).slice(0, 3);
}
