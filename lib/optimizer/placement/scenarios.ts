import { stream } from "../core/prng.ts";
import type { PlacementProblem } from "./problem.ts";
import type { Zones } from "./zones.ts";

/** Scenarios of what customers may ask for, equally likely. */
export interface DemandScenarios {
  readonly count: number;
  /** Writes SKU p's demand of every zone in every scenario. [count, zoneCount] */
  readonly fill: (p: number, units: Float64Array) => void;
}

/**
 * What the stock of a SKU is meant to cover, unit by unit from a region drawn by its share of the demand: the total is as
 * expected, the split over zones is not. A SKU's draws hang on the seed and its `entity` alone. [skuCount]
 */
export function splitScenarios(
  problem: PlacementProblem,
  zones: Zones,
  count: number,
  seed: number,
  entity: ArrayLike<number>,
): DemandScenarios {
  const { zoneCount } = zones;
  const mean = new Float64Array(zoneCount);
  return {
    count,
    fill(p, units) {
      fillMeans(problem, zones, p, mean);
      let total = 0;
      for (let z = 0; z < zoneCount; z++) total += mean[z]!;
      const draws = stream(seed, "placement scenarios", entity[p]!);
      for (let k = 0; k < count; k++) {
        // Stock covers whole units: what is rounded is what single precision left of their shares.
        let left = Math.round(total);
        let rest = total;
        for (let z = 0; z < zoneCount; z++) {
          const isLast = rest <= mean[z]!;
          const drawn = isLast ? left : draws.binomial(left, mean[z]! / rest);
          units[k * zoneCount + z] = drawn;
          left -= drawn;
          rest -= mean[z]!;
        }
      }
    },
  };
}

function fillMeans(problem: PlacementProblem, zones: Zones, p: number, mean: Float64Array): void {
  mean.fill(0);
  for (let r = 0; r < problem.regionCount; r++) {
    mean[zones.zoneOfRegion[r]!]! += problem.demandUnits[p * problem.regionCount + r]!;
  }
}
