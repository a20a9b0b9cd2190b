// From history files to a trained model, and a card that says what it learnt from and how good it is.
import { rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import {
  type DemandProblem,
  decodeDemandModel,
  type TrainingOptions,
} from "@/lib/optimizer/forecasting/index.ts";
import type { Clock } from "@/server/core/clock.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import type { ModelCard } from "@/server/planning/pretrained-model.ts";
import type { Compute } from "@/server/planning/tasks.ts";
import { heldOutQuality, withoutLastWeeks } from "./held-out-quality.ts";
import { accountOf, historiesSha256 } from "./history-account.ts";
import { readHistory } from "./read-panel.ts";

export interface TrainModelFileRequest {
  /** One account each. */
  readonly historyPaths: readonly string[];
  /** Where the data came from, in words. */
  readonly source: string;
  readonly options: TrainingOptions;
  readonly outPath: string;
}

/** Where the card of a model's file is: beside it, with another ending. */
export const cardPathOf = (path: string): string => join(dirname(path), `${nameOf(path)}.json`);

const nameOf = (path: string): string => basename(path, extname(path));

/**
 * Trains on weekly histories and writes the model and its card. The same files and options give the same bytes on any number of threads.
 * Throws DomainError for a file that cannot be meant.
 */
export async function trainModelFile(
  { historyPaths, source, options, outPath }: TrainModelFileRequest,
  compute: Compute,
  clock: Clock,
): Promise<ModelCard> {
  const histories = [];
  for (const path of historyPaths) histories.push(await readHistory(path));
  const accounts = histories.map(accountOf);
  const [whole, heldOut] = await trainBoth(accounts, options, compute);
  const { body, rowCount } = whole;
  const card: ModelCard = {
    name: nameOf(outPath),
    trainedAt: clock.now(),
    dataSha256: historiesSha256(histories),
    modelSha256: sha256Hex(body),
    training: {
      rowCount,
      seriesCount: accounts.reduce((sum, { skuCount }) => sum + skuCount, 0),
      byteCount: body.length,
      dataToOn: null,
      source,
    },
    quality: heldOutQuality(accounts, heldOut && decodeDemandModel(heldOut.body)),
  };
  await writeWhole(outPath, body);
  await writeWhole(cardPathOf(outPath), `${JSON.stringify(card, null, 2)}\n`);
  return card;
}

/** The model, and one that has not seen the last weeks: what it scores there is what can be said of the model. */
function trainBoth(accounts: readonly DemandProblem[], options: TrainingOptions, compute: Compute) {
  const before = withoutLastWeeks(accounts);
  return Promise.all([
    compute.run("trainModel", { problems: accounts, options, continueFrom: null }),
    before.length > 0
      ? compute.run("trainModel", { problems: before, options, continueFrom: null })
      : null,
  ]);
}

/** The file appears whole or not at all. */
async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}.unfinished`);
  try {
    await writeFile(unfinished, content);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}
