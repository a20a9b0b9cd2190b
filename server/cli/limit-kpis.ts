// whystock limit-kpis: how far limits kept what was first estimated of them, month by month. Reads facts, writes nothing.
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { dayFromDate, isDate } from "@/lib/calendar/index.ts";
import {
  type CapacityPolicy,
  defaultCapacityPolicy,
  type LimitKpis,
  validateCapacityPolicy,
} from "@/lib/optimizer/capacity/index.ts";
import { highsBackend } from "@/lib/optimizer/solver/index.ts";
import { type LimitMonth, limitsOverMonths } from "@/lib/optimizer/stages/index.ts";
import { loadLimitMonth } from "@/server/planning/limit-months.ts";
import { monthOn } from "@/server/planning/plan-calendar.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { lastFactDay } from "@/server/repositories/snapshot.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { knownAt } from "@/server/services/demo-world/instants.ts";
import { ensurePretrainedModel } from "@/server/services/forecast-models/ensure-pretrained-model.ts";
import { type Command, EXIT, print, printError, UsageError, withOperator } from "./command.ts";

const HELP = `Usage: npm run --silent whystock -- limit-kpis [options]

Decides the limits of the last months once more, each from the facts known then and under the policy in force then, in memory,
and prints how they kept what was first estimated of them. Space won and volume declared ahead are left out.

  --marketplace ID      else US
  --months N            runs, one a month on the same day, the last on the last day with facts (else 6)
  --until YYYY-MM-DD    the last run's day
  --rules FILE          figures of a capacity policy as JSON, which replace those in force
  --json                print everything as JSON

Exit code: 0 measured, 1 refused, 2 wrong arguments.`;

const OPTIONS = {
  marketplace: { type: "string" },
  months: { type: "string" },
  until: { type: "string" },
  rules: { type: "string" },
  json: { type: "boolean" },
} as const;

interface Row {
  readonly asOfOn: string;
  readonly kpis: LimitKpis;
}

const LAST_DAY_OF_ALL_MONTHS = 28;

/** One day a month, oldest first. */
function daysOf(until: string, count: number): string[] {
  const day = Math.min(LAST_DAY_OF_ALL_MONTHS, Number(until.slice(8)));
  return Array.from({ length: count }, (_, k) => {
    const month = monthOn(until, k + 1 - count).slice(0, 7);
    return k === count - 1 ? until : `${month}-${String(day).padStart(2, "0")}`;
  });
}

function withRules(policy: CapacityPolicy, rules: Partial<CapacityPolicy>): CapacityPolicy {
  const changed = { ...policy, ...rules };
  const [problem] = validateCapacityPolicy(changed);
  if (problem)
    throw new UsageError(
      `--rules: ${problem.field} must be ${problem.expected}, not ${problem.got}.`,
    );
  return changed;
}

async function rulesIn(file: string | undefined): Promise<Partial<CapacityPolicy>> {
  if (file === undefined) return {};
  const text = await readFile(file, "utf8").catch(() => {
    throw new UsageError(`--rules: ${file} could not be read.`);
  });
  const read: unknown = parseJson(text);
  const unknown = Object.keys(read ?? {}).find((name) => !(name in defaultCapacityPolicy));
  if (typeof read !== "object" || read === null || unknown !== undefined)
    throw new UsageError(
      `--rules: ${file} must be an object of figures of a capacity policy${unknown === undefined ? "" : `, which has no "${unknown}"`}.`,
    );
  return read;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function measure(
  ctx: WorkerContext,
  marketplaceId: string,
  days: readonly string[],
  rules: Partial<CapacityPolicy>,
): Promise<Row[]> {
  await ensurePretrainedModel(ctx);
  const backend = highsBackend();
  const months: LimitMonth[] = [];
  for (const asOfOn of days) {
    const at = { marketplaceId, asOfOn, knownAt: knownAt(dayFromDate(asOfOn)) };
    const month = await loadLimitMonth(ctx, backend, at);
    months.push({ ...month, policy: withRules(month.policy, rules) });
    printError(`${asOfOn} measured`);
  }
  return limitsOverMonths(months).map(({ kpis }, k) => ({ asOfOn: days[k] ?? "", kpis }));
}

const percent = (share: number | null): string => (share === null ? "-" : (share * 100).toFixed(1));

const COLUMNS: readonly (readonly [string, (kpis: LimitKpis) => string])[] = [
  ["finals", ({ finals }) => String(finals.finalCount)],
  ["kept %", ({ finals }) => percent(finals.keptShare)],
  ["revision %", ({ finals }) => percent(finals.revisionShare)],
  ["lowered %", ({ finals }) => percent(finals.loweredShare)],
  ["confirmed cuts", ({ confirmedCutCount }) => String(confirmedCutCount)],
  ["limits used %", ({ limitUsageShare }) => percent(limitUsageShare)],
  ["pools given %", ({ poolUsageShare }) => percent(poolUsageShare)],
  ["gini", ({ limitPerPaceGini }) => limitPerPaceGini?.toFixed(3) ?? "-"],
  ["infeasible pools", ({ infeasiblePoolCount }) => String(infeasiblePoolCount)],
];

function table(rows: readonly Row[]): string {
  const lines = [
    ["as of", ...COLUMNS.map(([name]) => name)],
    ...rows.map(({ asOfOn, kpis }) => [asOfOn, ...COLUMNS.map(([, text]) => text(kpis))]),
  ];
  const width = (column: number) => Math.max(...lines.map((line) => line[column]?.length ?? 0));
  return lines
    .map((line) => line.map((text, column) => text.padStart(width(column))).join("  "))
    .join("\n");
}

/** Weeks of shipped volume per group of the last month: whether any group is held shorter than others. */
function cohortTable(rows: readonly Row[]): string {
  const cohorts = rows.at(-1)?.kpis.cohorts ?? [];
  return cohorts
    .map(
      ({ dimension, name, limitCount, limitWeeks }) =>
        `${`${dimension}: ${name}`.padEnd(32)} ${String(limitCount).padStart(5)} limits  ${limitWeeks.toFixed(1).padStart(6)} weeks`,
    )
    .join("\n");
}

function readArgs(args: readonly string[]) {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const months = values.months ?? "6";
  if (!/^([1-9]|1\d|2[0-4])$/.test(months))
    throw new UsageError(`--months takes a whole number from 1 to 24, not "${months}".`);
  if (values.until !== undefined && !isDate(values.until))
    throw new UsageError("--until takes a day as YYYY-MM-DD.");
  return { ...values, monthCount: Number(months) };
}

async function run(ctx: WorkerContext, values: ReturnType<typeof readArgs>): Promise<number> {
  const marketplaceId = values.marketplace ?? "US";
  const request = { marketplaceId, accountId: null };
  const until =
    values.until ?? (await inScope(ctx.db, ctx.scope, (tx) => lastFactDay(tx, ctx.scope, request)));
  if (until === null) {
    printError(`Nothing is known of ${marketplaceId} yet.`);
    return EXIT.failed;
  }
  const days = daysOf(until, values.monthCount);
  const rows = await measure(ctx, marketplaceId, days, await rulesIn(values.rules));
  print(values.json ? JSON.stringify(rows, null, 2) : `${table(rows)}\n\n${cohortTable(rows)}`);
  return EXIT.done;
}

export const limitKpisCommand: Command = {
  summary: "how far limits kept what was first estimated of them",
  help: HELP,
  run: (args) => {
    const values = readArgs(args);
    return withOperator((ctx) => run(ctx, values));
  },
};
