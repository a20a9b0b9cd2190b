import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { historyText, writeFolder } from "@/server/services/forecasting/testing/files.ts";
import { backtestCommand } from "./backtest.ts";
import { forecastCommand } from "./forecast.ts";

const LONG_ENOUGH_MS = 240_000;
const units = (i: number) => Array.from({ length: 60 }, (_, t) => (t * 7 + i * 3) % (5 + i));

const FILES = {
  "history.csv": historyText([0, 1, 2, 3].map((i) => [`S${i}`, 1, units(i)] as const)),
  "tasks.csv": "suite,id,origin\nx,S0,50\nx,S3,52\ny,elsewhere,50\n",
  "suites.json": JSON.stringify({
    x: { file: "history.csv", freq: "W", season: 1, h: 4, cum: [2, 4], origins: [50, 52] },
  }),
};

/** `npm run whystock -- ...` with a data folder that does not exist yet. */
function whystock(folder: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["scripts/whystock.mjs", ...args],
    {
      encoding: "utf8",
      env: { NODE_ENV: "production", PATH: "/usr/bin:/bin", WHYSTOCK_DATA: join(folder, "data") },
    },
  );
  return { status, stdout, stderr };
}

const forecastArgs = (folder: string) => [
  "forecast",
  ...["--history", join(folder, "history.csv"), "--tasks", join(folder, "tasks.csv")],
  ...["--frequency", "week", "--horizon", "4", "--cumulative", "4,2", "--levels", "0.9,0.1,0.5"],
  ...["--out", join(folder, "out.csv")],
];

describe("whystock forecast", () => {
  it(
    "writes a line per task, period and sum, and starts no database",
    () => {
      const folder = writeFolder(FILES);
      const { status, stdout, stderr } = whystock(folder, ...forecastArgs(folder));
      expect(stderr).toBe("1 tasks are of series that are not in the history; taken: x.\n");
      expect(stdout).toMatch(/^\S+out\.csv: 2 forecasts, learnt from 4 series, in [\d.]+ s .*\n$/);
      expect(status).toBe(0);
      expect(existsSync(join(folder, "data"))).toBe(false);
      const [header, ...lines] = readFileSync(join(folder, "out.csv"), "utf8").trim().split("\n");
      expect(header).toBe("id,origin,step,mean,q0.1,q0.5,q0.9");
      expect(lines.map((line) => line.split(",").slice(0, 3).join(","))).toEqual(
        ["S0,50", "S3,52"].flatMap((task) =>
          ["1", "2", "3", "4", "c2", "c4"].map((s) => `${task},${s}`),
        ),
      );
      for (const line of lines) {
        const [low, middle, high] = line.split(",").slice(4).map(Number) as [
          number,
          number,
          number,
        ];
        expect(low >= 0 && low <= middle && middle <= high).toBe(true);
      }
    },
    LONG_ENOUGH_MS,
  );

  it(
    "says what is wrong with a file and writes nothing",
    () => {
      const folder = writeFolder({ ...FILES, "tasks.csv": "id,origin\nS0,soon\n" });
      const { status, stdout, stderr } = whystock(folder, ...forecastArgs(folder));
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
      expect(stderr).toMatch(/^refused: tasks\.csv, line 2, column "origin": "soon" is no period/);
      expect(existsSync(join(folder, "out.csv"))).toBe(false);
    },
    LONG_ENOUGH_MS,
  );

  it(
    "answers 2 to wrong arguments and says what it takes",
    () => {
      const folder = writeFolder(FILES);
      const outcome = whystock(folder, ...forecastArgs(folder), "--horizon", "0");
      expect(outcome).toMatchObject({ status: 2, stdout: "" });
      expect(outcome.stderr).toBe('--horizon takes whole numbers from 1 to 400, not "0".\n');
    },
    LONG_ENOUGH_MS,
  );

  it.each([
    [["--frequency", "hour"], /--frequency takes day, week or month, not "hour"/],
    [["--cumulative", "5"], /--cumulative takes whole numbers from 1 to 4, not "5"/],
    [["--levels", "0.5,90"], /--levels takes numbers between 0 and 1/],
    [["--season", "x"], /--season takes whole numbers/],
    [["--start", "Monday"], /--start takes a day as YYYY-MM-DD/],
    [["--start", "2024-01-01", "--calendar", "c.csv"], /Give --calendar or --start/],
    [["--out", "/nowhere/out.csv"], /There is no folder "\/nowhere"/],
    [["--history", ""], /Say --history/],
    [["--colour", "red"], /--colour/],
  ])("refuses wrong arguments: %j", (args, message) => {
    const folder = writeFolder(FILES);
    expect(() => forecastCommand.run([...forecastArgs(folder).slice(1), ...args])).toThrow(message);
  });
});

describe("whystock backtest", () => {
  it(
    "prints a line per suite and method, or JSON",
    () => {
      const folder = writeFolder(FILES);
      const table = whystock(folder, "backtest", "--suite", folder, "--baselines");
      expect({ status: table.status, stderr: table.stderr }).toEqual({ status: 0, stderr: "" });
      const [header, ...lines] = table.stdout.trim().split("\n");
      expect(header).toMatch(
        /^suite +method +tasks +SPL +SPLhi +MASE .* cumwQL +tasks\/s +peak MB$/,
      );
      expect(lines.map((line) => line.split(/ {2,}/).slice(0, 3).join(" "))).toEqual(
        ["whystock", "seasonal naive", "empirical", "imapa", "tsb", "theta", "ets"].map(
          (method) => `x ${method} 2`,
        ),
      );
      const { stdout } = whystock(
        folder,
        "backtest",
        "--suite",
        folder,
        "--json",
        "--origins",
        "52",
      );
      expect(JSON.parse(stdout)).toMatchObject([
        { suite: "x", method: "whystock", origins: [52], taskCount: 1, scores: { taskCount: 1 } },
      ]);
      expect(existsSync(join(folder, "data"))).toBe(false);
    },
    LONG_ENOUGH_MS,
  );

  it(
    "refuses to run without a folder, and a folder without suites",
    () => {
      const folder = writeFolder({});
      expect(() => backtestCommand.run([])).toThrow(/Say which folder: --suite DIR/);
      expect(() => backtestCommand.run(["--suite", folder, "--origins", "last"])).toThrow(
        /--origins takes whole numbers, not "last"/,
      );
      const { status, stderr } = whystock(folder, "backtest", "--suite", folder);
      expect(status).toBe(1);
      expect(stderr).toMatch(/^refused: \S+suites\.json: there is no such file/);
    },
    LONG_ENOUGH_MS,
  );
});
