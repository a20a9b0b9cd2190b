// From files to a file of forecasts.
import type { ForecastRequest, Frequency } from "@/lib/optimizer/forecasting/index.ts";
import type { ForecastPanel } from "./forecast-panel.ts";
import { type ForecastInput, originPanels } from "./panel-at.ts";
import { datedCalendar, readCalendar } from "./read-calendar.ts";
import { readFeatures } from "./read-features.ts";
import { readHistory } from "./read-panel.ts";
import { readTasks, type TaskList } from "./read-tasks.ts";
import { type ForecastBlock, writeForecasts } from "./write-forecasts.ts";

/** Files of one history. */
export interface InputPaths {
  readonly history: string;
  readonly tasks: string;
  readonly suite: string | null;
  readonly features: readonly string[];
  readonly calendar: string | null;
  /** First day of period 1, where no calendar file gives dates. */
  readonly startOn: string | null;
}

export interface SeriesShape {
  readonly frequency: Frequency;
  readonly seasonPeriods: number;
}

/** Reads history, tasks and what is known ahead. Throws DomainError for a file that cannot be meant. */
export async function readInput(
  paths: InputPaths,
  shape: SeriesShape,
  horizon: number,
): Promise<{ input: ForecastInput; list: TaskList }> {
  const history = await readHistory(paths.history);
  const list = await readTasks(paths.tasks, history, paths.suite);
  const axisCount = list.tasks.reduce((last, { origin }) => Math.max(last, origin), 0) + horizon;
  const { frequency } = shape;
  const calendar =
    paths.calendar !== null
      ? await readCalendar(paths.calendar, frequency)
      : paths.startOn !== null
        ? datedCalendar(paths.startOn, frequency, axisCount)
        : null;
  const features = await readFeatures(paths.features, history, axisCount);
  return { input: { history, firstPeriod: list.firstPeriod, features, calendar, ...shape }, list };
}

/** Forecasts by origin, each from a panel that ends there. */
export async function* forecastBlocks(
  input: ForecastInput,
  tasks: TaskList["tasks"],
  request: ForecastRequest,
  seed: number,
  forecastPanel: ForecastPanel,
): AsyncGenerator<ForecastBlock> {
  for (const { panel, tasks: own, sources } of originPanels(input, tasks, request.horizon))
    yield { tasks: sources, forecasts: await forecastPanel(panel, own, request, seed) };
}

export interface ForecastFileRequest {
  readonly paths: InputPaths;
  readonly shape: SeriesShape;
  readonly request: ForecastRequest;
  readonly seed: number;
  readonly outPath: string;
}

export interface ForecastFileOutcome {
  readonly seriesCount: number;
  readonly taskCount: number;
  readonly passedOverCount: number;
  readonly suites: readonly string[];
}

/** Reads files, forecasts every task from what lies before its origin, and writes the forecasts, ordered by origin. */
export async function forecastFile(
  { paths, shape, request, seed, outPath }: ForecastFileRequest,
  forecastPanel: ForecastPanel,
): Promise<ForecastFileOutcome> {
  const { input, list } = await readInput(paths, shape, request.horizon);
  const blocks = forecastBlocks(input, list.tasks, request, seed, forecastPanel);
  await writeForecasts(outPath, input.history.ids, request, blocks);
  const { suites, passedOverCount } = list;
  const seriesCount = input.history.ids.length;
  return { seriesCount, taskCount: list.tasks.length, passedOverCount, suites };
}
