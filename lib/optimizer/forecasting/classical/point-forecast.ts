/** A clean history, oldest first: every value observed and finite. */
export type History = Float64Array | Float32Array;

/** What every point method answers; each adds its fitted parameters. */
export interface PointForecast {
  /** Forecast of step h + 1 after the history. [horizon] */
  readonly mean: Float64Array;
  /** Mean squared one-step error within the history, in squared units; NaN where the history is too short for one. */
  readonly variance: number;
}

/** Refuses an empty history by RangeError: no method here can invent a level. */
export function checkHistory(method: string, values: History, horizon: number): void {
  if (values.length === 0) throw new RangeError(`${method}: the history is empty`);
  if (!(Number.isSafeInteger(horizon) && horizon > 0)) {
    throw new RangeError(`${method}: horizon must be a positive integer, got ${horizon}`);
  }
}

export function isConstant(values: History): boolean {
  for (let t = 1; t < values.length; t++) if (values[t] !== values[0]) return false;
  return true;
}

/** x * x: the power operator may round differently from engine to engine. */
export const square = (x: number): number => x * x;
