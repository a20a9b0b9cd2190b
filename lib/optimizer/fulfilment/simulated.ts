import { stream } from "../core/prng.ts";
import type { SourcingProblem } from "./sourcing.ts";

/** A random order; every line is somewhere. */
export function simulatedOrder(lineCount: number, fcCount: number, seed: number): SourcingProblem {
  const draws = stream(seed, "order");
  const cells = lineCount * fcCount;
  const isAvailable = Uint8Array.from({ length: cells }, () => draws.integer(2));
  for (let i = 0; i < lineCount; i++) isAvailable[i * fcCount + draws.integer(fcCount)] = 1;
  return {
    lineCount,
    fcCount,
    isAvailable,
    lineCost: Float64Array.from({ length: cells }, () => draws.integer(300) / 100),
    inventoryPrice: Float64Array.from({ length: cells }, () => draws.integer(200) / 100),
    shipmentCost: Float64Array.from({ length: fcCount }, () => 2 + draws.integer(300) / 100),
  };
}
