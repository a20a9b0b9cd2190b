import type { Definition } from "./define.ts";
import type { LeafMap, LeafValues } from "./types.ts";

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

/**
 * One decision's leaves in the terms of another version of its definition: what the lift tells of a leaf, else the leaf of the
 * same id and unit, else `otherwise`. null where a leaf has none of them: then the versions have no common ground.
 */
export function carryLeaves(
  into: Definition,
  { definition, leaves }: { readonly definition: Definition; readonly leaves: Float64Array },
  told: LeafValues,
  otherwise?: Float64Array,
): Float64Array | null {
  const carried = new Float64Array(into.leafCount);
  for (let leaf = 0; leaf < into.leafCount; leaf++) {
    const { id, unit } = into.nodes[leaf]!;
    const at = definition.indexOf.get(id) ?? definition.leafCount;
    const isSame = at < definition.leafCount && definition.nodes[at]!.unit === unit;
    const value = told[id] ?? (isSame ? leaves[at] : otherwise?.[leaf]);
    if (value === undefined) return null;
    carried[leaf] = value;
  }
  return carried;
}
