import { canonicalTextOf } from "./canonical.ts";
import type {
  ComputedSpec,
  DefinitionSpec,
  Formula,
  LeafSpec,
  Lift,
  NodeSpec,
  Owner,
  Visibility,
} from "./types.ts";

const MAX_GROUPS = 10;
const ID = /^[a-z][A-Za-z0-9_]*$/;

/** What a compiled step does; numbers so that the evaluation loop switches without comparing text. */
export const Operation = { formula: 0, min: 1, max: 2, choice: 3 } as const;

export interface Step {
  /** Index of the node this step computes. */
  readonly node: number;
  readonly operation: number;
  /** Node indices of the inputs, in the order the formula reads them. */
  readonly inputs: readonly number[];
  readonly formula: Formula;
}

/** A driver group of leaves with the one owner whose doing they are. */
export interface Group {
  readonly id: string;
  readonly owner: Owner;
  /** Leaf indices (equal to node indices: leaves come first). */
  readonly leaves: readonly number[];
}

export interface Definition {
  readonly name: string;
  readonly version: string;
  readonly nodes: readonly NodeSpec[];
  /** Nodes 0..leafCount-1 are the leaves. */
  readonly leafCount: number;
  readonly output: string;
  readonly outputIndex: number;
  readonly indexOf: ReadonlyMap<string, number>;
  readonly groups: readonly Group[];
  /** Visibility per node: declared, or the most confidential of its inputs. */
  readonly visibility: readonly Visibility[];
  readonly steps: readonly Step[];
  /** null where this version names none before it. */
  readonly lift: Lift | null;
  /** The text whose SHA-256 is the code hash of a run; the same in every build of the same formulas. */
  readonly canonicalText: string;
}

// From least to most confidential; the label of a computed node is the join of its inputs' labels.
const confidentiality: readonly Visibility[] = [
  "policyPublic",
  "bulletin",
  "own",
  "policyConfidential",
  "networkConfidential",
];

/**
 * Checks and compiles a decision. Leaves come first, then computed nodes in topological order.
 * Throws RangeError naming the node when an id repeats or is malformed, an input is unknown or comes later,
 * a formula's arity differs from its inputs, a group has two owners, or there are more than 10 groups.
 */
export function defineDecision(spec: DefinitionSpec): Definition {
  const fail = (message: string): never => {
    throw new RangeError(`${spec.name}@${spec.version}: ${message}`);
  };
  const indexOf = new Map<string, number>();
  const steps: Step[] = [];
  const visibility: Visibility[] = [];
  let leafCount = 0;
  spec.nodes.forEach((node, index) => {
    if (!ID.test(node.id)) fail(`"${node.id}" is not a node id`);
    if (indexOf.has(node.id)) fail(`node "${node.id}" is defined twice`);
    if (node.kind === "leaf") {
      if (steps.length > 0) fail(`leaf "${node.id}" comes after a computed node`);
      leafCount++;
      visibility.push(node.visibility);
    } else {
      const step = compileStep(node, index, indexOf, fail);
      steps.push(step);
      visibility.push(node.visibility ?? joinVisibility(step.inputs, visibility));
    }
    indexOf.set(node.id, index);
  });
  const outputIndex = indexOf.get(spec.output) ?? fail(`output "${spec.output}" is not a node`);
  const groups = groupsOf(spec.nodes, fail);
  const lift = spec.lift ?? null;
  const isLeaf = (id: string) => (indexOf.get(id) ?? leafCount) < leafCount;
  for (const id of Object.keys(lift?.added ?? {}))
    if (!isLeaf(id)) fail(`lift adds "${id}", which is no leaf`);
  for (const id of lift?.dropped ?? []) if (isLeaf(id)) fail(`lift drops "${id}", which is a leaf`);
  const { name, version, nodes, output } = spec;
  const canonicalText = canonicalTextOf(spec);
  return {
    name,
    version,
    nodes,
    output,
    outputIndex,
    leafCount,
    indexOf,
    groups,
    visibility,
    steps,
    lift,
    canonicalText,
  };
}

function compileStep(
  node: ComputedSpec,
  index: number,
  indexOf: ReadonlyMap<string, number>,
  fail: (message: string) => never,
): Step {
  const inputs = node.inputs.map(
    (id) =>
      indexOf.get(id) ?? fail(`node "${node.id}" reads "${id}", which is not defined before it`),
  );
  if (node.carries !== undefined && !node.inputs.includes(node.carries)) {
    fail(`node "${node.id}" carries "${node.carries}", which is not one of its inputs`);
  }
  if (node.text.trim() === "") fail(`node "${node.id}" has no text`);
  checkArity(node, fail);
  const formula = node.formula ?? Math.min;
  return { node: index, operation: Operation[node.kind], inputs, formula };
}

function checkArity(node: ComputedSpec, fail: (message: string) => never): void {
  const got = node.inputs.length;
  if (got === 0 && node.kind !== "formula") fail(`${node.kind} "${node.id}" has no inputs`);
  if (node.kind === "choice" && got !== 3) fail(`choice "${node.id}" reads 3 inputs, got ${got}`);
  if (node.kind !== "formula") {
    if (node.formula)
      fail(`${node.kind} "${node.id}" has its meaning by kind and takes no formula`);
    return;
  }
  if (!node.formula) fail(`formula "${node.id}" has no function`);
  const arity = node.formula?.length ?? 0;
  // A length of 0 is a constant or a variadic formula (...inputs).
  if (arity !== 0 && arity !== got) {
    fail(`formula "${node.id}" takes ${arity} arguments but reads ${got} inputs`);
  }
}

function joinVisibility(inputs: readonly number[], known: readonly Visibility[]): Visibility {
  let rank = 0;
  for (const input of inputs) rank = Math.max(rank, confidentiality.indexOf(known[input]!));
  return confidentiality[rank]!;
}

function groupsOf(nodes: readonly NodeSpec[], fail: (message: string) => never): Group[] {
  const groups = new Map<string, { id: string; owner: Owner; leaves: number[] }>();
  nodes.forEach((node, index) => {
    if (node.kind !== "leaf") return;
    const leaf: LeafSpec = node;
    const group = groups.get(leaf.group);
    if (!group) {
      groups.set(leaf.group, { id: leaf.group, owner: leaf.owner, leaves: [index] });
      return;
    }
    if (group.owner !== leaf.owner) {
      fail(`group "${leaf.group}" has owners ${group.owner} and ${leaf.owner} (leaf "${leaf.id}")`);
    }
    group.leaves.push(index);
  });
  if (groups.size > MAX_GROUPS) fail(`at most ${MAX_GROUPS} groups, got ${groups.size}`);
  return [...groups.values()];
}
