import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { stream } from "@/lib/optimizer/core/prng.ts";
import { inlineCompute } from "@/server/planning/tasks.ts";
import { forecastFile } from "./forecast-file.ts";
import { panelEngine } from "./forecast-panel.ts";
import { historyText, writeFolder } from "./testing/files.ts";

const PERIODS = 76;
const HORIZON = 4;
const ORIGINS = [60, 68] as const;
const SERIES = 24;
const LONG_ENOUGH_MS = 240_000;

type Row = readonly [string, number, readonly (number | null)[]];

interface World {
  readonly rows: readonly Row[];
  /** Price of series i in period t. */
  readonly price: (i: number, t: number) => number;
  readonly event: (t: number) => string;
}

const ids = Array.from({ length: SERIES }, (_, i) => `${["TOYS", "FOODS"][i % 2]}_${i % 3}_${i}`);

/** Weekly sales of 24 series, some of them rare, two of them begun shortly before the second origin. */
function honestWorld(): World {
  const random = stream(7, "leak test");
  const rows = ids.map((id, i): Row => {
    const first = i < 22 ? 1 + (i % 9) : 64;
    const units = Array.from({ length: PERIODS }, (_, t) =>
      t + 1 < first ? null : Math.floor(random.uniform() ** 2 * (2 + i) * (t % 13 === 0 ? 3 : 1)),
    );
    return [id, first, units];
  });
  return {
    rows,
    price: (i, t) => 5 + i + (t % 8 === 0 ? -1 : 0),
    event: (t) => (t % 26 === 0 ? "sale" : ""),
  };
}

function filesOf({ rows, price, event }: World, origins: readonly number[]) {
  const first = dayFromDate("2024-01-01");
  const weeks = Array.from({ length: PERIODS + HORIZON }, (_, t) => t);
  const features = rows.flatMap(([id], i) => weeks.map((t) => `${id},${t + 1},${price(i, t)}`));
  const days = weeks.map((t) => `${dayToDate(first + 7 * t)},${event(t)}`);
  const tasks = origins.flatMap((origin) => ids.slice(0, 22).map((id) => `${id},${origin}`));
  const text = (lines: readonly string[]) => `${lines.join("\n")}\n`;
  return {
    "history.csv": historyText(rows),
    "features.csv": text(["id,t,price", ...features]),
    "calendar.csv": text(["date,event", ...days]),
    "tasks.csv": text(["id,origin", ...tasks]),
  };
}

/** The whole way of the command: files in, file out. */
async function forecastBytes(world: World, origins: readonly number[]): Promise<string> {
  const folder = writeFolder(filesOf(world, origins));
  const at = (name: string) => join(folder, name);
  await forecastFile(
    {
      paths: {
        history: at("history.csv"),
        tasks: at("tasks.csv"),
        suite: null,
        features: [at("features.csv")],
        calendar: at("calendar.csv"),
        startOn: null,
      },
      shape: { frequency: "week", seasonPeriods: 13 },
      request: { horizon: HORIZON, sums: [2, 4], levels: [0.1, 0.5, 0.9, 0.99] },
      seed: 3,
      outPath: at("out.csv"),
    },
    panelEngine(inlineCompute),
  );
  return readFileSync(at("out.csv"), "utf8");
}

/** Another future: other sales, prices and events, a series more, and one that was about to begin gone. */
function corrupt({ rows, price, event }: World, origin: number): World {
  const known = origin + HORIZON;
  const changed = rows
    .filter(([, first]) => first <= origin || first % 2 === 1)
    .map(([id, first, units], i): Row => {
      const future = (t: number) => (t % 5 === 0 ? null : 100_000 + 37 * i * t);
      return [id, first, units.map((y, t) => (t < origin ? y : future(t)))];
    });
  const late: Row = [
    "LATE_9_99",
    origin + 1,
    Array.from({ length: PERIODS }, (_, t) => (t < origin ? null : 5)),
  ];
  return {
    rows: [...changed, late],
    price: (i, t) => (t < known ? price(i, t) : 1000 * (i + t)),
    event: (t) => (t < known ? event(t) : `event ${t % 3}`),
  };
}

const linesOf = (text: string, origin: number): string[] =>
  text.split("\n").filter((line) => line.split(",")[1] === String(origin));

describe("what lies after an origin", () => {
  it(
    "changes no byte of the forecasts made there, however it is changed",
    async () => {
      const world = honestWorld();
      for (const origin of ORIGINS) {
        const honest = await forecastBytes(world, [origin]);
        expect(linesOf(honest, origin)).toHaveLength(22 * (HORIZON + 2));
        expect(await forecastBytes(corrupt(world, origin), [origin])).toBe(honest);
      }
    },
    LONG_ENOUGH_MS,
  );

  it(
    "is not learnt from through tasks of a later origin in the same file",
    async () => {
      const world = honestWorld();
      const [early] = ORIGINS;
      const alone = await forecastBytes(world, [early]);
      const together = await forecastBytes(corrupt(world, early), ORIGINS);
      expect(linesOf(together, early)).toEqual(linesOf(alone, early));
    },
    LONG_ENOUGH_MS,
  );

  it(
    "while what lies before it does change them",
    async () => {
      const world = honestWorld();
      const [origin] = ORIGINS;
      const honest = await forecastBytes(world, [origin]);
      expect(await forecastBytes(corrupt(world, origin - 1), [origin])).not.toBe(honest);
    },
    LONG_ENOUGH_MS,
  );
});
