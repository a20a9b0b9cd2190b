/** Who feeds whom, in an order in which causes come before effects. */
export interface CausalGraph {
  /** Topological order, ties in the order of first mention. */
  readonly node: readonly string[];
  /** Indices of each node's direct causes. */
  readonly parent: readonly (readonly number[])[];
  readonly targetIndex: number;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
}

const MAX_NODES = 12;

/**
 * The part of the graph that can reach the target. Throws RangeError naming the edge or node for a loop, a repeated
 * edge, a target that no edge names, or more than 12 nodes (2^12 coalitions).
 */
export function causalGraph(edges: readonly Edge[], target: string): CausalGraph {
  const causes = directCauses(edges);
  if (edges.length > 0 && !causes.has(target)) {
    throw new RangeError(`causalGraph: no edge names the target "${target}"`);
  }
  const reaching = reachTarget(causes, target);
  if (reaching.length > MAX_NODES) {
    throw new RangeError(
      `causalGraph: ${reaching.length} columns lead to "${target}", at most ${MAX_NODES} can be attributed; leave out edges`,
    );
  }
  const node = causesFirst(reaching, causes);
  const indexOf = new Map(node.map((name, i) => [name, i]));
  const parent = node.map((name) => (causes.get(name) ?? []).map((from) => indexOf.get(from)!));
  return { node, parent, targetIndex: indexOf.get(target)! };
}

function directCauses(edges: readonly Edge[]): Map<string, string[]> {
  const causes = new Map<string, string[]>();
  for (const { from, to } of edges) {
    if (!causes.has(from)) causes.set(from, []);
    const known = causes.get(to) ?? [];
    if (known.includes(from))
      throw new RangeError(`causalGraph: edge ${from}:${to} is given twice`);
    causes.set(to, [...known, from]);
  }
  return causes;
}

function reachTarget(causes: ReadonlyMap<string, readonly string[]>, target: string): string[] {
  const seen = new Set([target]);
  for (const name of seen) for (const from of causes.get(name) ?? []) seen.add(from);
  return [target, ...causes.keys()].filter(
    (name, i, all) => seen.has(name) && all.indexOf(name) === i,
  );
}

/** Takes again and again the first node whose causes are all taken (Kahn 1962). */
function causesFirst(
  names: readonly string[],
  causes: ReadonlyMap<string, readonly string[]>,
): string[] {
  const ordered: string[] = [];
  let open = [...causes.keys()].filter((name) => names.includes(name));
  if (open.length === 0) open = [...names];
  while (open.length > 0) {
    const next = open.find((name) => (causes.get(name) ?? []).every((c) => ordered.includes(c)));
    if (next === undefined) {
      throw new RangeError(`causalGraph: the edges go round in a loop among ${open.join(", ")}`);
    }
    ordered.push(next);
    open = open.filter((name) => name !== next);
  }
  return ordered;
}
