// whystock train-model: weekly histories to a file of the model that forecasts all series. Needs no database.
import { existsSync } from "node:fs";
import { basename, dirname, extname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { TRAINING_OPTIONS } from "@/lib/optimizer/forecasting/index.ts";
import { BACKTEST_WEEKS } from "@/lib/optimizer/stages/index.ts";
import { systemClock } from "@/server/core/clock.ts";
import { withComputePool } from "@/server/planning/compute-pool.ts";
import { bestClassical, type MethodScore } from "@/server/planning/forecast-model.ts";
import type { ModelCard } from "@/server/planning/pretrained-model.ts";
import {
  cardPathOf,
  type TrainModelFileRequest,
  trainModelFile,
} from "@/server/services/forecasting/train-model-file.ts";
import { type Command, EXIT, print, UsageError } from "./command.ts";

const HELP = `Usage: npm run --silent whystock -- train-model --history FILE [--history FILE ...] --out FILE.bin [options]

Trains the model of weekly demand that forecasts any account, and scores it on the last ${BACKTEST_WEEKS} weeks by a second
training that has not seen them. Beside FILE.bin stands FILE.json: what it learnt from, its hashes and scores.

  --history FILE        id,first,v1..vT: units per week; blank = not observed; each file is one account
  --source TEXT         where the data came from (else the files' names)
  --seed N              seed of all randomness (else ${TRAINING_OPTIONS.seed})
  --out FILE.bin        the encoded model

Exit code: 0 written, 1 a file was refused and nothing written, 2 wrong arguments.`;

const OPTIONS = {
  history: { type: "string", multiple: true },
  source: { type: "string" },
  seed: { type: "string" },
  out: { type: "string" },
} as const;

const MAX_SEED = 4_294_967_295;

function seedOf(text: string | undefined): number {
  if (text === undefined) return TRAINING_OPTIONS.seed;
  const seed = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (seed <= MAX_SEED) return seed;
  throw new UsageError(`--seed takes whole numbers from 0 to ${MAX_SEED}, not "${text}".`);
}

function outPathOf(path: string | undefined): string {
  if (!path) throw new UsageError("Say --out. train-model --help says more.");
  if (extname(path) !== ".bin") throw new UsageError(`--out takes a file *.bin, not "${path}".`);
  const folder = dirname(resolve(path));
  if (!existsSync(folder)) throw new UsageError(`There is no folder "${folder}" to write to.`);
  return path;
}

function readRequest(args: readonly string[]): TrainModelFileRequest {
  const {
    history = [],
    source,
    seed,
    out,
  } = parseArgs({
    args: [...args],
    options: OPTIONS,
  }).values;
  if (history.length === 0) throw new UsageError("Say --history. train-model --help says more.");
  return {
    historyPaths: history,
    source: source ?? history.map((path) => basename(path)).join(", "),
    options: { ...TRAINING_OPTIONS, seed: seedOf(seed) },
    outPath: outPathOf(out),
  };
}

const figure = (value: number | null): string => value?.toFixed(4) ?? "-";
const scoreText = ({ method, spl, sumSpl }: MethodScore): string =>
  `${method}: SPL ${figure(spl)}, of sums ${figure(sumSpl)}`;

function cardText({ training, dataSha256, modelSha256, quality }: ModelCard): string[] {
  const { byteCount, rowCount, seriesCount } = training;
  const classical = bestClassical(quality.others);
  return [
    `${byteCount} bytes, learnt from ${rowCount} rows of ${seriesCount} series`,
    `data   sha256 ${dataSha256}`,
    `model  sha256 ${modelSha256}`,
    `scored on ${quality.windowCount} weeks that it had not seen`,
    `  ${scoreText(quality.model)}`,
    ...(classical ? [`  best classical ${scoreText(classical)}`] : []),
  ];
}

async function train(request: TrainModelFileRequest): Promise<number> {
  const startMs = systemClock.monotonicMs();
  const card = await withComputePool((compute) => trainModelFile(request, compute, systemClock));
  const seconds = ((systemClock.monotonicMs() - startMs) / 1000).toFixed(0);
  const { outPath } = request;
  print(`${outPath} and ${cardPathOf(outPath)} in ${seconds} s`);
  for (const line of cardText(card)) print(line);
  return EXIT.done;
}

export const trainModelCommand: Command = {
  summary: "train the model that forecasts all series",
  help: HELP,
  run: (args) => train(readRequest(args)),
};
