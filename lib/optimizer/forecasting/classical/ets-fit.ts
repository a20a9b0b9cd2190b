import { filterEts } from "./ets-filter.ts";
import { type EtsModel, type EtsParameters, etsParameterCount } from "./ets-model.ts";
import { startingStates } from "./ets-start.ts";
import { minimise } from "./nelder-mead.ts";

const RATE_MIN = 1e-4;
const RATE_MAX = 0.9999;
const PHI_MIN = 0.8;
const PHI_MAX = 0.98;

export interface EtsFit {
  readonly model: EtsModel;
  readonly parameters: EtsParameters;
  /** -2 ln L without its constant. */
  readonly deviance: number;
  readonly aicc: number;
}

/**
 * The searched vector: alpha, beta / alpha, gamma / (1 - alpha), phi, level, slope, all seasons but the last. Shares
 * turn the usual region 0 < beta < alpha, 0 < gamma < 1 - alpha into a box.
 */
class Layout {
  readonly model: EtsModel;
  readonly hasTrend: boolean;
  readonly isDamped: boolean;
  readonly hasSeason: boolean;
  readonly size: number;
  readonly levelAt: number;
  readonly seasonAt: number;

  constructor(model: EtsModel) {
    this.model = model;
    this.hasTrend = model.trend !== "N";
    this.isDamped = model.trend === "Ad";
    this.hasSeason = model.season !== "N";
    this.levelAt = 1 + Number(this.hasTrend) + Number(this.hasSeason) + Number(this.isDamped);
    this.seasonAt = this.levelAt + 1 + Number(this.hasTrend);
    this.size = this.seasonAt + (this.hasSeason ? model.seasonPeriods - 1 : 0);
  }

  rates(x: Float64Array): Pick<EtsParameters, "alpha" | "beta" | "gamma" | "phi"> {
    const alpha = x[0]!;
    const gammaAt = this.hasTrend ? 2 : 1;
    return {
      alpha,
      beta: this.hasTrend ? x[1]! * alpha : 0,
      gamma: this.hasSeason ? x[gammaAt]! * (1 - alpha) : 0,
      phi: this.isDamped ? x[this.levelAt - 1]! : 1,
    };
  }

  /** The season of the last phase follows from the others: they sum to 0, or to the number of periods. */
  writeSeason(x: Float64Array, season: Float64Array): void {
    const last = season.length - 1;
    let rest = this.model.season === "M" ? season.length : 0;
    for (let k = 0; k < last; k++) {
      season[k] = x[this.seasonAt + k]!;
      rest -= season[k]!;
    }
    if (last >= 0) season[last] = rest;
  }
}

function fillBox(layout: Layout, lower: Float64Array, upper: Float64Array): void {
  lower.fill(-Infinity);
  upper.fill(Infinity);
  lower.fill(RATE_MIN, 0, layout.levelAt);
  upper.fill(RATE_MAX, 0, layout.levelAt);
  if (layout.isDamped) {
    lower[layout.levelAt - 1] = PHI_MIN;
    upper[layout.levelAt - 1] = PHI_MAX;
  }
  if (layout.model.season === "M") lower.fill(RATE_MIN, layout.seasonAt);
}

function firstPoint(layout: Layout, y: Float64Array): Float64Array {
  const { model, hasTrend, hasSeason, isDamped, levelAt, seasonAt } = layout;
  const states = startingStates(y, model);
  const x = new Float64Array(layout.size);
  x[0] = 0.2 / model.seasonPeriods;
  if (hasTrend) x[1] = 0.1;
  if (hasSeason) x[hasTrend ? 2 : 1] = 0.05;
  if (isDamped) x[levelAt - 1] = 0.97;
  x[levelAt] = states.level;
  if (hasTrend) x[levelAt + 1] = states.slope;
  for (let k = seasonAt; k < layout.size; k++) x[k] = states.season[k - seasonAt]!;
  return x;
}

/** First edges of the simplex: a tenth of a rate's range, parts of the data's own spread for states. */
function firstSteps(layout: Layout, deviation: number): Float64Array {
  const step = new Float64Array(layout.size);
  step.fill(0.1, 0, layout.levelAt);
  if (layout.isDamped) step[layout.levelAt - 1] = 0.05;
  step[layout.levelAt] = 0.3 * deviation;
  if (layout.hasTrend) step[layout.levelAt + 1] = 0.05 * deviation;
  step.fill(0.1 * deviation, layout.seasonAt);
  return step;
}

/**
 * Fits one model by maximum likelihood over rates and first states (Hyndman et al. 2008, section 5.2), by the simplex
 * method and once more from where it stopped. `y` should be near 1 in size: tolerances are absolute. Null where the
 * history is too short for the model's AICc.
 */
export function fitEts(y: Float64Array, deviation: number, model: EtsModel): EtsFit | null {
  const count = etsParameterCount(model);
  if (y.length - count - 1 <= 0) return null;
  const layout = new Layout(model);
  const residual = new Float64Array(y.length);
  const season = new Float64Array(layout.hasSeason ? model.seasonPeriods : 0);
  const states = { level: 0, slope: 0, season };
  const deviance = (x: Float64Array): number => {
    states.level = x[layout.levelAt]!;
    states.slope = layout.hasTrend ? x[layout.levelAt + 1]! : 0;
    layout.writeSeason(x, season);
    return filterEts(model, layout.rates(x), states, y, residual);
  };
  const lower = new Float64Array(layout.size);
  const upper = new Float64Array(layout.size);
  fillBox(layout, lower, upper);
  const step = firstSteps(layout, deviation);
  const options = { tolerance: 1e-5, evaluationsMax: 300 * layout.size };
  const first = minimise(deviance, firstPoint(layout, y), step, lower, upper, options);
  const { point, value } = minimise(deviance, first.point, step, lower, upper, options);
  if (!(value < Infinity)) return null;
  const finalSeason = new Float64Array(season.length);
  layout.writeSeason(point, finalSeason);
  return {
    model,
    parameters: {
      ...layout.rates(point),
      level: point[layout.levelAt]!,
      slope: layout.hasTrend ? point[layout.levelAt + 1]! : 0,
      season: finalSeason,
    },
    deviance: value,
    aicc: value + 2 * count + (2 * count * (count + 1)) / (y.length - count - 1),
  };
}
