import { stream } from "../core/prng.ts";
import {
  type DemandProblem,
  explainForecastChange,
  type Forecast,
  type ForecastSide,
  forecastDemand,
  forecastMeans,
  regionDemandQuantiles,
} from "./index.ts";
import { simulatedShop } from "./simulated.ts";

const skuCount = 4000;
const regionCount = 55;
const changeSkuCount = 100;

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

/** An account of 100 SKUs and four new weeks, with a corrected week and a stock-out: four drivers, 16 forecasts. */
function changedAccount(): readonly [ForecastSide, ForecastSide] {
  const { problem } = simulatedShop(2, changeSkuCount, 78, 0.4, 0.3);
  const cells = problem.soldUnits.length;
  const side = (originWeek: number, soldUnits: Float32Array, share: number): ForecastSide => ({
    problem: {
      ...problem,
      originWeek,
      soldUnits,
      weekOfYear: problem.weekOfYear.subarray(0, originWeek + 1 + problem.horizonWeeks),
      inStockShare: new Float32Array(cells).fill(1).fill(share, 77, 78),
    },
    productId: Float64Array.from({ length: changeSkuCount }, (_, i) => i),
    firstWeek: 0,
    eventNames: [],
    methodKey: "",
    isOfferRead: false,
    forecastMeans,
  });
  const corrected = problem.soldUnits.slice();
  corrected[60] = 500;
  return [side(73, problem.soldUnits, 1), side(77, corrected, 0.4)];
}

export const benches = [
  {
    name: "why the forecasts of 100 SKUs changed, four drivers",
    setup: changedAccount,
    run: ([earlier, later]: ReturnType<typeof changedAccount>): unknown =>
      explainForecastChange(earlier, later, 13),
    operations: changeSkuCount,
  },
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
