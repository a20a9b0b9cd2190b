import type { Frequency, Panel } from "../panel.ts";
import type { Window } from "./features.ts";

/** How far back origins are learnt from. */
const LEARN_PERIODS: Readonly<Record<Frequency, number>> = { day: 730, week: 156, month: 72 };

export const singleWindows = (horizon: number): Window[] =>
  Array.from({ length: horizon }, (_, h) => ({ from: h + 1, to: h + 1 }));

export const sumWindows = (lengths: readonly number[]): Window[] =>
  lengths.map((length) => ({ from: 1, to: length }));

/** Lengths that sums are learnt from: those asked for and some between, so that length is a feature and not a class. */
export function learntLengths(sums: readonly number[], horizon: number): number[] {
  const step = Math.max(1, Math.round(horizon / 8));
  const between = Array.from({ length: Math.floor(horizon / step) }, (_, k) => (k + 1) * step);
  return [...new Set([...sums, ...between])].sort((a, b) => a - b);
}

/** Where the past is cut to judge methods: origins at and after `cut`, whose outcomes are known; null = too short to judge. */
export interface Judging {
  readonly cut: number;
  readonly origins: readonly number[];
}

/** A model is judged on up to three origins after everything it learnt from. */
export function judgingOf(periodCount: number, horizon: number): Judging | null {
  if (periodCount >= 6 * horizon) {
    const cut = periodCount - 2 * horizon;
    const half = Math.max(1, Math.floor(horizon / 2));
    return { cut, origins: [cut, cut + half, cut + horizon] };
  }
  if (periodCount >= 3 * horizon)
    return { cut: periodCount - horizon, origins: [periodCount - horizon] };
  return null;
}

/** How much is spent on learning. */
export interface Effort {
  /** Rows per forest, forests per side, and trees at most. */
  readonly rowCount: number;
  readonly bagCount: number;
  readonly treeCountMax: number;
}

export const FULL_EFFORT: Effort = { rowCount: 80_000, bagCount: 2, treeCountMax: 240 };

/** First origin that is learnt from. */
export function firstLearntOrigin(panel: Panel, cut: number): number {
  const first = panel.frequency === "day" ? 56 : 1;
  return Math.min(cut - 1, Math.max(first, panel.periodCount - LEARN_PERIODS[panel.frequency]));
}
