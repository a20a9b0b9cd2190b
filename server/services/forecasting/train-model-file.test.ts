import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  decodeDemandModel,
  forecastDemand,
  forecastWithModel,
  TRAINING_OPTIONS,
} from "@/lib/optimizer/forecasting/index.ts";
import { FORECASTERS } from "@/lib/optimizer/stages/index.ts";
import { manualClock } from "@/server/core/clock.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import { withComputePool } from "@/server/planning/compute-pool.ts";
import { ModelCard } from "@/server/planning/pretrained-model.ts";
import { type Compute, inlineCompute } from "@/server/planning/tasks.ts";
import { accountOf, historiesSha256 } from "./history-account.ts";
import { readHistory } from "./read-panel.ts";
import { historyText, writeFolder } from "./testing/files.ts";
import { cardPathOf, trainModelFile } from "./train-model-file.ts";

const LONG_ENOUGH_MS = 120_000;
const clock = manualClock("2026-11-23T12:00:00Z");
const options = { ...TRAINING_OPTIONS, rowCount: 400, bagCount: 1, treeCount: 4 };

/** Weekly units that vary without chance. */
const units = (i: number, periodCount: number) =>
  Array.from({ length: periodCount }, (_, t) => ((t * 37 + i * 101) % 23) + (i % 7) * 3);

const history = (idOf: (i: number) => string, seriesCount: number, periodCount: number) =>
  historyText(
    Array.from({ length: seriesCount }, (_, i) => [idOf(i), 1, units(i, periodCount)] as const),
  );

const SHOP = history((i) => `${10 + (i % 3)}${100 + i}`, 20, 70);
const STALL = history((i) => `P${i}`, 12, 60);
const FILES = { "shop.csv": SHOP, "stall.csv": STALL };

function train(folder: string, files: readonly string[], compute: Compute = inlineCompute) {
  const historyPaths = files.map((file) => join(folder, file));
  const outPath = join(folder, "model.bin");
  return trainModelFile({ historyPaths, source: "Two shops", options, outPath }, compute, clock);
}

describe("training on history files", () => {
  it(
    "writes a model that forecasts, and beside it what it is and how its twin scored on weeks kept from it",
    async () => {
      const folder = writeFolder(FILES);
      const card = await train(folder, ["shop.csv", "stall.csv"]);
      const body = readFileSync(join(folder, "model.bin"));
      const text = readFileSync(cardPathOf(join(folder, "model.bin")), "utf8");
      expect(readdirSync(folder)).toHaveLength(4);
      expect(ModelCard.parse(JSON.parse(text))).toEqual(card);
      expect(card).toMatchObject({
        name: "model",
        trainedAt: clock.now(),
        modelSha256: sha256Hex(body),
        training: { seriesCount: 32, byteCount: body.length, dataToOn: null, source: "Two shops" },
      });
      const account = accountOf(await readHistory(join(folder, "shop.csv")));
      const forecast = forecastWithModel(decodeDemandModel(body), account);
      expect(forecast.isByModel.every((is) => is === 1)).toBe(true);
      expect(forecast.demandMean).not.toEqual(forecastDemand(account).demandMean);
      const { model, others, windowCount } = card.quality;
      // 32 series at three origins, 8 weeks each.
      expect(windowCount).toBe(32 * 3 * 8);
      expect(others.map(({ method }) => method)).toEqual(FORECASTERS.map(({ method }) => method));
      for (const { spl, sumSpl } of [model, ...others]) {
        expect(spl).toBeGreaterThan(0);
        expect(sumSpl).toBeGreaterThan(0);
      }
    },
    LONG_ENOUGH_MS,
  );

  it(
    "writes the same bytes on any number of threads",
    async () => {
      const folder = writeFolder(FILES);
      const alone = await train(folder, ["shop.csv"]);
      const together = await withComputePool((pool) => train(folder, ["shop.csv"], pool), 2);
      expect(together).toEqual(alone);
    },
    LONG_ENOUGH_MS,
  );

  it(
    "claims no score where no history is long enough for one",
    async () => {
      const folder = writeFolder({ "young.csv": history((i) => `P${i}`, 12, 20) });
      const { quality } = await train(folder, ["young.csv"]);
      expect(quality).toMatchObject({ windowCount: 0, model: { spl: null }, others: [] });
    },
    LONG_ENOUGH_MS,
  );

  it("refuses a history without eight weeks from its first sale on, and writes nothing", async () => {
    const late = historyText([["P1", 1, [...Array.from({ length: 10 }, () => 0), 1, 2, 3]]]);
    const folder = writeFolder({ ...FILES, "late.csv": late });
    await expect(train(folder, ["shop.csv", "late.csv"])).rejects.toThrow(
      /late\.csv: the first sale is in period 11 of 13\. Give a history with 8 weeks/,
    );
    expect(readdirSync(folder)).not.toContain("model.bin");
  });
});

describe("the hash of histories", () => {
  it("tells one set from another, and the same in another order", async () => {
    const changed = SHOP.replace(",3,", ",4,");
    const renamed = SHOP.replace("10100,", "10999,");
    const folder = writeFolder({ ...FILES, "changed.csv": changed, "renamed.csv": renamed });
    const shaOf = async (...files: string[]) =>
      historiesSha256(await Promise.all(files.map((file) => readHistory(join(folder, file)))));
    const hashes = await Promise.all([
      shaOf("shop.csv"),
      shaOf("changed.csv"),
      shaOf("renamed.csv"),
      shaOf("shop.csv", "stall.csv"),
      shaOf("stall.csv", "shop.csv"),
    ]);
    expect(new Set(hashes).size).toBe(5);
    expect(await shaOf("shop.csv")).toBe(hashes[0]);
  });
});

describe("a history as an account", () => {
  const accountFrom = async (text: string) =>
    accountOf(await readHistory(join(writeFolder({ "h.csv": text }), "h.csv")));

  it("takes catalogue numbers apart into categories, and other ids as one", async () => {
    const shop = await accountFrom(SHOP);
    expect([...shop.categoryIndex].slice(0, 4)).toEqual([0, 1, 2, 0]);
    const stall = await accountFrom(STALL);
    expect(stall.categoryCount).toBe(1);
    expect(stall.categoryIndex.every((category) => category === 0)).toBe(true);
  });

  it("takes a week that was not observed as one without stock, and a week without sales as one with", async () => {
    const account = await accountFrom(historyText([["P1", 1, [5, null, 0, 5, 5, 5, 5, 5, 5]]]));
    expect([...account.soldUnits].slice(0, 3)).toEqual([5, 0, 0]);
    expect([...(account.inStockShare ?? [])].slice(0, 3)).toEqual([1, 0, 1]);
    expect(account.weekOfYear.length).toBe(9 + account.horizonWeeks);
  });
});
