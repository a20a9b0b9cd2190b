// A folder of suites: suites.json says how each is forecast, tasks.csv what; side files are found by their names.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { isDate } from "@/lib/calendar/index.ts";
import type { Frequency } from "@/lib/optimizer/forecasting/index.ts";
import type { InputPaths } from "./forecast-file.ts";
import { inputError } from "./input-error.ts";

export interface Suite {
  readonly name: string;
  readonly paths: InputPaths;
  readonly frequency: Frequency;
  readonly seasonPeriods: number;
  readonly horizon: number;
  readonly sums: readonly number[];
  /** Lag of the naive forecast that scales MASE. */
  readonly maseLagPeriods: number;
}

const Suites = z.record(
  z.string(),
  z.object({
    file: z.string().min(1),
    freq: z.string().regex(/^[DWM]/, "begins with D, W or M"),
    season: z.int().positive(),
    h: z.int().positive(),
    cum: z.array(z.int().positive()),
    start: z.string().refine(isDate, "is a day as YYYY-MM-DD").optional(),
  }),
);
type SuiteEntry = z.infer<typeof Suites>[string];

const SUITES_FILE = "suites.json";
const FREQUENCIES: Readonly<Record<string, Frequency>> = { D: "day", W: "week", M: "month" };

// Week 1 of Online Retail II is the one of Monday 30 November 2009 (README of the suites); no calendar file says so.
const KNOWN_STARTS: Readonly<Record<string, string>> = { or2w: "2009-11-30" };

// MASE of these intermittent suites is scaled by the last value although their season is a year (README of the suites).
const maseLag = (name: string, season: number): number => (name.startsWith("or2") ? 1 : season);

const stemOf = (file: string): string => file.split(".")[0] ?? file;
const CALENDAR = /^([^.]+)\.calendar\.csv(\.gz)?$/;

interface SideFiles {
  readonly features: readonly string[];
  readonly calendar: string | null;
}

/** Features of m5d.csv are m5d.NAME.csv; its calendar is P.calendar.csv where its name begins with P. */
function sideFiles(names: readonly string[], history: string): SideFiles {
  const stem = stemOf(history);
  const calendars = names.filter((name) => stem.startsWith(CALENDAR.exec(name)?.[1] ?? "\n"));
  const features = names.filter(
    (name) =>
      name !== history &&
      name.startsWith(`${stem}.`) &&
      /\.csv(\.gz)?$/.test(name) &&
      !CALENDAR.test(name),
  );
  return { features, calendar: calendars[0] ?? null };
}

function suiteFault(file: string, what: string, fix: string) {
  return inputError({ file, line: null, column: null, rule: "bad_suites", what, fix });
}

function readEntries(folder: string): Readonly<Record<string, SuiteEntry>> {
  const path = join(folder, SUITES_FILE);
  if (!existsSync(path))
    throw suiteFault(path, "there is no such file.", "Name a folder that holds suites.json.");
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw suiteFault(SUITES_FILE, "this is no JSON.", (error as Error).message);
  }
  const parsed = Suites.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw suiteFault(
    SUITES_FILE,
    `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not as expected"}.`,
    "Give every suite file, freq, season, h and cum.",
  );
}

function suiteOf(
  folder: string,
  names: readonly string[],
  tasks: string,
  name: string,
  entry: SuiteEntry,
): Suite {
  const { features, calendar } = sideFiles(names, entry.file);
  const inFolder = (file: string) => join(folder, file);
  return {
    name,
    paths: {
      history: inFolder(entry.file),
      tasks: inFolder(tasks),
      suite: name,
      features: features.map(inFolder),
      calendar: calendar === null ? null : inFolder(calendar),
      startOn: calendar === null ? (entry.start ?? KNOWN_STARTS[stemOf(entry.file)] ?? null) : null,
    },
    frequency: FREQUENCIES[entry.freq[0] ?? ""] ?? "week",
    seasonPeriods: entry.season,
    horizon: entry.h,
    sums: [...entry.cum].sort((a, b) => a - b),
    maseLagPeriods: maseLag(name, entry.season),
  };
}

/** Suites of a folder in the order of suites.json, all or the named ones. Throws DomainError for a folder that holds none. */
export function readSuites(folder: string, only: readonly string[] | null): Suite[] {
  const entries = readEntries(folder);
  const unknown = only?.find((name) => !Object.hasOwn(entries, name));
  if (unknown !== undefined)
    throw suiteFault(
      SUITES_FILE,
      `there is no suite "${unknown}".`,
      `Name one of ${Object.keys(entries).join(", ")}.`,
    );
  const names = readdirSync(folder).sort();
  const tasks = names.find((name) => /^tasks\.csv(\.gz)?$/.test(name));
  if (tasks === undefined)
    throw suiteFault(
      "tasks.csv",
      "there is no such file in the folder.",
      "Add tasks.csv or tasks.csv.gz.",
    );
  return Object.entries(entries)
    .filter(([name]) => only === null || only.includes(name))
    .map(([name, entry]) => suiteOf(folder, names, tasks, name, entry));
}
