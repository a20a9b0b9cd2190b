import { type RandomStream, stream } from "../core/prng.ts";
import { certain } from "./law.ts";
import type { Arc, EchelonNetwork, Stage, StageDemand } from "./network.ts";

/** Networks of simulated costs, times and demand: for benches, the comparison of the models, and tests. */

const demandOf = (random: RandomStream): StageDemand => {
  const meanUnits = 5 + random.integer(40);
  return {
    law: "normal",
    meanUnits,
    deviationUnits: meanUnits * (0.2 + 0.6 * random.uniform()),
    classes: [{ share: 1, penaltyCost: 20 }],
    safetyFactor: 1.645,
  };
};

/**
 * Layers of stages, each supplied by one to `mostSuppliers` of the layer above; the last layer serves customers. Costs
 * grow along the way. The same seed gives the same network.
 */
export function layeredNetwork(
  seed: number,
  layers: readonly number[],
  mostSuppliers: number,
): EchelonNetwork {
  const random = stream(seed, "echelon-network");
  const stages: Stage[] = [];
  const arcs: Arc[] = [];
  let above: number[] = [];
  layers.forEach((size, layer) => {
    const here = Array.from({ length: size }, (_, k) => stages.length + k);
    for (const j of here) {
      const suppliers = new Set<number>();
      const wanted = above.length === 0 ? 0 : 1 + random.integer(mostSuppliers);
      for (let k = 0; k < wanted; k++) suppliers.add(above[random.integer(above.length)]!);
      for (const from of [...suppliers].sort((a, b) => a - b)) arcs.push({ from, to: j, units: 1 });
      const supplied = arcs.filter(({ to }) => to === j);
      const cost = supplied.reduce((sum, { from }) => sum + stages[from]!.holdingCost, 0);
      stages.push({
        name: `${layer}-${j}`,
        holdingCost: cost + 0.1 + 2 * random.uniform(),
        leadTime: certain(1 + random.integer(20)),
        capacity: null,
        demand: layer === layers.length - 1 ? demandOf(random) : null,
        promisedPeriods: null,
        inboundPeriods: 0,
      });
    }
    above = here;
  });
  return { stages, arcs, reviewPeriods: 0 };
}
