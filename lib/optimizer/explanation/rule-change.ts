import type { Columns, Definition, Visibility } from "../decision/index.ts";
import {
  bindingOf,
  changeOf,
  leafChanges,
  mixedLeaves,
  type Player,
  type Sides,
} from "./change.ts";
import { CONFIDENTIAL } from "./confidential.ts";
import { coalitionValues } from "./shapley.ts";
import type { ChangeExplanation, LeafChange } from "./types.ts";

/** The player that the rule itself is, and the one bar of what cannot be split from it. */
const RULES = { group: "rules", owner: "policy" } as const;
const RULES_AND_INPUTS = { group: "rulesAndInputs", owner: "policy" } as const;

/** Groups that are players beside the rules: as many as all their coalitions can be replayed of. */
const MOST_GROUPS = 11;
/** The player of all inputs that only the rules before had, where they are too many to be told apart. */
const EARLIER_INPUTS = { group: "earlierInputs", owner: "policy" } as const;

/** Replays by two versions: rows of leaves for each, and what to make of all their nodes. */
export interface RuleGame {
  readonly before: Columns;
  readonly now: Columns;
  readonly explained: (before: Columns, now: Columns) => ChangeExplanation;
}

/**
 * Why a decision of one version of its rules went to one of another: exact Shapley over the driver groups and the rules
 * themselves, which are one more player. The drivers' amounts add up to the change exactly. Cost 2^(k+1) replays. Beyond 11 groups
 * those that only the rules before had are one player: a definition has 10 at most.
 */
export function ruleGame(before: Sides, now: Sides): RuleGame {
  const sets = groupSets(before, now);
  const players = sets.map((set) => playerOf(before, now, set));
  const numbered = new Map(sets.flatMap((set, k) => set.map(({ id }) => [id, k] as const)));
  const masks = Array.from({ length: 2 ** players.length }, (_, mask) => mask);
  const side = (one: Sides) => mixedLeaves(one, numbered, masks);
  return {
    before: side(before),
    now: side(now),
    explained: (valuesBefore, valuesNow) => {
      const old = valuesBefore.column[before.definition.output]!;
      const young = valuesNow.column[now.definition.output]!;
      // The rules' bit is the highest: the masks below it replay by the rules before.
      return changeOf({
        definition: now.definition,
        players: [...players, { ...RULES, leaves: [] }],
        coalitions: coalitionValues(players.length + 1, (mask) =>
          mask < masks.length ? old[mask]! : young[mask - masks.length]!,
        ),
        bindingFrom: bindingOf(before.definition, valuesBefore, 0),
        bindingTo: bindingOf(now.definition, valuesNow, masks.length - 1),
        replayCount: 2 * masks.length,
      });
    },
  };
}

/** Level before and after where the versions have no common ground: one bar of the rules and all that went into them. */
export function explainUnsplit(before: Computed, now: Computed): ChangeExplanation {
  const of = ({ definition, values }: Computed) => values.column[definition.output]![0]!;
  return changeOf({
    definition: now.definition,
    players: [{ ...RULES_AND_INPUTS, leaves: [] }],
    coalitions: Float64Array.of(of(before), of(now)),
    bindingFrom: bindingOf(before.definition, before.values, 0),
    bindingTo: bindingOf(now.definition, now.values, 0),
    replayCount: 2,
  });
}

/** One decision as its rules computed it: all nodes, one row. */
export interface Computed {
  readonly definition: Definition;
  readonly values: Columns;
}

type Group = Definition["groups"][number];

/** Groups of the rules now, each by itself, then those that only the rules before had. */
function groupSets(before: Sides, now: Sides): (readonly Group[])[] {
  const known = new Set(now.definition.groups.map(({ id }) => id));
  const gone = before.definition.groups.filter(({ id }) => !known.has(id));
  const alone = now.definition.groups.map((group) => [group]);
  const isFew = alone.length + gone.length <= MOST_GROUPS;
  return [...alone, ...(isFew ? gone.map((group) => [group]) : [gone])];
}

function playerOf(before: Sides, now: Sides, groups: readonly Group[]): Player {
  const leaves = groups.flatMap(({ id }) => {
    const gone = changesOf(before, now, id).filter((leaf) => !now.definition.indexOf.has(leaf.id));
    return [...changesOf(now, before, id), ...gone];
  });
  const [first, ...more] = groups;
  return first && more.length === 0
    ? { group: first.id, owner: first.owner, leaves }
    : { ...EARLIER_INPUTS, leaves };
}

/** A leaf is as confidential as the stricter of the two versions says: each of them traced one of its values. */
function changesOf({ definition, from, to }: Sides, other: Sides, id: string): LeafChange[] {
  const group = definition.groups.find((one) => one.id === id);
  const visibilityOf = (leaf: number): Visibility => {
    const at = other.definition.indexOf.get(definition.nodes[leaf]!.id) ?? -1;
    const there = other.definition.visibility[at];
    return there !== undefined && CONFIDENTIAL.has(there) ? there : definition.visibility[leaf]!;
  };
  return group ? leafChanges(definition, group.leaves, from, to, visibilityOf) : [];
}
