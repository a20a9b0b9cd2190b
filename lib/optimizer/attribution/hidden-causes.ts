import { discoveries } from "./gate.ts";
import type { CausalGraph } from "./graph.ts";
import { type MechanismData, type PeriodData, separateFit, sumMoments } from "./regression.ts";
import { chiSquaredTail } from "./tails.ts";

/** Two columns whose unexplained parts move together: something outside the graph feeds both. */
export interface HiddenLink {
  /** Nodes, in the graph's order. */
  readonly between: readonly [string, string];
  readonly correlation: number;
  readonly probability: number;
}

const FALSE_DISCOVERY_RATE = 0.01;

/**
 * Pairs of nodes whose noise is correlated beyond chance, at a false discovery rate of 1 %. The graph assumes that
 * there are none; where there are, amounts of the two nodes may belong to what is not in the graph.
 * Cost O(rows x nodes^2).
 */
export function hiddenLinks({ node }: CausalGraph, data: readonly MechanismData[]): HiddenLink[] {
  const noise = data.map(noiseOf);
  const links: HiddenLink[] = [];
  for (let i = 0; i < node.length; i++)
    for (let j = i + 1; j < node.length; j++)
      links.push(linkOf([node[i]!, node[j]!], noise[i]!, noise[j]!));
  const found = discoveries(
    links.map(({ probability }) => probability),
    FALSE_DISCOVERY_RATE,
  );
  return links.filter((_, k) => found[k]);
}

/** z = sum e f / sqrt(sum e^2 f^2): holds for noise of any spread, also one that varies. */
function linkOf(between: HiddenLink["between"], e: Float64Array, f: Float64Array): HiddenLink {
  let joint = 0;
  let jointSquared = 0;
  let first = 0;
  let second = 0;
  for (let r = 0; r < e.length; r++) {
    const product = e[r]! * f[r]!;
    joint += product;
    jointSquared += product * product;
    first += e[r]! ** 2;
    second += f[r]! ** 2;
  }
  const scale = Math.sqrt(first * second);
  return {
    between,
    correlation: scale === 0 ? 0 : joint / scale,
    probability: jointSquared === 0 ? 1 : chiSquaredTail((joint * joint) / jointSquared, 1),
  };
}

function noiseOf({ family, width, before, after }: MechanismData): Float64Array {
  const fit = separateFit(family, sumMoments(before, null), sumMoments(after, null));
  const noise = new Float64Array(before.rowCount + after.rowCount);
  fill(noise, 0, before, fit.before, width);
  fill(noise, before.rowCount, after, fit.after, width);
  return noise;
}

function fill(
  noise: Float64Array,
  start: number,
  { rowCount, design, outcome }: PeriodData,
  coefficient: Float64Array,
  width: number,
): void {
  for (let i = 0; i < rowCount; i++) {
    let rest = outcome[i]!;
    for (let j = 0; j < width; j++) rest -= coefficient[j]! * design[i * width + j]!;
    noise[start + i] = rest;
  }
}
