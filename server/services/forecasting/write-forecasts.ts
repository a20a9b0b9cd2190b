// Forecast files: id,origin,step,mean,q0.1,...; step = 1..h, or cN for the sum of the first N periods.
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type {
  ForecastRequest,
  ForecastTask,
  TaskForecasts,
} from "@/lib/optimizer/forecasting/index.ts";

/** Forecasts of tasks on the history's rows. */
export interface ForecastBlock {
  readonly tasks: readonly ForecastTask[];
  readonly forecasts: TaskForecasts;
}

const DIGITS = 6;

/** Six significant digits: more than a forecast knows. */
function figure(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value))
    throw new RangeError(`writeForecasts: expected a finite forecast, got ${value}`);
  return String(Number(value.toPrecision(DIGITS)));
}

function line(
  head: string,
  mean: Float32Array,
  quantile: Float32Array,
  row: number,
  levelCount: number,
): string {
  const cells = [head, figure(mean[row])];
  for (let q = 0; q < levelCount; q++) cells.push(figure(quantile[row * levelCount + q]));
  return `${cells.join(",")}\n`;
}

/** Lines of one task. */
function taskText(id: string, origin: number, forecasts: TaskForecasts, task: number): string {
  const { horizon, sums, levels } = forecasts.request;
  let text = "";
  for (let h = 0; h < horizon; h++)
    text += line(
      `${id},${origin},${h + 1}`,
      forecasts.mean,
      forecasts.quantile,
      task * horizon + h,
      levels.length,
    );
  sums.forEach((length, k) => {
    text += line(
      `${id},${origin},c${length}`,
      forecasts.sumMean,
      forecasts.sumQuantile,
      task * sums.length + k,
      levels.length,
    );
  });
  return text;
}

const idCell = (id: string): string => (/[",\r\n]/.test(id) ? `"${id.replaceAll('"', '""')}"` : id);

async function* textOf(
  ids: readonly string[],
  levels: readonly number[],
  blocks: AsyncIterable<ForecastBlock>,
): AsyncGenerator<string> {
  yield `${["id", "origin", "step", "mean", ...levels.map((level) => `q${level}`)].join(",")}\n`;
  for await (const { tasks, forecasts } of blocks)
    for (const [i, { series, origin }] of tasks.entries())
      yield taskText(idCell(ids[series] ?? ""), origin, forecasts, i);
}

/**
 * Writes forecasts as they come. The file appears whole or not at all: it is written beside its place and then renamed.
 * Throws what reading the blocks or writing throws.
 */
export async function writeForecasts(
  path: string,
  ids: readonly string[],
  request: ForecastRequest,
  blocks: AsyncIterable<ForecastBlock>,
): Promise<void> {
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}.unfinished`);
  try {
    await pipeline(
      Readable.from(textOf(ids, request.levels, blocks)),
      createWriteStream(unfinished, { flags: "w" }),
    );
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}
