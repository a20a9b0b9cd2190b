import { seasonalIndices } from "./decomposition.ts";
import type { EtsModel, EtsParameters } from "./ets-model.ts";

/**
 * States from which the search starts (Hyndman et al. 2008, section 2.6.1): seasonal indices of a classical
 * decomposition, then a line through the first ten seasonally adjusted values, or two seasons if that is more.
 */
export function startingStates(
  y: Float64Array,
  { trend, season, seasonPeriods }: EtsModel,
): Pick<EtsParameters, "level" | "slope" | "season"> {
  const index =
    season === "N" ? new Float64Array(0) : seasonalIndices(y, seasonPeriods, season === "M").index;
  const count = Math.min(y.length, Math.max(10, 2 * seasonPeriods));
  let meanY = 0;
  const adjusted = new Float64Array(count);
  for (let t = 0; t < count; t++) {
    const s = season === "N" ? 0 : index[t % seasonPeriods]!;
    adjusted[t] = season === "M" ? y[t]! / Math.max(0.01, s) : y[t]! - s;
    meanY += adjusted[t]! / count;
  }
  if (trend === "N") return { level: meanY, slope: 0, season: index };
  const meanT = (count + 1) / 2;
  let cross = 0;
  let spread = 0;
  for (let t = 0; t < count; t++) {
    cross += (t + 1 - meanT) * (adjusted[t]! - meanY);
    spread += (t + 1 - meanT) * (t + 1 - meanT);
  }
  const slope = spread > 0 ? cross / spread : 0;
  return { level: meanY - slope * meanT, slope, season: index };
}
