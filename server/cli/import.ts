// whystock import: report files into an account's facts.
import { once } from "node:events";
import { createWriteStream, existsSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { isDate } from "@/lib/calendar/index.ts";
import { systemClock } from "@/server/core/clock.ts";
import { CHARSETS, type Charset } from "@/server/ingest/text/content.ts";
import type { SellerContext, SellerScope, WorkerContext } from "@/server/services/context.ts";
import { createAccount } from "@/server/services/imports/create-account.ts";
import { findAccountScope } from "@/server/services/imports/find-account-scope.ts";
import { importPath, type PathOutcome } from "@/server/services/imports/import-path.ts";
import { remarkPages } from "@/server/services/imports/list-remarks.ts";
import { REMARKS_HEADER, remarkLine } from "@/server/services/imports/remarks-csv.ts";
import { type Command, EXIT, print, printError, UsageError, withOperator } from "./command.ts";

const HELP = `Usage: npm run whystock -- import FILE... --account SLUG [options]

Loads report files as the marketplace hands them out, plain or gzip: All Orders (by order date, by last
update), Manage FBA Inventory, Inventory Ledger summary, Inventory Planning. They are recognised by their
header. A file that was loaded before changes nothing.

  --account SLUG        the account the files are for
  --create-account      open the account first if there is none, with:
    --marketplace ID      its marketplace: US, UK, DE, ... (needed)
    --name NAME           the seller's name (else the slug)
  --as-of YYYY-MM-DD    the day that reports without a date speak of (else today)
  --charset NAME        ${CHARSETS.join(", ")} (else detected)
  --errors FILE         write the rows that were not loaded, or remarked on, as CSV
  --json                print the outcome as JSON

Exit code: 0 all files loaded or known, 1 a file could not be loaded, 2 wrong arguments.`;

const OPTIONS = {
  account: { type: "string" },
  "create-account": { type: "boolean" },
  marketplace: { type: "string" },
  name: { type: "string" },
  "as-of": { type: "string" },
  charset: { type: "string" },
  errors: { type: "string" },
  json: { type: "boolean" },
} as const;

interface Request {
  readonly paths: readonly string[];
  readonly account: string;
  readonly create: { readonly marketplace: string; readonly name: string } | null;
  readonly asOfOn: string | null;
  readonly charset: Charset | null;
  readonly errorsPath: string | null;
  readonly isJson: boolean;
}

function readDay(text: string | undefined): string | null {
  if (text !== undefined && !isDate(text))
    throw new UsageError("--as-of takes a day as YYYY-MM-DD.");
  return text ?? null;
}

function readCharset(text: string | undefined): Charset | null {
  const charset = CHARSETS.find((known) => known === text?.toLowerCase()) ?? null;
  if (text !== undefined && charset === null)
    throw new UsageError(`--charset takes one of ${CHARSETS.join(", ")}.`);
  return charset;
}

function readPaths(paths: readonly string[]): readonly string[] {
  if (paths.length === 0) throw new UsageError("Name at least one file. --help says more.");
  const absent = paths.find((path) => !existsSync(path) || !statSync(path).isFile());
  if (absent !== undefined) throw new UsageError(`There is no file "${absent}".`);
  return paths;
}

function readRequest(args: readonly string[]): Request {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
  });
  const { account, marketplace, name } = values;
  if (account === undefined) throw new UsageError("Say which account: --account SLUG.");
  const mayCreate = values["create-account"] === true;
  if (mayCreate && marketplace === undefined)
    throw new UsageError("A new account needs --marketplace, e.g. --marketplace UK.");
  return {
    paths: readPaths(positionals),
    account,
    create: mayCreate && marketplace ? { marketplace, name: name ?? account } : null,
    asOfOn: readDay(values["as-of"]),
    charset: readCharset(values.charset),
    errorsPath: values.errors ?? null,
    isJson: values.json === true,
  };
}

async function accountScope(ctx: WorkerContext, request: Request): Promise<SellerScope> {
  const { account: slug, create } = request;
  const found = await findAccountScope(ctx, slug);
  if (found !== null) return found;
  if (create === null)
    throw new UsageError(`There is no account "${slug}". --create-account opens it.`);
  const openedOn = systemClock.now().toISOString().slice(0, 10);
  return createAccount(ctx, { slug, openedOn, ...create });
}

