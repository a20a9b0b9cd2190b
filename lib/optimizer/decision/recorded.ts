import { type Definition, defineDecision } from "./define.ts";
import type { DefinitionSpec, NodeKind, NodeSpec, Owner, Unit, Visibility } from "./types.ts";

type RecordedNode = readonly [
  id: string,
  kind: NodeKind,
  unit: Unit,
  ...rest: [inputs: string[], text: string, declared: [string | null, Visibility | null]],
];
type RecordedLeaf = readonly [
  id: string,
  kind: "leaf",
  unit: Unit,
  group: string,
  owner: Owner,
  visibility: Visibility,
  lever: [1 | -1, number] | null,
];

const runElsewhere = (): never => {
  throw new Error("a recorded definition has no formulas: its bundle computes");
};

/**
 * A definition as its canonical text tells it: everything but what its formulas compute, so that its traces can be read, cut
 * and labelled. Evaluating it throws. Throws where the text is no definition's.
 */
export function recordedDefinition(canonicalText: string): Definition {
  const { name, version, output, nodes } = JSON.parse(canonicalText) as Omit<
    DefinitionSpec,
    "nodes"
  > & { readonly nodes: readonly (RecordedNode | RecordedLeaf)[] };
  const spec = { name, version, output, nodes: nodes.map(nodeOf) };
  return { ...defineDecision(spec), canonicalText };
}

function nodeOf(recorded: RecordedNode | RecordedLeaf): NodeSpec {
  if (isLeaf(recorded)) {
    const [id, kind, unit, group, owner, visibility, lever] = recorded;
    const shared = { id, kind, unit, group, owner, visibility };
    return lever ? { ...shared, lever: { direction: lever[0], step: lever[1] } } : shared;
  }
  const [id, kind, unit, inputs, text, [carries, visibility]] = recorded;
  return {
    id,
    kind: kind as Exclude<NodeKind, "leaf">,
    unit,
    inputs,
    text,
    ...(kind === "formula" ? { formula: runElsewhere } : {}),
    ...(carries === null ? {} : { carries }),
    ...(visibility === null ? {} : { visibility }),
  };
}

const isLeaf = (node: RecordedNode | RecordedLeaf): node is RecordedLeaf => node[1] === "leaf";
