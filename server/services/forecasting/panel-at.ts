// A panel as it stood at an origin: nothing later is in it, so that nothing later can be learnt from, model fitting included.
import type {
  ForecastTask,
  Frequency,
  Panel,
  SeriesCovariate,
} from "@/lib/optimizer/forecasting/index.ts";
import { calendarCovariates } from "./calendar-covariates.ts";
import type { CalendarTable } from "./read-calendar.ts";
import type { FeatureColumn } from "./read-features.ts";
import type { History } from "./read-panel.ts";
import { seriesGroups } from "./series-groups.ts";

/** Everything read for one history. */
export interface ForecastInput {
  readonly history: History;
  /** First period on record, 0-based, which the tasks may state otherwise than the history. [seriesCount] */
  readonly firstPeriod: Int32Array;
  readonly features: readonly FeatureColumn[];
  readonly calendar: CalendarTable | null;
  readonly frequency: Frequency;
  readonly seasonPeriods: number;
}

/** Tasks of one origin with the panel they may see. */
export interface OriginPanel {
  readonly panel: Panel;
  /** On the panel's rows, in the order of `sources`. */
  readonly tasks: readonly ForecastTask[];
  /** The same tasks on the history's rows. */
  readonly sources: readonly ForecastTask[];
}

/** Series on record at an origin: rows of the history. A series that begins later is unknown then. */
function rowsAt(firstPeriod: Int32Array, origin: number): Int32Array {
  const rows: number[] = [];
  firstPeriod.forEach((first, i) => {
    if (first < origin) rows.push(i);
  });
  return Int32Array.from(rows);
}

/** Units before an origin; what a file holds before a series' first period is not on record. */
function unitsAt(input: ForecastInput, rows: Int32Array, origin: number): Float32Array {
  const { history, firstPeriod } = input;
  const units = new Float32Array(rows.length * origin).fill(Number.NaN);
  rows.forEach((row, i) => {
    const first = firstPeriod[row] ?? 0;
    const start = row * history.periodCount;
    units.set(history.units.subarray(start + first, start + origin), i * origin + first);
  });
  return units;
}

function covariateAt(
  { name, values }: FeatureColumn,
  seriesCount: number,
  rows: Int32Array,
  axisCount: number,
): SeriesCovariate {
  const fullCount = values.length / seriesCount;
  const cut = new Float32Array(rows.length * axisCount).fill(Number.NaN);
  rows.forEach((row, i) => {
    const start = row * fullCount;
    cut.set(values.subarray(start, start + Math.min(fullCount, axisCount)), i * axisCount);
  });
  return { name, values: cut };
}

function panelAt(input: ForecastInput, rows: Int32Array, origin: number, horizon: number): Panel {
  const { history, frequency, seasonPeriods } = input;
  const axisCount = origin + horizon;
  const ids = Array.from(rows, (row) => history.ids[row] ?? "");
  const dated =
    input.calendar === null
      ? { calendar: [], covariates: [] }
      : calendarCovariates(input.calendar, ids, frequency, axisCount);
  const columns = input.features.map((feature) =>
    covariateAt(feature, history.ids.length, rows, axisCount),
  );
  return {
    seriesCount: rows.length,
    periodCount: origin,
    axisCount,
    units: unitsAt(input, rows, origin),
    firstPeriod: Int32Array.from(rows, (row) => input.firstPeriod[row] ?? 0),
    seasonPeriods,
    frequency,
    covariates: [...columns, ...dated.covariates],
    calendar: dated.calendar,
    groups: seriesGroups(ids),
  };
}

/** The tasks by origin, ascending, each group with a panel that ends at its origin; what is known ahead ends with the horizon. */
export function* originPanels(
  input: ForecastInput,
  tasks: readonly ForecastTask[],
  horizon: number,
): Generator<OriginPanel> {
  const origins = [...new Set(tasks.map(({ origin }) => origin))].sort((a, b) => a - b);
  for (const origin of origins) {
    const rows = rowsAt(input.firstPeriod, origin);
    const rowOf = new Map(Array.from(rows, (row, i) => [row, i]));
    const sources = tasks.filter((task) => task.origin === origin);
    yield {
      panel: panelAt(input, rows, origin, horizon),
      tasks: sources.map(({ series }) => ({ series: rowOf.get(series) ?? -1, origin })),
      sources,
    };
  }
}
