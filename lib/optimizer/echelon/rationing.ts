import { demandPmf, type Pmf } from "./lattice.ts";
import { demandVariance, type StageDemand } from "./network.ts";

/** Points of stock beyond which nothing is kept back any more: this many deviations above the fast demand of the cycle. */
const REACH = 6;
const MOST_STATES = 4_000;

export interface RationingPlan {
  /** Stock at or below which a speed is no longer served in a period: [periods, speeds], fastest first (always 0). */
  readonly levelUnits: Float64Array;
  /** Expected cost until the next supply by stock at the start, 0..highest. */
  readonly cost: Float64Array;
}

/**
 * Rationing between delivery speeds until the next supply, `periods` away (Topkis 1968): an order not served waits until
 * then, at its speed's penalty per period. In each period the fastest speed is served first; speed k only from stock whose
 * next unit is worth less in the periods left than its penalty. Optimal for whole units; continuous demand is taken as
 * counts. Throws RangeError unless periods is a whole number of at least 1. Cost O(periods * stock * demand).
 */
export function criticalLevels(demand: StageDemand, periods: number): RationingPlan {
  if (!(Number.isInteger(periods) && periods >= 1)) {
    throw new RangeError(`criticalLevels: periods must be whole and at least 1, got ${periods}`);
  }
  const { classes } = demand;
  const laws = classes.map(({ share }) => partLaw(demand, share));
  const mean = demand.meanUnits * periods;
  const size = Math.ceil(mean + REACH * Math.sqrt(demandVariance(demand) * periods)) + 2;
  if (size > MOST_STATES) {
    throw new RangeError(
      `criticalLevels: ${size} units are too fine to work with; count in cartons`,
    );
  }
  const levelUnits = new Float64Array(periods * classes.length);
  let next: Float64Array = new Float64Array(size);
  for (let t = periods - 1; t >= 0; t--) {
    const left = periods - t;
    // Slowest last within the period: built backwards, each speed's decision on what the next one leaves.
    let value = next;
    for (let k = classes.length - 1; k >= 0; k--) {
      const penalty = classes[k]!.penaltyCost * left;
      const level = k === 0 ? 0 : keptFor(value, penalty);
      levelUnits[t * classes.length + k] = level;
      value = served(value, laws[k]!, level, penalty);
    }
    next = value;
  }
  return { levelUnits, cost: next };
}

function partLaw(demand: StageDemand, share: number): Pmf {
  const variance = demandVariance(demand) * share;
  const meanUnits = demand.meanUnits * share;
  const law = variance > meanUnits * (1 + 1e-9) ? "negativeBinomial" : "poisson";
  return demandPmf({ ...demand, law, meanUnits, deviationUnits: Math.sqrt(variance) }, 1, 1);
}

/** Largest stock whose last unit is worth more later than the penalty now. */
function keptFor(value: Float64Array, penalty: number): number {
  let level = 0;
  while (level + 1 < value.length && value[level]! - value[level + 1]! > penalty) level++;
  return level;
}

/** Expected cost by stock when demand of one speed is served down to `level`; each unit not served costs the penalty. */
function served(after: Float64Array, law: Pmf, level: number, penalty: number): Float64Array {
  const size = after.length;
  const out = new Float64Array(size);
  for (let x = 0; x < size; x++) {
    const available = Math.max(0, x - level);
    let sum = 0;
    for (let n = 0; n < law.probability.length; n++) {
      const asked = law.first + n;
      const given = Math.min(asked, available);
      sum += law.probability[n]! * (after[x - given]! + penalty * (asked - given));
    }
    out[x] = sum;
  }
  return out;
}
