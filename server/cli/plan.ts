// whystock plan: plans a marketplace, or one account of a marketplace without fulfilment centres, in this process.
import { parseArgs } from "node:util";
import { isDate } from "@/lib/calendar/index.ts";
import { openComputePool } from "@/server/planning/compute-pool.ts";
import { runInProcess } from "@/server/planning/run-in-process.ts";
import { findAccount } from "@/server/repositories/account.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { ensurePretrainedModel } from "@/server/services/forecast-models/ensure-pretrained-model.ts";
import { explainForecasts } from "@/server/services/forecasting/explain-forecasts.ts";
import { scoreForecasts } from "@/server/services/forecasting/score-forecasts.ts";
import { findAccountScope } from "@/server/services/imports/find-account-scope.ts";
import { explainLimitChanges } from "@/server/services/limit-changes/explain-limit-changes.ts";
import { scoreDeclarations } from "@/server/services/limits/score-declarations.ts";
import { type RunRequest, startRun } from "@/server/services/planning/start-run.ts";
import { ensureFirstPolicies } from "@/server/services/policies/ensure-first-policies.ts";
import { type Command, EXIT, print, printError, UsageError, withOperator } from "./command.ts";

const HELP = `Usage: npm run whystock -- plan [--marketplace ID | --account SLUG] [--as-of YYYY-MM-DD] [--json]

Forecasts, decides limits and quantities, places units, and records every decision with its trace.

  --marketplace ID      the whole marketplace (else US)
  --account SLUG        one account, where its marketplace has no fulfilment centres
  --as-of YYYY-MM-DD    plan on the state of this day (else the last day with facts)
  --json                print the run as JSON

Exit code: 0 planned, 1 refused or failed, 2 wrong arguments.`;

const OPTIONS = {
  marketplace: { type: "string" },
  account: { type: "string" },
  "as-of": { type: "string" },
  json: { type: "boolean" },
} as const;

const readArgs = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS }).values;
type Values = ReturnType<typeof readArgs>;

async function requestOf(ctx: WorkerContext, values: Values): Promise<RunRequest> {
  const asOfOn = values["as-of"];
  if (asOfOn !== undefined && !isDate(asOfOn))
    throw new UsageError("--as-of takes a day as YYYY-MM-DD.");
  const day = asOfOn === undefined ? {} : { asOfOn };
  const slug = values.account;
  if (slug === undefined)
    return { marketplaceId: values.marketplace ?? "US", accountId: null, ...day };
  const scope = await findAccountScope(ctx, slug);
  if (scope === null) throw new UsageError(`There is no account "${slug}".`);
  const account = await inScope(ctx.db, scope, (tx) => findAccount(tx, scope));
  if (!account) throw new UsageError(`There is no account "${slug}".`);
  return { marketplaceId: account.marketplaceId, accountId: account.accountId, ...day };
}

async function plan(ctx: WorkerContext, values: Values): Promise<number> {
  await ensureFirstPolicies(ctx);
  await ensurePretrainedModel(ctx);
  const { runId } = await startRun(ctx, await requestOf(ctx, values), null);
  const compute = openComputePool();
  const startMs = ctx.clock.monotonicMs();
  const processorAtStart = process.cpuUsage();
  try {
    const run = await runInProcess({ ...ctx, compute }, runId, ({ share, text }) => {
      printError(`${String(Math.round(share * 100)).padStart(3)} %  ${text}`);
    });
    // Of the run alone, its threads included and the database not.
    const { user, system } = process.cpuUsage(processorAtStart);
    const processorSeconds = (user + system) / 1_000_000;
    await scoreForecasts(ctx, run.id);
    await scoreDeclarations(ctx, run.id);
    await explainForecasts({ ...ctx, compute }, run.id);
    await explainLimitChanges({ ...ctx, compute }, run.id);
    const seconds = (ctx.clock.monotonicMs() - startMs) / 1000;
    if (values.json) print(JSON.stringify({ ...run, seconds, processorSeconds }, null, 2));
    else
      print(
        `Run ${run.id} as of ${run.asOfOn}: ${run.status} in ${seconds.toFixed(1)} s, the run itself in ${processorSeconds.toFixed(1)} s of processor time\n${JSON.stringify(run.summary, null, 2)}`,
      );
    return run.status === "done" ? EXIT.done : EXIT.failed;
  } finally {
    await compute.close();
  }
}

export const planCommand: Command = {
  summary: "plan a marketplace, or an account that shares no space",
  help: HELP,
  run: (args) => {
    const values = readArgs(args);
    return withOperator((ctx) => plan(ctx, values));
  },
};
