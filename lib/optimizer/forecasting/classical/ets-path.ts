import type { EtsModel, EtsParameters } from "./ets-model.ts";

/** Expected path after t values (Hyndman et al. 2008, table 6.1; for multiplicative seasons the usual point forecast). */
export function meanPath(
  model: EtsModel,
  phi: number,
  { level, slope, season }: Pick<EtsParameters, "level" | "slope" | "season">,
  t: number,
  horizon: number,
): Float64Array {
  const path = new Float64Array(horizon);
  let damping = 1;
  let trend = 0;
  for (let h = 0; h < horizon; h++) {
    damping *= phi;
    trend += damping;
    const base = level + trend * slope;
    if (model.season === "N") path[h] = base;
    else {
      const s = season[(t + h) % season.length]!;
      path[h] = model.season === "A" ? base + s : base * s;
    }
  }
  return path;
}
