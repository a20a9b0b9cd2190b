import { stream } from "../core/prng.ts";
import { type AssortmentProblem, bestAssortment } from "./index.ts";

function simulated(itemCount: number): AssortmentProblem {
  const draws = stream(1, "assortment");
  return {
    revenue: Float64Array.from({ length: itemCount }, () => 5 + draws.integer(100)),
    attraction: Float64Array.from({ length: itemCount }, () => draws.uniform()),
    noPurchase: 1,
    maxCount: Math.floor(itemCount / 20),
  };
}

export const benches = [1_000, 100_000].map((itemCount) => ({
  name: `best ${itemCount / 20} of ${itemCount} items`,
  setup: () => simulated(itemCount),
  run: (problem: AssortmentProblem): unknown => bestAssortment(problem),
  operations: 1,
}));
