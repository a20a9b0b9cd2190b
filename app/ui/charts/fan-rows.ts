import { dayFromDate } from "@/lib/calendar/index.ts";
import type { FanForecast, FanHistory } from "./fan-chart.tsx";

export interface FanBand {
  readonly name: string;
  /** Index of its lower and upper level. */
  readonly low: number;
  readonly high: number;
  /** How much of the outcomes it should hold. */
  readonly share: number;
}

export interface FanRow {
  readonly day: number;
  readonly sold: number | null;
  readonly isCensored: boolean;
  readonly mean: number | null;
  readonly band: readonly (readonly [number, number] | null)[];
  /** The largest value of the row, for the axis. */
  readonly most: number;
}

const percent = (level: number): string => `${Math.round(level * 100)}%`;

/** Pairs levels from the outside in: [.1, .25, .5, .75, .9] gives 10-90 and 25-75; the middle one has no partner. */
export function fanBands(levels: readonly number[]): FanBand[] {
  const bands: FanBand[] = [];
  for (let low = 0, high = levels.length - 1; low < high; low++, high--) {
    const [from, to] = [levels[low] ?? 0, levels[high] ?? 1];
    bands.push({ name: `${percent(from)} to ${percent(to)} level`, low, high, share: to - from });
  }
  return bands;
}

/** History and forecast on one axis; the bands open from the last sold value. */
export function fanRows(
  history: readonly FanHistory[],
  forecast: readonly FanForecast[],
  levels: readonly number[],
): FanRow[] {
  const bands = fanBands(levels);
  const last = history.at(-1);
  return [
    ...history.map((row) => ({
      day: dayFromDate(row.on),
      sold: row.units,
      isCensored: row.isCensored ?? false,
      // The forecast starts where the sales end, so that the fan has its point.
      mean: row === last && forecast.length > 0 ? row.units : null,
      band: bands.map((): [number, number] | null =>
        row === last && forecast.length > 0 ? [row.units, row.units] : null,
      ),
      most: row.units,
    })),
    ...forecast.map((row) => ({
      day: dayFromDate(row.on),
      sold: null,
      isCensored: false,
      mean: row.mean,
      band: bands.map(({ low, high }): [number, number] => [
        row.quantile[low] ?? row.mean,
        row.quantile[high] ?? row.mean,
      ]),
      most: Math.max(row.mean, ...row.quantile),
    })),
  ];
}
