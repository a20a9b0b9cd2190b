import { normalQuantile } from "../core/elementary.ts";
import { stream } from "../core/prng.ts";
import { type Distribution, distributionOf } from "./distribution.ts";
import { demandPmf } from "./lattice.ts";
import { type Law, lawQuantile } from "./law.ts";
import { demandVariance, type EchelonNetwork, type StageDemand } from "./network.ts";

/** What chance does in one replication; two policies that are given the same draws differ by their policy alone. */
export interface Draws {
  readonly periods: number;
  /** Demand of each stage's delivery speeds. [stageCount][periods * speeds] */
  readonly demandUnits: readonly Float64Array[];
  /** Period in which what is released in t arrives, never before what was released earlier. [stageCount][periods] */
  readonly arrival: readonly Int32Array[];
  /** Units that can be started; Infinity = any number. [stageCount][periods] */
  readonly capacityUnits: readonly Float64Array[];
}

/**
 * Draws of one replication, by inversion of one uniform each: the streams are named (seed, purpose, stage, replication), so
 * no stage's draws move another's. Normal demand below 0 counts as 0. Cost O(stages * periods).
 */
export function drawsOf(
  network: EchelonNetwork,
  periods: number,
  seed: number,
  replication: number,
): Draws {
  const { stages } = network;
  const of = (purpose: string, j: number) =>
    stream(seed, `echelon-${purpose}`, j).split("replication", replication);
  const demandUnits = stages.map(({ demand }, j) =>
    demand ? demandDraws(demand, periods, of("demand", j)) : new Float64Array(0),
  );
  const arrival = stages.map(({ leadTime }, j) => arrivals(leadTime, periods, of("lead-time", j)));
  const capacityUnits = stages.map(({ capacity }, j) => {
    if (!capacity) return new Float64Array(periods).fill(Infinity);
    const random = of("capacity", j);
    return Float64Array.from({ length: periods }, () => lawQuantile(capacity, random.uniform()));
  });
  return { periods, demandUnits, arrival, capacityUnits };
}

type Uniforms = ReturnType<typeof stream>;

/** Speeds draw independently: of a Poisson total each speed's part is Poisson with its share. */
function demandDraws(demand: StageDemand, periods: number, random: Uniforms): Float64Array {
  const speeds = demand.classes.length;
  const out = new Float64Array(periods * speeds);
  demand.classes.forEach(({ share }, k) => {
    const part: StageDemand = {
      ...demand,
      meanUnits: demand.meanUnits * share,
      deviationUnits: Math.sqrt(demandVariance(demand) * share),
    };
    const draw = sampler(part);
    for (let t = 0; t < periods; t++) out[t * speeds + k] = draw(random.uniform());
  });
  return out;
}

function sampler(demand: StageDemand): (u: number) => number {
  if (demand.law === "normal") {
    return (u) =>
      Math.max(
        0,
        demand.meanUnits + demand.deviationUnits * normalQuantile(Math.min(u, ONE_BELOW)),
      );
  }
  const { first, probability } = demandPmf(demand, 1, 1);
  const cdf = new Float64Array(probability.length);
  let sum = 0;
  for (let k = 0; k < cdf.length; k++) {
    sum += probability[k]!;
    cdf[k] = sum;
  }
  return (u) => {
    let low = 0;
    let high = cdf.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cdf[middle]! >= u) high = middle;
      else low = middle + 1;
    }
    return first + low;
  };
}
const ONE_BELOW = 1 - 1.1102230246251565e-16;

function arrivals(leadTime: Law, periods: number, random: Uniforms): Int32Array {
  const out = new Int32Array(periods);
  let last = 0;
  for (let t = 0; t < periods; t++) {
    last = Math.max(last, t + lawQuantile(leadTime, random.uniform()));
    out[t] = last;
  }
  return out;
}

/** Throws RangeError where the simulation cannot follow the network: whole periods, a review every period. */
export function simulatedTree(network: EchelonNetwork): Distribution {
  const tree = distributionOf(network);
  if (network.reviewPeriods !== 1) {
    throw new RangeError("echelon: simulation reviews once a period; set reviewPeriods to 1");
  }
  for (const { name, leadTime } of network.stages) {
    const odd = leadTime.value.find((periods) => !Number.isInteger(periods));
    if (odd === undefined) continue;
    throw new RangeError(`echelon: stage "${name}": simulation counts whole periods, got ${odd}`);
  }
  return tree;
}
