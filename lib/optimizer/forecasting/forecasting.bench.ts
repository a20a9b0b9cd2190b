import { stream } from "../core/prng.ts";
import {
  type DemandProblem,
  type Forecast,
  forecastDemand,
  regionDemandQuantiles,
} from "./index.ts";
import { simulatedShop } from "./simulated.ts";

const skuCount = 4000;
const regionCount = 55;

function setup(): DemandProblem {
  const { problem } = simulatedShop(1, skuCount, 78, 0.4, 0.3);
  const draws = stream(1, "regions");
  const perSku = 20;
  const skuStart = Int32Array.from({ length: skuCount + 1 }, (_, i) => i * perSku);
  const regionIndex = Int32Array.from({ length: skuCount * perSku }, () =>
    draws.integer(regionCount),
  );
  const soldUnits = Float32Array.from({ length: skuCount * perSku }, () => draws.poisson(4));
  return { ...problem, regions: { regionCount, skuStart, regionIndex, soldUnits } };
}

export const benches = [
  {
    name: "forecast of 4,000 SKUs, 78 weeks known, 26 ahead, 55 regions",
    setup,
    run: (problem: DemandProblem): unknown => forecastDemand(problem),
    operations: skuCount,
  },
  {
    name: "weekly quantiles of one SKU in 55 regions",
    setup: (): Forecast => forecastDemand(setup()),
    run: (forecast: Forecast): unknown => {
      let last: unknown;
      for (let r = 0; r < regionCount; r++) last = regionDemandQuantiles(forecast, 17, r);
      return last;
    },
    operations: regionCount,
  },
];
