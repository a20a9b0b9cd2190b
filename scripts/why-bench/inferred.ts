// Worlds for attribution by inference: two weeks of rows on a known graph, where what changed is not on record and must be
// found in the data. The truth is simulated: a week with some mechanisms new and others old, on the same draws.
import {
  type CausalGraph,
  causalGraph,
  type TwoPeriods,
} from "../../lib/optimizer/attribution/index.ts";
import { type RandomStream, stream } from "../../lib/optimizer/core/prng.ts";
import { trueSplit } from "./truth.ts";

export const FLOW_NODES = ["demand", "held", "submitted", "confirmed", "received"] as const;
type FlowNode = (typeof FLOW_NODES)[number];

export const FLOW_EDGES = [
  ["demand", "submitted"],
  ["held", "submitted"],
  ["submitted", "confirmed"],
  ["confirmed", "received"],
] as const;

export const flowGraph: CausalGraph = causalGraph(
  FLOW_EDGES.map(([from, to]) => ({ from, to })),
  "received",
);

/** One figure per mechanism: what a change of the mechanism changes. */
type Mechanisms = Readonly<Record<FlowNode, number>>;

const USUAL: Mechanisms = { demand: 3, held: 1, submitted: 1, confirmed: 0.9, received: 0.95 };
/** As much as a cause outside the graph swings, and by how much more of it there is in the second week. */
interface Outside {
  readonly swing: number;
  readonly shift: number;
}

const ROWS = 1000;
const TRUE_ROWS = 20_000;

function week(
  m: Mechanisms,
  outside: Outside,
  rowCount: number,
  random: RandomStream,
): Record<FlowNode, Float64Array> {
  const empty = () => new Float64Array(rowCount);
  const rows = {
    demand: empty(),
    held: empty(),
    submitted: empty(),
    confirmed: empty(),
    received: empty(),
  };
  for (let row = 0; row < rowCount; row++) {
    const hidden = outside.shift + outside.swing * random.normal();
    const demand = random.gamma(3, m.demand / 3);
    const held = random.gamma(2, m.held / 2);
    const submitted = m.submitted * demand - held + random.gamma(2, 0.5) + hidden;
    const confirmed = m.confirmed * submitted + random.normal(0, 0.15);
    const received = m.received * confirmed + random.normal(0, 0.15) + hidden;
    Object.entries({ demand, held, submitted, confirmed, received }).forEach(([node, value]) => {
      rows[node as FlowNode][row] = value;
    });
  }
  return rows;
}

const columnsOf = (rows: Record<FlowNode, Float64Array>): Float64Array[] =>
  flowGraph.node.map((node) => rows[node as FlowNode]);

export interface InferredWorld {
  readonly id: string;
  readonly worldClass: "single" | "pair" | "none" | "hidden";
  /** Columns in the order of the graph's nodes. */
  readonly periods: TwoPeriods;
  readonly changed: readonly FlowNode[];
  /** In the order of the graph's nodes. */
  readonly amounts: readonly number[];
  /** Whether a cause outside the graph feeds two columns. */
  readonly isHidden: boolean;
}

const CHANGES = { single: 1, pair: 2, none: 0, hidden: 1 } as const;

export function inferredWorld(
  worldClass: InferredWorld["worldClass"],
  seed: number,
): InferredWorld {
  const random = stream(seed, `why-bench inferred ${worldClass}`);
  const left = [...FLOW_NODES];
  const changed = left.splice(seed % left.length, Math.min(1, CHANGES[worldClass]));
  while (changed.length < CHANGES[worldClass])
    changed.push(...left.splice(random.integer(left.length), 1));
  const after: Record<FlowNode, number> = { ...USUAL };
  for (const node of changed) {
    const size = 0.15 + 0.35 * random.uniform();
    after[node] *= 1 + (random.bernoulli(0.5) ? size : -size);
  }
  const isHidden = worldClass === "hidden";
  const calm: Outside = { swing: isHidden ? 0.3 + 0.7 * random.uniform() : 0, shift: 0 };
  const stirred = { ...calm, shift: isHidden ? 0.1 + 0.4 * random.uniform() : 0 };
  return {
    id: `inferred-${worldClass}-${seed}`,
    worldClass,
    periods: {
      before: columnsOf(week(USUAL, calm, ROWS, random.split("before"))),
      after: columnsOf(week(after, stirred, ROWS, random.split("after"))),
    },
    changed,
    amounts: trueAmounts(after, changed, seed),
    isHidden,
  };
}

/** What each mechanism did to the mean received, by weeks simulated with some of them new; hidden causes left out. */
function trueAmounts(after: Mechanisms, changed: readonly FlowNode[], seed: number): number[] {
  const meanReceived = (mask: number): number => {
    const mixed: Record<FlowNode, number> = { ...USUAL };
    changed.forEach((node, k) => {
      if ((mask >> k) & 1) mixed[node] = after[node];
    });
    const random = stream(seed, "why-bench inferred truth");
    const { received } = week(mixed, { swing: 0, shift: 0 }, TRUE_ROWS, random);
    return received.reduce((sum, value) => sum + value, 0) / TRUE_ROWS;
  };
  const { own } = trueSplit(changed.length, 0, meanReceived);
  return flowGraph.node.map((node) => own[changed.indexOf(node as FlowNode)] ?? 0);
}
