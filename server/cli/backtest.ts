// whystock backtest: forecasts every suite of a folder and scores it on what followed. Needs no database.
import { parseArgs } from "node:util";
import { systemClock } from "@/server/core/clock.ts";
import { withComputePool } from "@/server/planning/compute-pool.ts";
import { BASELINES } from "@/server/services/forecasting/baselines.ts";
import { panelEngine } from "@/server/services/forecasting/forecast-panel.ts";
import { readSuites } from "@/server/services/forecasting/read-suites.ts";
import {
  type BacktestOptions,
  type Method,
  runBacktest,
  type SuiteScores,
} from "@/server/services/forecasting/run-backtest.ts";
import type { Scores } from "@/server/services/forecasting/score.ts";
import { type Command, EXIT, print, printError, UsageError } from "./command.ts";

const HELP = `Usage: npm run --silent whystock -- backtest --suite DIR [options]

Forecasts every suite of a folder from its origins, scores the forecasts on what followed, and prints scores,
speed and memory per suite and method. server/services/forecasting/README.md describes folder and scores.

  --suite DIR           a folder with suites.json, tasks.csv and the files they name, plain or gzip
  --only NAME,...       these suites alone
  --origins N,...       these origins alone
  --baselines           also the classical methods
  --segments            also the scores per origin and per class of demand
  --seed N              seed of all randomness (else 1)
  --json                print everything as JSON

Exit code: 0 scored, 1 a file was refused, 2 wrong arguments.`;

const OPTIONS = {
  suite: { type: "string" },
  only: { type: "string" },
  origins: { type: "string" },
  baselines: { type: "boolean" },
  segments: { type: "boolean" },
  seed: { type: "string" },
  json: { type: "boolean" },
} as const;

const DEFAULT_SEED = "1";
const BYTES_PER_KB = 1024;

interface Request {
  readonly hasBaselines: boolean;
  readonly folder: string;
  readonly only: readonly string[] | null;
  readonly hasSegments: boolean;
  readonly isJson: boolean;
  readonly options: Omit<BacktestOptions, "methods">;
}

const listOf = (text: string | undefined): string[] | null =>
  text === undefined ? null : text.split(",").filter((part) => part !== "");

function whole(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError(`--${option} takes whole numbers, not "${text}".`);
}

function readRequest(args: readonly string[]): Request {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.suite === undefined) throw new UsageError("Say which folder: --suite DIR.");
  return {
    hasBaselines: values.baselines === true,
    folder: values.suite,
    only: listOf(values.only),
    hasSegments: values.segments === true,
    isJson: values.json === true,
    options: {
      origins: listOf(values.origins)?.map((text) => whole("origins", text)) ?? null,
      seed: whole("seed", values.seed ?? DEFAULT_SEED),
      clock: systemClock,
      peakBytes: () => process.resourceUsage().maxRSS * BYTES_PER_KB,
    },
  };
}

const SCORE_COLUMNS: readonly (readonly [string, keyof Scores])[] = [
  ["SPL", "spl"],
  ["SPLhi", "splHi"],
  ["MASE", "mase"],
  ["wQL", "wql"],
  ["bias", "bias"],
  ["cov80", "cov80"],
  ["cov.1", "cov10"],
  ["cov.5", "cov50"],
  ["cov.9", "cov90"],
  ["cov.95", "cov95"],
  ["cov.99", "cov99"],
  ["cumSPL", "cumSpl"],
  ["cum90", "cum90"],
  ["cum95", "cum95"],
  ["cumwQL", "cumWql"],
];
const NAME_WIDTH = 10;
const CELL_WIDTH = 8;

const cell = (text: string): string => text.padStart(CELL_WIDTH);
const names = (suite: string, method: string): string =>
  `${suite.padEnd(NAME_WIDTH)} ${method.padEnd(NAME_WIDTH + 4)}`;
const figures = (scores: Scores): string =>
  SCORE_COLUMNS.map(([, key]) => cell(scores[key]?.toFixed(4) ?? "-")).join("");

const HEADER = `${names("suite", "method")}${cell("tasks")}${SCORE_COLUMNS.map(([name]) => cell(name)).join("")}${cell("tasks/s")}${cell("peak MB")}`;

function suiteLine({ suite, method, scores, tasksPerSecond, peakMb }: SuiteScores): string {
  const speed = tasksPerSecond.toPrecision(3);
  return `${names(suite, method)}${cell(String(scores.taskCount))}${figures(scores)}${cell(String(Number(speed)))}${cell(peakMb.toFixed(0))}`;
}

function segmentLines({ byOrigin, byClass }: SuiteScores): string[] {
  const line = (name: string, scores: Scores) =>
    `${names("", name)}${cell(String(scores.taskCount))}${figures(scores)}`;
  return [
    ...byOrigin.map(({ origin, scores }) => line(`at ${origin}`, scores)),
    ...byClass.map(({ demandClass, scores }) => line(demandClass, scores)),
  ];
}

function taskNote({ suite, taskCount, offRecordCount, unscaledCount }: SuiteScores): string | null {
  if (offRecordCount + unscaledCount === 0) return null;
  return `${suite}: ${taskCount} tasks, ${offRecordCount} end after the record, ${unscaledCount} have a history that never changes and no scaled score.`;
}

async function backtest(request: Request, engine: Method): Promise<number> {
  const { folder, only, hasSegments, isJson, hasBaselines } = request;
  const options = { ...request.options, methods: [engine, ...(hasBaselines ? BASELINES : [])] };
  const suites = readSuites(folder, only);
  const results: SuiteScores[] = [];
  if (!isJson) print(HEADER);
  for await (const result of runBacktest(suites, options)) {
    results.push(result);
    if (isJson) continue;
    print(suiteLine(result));
    if (hasSegments) print(segmentLines(result).join("\n"));
  }
  if (isJson) print(JSON.stringify(results, null, 2));
  const notes = [...new Set(results.map(taskNote))].filter((note) => note !== null);
  for (const note of notes) (isJson ? printError : print)(note);
  return EXIT.done;
}

export const backtestCommand: Command = {
  summary: "score forecasts on a folder of suites",
  help: HELP,
  run: (args) => {
    const request = readRequest(args);
    return withComputePool((compute) =>
      backtest(request, { name: "whystock", forecast: panelEngine(compute) }),
    );
  },
};
