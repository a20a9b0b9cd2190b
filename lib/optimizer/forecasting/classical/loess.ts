import { type History, square } from "./point-forecast.ts";

export interface LoessWindow {
  /** Neighbours that count, odd; above the length of the data the weights become flatter. */
  readonly width: number;
  /** 0: local mean, 1: local line. */
  readonly degree: 0 | 1;
  /** Fitted every so many points, with straight lines between. */
  readonly jump: number;
}

/**
 * Local regression at position `at` (0-based, may lie outside) from values[from..to], tricube weights (Cleveland,
 * Cleveland, McRae and Terpenning, Journal of Official Statistics 6, 1990, section 2.1). NaN where no value has weight.
 */
export function loessAt(
  values: History,
  { width, degree }: LoessWindow,
  at: number,
  from: number,
  to: number,
): number {
  const n = values.length;
  const reach = Math.max(at - from, to - at) + (width > n ? Math.floor((width - n) / 2) : 0);
  const count = to - from + 1;
  const weight = new Float64Array(count);
  let total = 0;
  for (let k = 0; k < count; k++) {
    weight[k] = tricube(Math.abs(from + k - at), reach);
    total += weight[k]!;
  }
  if (!(total > 0)) return NaN;
  let centre = 0;
  for (let k = 0; k < count; k++) {
    weight[k]! /= total;
    centre += weight[k]! * (from + k);
  }
  let spread = 0;
  for (let k = 0; k < count; k++) spread += weight[k]! * square(from + k - centre);
  // Points too close together fix no slope.
  const tilt =
    degree === 1 && reach > 0 && Math.sqrt(spread) > 0.001 * (n - 1) ? (at - centre) / spread : 0;
  let sum = 0;
  for (let k = 0; k < count; k++)
    sum += weight[k]! * (tilt * (from + k - centre) + 1) * values[from + k]!;
  return sum;
}

function tricube(distance: number, reach: number): number {
  if (distance > 0.999 * reach) return 0;
  if (distance <= 0.001 * reach) return 1;
  const r = distance / reach;
  const rest = 1 - r * r * r;
  return rest * rest * rest;
}

/** Local regression at every point. Cost O(n / jump * width). */
export function loess(values: History, window: LoessWindow): Float64Array {
  const n = values.length;
  const out = Float64Array.from(values);
  if (n < 2) return out;
  const jump = Math.min(window.jump, n - 1);
  const place = (t: number): void => {
    const width = Math.min(window.width, n);
    const from = Math.min(n - width, Math.max(0, t + 1 - ((width + 1) >> 1)));
    const fitted = loessAt(values, window, t, from, from + width - 1);
    if (!Number.isNaN(fitted)) out[t] = fitted;
  };
  let last = 0;
  place(0);
  for (let t = jump; t < n; t += jump) {
    place(t);
    fillBetween(out, last, t);
    last = t;
  }
  if (last < n - 1) {
    place(n - 1);
    fillBetween(out, last, n - 1);
  }
  return out;
}

function fillBetween(out: Float64Array, from: number, to: number): void {
  const step = (out[to]! - out[from]!) / (to - from);
  for (let t = from + 1; t < to; t++) out[t] = out[from]! + step * (t - from);
}
