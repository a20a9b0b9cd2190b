import { filterEts } from "./ets-filter.ts";
import { aiccPenalty, type EtsModel, type EtsParameters, etsParameterCount } from "./ets-model.ts";
import { startingStates } from "./ets-start.ts";
import { minimise } from "./nelder-mead.ts";

const RATE_MIN = 1e-4;
const RATE_MAX = 0.9999;
const PHI_MIN = 0.8;
const PHI_MAX = 0.98;

interface EtsFit {
  readonly model: EtsModel;
  readonly parameters: EtsParameters;
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

/** A fit on its way: refine() goes on from the best point so far with a fresh simplex. */
class EtsSearch {
  readonly model: EtsModel;
  readonly #layout: Layout;
  readonly #f: (x: Float64Array) => number;
  readonly #step: Float64Array;
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  readonly #penalty: number;
  #point: Float64Array;
  #deviance = Infinity;

  /** `y` should be near 1 in size, tolerances are absolute; `deviation` is its standard deviation. */
  constructor(y: Float64Array, deviation: number, model: EtsModel) {
    this.model = model;
    const layout = new Layout(model);
    this.#layout = layout;
    this.#f = devianceOf(layout, y);
    this.#lower = new Float64Array(layout.size);
    this.#upper = new Float64Array(layout.size);
    fillBox(layout, this.#lower, this.#upper);
    this.#step = firstSteps(layout, deviation);
    this.#point = firstPoint(layout, y);
    this.#penalty = aiccPenalty(model, y.length);
  }

  /** Corrected information criterion of Akaike: -2 ln L plus what its parameters cost. */
  get aicc(): number {
    return this.#deviance + this.#penalty;
  }

  refine(tolerance: number): void {
    const options = { tolerance, evaluationsMax: 200 * this.#layout.size };
    const { point, value } = minimise(
      this.#f,
      this.#point,
      this.#step,
      this.#lower,
      this.#upper,
      options,
    );
    this.#point = point;
    this.#deviance = value;
  }

  result(): EtsFit {
    const layout = this.#layout;
    const point = this.#point;
    const season = new Float64Array(layout.hasSeason ? this.model.seasonPeriods : 0);
    layout.writeSeason(point, season);
    const parameters = {
      ...layout.rates(point),
      level: point[layout.levelAt]!,
      slope: layout.hasTrend ? point[layout.levelAt + 1]! : 0,
      season,
    };
    return { model: this.model, parameters };
  }
}

function devianceOf(layout: Layout, y: Float64Array): (x: Float64Array) => number {
  const { model, levelAt, hasTrend, hasSeason } = layout;
  const residual = new Float64Array(y.length);
  const season = new Float64Array(hasSeason ? model.seasonPeriods : 0);
  const states = { level: 0, slope: 0, season };
  return (x) => {
    states.level = x[levelAt]!;
    states.slope = hasTrend ? x[levelAt + 1]! : 0;
    layout.writeSeason(x, season);
    return filterEts(model, layout.rates(x), states, y, residual);
  };
}

const COARSE = 0.3;
const FINE = 1e-5;
/** A model further than this from the best after the coarse search has never been seen to win. */
const HOPELESS = 12;

/**
 * The model of least AICc, each fitted by maximum likelihood over rates and first states (Hyndman et al. 2008, sections
 * 5.2, 2.8) with the simplex method: all coarsely, then those near the best again and finely. Null where the history is
 * too short for any model's AICc.
 */
export function bestEts(
  y: Float64Array,
  deviation: number,
  models: readonly EtsModel[],
): EtsFit | null {
  const searches = models
    .filter((model) => y.length - etsParameterCount(model) - 1 > 0)
    .map((model) => new EtsSearch(y, deviation, model));
  for (const search of searches) {
    search.refine(COARSE);
    search.refine(COARSE);
  }
  const limit = Math.min(...searches.map(({ aicc }) => aicc)) + HOPELESS;
  const near = searches.filter(({ aicc }) => aicc <= limit);
  let best: EtsSearch | null = null;
  for (const search of near) {
    search.refine(1e-3);
    search.refine(FINE);
    if (best === null || search.aicc < best.aicc) best = search;
  }
  return best === null || !(best.aicc < Infinity) ? null : best.result();
}
