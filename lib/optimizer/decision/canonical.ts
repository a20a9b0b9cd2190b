import type { ComputedSpec, DefinitionSpec, Formula, NodeSpec } from "./types.ts";

const PROBE_COUNT = 16;

// A function's own source text differs between a minified and a plain build of the same formula, and leaves out the
// helpers it calls. What it returns on fixed inputs does neither: the text holds that beside the written formula.

/** Spec of every node, with each formula's written text and its results on fixed probe inputs. */
export function canonicalTextOf(spec: DefinitionSpec): string {
  return JSON.stringify({
    name: spec.name,
    version: spec.version,
    output: spec.output,
    nodes: spec.nodes.map(canonicalNode),
  });
}

function canonicalNode(node: NodeSpec): readonly unknown[] {
  if (node.kind === "leaf") {
    const lever = node.lever ? [node.lever.direction, node.lever.step] : null;
    return [node.id, node.kind, node.unit, node.group, node.owner, node.visibility, lever];
  }
  const declared = [node.carries ?? null, node.visibility ?? null];
  return [node.id, node.kind, node.unit, node.inputs, node.text, declared, probes(node)];
}

function probes(node: ComputedSpec): readonly string[] | null {
  if (!node.formula) return null;
  const results: string[] = [];
  let state = 1;
  for (let probe = 0; probe < PROBE_COUNT; probe++) {
    const inputs = node.inputs.map(() => {
      // Lehmer generator modulo 2^31 - 1: the product stays below 2^53.
      state = (state * 48_271) % 2_147_483_647;
      return probeValue(state, probe);
    });
    results.push(probeResult(node.formula, inputs));
  }
  return results;
}

// Small numbers, shares, volumes and signed differences, so that every branch of a formula is likely to be met.
function probeValue(state: number, probe: number): number {
  if (probe % 4 === 0) return state % 10;
  if (probe % 4 === 1) return state % 1_000_001;
  if (probe % 4 === 2) return state;
  return (state % 2_000_001) - 1_000_000;
}

function probeResult(formula: Formula, inputs: readonly number[]): string {
  try {
    return String(formula(...inputs) + 0);
  } catch (error) {
    return error instanceof RangeError ? "refused" : "failed";
  }
}
