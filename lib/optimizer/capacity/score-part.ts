import type { ComputedSpec, Definition, Group } from "../decision/index.ts";
import { efficiencyParts, scoreDefinition, shareLeaf } from "./definition.ts";

const partOfShare = new Map<string, string>(efficiencyParts.map((name) => [shareLeaf[name], name]));

/**
 * The efficiency score within a version of the limit's definition, on the limit's own nodes: as `scoreDefinition`, each measured share a
 * cause of its own. Leaves that do not make the score are no cause of it. Throws RangeError for a version without a score.
 */
export function scorePart(definition: Definition): Definition {
  const { name, output } = scoreDefinition;
  const outputIndex = definition.indexOf.get(output);
  if (outputIndex === undefined)
    throw new RangeError(`${definition.name}@${definition.version} has no "${output}"`);
  const groups = new Map<string, Group & { leaves: number[] }>();
  for (const leaf of leavesOf(definition, outputIndex)) {
    const spec = definition.nodes[leaf]!;
    if (spec.kind !== "leaf") continue;
    const id = partOfShare.get(spec.id) ?? spec.group;
    const group = groups.get(id) ?? { id, owner: spec.owner, leaves: [] };
    group.leaves.push(leaf);
    groups.set(id, group);
  }
  return { ...definition, name, output, outputIndex, groups: [...groups.values()] };
}

/** Leaves that a node is computed from, in leaf order. */
function leavesOf({ nodes, indexOf }: Definition, from: number): number[] {
  const isReached = new Uint8Array(nodes.length);
  isReached[from] = 1;
  const leaves: number[] = [];
  for (let node = from; node >= 0; node--) {
    if (isReached[node] === 0) continue;
    const spec = nodes[node]!;
    if (spec.kind === "leaf") leaves.unshift(node);
    else for (const id of (spec as ComputedSpec).inputs) isReached[indexOf.get(id)!] = 1;
  }
  return leaves;
}
