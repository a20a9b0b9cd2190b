import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { compare } from "./compare.ts";
import { FAMILIES } from "./families.ts";
import { exitCode, reportLines, runKnownAnswers } from "./run.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
function folderOf(files: Record<string, unknown>): string {
  const folder = mkdtempSync(join(tmpdir(), "known-answers-"));
  folders.push(folder);
  for (const [name, body] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof body === "string" ? body : JSON.stringify(body));
  }
  return folder;
}
const mix = (objective: number) => ({
  id: "two_products",
  problem_type: "LP product mix",
  inputs: {
    sense: "max",
    c: [2, 3],
    A_ub: [[1, 2]],
    b_ub: [8],
    bounds: [
      [0, 4],
      [0, null],
    ],
  },
  optimal: { objective },
});
const run = (folder: string, words: string[] = []) =>
  runKnownAnswers(folder, FAMILIES, () => 0, words);
const root = fileURLToPath(new URL("../../", import.meta.url));

describe("a folder of known answers", () => {
  test("right answers are counted by type, and types that nobody solves are named", async () => {
    const unknown = { id: "u", problem_type: "Weather", inputs: {}, optimal: { rain: 1 } };
    const folder = folderOf({
      "a.json": { instances: [mix(14), unknown] },
      "b.json": { instances: [{ ...mix(14.02), id: "within" }] },
      "notes.json": { note: "no instances" },
      "readme.txt": "not read",
    });
    const report = await run(folder);
    expect(reportLines(report)).toEqual([
      "LP product mix  2/2 within 0.3 %  worst 0.14 %  0 ms",
      "not covered: Weather (1)",
      "no instances in notes.json",
      "2 of 2 right, 1 not covered",
    ]);
    expect(exitCode(report)).toBe(0);
    expect((await run(folder, ["b.json"])).types).toMatchObject([{ instanceCount: 1 }]);
  });
  test("a wrong known answer is a miss that shows both values, and the command fails", () => {
    const folder = folderOf({ "a.json": { instances: [mix(14), { ...mix(15), id: "wrong" }] } });
    const command = [
      "--import",
      "./scripts/module-hooks.ts",
      "scripts/known-answers/main.ts",
      folder,
    ];
    const { status, stdout } = spawnSync(process.execPath, command, {
      cwd: root,
      encoding: "utf8",
    });
    expect(stdout).toContain("MISS wrong (LP product mix): objective: known 15, found 14");
    expect(stdout).toContain("1 of 2 right, 0 not covered");
    expect(status).toBe(1);
    const right = folderOf({ "a.json": { instances: [mix(14)] } });
    expect(
      spawnSync(process.execPath, [...command.slice(0, -1), right], { cwd: root }).status,
    ).toBe(0);
  });
  test("an instance that cannot be read or solved is a miss that says why", async () => {
    const report = await run(
      folderOf({
        "a.json": {
          instances: [
            { ...mix(14), id: "text", inputs: { c: "many" } },
            { ...mix(14), id: "endless", inputs: { sense: "max", c: [1] } },
            { ...mix(14), id: "unstated", optimal: { colour: "red" } },
          ],
        },
      }),
    );
    expect(report.misses.map(({ id, why }) => `${id}: ${why}`)).toEqual([
      'text: input c: expected a list of numbers, got "many"',
      "endless: the program is unbounded",
      "unstated: nothing that the known answer states was found",
    ]);
    expect(exitCode(report)).toBe(1);
  });
  test("nothing to solve is no success", async () => {
    expect(exitCode(await run(folderOf({})))).toBe(1);
  });
  test("equality rows, bounds, whole columns and both senses are read", async () => {
    const inputs = {
      sense: "min",
      c: [3, 1, 2],
      A_eq: [[1, 1, 1]],
      b_eq: [5],
      A_ub: [[0, 2, 0]],
      b_ub: [3],
      bounds: [
        [0, null],
        [null, null],
        [0, 3],
      ],
    };
    // b <= 1.5, c <= 3, the rest is a: 1.5 + 6 + 1.5; with b whole 1 + 6 + 3.
    const divisible = { ...mix(12), inputs, optimal: { objective: 1.5 + 6 + 1.5 } };
    const whole = {
      ...mix(12),
      id: "whole",
      inputs: { ...inputs, integrality: [0, 1, 0] },
      optimal: { objective: 1 + 6 + 3 },
    };
    expect((await run(folderOf({ "a.json": { instances: [divisible, whole] } }))).misses).toEqual(
      [],
    );
  });
});

describe("the comparison", () => {
  test("goes into lists and records and takes the worst", () => {
    const known = { cost: 100, plan: [1, 2], by: { "3": 4 }, other: "left out" };
    const found = { cost: 100.1, plan: Float64Array.of(1, 2.002), by: { "3": 4 }, extra: 1 };
    const result = compare(known, { answer: found });
    expect(result.names).toEqual(["cost", "plan", "by"]);
    expect(result.worstShare).toBeCloseTo(0.001, 9);
    expect(compare({ plan: [1, 2] }, { answer: { plan: [1] } }).worstShare).toBe(Infinity);
    expect(compare({ cost: 1 }, { answer: { cost: Number.NaN } }).worstShare).toBe(Infinity);
    expect(compare({ cost: 0 }, { answer: { cost: 1e-7 } }).worstShare).toBe(0);
    expect(compare({ cost: 0 }, { answer: { cost: 1e-3 } }).worstShare).toBe(Infinity);
  });
  test("accepts what lies in a stated range, or below a heuristic's value where that is said", () => {
    expect(compare({ price: 2 }, { answer: { price: { from: 0, to: 3 } } }).worstShare).toBe(0);
    expect(compare({ price: 4 }, { answer: { price: { from: 0, to: 2 } } }).worstShare).toBe(0.5);
    const better = { answer: { cost: 90 } };
    expect(compare({ cost: 100 }, { ...better, noWorseThan: ["cost"] }).worstShare).toBe(0);
    expect(compare({ cost: 100 }, better).worstShare).toBeCloseTo(0.1, 9);
  });
});

const shared = join(root, "../shared/testbeds");
describe.skipIf(!existsSync(shared))(
  "published answers (../shared/testbeds; skipped where absent)",
  () => {
    test("textbook programs and truck schedules are all right", async () => {
      const report = await run(shared, ["lp_textbook", "network_design_time_expanded"]);
      expect(report.misses).toEqual([]);
      expect(report.types.every(({ isCovered }) => isCovered)).toBe(true);
      expect(report.types.reduce((sum, { rightCount }) => sum + rightCount, 0)).toBeGreaterThan(10);
    }, 120_000);
  },
);
