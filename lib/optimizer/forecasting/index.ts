// Demand per SKU and week after an origin: means, calibrated quantiles, quantiles of lead-time sums, shares by region.
export { forecastDemand } from "./forecast.ts";
export {
  type Backtest,
  type DemandProblem,
  FORECAST_OPTIONS,
  type Forecast,
  type ForecastOptions,
  type RegionSales,
  type SaleEvents,
} from "./problem.ts";
export { regionDemandMean, regionDemandQuantiles } from "./regions.ts";
