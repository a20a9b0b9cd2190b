// whystock forecast: files of series and tasks to a file of quantiles. Needs no database.
import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isDate } from "@/lib/calendar/index.ts";
import type { ForecastRequest, Frequency } from "@/lib/optimizer/forecasting/index.ts";
import { systemClock } from "@/server/core/clock.ts";
import { withComputePool } from "@/server/planning/compute-pool.ts";
import {
  type ForecastFileOutcome,
  type ForecastFileRequest,
  forecastFile,
} from "@/server/services/forecasting/forecast-file.ts";
import { panelEngine } from "@/server/services/forecasting/forecast-panel.ts";
import { SCORED_LEVELS } from "@/server/services/forecasting/score.ts";
import { type Command, EXIT, print, printError, UsageError } from "./command.ts";

const HELP = `Usage: npm run --silent whystock -- forecast --history FILE --tasks FILE --frequency day|week|month
         --horizon H --out FILE [options]

Forecasts series from their past: means and quantiles per period and of sums of periods. Files are plain or
gzip; server/services/forecasting/README.md describes them. For a task nothing after its origin is used.

  --history FILE        id,first,v1..vT: units per period; blank = not observed
  --tasks FILE          id,origin and optionally first and suite
  --suite NAME          only tasks of this suite (else all whose series is in the history)
  --frequency F         day, week or month
  --season N            periods of a season (else 7, 52, 12)
  --horizon H           periods ahead, 1 to 400
  --cumulative N,...    also sums of the first N periods
  --levels L,...        levels of the quantiles (else ${SCORED_LEVELS.join(",")})
  --features FILE       id,t,NAME,... or id,p1..pN, known ahead of each series; may be repeated
  --calendar FILE       a line per period, known ahead of all series
  --start YYYY-MM-DD    first day of period 1, where no calendar gives dates
  --seed N              seed of all randomness (else 1)
  --out FILE            id,origin,step,mean,q0.1,...; step is 1..H or cN

Exit code: 0 written, 1 a file was refused and nothing written, 2 wrong arguments.`;

const OPTIONS = {
  history: { type: "string" },
  tasks: { type: "string" },
  suite: { type: "string" },
  frequency: { type: "string" },
  season: { type: "string" },
  horizon: { type: "string" },
  cumulative: { type: "string" },
  levels: { type: "string" },
  features: { type: "string", multiple: true },
  calendar: { type: "string" },
  start: { type: "string" },
  seed: { type: "string" },
  out: { type: "string" },
} as const;

const SEASON: Readonly<Record<Frequency, number>> = { day: 7, week: 52, month: 12 };
const MAX_HORIZON = 400;
const MAX_SEASON = 400;
const MAX_SEED = 4_294_967_295;
const DEFAULT_SEED = 1;

const readArgs = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS }).values;
type Values = ReturnType<typeof readArgs>;

function required(values: Values, name: "history" | "tasks" | "frequency" | "horizon" | "out") {
  const value = values[name];
  if (value === undefined || value === "")
    throw new UsageError(`Say --${name}. forecast --help says more.`);
  return value;
}

function whole(option: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${option} takes whole numbers from ${least} to ${most}, not "${text}".`);
}

function frequencyOf(text: string): Frequency {
  if (text === "day" || text === "week" || text === "month") return text;
  throw new UsageError(`--frequency takes day, week or month, not "${text}".`);
}

const ascending = (values: readonly number[]): number[] =>
  [...new Set(values)].sort((a, b) => a - b);

function levelsOf(text: string | undefined): readonly number[] {
  if (text === undefined) return SCORED_LEVELS;
  const levels = text.split(",").map(Number);
  if (levels.every((level) => level > 0 && level < 1)) return ascending(levels);
  throw new UsageError(
    `--levels takes numbers between 0 and 1 such as 0.1,0.5,0.9, not "${text}".`,
  );
}

function requestOf(values: Values): ForecastRequest {
  const horizon = whole("horizon", required(values, "horizon"), 1, MAX_HORIZON);
  const sums = (values.cumulative ?? "")
    .split(",")
    .filter((text) => text !== "")
    .map((text) => whole("cumulative", text, 1, horizon));
  return { horizon, sums: ascending(sums), levels: levelsOf(values.levels) };
}

function outPathOf(path: string): string {
  const folder = dirname(resolve(path));
  if (!existsSync(folder)) throw new UsageError(`There is no folder "${folder}" to write to.`);
  if (existsSync(path) && !statSync(path).isFile())
    throw new UsageError(`--out takes a file; "${path}" is none.`);
  return path;
}

function startOf({ start, calendar }: Values): string | null {
  if (start === undefined) return null;
  if (!isDate(start)) throw new UsageError("--start takes a day as YYYY-MM-DD.");
  if (calendar !== undefined)
    throw new UsageError("Give --calendar or --start: a calendar's column date holds the dates.");
  return start;
}

function readRequest(args: readonly string[]): ForecastFileRequest {
  const values = readArgs(args);
  const frequency = frequencyOf(required(values, "frequency"));
  const { season, seed } = values;
  return {
    paths: {
      history: required(values, "history"),
      tasks: required(values, "tasks"),
      suite: values.suite ?? null,
      features: values.features ?? [],
      calendar: values.calendar ?? null,
      startOn: startOf(values),
    },
    shape: {
      frequency,
      seasonPeriods:
        season === undefined ? SEASON[frequency] : whole("season", season, 1, MAX_SEASON),
    },
    request: requestOf(values),
    seed: seed === undefined ? DEFAULT_SEED : whole("seed", seed, 0, MAX_SEED),
    outPath: outPathOf(required(values, "out")),
  };
}

function outcomeText(outcome: ForecastFileOutcome, outPath: string, seconds: number): string {
  const { taskCount, seriesCount } = outcome;
  const speed = (taskCount / Math.max(seconds, 0.001)).toFixed(0);
  return `${outPath}: ${taskCount} forecasts, learnt from ${seriesCount} series, in ${seconds.toFixed(1)} s (${speed} a second)`;
}

async function forecast(request: ForecastFileRequest): Promise<number> {
  const startMs = systemClock.monotonicMs();
  const outcome = await withComputePool((compute) => forecastFile(request, panelEngine(compute)));
  if (outcome.passedOverCount > 0)
    printError(
      `${outcome.passedOverCount} tasks are of series that are not in the history; taken: ${outcome.suites.join(", ")}.`,
    );
  print(outcomeText(outcome, request.outPath, (systemClock.monotonicMs() - startMs) / 1000));
  return EXIT.done;
}

export const forecastCommand: Command = {
  summary: "forecast series of a file",
  help: HELP,
  run: (args) => forecast(readRequest(args)),
};
