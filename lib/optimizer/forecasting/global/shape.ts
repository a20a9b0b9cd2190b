import type { Frequency } from "../panel.ts";

/** How far features look back at a frequency. */
export interface LookBack {
  /** Lengths of the windows of recent means, ascending. */
  readonly windows: readonly number[];
  /** Single periods before the origin. */
  readonly lags: number;
  /** Window of the level that targets are divided by. */
  readonly levelPeriods: number;
  /** Periods in a year. */
  readonly yearPeriods: number;
  /** Periods in a week where a period is shorter, else 1. */
  readonly weekPeriods: number;
  /** Half width of the window around the same time a year ago. */
  readonly yearMargin: number;
  /** Whether the same time a year ago is told: by the day it is not, because feasts and pay days move from year to year. */
  readonly isYearTold: boolean;
  /** Furthest back that similar conditions are looked for. */
  readonly similarPeriods: number;
}

export const LOOK_BACK: Readonly<Record<Frequency, LookBack>> = {
  day: {
    windows: [1, 3, 7, 14, 28, 56, 91, 182, 364],
    lags: 3,
    levelPeriods: 28,
    yearPeriods: 364,
    weekPeriods: 7,
    yearMargin: 3,
    isYearTold: false,
    similarPeriods: 182,
  },
  week: {
    windows: [1, 2, 3, 4, 6, 8, 13, 26, 52],
    lags: 6,
    levelPeriods: 13,
    yearPeriods: 52,
    weekPeriods: 1,
    yearMargin: 1,
    isYearTold: true,
    similarPeriods: 104,
  },
  month: {
    windows: [1, 2, 3, 6, 12, 24],
    lags: 3,
    levelPeriods: 6,
    yearPeriods: 12,
    weekPeriods: 1,
    yearMargin: 0,
    isYearTold: true,
    similarPeriods: 36,
  },
};
