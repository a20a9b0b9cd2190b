import { niceTicks, shareOf } from "./scale.ts";

export interface WaterfallInput {
  readonly from: number;
  readonly to: number;
  /** Signed parts in the order shown; they add up to `to - from`. */
  readonly parts: readonly number[];
}

/** A bar on the track: left and right edge as shares of its width. */
export interface Span {
  readonly left: number;
  readonly right: number;
}

export interface PartSpan extends Span {
  /** Where the running total stands before and after this part. */
  readonly before: number;
  readonly after: number;
}

export interface WaterfallGeometry {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly { readonly value: number; readonly at: number }[];
  /** True when the axis does not start at zero: the totals' bars are then cut, and marked so. */
  readonly isBroken: boolean;
  readonly from: Span;
  readonly to: Span;
  readonly parts: readonly PartSpan[];
}

/** Below this share of the largest total, parts are too thin to see on an axis that starts at zero. */
const LEAST_SPREAD = 0.4;

/**
 * Lays out a waterfall from `from` over its parts to `to`. The axis starts at zero unless the change is small beside the
 * totals; then it is cut at a round value below the lowest one. Throws RangeError when the parts do not add up.
 */
export function waterfallGeometry({ from, to, parts }: WaterfallInput): WaterfallGeometry {
  const running = [from];
  for (const part of parts) running.push((running.at(-1) ?? from) + part);
  const end = running.at(-1) ?? from;
  const size = Math.max(1, Math.abs(from), Math.abs(to));
  if (Math.abs(end - to) > 1e-6 * size)
    throw new RangeError(`waterfallGeometry: parts must lead from ${from} to ${to}, got ${end}`);
  const { low, high, ticks, isBroken } = axis(running);
  const at = (value: number): number => shareOf(value, low, high);
  const total = (value: number): Span => {
    const base = isBroken ? 0 : at(0);
    return { left: Math.min(base, at(value)), right: Math.max(base, at(value)) };
  };
  return {
    low,
    high,
    isBroken,
    ticks: ticks.map((value) => ({ value, at: at(value) })),
    from: total(from),
    to: total(to),
    parts: parts.map((_, k) => {
      const before = at(running[k] ?? from);
      const after = at(running[k + 1] ?? to);
      return { before, after, left: Math.min(before, after), right: Math.max(before, after) };
    }),
  };
}

function axis(running: readonly number[]) {
  const least = Math.min(...running);
  const most = Math.max(...running);
  const spread = most - least;
  const isSmall = least > 0 && spread > 0 && spread < LEAST_SPREAD * most;
  const floor = isSmall ? Math.max(0, least - spread * 0.35) : Math.min(0, least);
  const high = Math.max(0, most);
  const steps = niceTicks(floor, high);
  const low = steps[0] ?? 0;
  return {
    low,
    high: high === low ? low + 1 : high,
    ticks: steps.filter((tick) => tick <= high),
    isBroken: low > 0,
  };
}
