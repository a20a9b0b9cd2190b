import type { Definition } from "./define.ts";
import type { LeafMap, LeafValues, Lift } from "./types.ts";

/** Leaves in leaf order, by id. */
export const leafValues = (definition: Definition, leaves: Float64Array): LeafValues =>
  Object.fromEntries(
    definition.nodes.slice(0, definition.leafCount).map(({ id }, k) => [id, leaves[k]!]),
  );

/** Every map of a lift's side on the other version's leaves. */
export const mapLeaves = (
  maps: Readonly<Record<string, LeafMap>> | undefined,
  leaves: LeafValues,
): LeafValues =>
  Object.fromEntries(Object.entries(maps ?? {}).map(([id, map]) => [id, map(leaves)]));

/** Which leaves a version has beyond the one before it, and which leaves of that one it tells of. */
export interface LiftShape {
  /** Code hash of the version before. */
  readonly from: string;
  readonly added: readonly string[];
  /** Named by `removed` or `dropped`. */
  readonly lost: readonly string[];
}

/** The lifts of a version and of those before it, newest first. */
export function liftsOf(lift: Lift | null): readonly Lift[] {
  const lifts: Lift[] = [];
  for (let at = lift ?? undefined; at; at = at.before) lifts.push(at);
  return lifts;
}

export const liftShape = ({ from, added, removed, dropped }: Lift): LiftShape => ({
  from,
  added: Object.keys(added),
  lost: [...Object.keys(removed ?? {}), ...(dropped ?? [])],
});

type Told = (leaves: LeafValues) => LeafValues | Promise<LeafValues>;

/** A lift, wherever its maps are computed. */
export interface LiftStep extends LiftShape {
  readonly tellAdded: Told;
  readonly tellRemoved: Told;
}

/** The steps that a definition of this build knows, newest first. */
export const liftSteps = (definition: Pick<Definition, "lift">): readonly LiftStep[] =>
  liftsOf(definition.lift).map((lift) => ({
    ...liftShape(lift),
    tellAdded: (leaves) => mapLeaves(lift.added, leaves),
    tellRemoved: (leaves) => mapLeaves(lift.removed, leaves),
  }));

/** A decision by one version: its leaves in leaf order. */
export interface DecidedLeaves {
  readonly definition: Definition;
  readonly leaves: Float64Array;
}

/** Leaves of a later and an earlier decision, each in the terms of the other's version. */
export interface CommonLeaves {
  /** The earlier decision's, in leaf order of the later version. */
  readonly raised: Float64Array;
  /** The later decision's, in leaf order of the earlier version. */
  readonly lowered: Float64Array;
}

/**
 * Two decisions on common ground, from version to version along `steps` (newest first): at each, what the lift tells of a leaf, else
 * the leaf of the same id and unit; on the way down what neither tells is as it was in the earlier decision. null where a leaf has
 * none of them: then the versions have no common ground.
 */
export async function commonLeaves(
  earlier: DecidedLeaves,
  later: DecidedLeaves,
  steps: readonly LiftStep[],
): Promise<CommonLeaves | null> {
  const way = wayOf(earlier.definition, later.definition, steps);
  const raised = await raisedAlong(way, earlier);
  if (!raised) return null;
  let lowered = leafValues(later.definition, later.leaves);
  for (const [k, step] of steps.entries()) {
    const from = lowered;
    const told = await step.tellRemoved(from);
    const same = (id: string) => (way.isSame(k, id) ? from[id] : undefined);
    const next = carried(way.terms[k + 1]!, told, same, raised[k + 1]);
    if (!next) return null;
    lowered = next;
  }
  return {
    raised: inLeafOrder(later.definition, raised[0]!),
    lowered: inLeafOrder(earlier.definition, lowered),
  };
}

/** An earlier decision's leaves in the terms of a later version, as {@link commonLeaves}. */
export async function raisedLeaves(
  earlier: DecidedLeaves,
  later: Definition,
  steps: readonly LiftStep[],
): Promise<Float64Array | null> {
  const raised = await raisedAlong(wayOf(earlier.definition, later, steps), earlier);
  return raised && inLeafOrder(later, raised[0]!);
}

/** Steps from a later version to an earlier one, with the ids of each version's leaves. */
interface LiftWay {
  readonly steps: readonly LiftStep[];
  readonly terms: readonly (readonly string[])[];
  /** Whether a leaf of this id is the same input on both sides of step `k`. */
  readonly isSame: (k: number, id: string) => boolean;
}

const wayOf = (earlier: Definition, later: Definition, steps: readonly LiftStep[]): LiftWay => ({
  steps,
  terms: termsAlong(earlier, later, steps),
  isSame: samenessAt(earlier, later, steps),
});

/** In the terms of each version on the way, from the later one to the earlier one; null where a lift does not tell a leaf. */
async function raisedAlong(
  { steps, terms, isSame }: LiftWay,
  { definition, leaves }: DecidedLeaves,
): Promise<readonly LeafValues[] | null> {
  const raised: LeafValues[] = [leafValues(definition, leaves)];
  for (let k = steps.length - 1; k >= 0; k--) {
    const [from] = raised as [LeafValues];
    const told = await steps[k]!.tellAdded(from);
    const next = carried(terms[k]!, told, (id) => (isSame(k, id) ? from[id] : undefined));
    if (!next) return null;
    raised.unshift(next);
  }
  return raised;
}

const leafIds = ({ nodes, leafCount }: Definition): string[] =>
  nodes.slice(0, leafCount).map(({ id }) => id);

const inLeafOrder = (definition: Definition, leaves: LeafValues): Float64Array =>
  Float64Array.from(leafIds(definition), (id) => leaves[id]!);

/** Ids of each version's leaves along the steps, from the later version to the earlier one. */
function termsAlong(
  earlier: Definition,
  later: Definition,
  steps: readonly LiftShape[],
): readonly (readonly string[])[] {
  const terms = [leafIds(later)];
  for (const { added, lost } of steps.slice(0, -1)) {
    const kept = new Set(terms.at(-1));
    for (const id of added) kept.delete(id);
    for (const id of lost) kept.add(id);
    terms.push([...kept]);
  }
  return [...terms, leafIds(earlier)];
}

/** Units are known of the two ends alone: where a version between them changes a leaf, its lift is taken at its word. */
function samenessAt(
  earlier: Definition,
  later: Definition,
  steps: readonly LiftShape[],
): LiftWay["isSame"] {
  const unitOf = ({ nodes, indexOf }: Definition, id: string) => nodes[indexOf.get(id) ?? -1]?.unit;
  const changed = new Set(steps.slice(0, -1).flatMap(({ added, lost }) => [...added, ...lost]));
  return (k, id) => {
    if (k < steps.length - 1 || changed.has(id)) return true;
    const [before, now] = [unitOf(earlier, id), unitOf(later, id)];
    return before === undefined || now === undefined || before === now;
  };
}

function carried(
  ids: readonly string[],
  told: LeafValues,
  same: (id: string) => number | undefined,
  otherwise: LeafValues = {},
): LeafValues | null {
  const values: Record<string, number> = {};
  for (const id of ids) {
    const value = told[id] ?? same(id) ?? otherwise[id];
    if (value === undefined) return null;
    values[id] = value;
  }
  return values;
}