const whole = (value: number): string => value.toLocaleString("en-US");

function outcomeText(path: string, outcome: PathOutcome, durationMs: number): string {
  if (outcome.status === "unreadable") return `${path}: not loaded. ${outcome.failure}`;
  const { import: file } = outcome;
  if (outcome.status === "failed") return `${path}: not loaded. ${file.failure}`;
  if (outcome.status === "known")
    return `${path}: nothing to do, this file was loaded before (import ${file.importId}).`;
  const unknown =
    file.unknownColumns.length > 0
      ? `\n  columns not known: ${file.unknownColumns.join(", ")}`
      : "";
  return `${path}: ${file.reportType?.replaceAll("_", " ")}, up to ${file.asOfOn}
  ${whole(file.rowCount)} rows: ${whole(file.loadedCount)} loaded, ${whole(file.unchangedCount)} unchanged, ${whole(file.skippedCount)} set aside, ${whole(file.errorCount)} not loaded, ${whole(file.warningCount)} remarked on; ${(durationMs / 1000).toFixed(1)} s (import ${file.importId})${unknown}`;
}

function totalText(outcomes: readonly PathOutcome[], durationMs: number, beginMb: number): string {
  const rowCount = outcomes.reduce(
    (sum, outcome) => sum + (outcome.status === "loaded" ? outcome.import.rowCount : 0),
    0,
  );
  const peakMb = Math.round((process.resourceUsage().maxRSS * 1024) / 1_000_000);
  return `${whole(rowCount)} rows in ${(durationMs / 1000).toFixed(1)} s; memory ${beginMb} MB before, at most ${peakMb} MB`;
}

const residentMb = (): number => Math.round(process.memoryUsage.rss() / 1_000_000);

const outcomeJson = (path: string, outcome: PathOutcome, durationMs: number) =>
  outcome.status === "unreadable"
    ? { path, ...outcome, durationMs }
    : { path, ...outcome.import, status: outcome.status, durationMs };

async function writeRemarks(
  ctx: SellerContext,
  outcomes: readonly PathOutcome[],
  path: string,
): Promise<void> {
  const file = createWriteStream(path);
  file.write(REMARKS_HEADER);
  for (const outcome of outcomes) {
    if (outcome.status === "unreadable") continue;
    const { importId, fileName } = outcome.import;
    for await (const page of remarkPages(ctx, importId))
      if (!file.write(page.map((remark) => remarkLine(fileName, remark)).join("")))
        await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}

async function importAll(worker: WorkerContext, request: Request): Promise<number> {
  const { charset, asOfOn, errorsPath, isJson } = request;
  const ctx: SellerContext = { ...worker, scope: await accountScope(worker, request) };
  const beginMb = residentMb();
  const beginMs = ctx.clock.monotonicMs();
  const outcomes: PathOutcome[] = [];
  const lines: unknown[] = [];
  for (const path of request.paths) {
    const startMs = ctx.clock.monotonicMs();
    const outcome = await importPath(ctx, { path, charset, asOfOn });
    const durationMs = Math.round(ctx.clock.monotonicMs() - startMs);
    outcomes.push(outcome);
    lines.push(outcomeJson(path, outcome, durationMs));
    if (!isJson) print(outcomeText(path, outcome, durationMs));
  }
  if (!isJson && outcomes.length > 1)
    print(totalText(outcomes, ctx.clock.monotonicMs() - beginMs, beginMb));
  if (errorsPath !== null) await writeRemarks(ctx, outcomes, errorsPath);
  if (isJson) print(JSON.stringify(lines, null, 2));
  const isFailed = outcomes.some(({ status }) => status === "failed" || status === "unreadable");
  if (isFailed && isJson) printError("A file could not be loaded.");
  return isFailed ? EXIT.failed : EXIT.done;
}

export const importCommand: Command = {
  summary: "load report files into an account",
  help: HELP,
  run: (args) => {
    const request = readRequest(args);
    return withOperator((ctx) => importAll(ctx, request));
  },
};
