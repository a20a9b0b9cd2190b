import { minimise } from "./nelder-mead.ts";
import { checkHistory, type History, type PointForecast } from "./point-forecast.ts";
import { simpleSmoothing } from "./ses.ts";
import { deseasonalised, leastSquaresLine, seasonAhead } from "./theta.ts";

export interface OptimisedTheta extends PointForecast {
  readonly alpha: number;
  readonly initialLevel: number;
  readonly theta: number;
}

/** Numbers the theta line is drawn with: A + B t for t = 1, 2, ... */
interface Line {
  intercept: number;
  slope: number;
}

interface Parameters {
  readonly level: number;
  readonly alpha: number;
  readonly theta: number;
}

/**
 * One pass of the state space form (Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler, International Journal of
 * Forecasting 32, 2016, eqs. 8-14): mu_t = l_{t-1} + (1 - 1/theta) ((1-alpha)^{t-1} A + (1 - (1-alpha)^t) / alpha B).
 * With a fixed line A and B are those of the whole history; without one they are updated with every value (dynamic).
 * Beyond the history a step's own mean stands for its value. Returns the squared errors within the history.
 */
export function thetaPass(
  y: History,
  line: Line | null,
  { level: firstLevel, alpha, theta }: Parameters,
  mean: Float64Array,
): number {
  const n = y.length;
  const share = 1 - 1 / theta;
  let level = firstLevel;
  let intercept = line === null ? y[0]! : line.intercept;
  let slope = line === null ? 0 : line.slope;
  let average = 0;
  let faded = 1;
  let squares = 0;
  for (let t = 1; t <= n + mean.length; t++) {
    const next = faded * (1 - alpha);
    const mu = level + share * (faded * intercept + ((1 - next) / alpha) * slope);
    const value = t <= n ? y[t - 1]! : mu;
    if (t <= n) squares += (value - mu) * (value - mu);
    else mean[t - n - 1] = mu;
    level += alpha * (value - level);
    faded = next;
    if (line === null) {
      // The line through one value is flat; from the second on this is the least-squares slope (eqs. 12-14).
      slope = t === 1 ? 0 : ((t - 2) * slope + (6 / t) * (value - average)) / (t + 1);
      average += (value - average) / t;
      intercept = average - ((t + 1) / 2) * slope;
    }
  }
  return squares;
}

const ALPHA_MIN = 0.1;
const ALPHA_MAX = 0.99;
const THETA_MAX = 1e3;

/**
 * Optimised theta (isDynamic false, OTM) or dynamic optimised theta (DOTM): level, alpha in [0.1, 0.99] and theta >= 1
 * of least squared one-step errors, on data without season. With theta = 2 and a fixed line it is the theta method.
 */
export function optimisedTheta(
  values: History,
  horizon: number,
  seasonPeriods: number,
  isDynamic: boolean,
): OptimisedTheta {
  checkHistory("optimisedTheta", values, horizon);
  const n = values.length;
  const { adjusted, index } = deseasonalised(values, seasonPeriods);
  const size = Math.sqrt(meanSquare(adjusted)) || 1;
  const y = Float64Array.from(adjusted, (value) => value / size);
  const { intercept, slope } = leastSquaresLine(y);
  const line = isDynamic ? null : { intercept: intercept - slope, slope };
  const none = new Float64Array(0);
  const squaresAt = (x: Float64Array): number =>
    thetaPass(y, line, { level: x[0]!, alpha: x[1]!, theta: x[2]! }, none) / n;
  const point = bestPoint(squaresAt, y);
  const parameters = { level: point[0]!, alpha: point[1]!, theta: point[2]! };
  const mean = new Float64Array(horizon);
  const squares = thetaPass(y, line, parameters, mean);
  const factor = seasonAhead(index, n, horizon);
  return {
    mean: mean.map((mu, h) => mu * size * factor[h]!),
    variance: (squares * size * size) / n,
    alpha: parameters.alpha,
    initialLevel: parameters.level * size,
    theta: parameters.theta,
  };
}

/** The simplex method from the paper's start and from simple smoothing (theta = 1), then again from the better end. */
function bestPoint(squaresAt: (x: Float64Array) => number, y: History): Float64Array {
  const search = (start: Float64Array, tolerance: number) =>
    minimise(
      squaresAt,
      start,
      Float64Array.of(0.2, 0.2, 1),
      Float64Array.of(-Infinity, ALPHA_MIN, 1),
      Float64Array.of(Infinity, ALPHA_MAX, THETA_MAX),
      { tolerance, evaluationsMax: 600 },
    );
  const smooth = simpleSmoothing(y, 1, ALPHA_MIN, ALPHA_MAX, "least squares");
  const ofPaper = search(Float64Array.of(y[0]! / 2, 0.5, 2), 1e-6);
  const ofSmoothing = search(Float64Array.of(smooth.initialLevel, smooth.alpha, 1), 1e-6);
  const better = ofSmoothing.value < ofPaper.value ? ofSmoothing : ofPaper;
  return search(better.point, 1e-10).point;
}

function meanSquare(values: History): number {
  let squares = 0;
  for (let t = 0; t < values.length; t++) squares += (values[t]! * values[t]!) / values.length;
  return squares;
}
