// Worlds of known causes for tests and benches: two weeks on the graph demand, constraint -> submitted -> confirmed ->
// received. Each mechanism has parameters; a world changes some of them in the second week.
import { type RandomStream, stream } from "../core/prng.ts";
import { shapleyShares } from "./coalition-game.ts";
import { type CausalGraph, causalGraph } from "./graph.ts";
import { mean, type TwoPeriods } from "./samples.ts";

export const WORLD_GRAPH: CausalGraph = causalGraph(
  [
    { from: "demand", to: "submitted" },
    { from: "constraint", to: "submitted" },
    { from: "submitted", to: "confirmed" },
    { from: "confirmed", to: "received" },
  ],
  "received",
);

/** How a world's mechanisms look: lines, bends (floor at 0 and a cap), whole units, heavy tails, or a hidden cause. */
export type WorldKind = "linear" | "bent" | "rounded" | "heavyTailed" | "hidden";

export interface WorldParameters {
  readonly demandMean: number;
  readonly constraintMean: number;
  readonly submittedNoise: number;
  readonly submittedPerDemand: number;
  readonly confirmedPerSubmitted: number;
  readonly confirmedNoise: number;
  readonly receivedPerConfirmed: number;
  readonly receivedNoise: number;
  /** What a hidden cause adds to submitted and, again, to received. */
  readonly hidden: number;
}

export const BASE_WORLD: WorldParameters = {
  demandMean: 2,
  constraintMean: 1,
  submittedNoise: 1,
  submittedPerDemand: 1,
  confirmedPerSubmitted: 1,
  confirmedNoise: 0.1,
  receivedPerConfirmed: 1,
  receivedNoise: 0.1,
  hidden: 0,
};

/** The node whose mechanism a parameter belongs to. */
const PARAMETERS_OF: Readonly<Record<string, readonly (keyof WorldParameters)[]>> = {
  demand: ["demandMean"],
  constraint: ["constraintMean"],
  submitted: ["submittedNoise", "submittedPerDemand"],
  confirmed: ["confirmedPerSubmitted", "confirmedNoise"],
  received: ["receivedPerConfirmed", "receivedNoise"],
};

const CAP = 4;

/** Rows of one week, columns in the graph's order. */
function simulateWeek(
  kind: WorldKind,
  p: WorldParameters,
  rowCount: number,
  random: RandomStream,
): Float64Array[] {
  const columns = WORLD_GRAPH.node.map(() => new Float64Array(rowCount));
  const draw = (mean: number, shape: number) =>
    kind === "heavyTailed" ? random.lognormal(mean, 2) : random.gamma(shape, mean / shape);
  const whole = (value: number) => (kind === "rounded" ? Math.round(value) : value);
  for (let i = 0; i < rowCount; i++) {
    const hidden = kind === "hidden" ? p.hidden + random.normal() : 0;
    const demand = whole(draw(p.demandMean, 2));
    const constraint = whole(draw(p.constraintMean, 1));
    const wanted = p.submittedPerDemand * demand - constraint + draw(p.submittedNoise, 1) + hidden;
    const submitted = whole(kind === "bent" ? Math.max(0, wanted) : wanted);
    const reach = kind === "bent" ? Math.min(submitted, CAP) : submitted;
    const confirmed = whole(p.confirmedPerSubmitted * reach + draw(p.confirmedNoise, 0.5));
    const received = whole(
      p.receivedPerConfirmed * confirmed + draw(p.receivedNoise, 0.5) + hidden,
    );
    [demand, constraint, submitted, confirmed, received].forEach((value, column) => {
      columns[column]![i] = value;
    });
  }
  return columns;
}

export function simulateWorld(
  kind: WorldKind,
  after: WorldParameters,
  rowCount: number,
  seed: number,
): TwoPeriods {
  return {
    before: simulateWeek(kind, BASE_WORLD, rowCount, stream(seed, "attribution world", 0)),
    after: simulateWeek(kind, after, rowCount, stream(seed, "attribution world", 1)),
  };
}

/** The exact Shapley split of the change of received's mean, each coalition simulated on the same draws. */
export function trueShares(
  kind: WorldKind,
  after: WorldParameters,
  rowCount: number,
  seed: number,
): Float64Array {
  const { node, targetIndex } = WORLD_GRAPH;
  const known = new Map<string, number>();
  const meanWith = (parameters: WorldParameters): number => {
    const key = Object.values(parameters).join();
    if (!known.has(key)) {
      const week = simulateWeek(kind, parameters, rowCount, stream(seed, "attribution truth"));
      known.set(key, mean(week[targetIndex]!));
    }
    return known.get(key)!;
  };
  const values = new Float64Array(2 ** node.length);
  for (let mask = 0; mask < values.length; mask++) {
    const mixed: { -readonly [key in keyof WorldParameters]: number } = { ...BASE_WORLD };
    node.forEach((name, i) => {
      if (mask & (1 << i)) for (const key of PARAMETERS_OF[name]!) mixed[key] = after[key];
    });
    values[mask] = meanWith(mixed);
  }
  return shapleyShares(values, node.length);
}
