import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { writeFolder } from "@/server/services/forecasting/testing/files.ts";
import { attributeCommand } from "./attribute.ts";

const DATA = "../shared/explain";
const hasData = existsSync(join(DATA, "worlds/truth.json"));
const NODES = ["demand", "constraint", "submitted", "confirmed", "received"];

const readJson = <T>(file: string): T => JSON.parse(readFileSync(join(DATA, file), "utf8")) as T;

afterEach(() => vi.restoreAllMocks());

async function attribute(...args: readonly string[]): Promise<string> {
  let output = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    output += String(text);
    return true;
  });
  expect(await attributeCommand.run(args)).toBe(0);
  return output;
}

const worldArgs = (path: string) => [
  ...["--data", path, "--split", "week:w1,w2", "--target", "received"],
  ...["--edges", "demand:submitted,constraint:submitted,submitted:confirmed,confirmed:received"],
];

const figureOf = (figures: Record<string, number>, name: string): number =>
  figures[name] ?? Number.NaN;

interface Answer {
  readonly attribution: Record<string, number>;
  readonly interval: Record<string, readonly [number, number]>;
  readonly changed: readonly string[];
  readonly samplingNoise: number;
  readonly observedChange: number;
}

async function attributeWorld(file: string, ...more: readonly string[]): Promise<Answer> {
  return JSON.parse(await attribute(...worldArgs(join(DATA, file)), "--json", ...more)) as Answer;
}

describe.skipIf(!hasData)("whystock attribute on stored worlds of known causes", () => {
  interface Truth {
    readonly worlds: readonly { file: string; truth_shapley: Record<string, number> }[];
  }

  it("answers like the stored gated reference, near the truth, with intervals that hold it", async () => {
    const reference = readJson<
      { file: string; attribution: Record<string, number>; changed: string[] }[]
    >("worlds/gated_results.json");
    let error = 0;
    let held = 0;
    const { worlds } = readJson<Truth>("worlds/truth.json");
    for (const { file, truth_shapley } of worlds) {
      const answer = await attributeWorld(`worlds/${file}`);
      const stored = reference.find((result) => result.file === file);
      expect(answer.changed.toSorted()).toEqual(stored?.changed.toSorted());
      for (const name of NODES) {
        const amount = figureOf(answer.attribution, name);
        const truth = figureOf(truth_shapley, name);
        const [low, high] = answer.interval[name] ?? [Number.NaN, Number.NaN];
        expect(amount).toBeCloseTo(figureOf(stored?.attribution ?? {}, name), 12);
        error += Math.abs(amount - truth);
        held += low <= truth && truth <= high ? 1 : 0;
      }
    }
    expect(error / worlds.length).toBeLessThan(0.06);
    expect(held / (worlds.length * NODES.length)).toBeGreaterThanOrEqual(0.93);
  });

  it("splits the supply-chain notebook's change exactly, to 1e-9", async () => {
    const stored = readJson<{ attribution: Record<string, number> }>("exact_supply_chain.json");
    const answer = await attributeWorld("supply_chain_week_over_week.csv", "--exact");
    for (const name of NODES)
      expect(
        Math.abs(figureOf(answer.attribution, name) - figureOf(stored.attribution, name)),
      ).toBeLessThan(1e-9);
    expect(Math.abs(answer.samplingNoise)).toBeLessThan(1e-9);
  });
});

const rowsOf = (week: string, rise: number) =>
  Array.from(
    { length: 40 },
    (_, i) => `${week},${(i * 7) % 11},${((i * 7) % 11) + rise + (i % 3)}`,
  );
const csv = (...rows: readonly string[]) => `${["week,wanted,sent", ...rows].join("\n")}\n`;
const folderOf = (...rows: readonly string[]) =>
  join(writeFolder({ "data.csv": csv(...rows) }), "data.csv");
const argsOf = (path: string, edges = "wanted:sent") => [
  ...["--data", path, "--split", "week:a,b", "--target", "sent", "--edges", edges],
];

describe("whystock attribute", () => {
  it("says in words what changed, beyond chance, and what did not", async () => {
    const output = await attribute(...argsOf(folderOf(...rowsOf("a", 0), ...rowsOf("b", 5))));
    expect(output).toContain("sent: mean changed by 5.0000; at the same time");
    expect(output).toMatch(/wanted +0\.0000 .*no change beyond chance/);
    expect(output).toMatch(/sent +5\.0000 +4\.\d{4} +5\.\d{4}\n/);
  });

  it.each([
    ["a blank cell", [...rowsOf("a", 0), "b,,3"], 'line 42, column "wanted": the cell is blank.'],
    [
      "a word for a number",
      [...rowsOf("a", 0), "b,x,3"],
      'line 42, column "wanted": "x" is no number.',
    ],
    ["a period with few rows", [...rowsOf("a", 0), "b,1,3"], '1 rows have "b".'],
  ])("refuses %s, naming the place", async (_, rows, message) => {
    await expect(attributeCommand.run(argsOf(folderOf(...rows)))).rejects.toThrow(message);
  });

  it("refuses edges that name no column, or go round in a loop", async () => {
    const path = folderOf(...rowsOf("a", 0), ...rowsOf("b", 1));
    await expect(attributeCommand.run(argsOf(path, "size:sent"))).rejects.toThrow('column "size"');
    const loop = argsOf(path, "wanted:sent,sent:wanted");
    await expect(attributeCommand.run(loop)).rejects.toThrow("loop");
  });

  it.each([
    ["--split", "week"],
    ["--edges", "wanted"],
    ["--resamples", "none"],
  ])("asks again for a %s it cannot read", async (option, value) => {
    const args = [...argsOf("data.csv"), option, value];
    await expect(async () => attributeCommand.run(args)).rejects.toThrow(option);
  });
});
