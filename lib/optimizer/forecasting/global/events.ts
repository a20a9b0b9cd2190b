import type { CalendarCovariate, Panel } from "../panel.ts";
import { LOOK_BACK } from "./shape.ts";

/** Events of the calendar by period. */
export interface EventAxis {
  /** Kind in each period, 0 = none; the first column that names one counts. [axisCount] */
  readonly kind: Int32Array;
  readonly kindCount: number;
  /** Periods of each kind, ascending. */
  readonly periodsOf: readonly (readonly number[])[];
}

/** Kinds of all event columns numbered together; null without event columns. Cost O(axisCount). */
export function eventAxis(panel: Panel): EventAxis | null {
  const columns = panel.calendar.filter(({ kind }) => kind === "event");
  if (columns.length === 0) return null;
  const { axisCount } = panel;
  const kind = new Int32Array(axisCount);
  const kindCount = numberKinds(columns, axisCount, kind);
  const periodsOf: number[][] = Array.from({ length: kindCount + 1 }, () => []);
  const axis = {
    kind,
    kindCount,
    periodsOf,
  };
  for (let t = 0; t < axisCount; t++) if (kind[t]! > 0) periodsOf[kind[t]!]!.push(t);
  return axis;
}

function numberKinds(
  columns: readonly CalendarCovariate[],
  axisCount: number,
  kind: Int32Array,
): number {
  let offset = 0;
  for (const column of columns) {
    for (let t = 0; t < axisCount; t++) {
      const value = column.values[t]!;
      if (value > 0 && kind[t] === 0) kind[t] = offset + value;
    }
    offset += column.kindCount;
  }
  return offset;
}

const OCCURRENCES = 3;

/**
 * Mean factor of a kind's last occurrences before `origin` on a running total: units in the event's period over the mean of
 * the same weekdays in the four weeks before. NaN where it never happened. Cost O(occurrences).
 */
export function eventLift(
  axis: EventAxis,
  panel: Panel,
  running: Float64Array,
  start: number,
  kind: number,
  origin: number,
): number {
  const { weekPeriods } = LOOK_BACK[panel.frequency];
  const periods = axis.periodsOf[kind] ?? [];
  let sum = 0;
  let count = 0;
  for (let k = periods.length - 1; k >= 0 && count < OCCURRENCES; k--) {
    const t = periods[k]!;
    if (t >= origin || t < 4 * weekPeriods) continue;
    let base = 0;
    for (let back = 1; back <= 4; back++) {
      const s = t - back * weekPeriods;
      base += (running[start + s + 1]! - running[start + s]!) / 4;
    }
    const units = running[start + t + 1]! - running[start + t]!;
    if (!(base > 0)) continue;
    sum += Math.min(10, units / base);
    count += 1;
  }
  return count > 0 ? sum / count : Number.NaN;
}
