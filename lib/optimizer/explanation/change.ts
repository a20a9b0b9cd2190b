import { activeSlice, type Columns, type Definition, evaluate } from "../decision/index.ts";
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

/** A cause that a change is split over. */
export type Player = Pick<Driver, "group" | "owner" | "leaves">;

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
  const { leaves, explained } = changeGame(definition, from, to, network);
  return explained(evaluate(definition, leaves));
}

/** As `explainChange`, where something else than this build's formulas computes the replays. */
export function changeGame(
  definition: Definition,
  from: Float64Array,
  to: Float64Array,
  network?: NetworkSplit,
): ChangeGame {
  const { groups, output } = definition;
  const coalitionCount = 2 ** groups.length;
  const split = network && openSplit(definition, network);
  const masks = Array.from({ length: coalitionCount }, (_, mask) => mask);
  const leaves = mixedLeaves(
    definition,
    groups.map(({ id }) => id),
    { from, to },
    split ? masks.concat(outerMasks(groups.length, split)) : masks,
  );
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

/** Leaves of one definition in every mix of two decisions: row by row those of the players in its mask are the second's. */
export function mixedLeaves(
  definition: Definition,
  players: readonly string[],
  { from, to }: { readonly from: Float64Array; readonly to: Float64Array },
  masks: readonly number[],
): Columns {
  const column: Record<string, Float64Array> = {};
  for (const { id, leaves } of definition.groups) {
    const bit = 1 << players.indexOf(id);
    for (const leaf of leaves) {
      const values = new Float64Array(masks.length);
      for (let row = 0; row < masks.length; row++)
        values[row] = masks[row]! & bit ? to[leaf]! : from[leaf]!;
      column[definition.nodes[leaf]!.id] = values;
    }
  }
  return { count: masks.length, column };
}

interface Split {
  readonly union: number;
  readonly players: readonly string[];
  /** Leaves of the union by coalition of its players. */
  readonly exchange: readonly (readonly Exchange[])[];
}

interface Outcomes {
  /** Whose names and unit are told. */
  readonly definition: Definition;
  readonly players: readonly Player[];
  /** Of every coalition, by its mask. */
  readonly coalitions: Float64Array;
  readonly split?: (Split & { readonly values: Float64Array }) | undefined;
  readonly bindingFrom: Binding | null;
  readonly bindingTo: Binding | null;
  readonly replayCount: number;
}

/** The explanation that a game's outcomes give. */
export function changeOf(outcomes: Outcomes): ChangeExplanation {
  const { definition, players, coalitions, split, ...told } = outcomes;
  const attribution = shapley(coalitions);
  const parts = split ? networkParts(split, players.length - 1, attribution) : [];
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

function networkParts(
  split: Split & { readonly values: Float64Array },
  outerCount: number,
  whole: Attribution,
): DriverPart[] {
  const { union, players } = split;
  const inside = owenInside(split.values, outerCount, players.length);
  assertSplits(inside, whole, union);
  // The parts add up to the bar they split, as it is shown.
  const amount = wholeUnits(inside.numerator, inside.denominator, BigInt(whole.amount[union]!));
  const total = amount.reduce((sum, part) => sum + Math.abs(part), 0);
  return players
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

function openSplit(definition: Definition, { group, players, leaves }: NetworkSplit): Split {
  const union = definition.groups.findIndex(({ id }) => id === group);
  if (union < 0) throw new RangeError(`explainChange: no group "${group}"`);
  const exchange = Array.from({ length: 2 ** players.length }, (_, coalition) =>
    exchangesOf(definition, union, leaves(coalition)),
  );
  return { union, players, exchange };
}

interface Exchange {
  readonly leaf: number;
  readonly value: number;
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

/** Masks of the players outside the union, each once per coalition inside: owenInside's order. */
function outerMasks(playerCount: number, { union, exchange }: Split): number[] {
  return Array.from({ length: 2 ** (playerCount - 1) * exchange.length }, (_, row) => {
    const outer = Math.floor(row / exchange.length);
    // Bits below the union keep their place, bits above move up by one to leave its place empty.
    const below = outer & ((1 << union) - 1);
    return below | ((outer - below) << 1);
  });
}

function exchangeLeaves(
  definition: Definition,
  { count, column }: Columns,
  start: number,
  exchange: Split["exchange"],
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
