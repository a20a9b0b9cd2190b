import { type Forest, packSplit, SET_WORDS } from "./forest.ts";
import type { TreeNodes } from "./tree.ts";

/** A tree and what its leaves add. */
export interface ValuedTree {
  readonly nodes: TreeNodes;
  /** [leafCount, outputCount] */
  readonly value: Float32Array;
}

/** Lays the trees one behind the other in the arrays of a forest. Cost O(nodes + leaf values). */
export function joinTrees(trees: readonly ValuedTree[], base: Float64Array): Forest {
  const nodeCount = trees.reduce((sum, { nodes }) => sum + nodes.nodeCount, 0);
  const valueCount = trees.reduce((sum, { value }) => sum + value.length, 0);
  const forest = {
    treeCount: trees.length,
    outputCount: base.length,
    base,
    root: new Int32Array(trees.length),
    split: new Int32Array(nodeCount),
    categorySet: new Int32Array(nodeCount).fill(-1),
    child: new Int32Array(2 * nodeCount),
    leafValue: new Float32Array(valueCount),
  };
  const sets: Int32Array[] = [];
  let node = 0;
  let leaf = 0;
  trees.forEach(({ nodes, value }, k) => {
    forest.root[k] = nodes.nodeCount > 0 ? node : ~leaf;
    placeNodes(nodes, node, leaf, forest, sets);
    forest.leafValue.set(value, leaf * base.length);
    node += nodes.nodeCount;
    leaf += nodes.leafCount;
  });
  const categoryBits = new Int32Array(sets.length * SET_WORDS);
  sets.forEach((bits, s) => {
    categoryBits.set(bits, s * SET_WORDS);
  });
  return { ...forest, categoryBits };
}

/** The trees of a forest and then those of another, which adds to what the first says. Both have one base. Cost O(nodes + leaf values). */
export function joinForests(first: Forest, then: Forest): Forest {
  const nodes = first.split.length;
  const leaves = first.leafValue.length / first.outputCount;
  const sets = first.categoryBits.length / SET_WORDS;
  const moved = (child: number) => (child >= 0 ? child + nodes : ~(~child + leaves));
  const both = (a: Int32Array, b: Int32Array): Int32Array => {
    const joined = new Int32Array(a.length + b.length);
    joined.set(a);
    joined.set(b, a.length);
    return joined;
  };
  const leafValue = new Float32Array(first.leafValue.length + then.leafValue.length);
  leafValue.set(first.leafValue);
  leafValue.set(then.leafValue, first.leafValue.length);
  return {
    treeCount: first.treeCount + then.treeCount,
    outputCount: first.outputCount,
    base: first.base,
    root: both(first.root, then.root.map(moved)),
    split: both(first.split, then.split),
    categorySet: both(
      first.categorySet,
      then.categorySet.map((set) => (set < 0 ? set : set + sets)),
    ),
    categoryBits: both(first.categoryBits, then.categoryBits),
    child: both(first.child, then.child.map(moved)),
    leafValue,
  };
}

function placeNodes(
  nodes: TreeNodes,
  firstNode: number,
  firstLeaf: number,
  forest: Pick<Forest, "split" | "child" | "categorySet">,
  sets: Int32Array[],
): void {
  const moved = (child: number) => (child >= 0 ? child + firstNode : ~(~child + firstLeaf));
  for (let n = 0; n < nodes.nodeCount; n++) {
    const at = firstNode + n;
    const bits = nodes.categoryBits[n] ?? null;
    forest.split[at] = packSplit({
      feature: nodes.feature[n]!,
      threshold: nodes.threshold[n]!,
      isMissingLeft: nodes.isMissingLeft[n] === 1,
      isCategory: bits !== null,
    });
    forest.child[2 * at] = moved(nodes.left[n]!);
    forest.child[2 * at + 1] = moved(nodes.right[n]!);
    if (bits) {
      forest.categorySet[at] = sets.length;
      sets.push(bits);
    }
  }
}
