import { stream } from "../core/prng.ts";
import type { DemandProblem } from "./problem.ts";

export interface SimulatedShop {
  readonly problem: DemandProblem;
  /** Demand of every week, the horizon included. [skuCount, weekCount] */
  readonly demandUnits: Float32Array;
  /** [skuCount] */
  readonly level: Float64Array;
}

/**
 * A shop whose law of demand is known, for tests and timing: negative binomial around level times a yearly wave, levels
 * from slow to fast sellers. Sales equal demand up to the origin.
 */
export function simulatedShop(
  seed: number,
  skuCount: number,
  pastWeeks: number,
  overdispersion: number,
  waveHeight = 0,
): SimulatedShop {
  const horizonWeeks = 26;
  const weekCount = pastWeeks + horizonWeeks;
  const demandUnits = new Float32Array(skuCount * weekCount);
  const level = new Float64Array(skuCount);
  for (let i = 0; i < skuCount; i++) {
    const draws = stream(seed, "shop", i);
    level[i] = draws.lognormal(12, 1.5);
    for (let t = 0; t < weekCount; t++) {
      const mean = level[i]! * (1 + waveHeight * Math.cos((2 * Math.PI * t) / 52));
      const shape = overdispersion > 0 ? 1 / overdispersion : Infinity;
      demandUnits[i * weekCount + t] = draws.negativeBinomial(mean, shape);
    }
  }
  const problem: DemandProblem = {
    skuCount,
    weekCount,
    originWeek: pastWeeks - 1,
    horizonWeeks,
    soldUnits: demandUnits,
    firstWeek: new Int32Array(skuCount),
    categoryCount: 2,
    categoryIndex: Int32Array.from({ length: skuCount }, (_, i) => i % 2),
    weekOfYear: Int32Array.from({ length: weekCount }, (_, t) => t % 52),
  };
  return { problem, demandUnits, level };
}
