import { exp, ln } from "../core/elementary.ts";
import { certain, type EchelonNetwork, pathwiseStock } from "../echelon/index.ts";

/** Demand until the next supply can come, in units, and the service that is asked of it. */
export interface ScoreCase {
  readonly meanUnits: number;
  readonly deviationUnits: number;
  readonly service: number;
}

/** Steps of the grid of classes: mean by powers of two, variation by halves of its power of two, service by 2 points. */
const { LN2 } = Math;
const meanClass = (mean: number): number => Math.round(ln(mean) / LN2);
const variationClass = (variation: number): number => Math.round((2 * ln(variation)) / LN2);
const serviceClass = (service: number): number => Math.round(50 * service);

/**
 * Safety per deviation that simulation finds, in millionths. Cases of one class (mean within a factor of the root of 2,
 * variation within a fifth, service within a point) share one search, from the class's centre: what is found does not hang on
 * the order of the cases. Cost: some 20 ms per class that occurs.
 */
export class SimulatedScores {
  readonly #known = new Map<string, number>();
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  scoreMillionths({ meanUnits, deviationUnits, service }: ScoreCase): number {
    if (!(meanUnits > 0 && deviationUnits > 0)) return 0;
    const at = [
      meanClass(meanUnits),
      variationClass(deviationUnits / meanUnits),
      serviceClass(service),
    ] as const;
    const key = at.join(":");
    const known = this.#known.get(key) ?? this.#search(...at);
    this.#known.set(key, known);
    return known;
  }

  #search(meanAt: number, variationAt: number, serviceAt: number): number {
    const meanUnits = exp(meanAt * LN2);
    const deviationUnits = meanUnits * exp((variationAt * LN2) / 2);
    const service = Math.max(0.5, Math.min(0.98, serviceAt / 50));
    const network = oneStage(meanUnits, deviationUnits, service / (1 - service));
    const start = Float64Array.of(meanUnits + deviationUnits);
    const options = { seed: this.#seed, replications: 8, periods: 250, warmUpPeriods: 0 };
    const { baseStockUnits } = pathwiseStock(network, start, { ...options, mostSteps: 60 });
    return Math.max(0, Math.round((1e6 * (baseStockUnits[0]! - meanUnits)) / deviationUnits));
  }
}

/** One stage whose period is the time until supplies come. Small counts are drawn as counts. */
function oneStage(meanUnits: number, deviationUnits: number, penaltyCost: number): EchelonNetwork {
  return {
    stages: [
      {
        name: "centre",
        holdingCost: 1,
        leadTime: certain(0),
        capacity: null,
        demand: {
          law: meanUnits > 200 ? "normal" : "negativeBinomial",
          meanUnits,
          deviationUnits,
          classes: [{ share: 1, penaltyCost }],
          safetyFactor: 0,
        },
        promisedPeriods: null,
        inboundPeriods: 0,
      },
    ],
    arcs: [],
    reviewPeriods: 1,
  };
}
