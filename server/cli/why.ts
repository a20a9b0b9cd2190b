// whystock why: asks why a number is what it is, or why it changed, and prints the answer a seller gets.
import { parseArgs } from "node:util";
import { isDate } from "@/lib/calendar/index.ts";
import { isStorageType, storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import type { SellerContext, WorkerContext } from "@/server/services/context.ts";
import { askWhy } from "@/server/services/explanation/ask-why.ts";
import { getExplanation } from "@/server/services/explanation/get-explanation.ts";
import type { Question } from "@/server/services/explanation/question.ts";
import type { ExplanationView } from "@/server/services/explanation/schemas.ts";
import { findAccountScope } from "@/server/services/imports/find-account-scope.ts";
import { getInStock } from "@/server/services/inventory/get-in-stock.ts";
import { listLimits } from "@/server/services/limits/list-limits.ts";
import { findAdvice } from "@/server/services/replenishment/find-advice.ts";
import { type Command, EXIT, print, UsageError, withOperator } from "./command.ts";

const HELP = `Usage: npm run whystock -- why --account SLUG QUESTION [--level] [--json]

Explains a number of an account, as its seller would read it.

  --account SLUG       the account
  QUESTION is one of
    --limit TYPE         the capacity limit of ${storageTypes.join(", ")}
      --month YYYY-MM      of this month (else the newest confirmed one)
    --sku SKU            the advised quantity of a product
    --in-stock           the in-stock rate; with --from and --to (YYYY-MM-DD), else the last four weeks
  --level              why it is what it is (else why it changed, where there is something to compare with)
  --json               print the whole explanation as JSON

Exit code: 0 answered, 1 refused, 2 wrong arguments.`;

const OPTIONS = {
  account: { type: "string" },
  limit: { type: "string" },
  month: { type: "string" },
  sku: { type: "string" },
  "in-stock": { type: "boolean" },
  from: { type: "string" },
  to: { type: "string" },
  level: { type: "boolean" },
  json: { type: "boolean" },
} as const;

const readArgs = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS }).values;
type Values = ReturnType<typeof readArgs>;

async function limitQuestion(ctx: SellerContext, values: Values): Promise<Question> {
  const { limit: storageType = "", month, level } = values;
  if (!isStorageType(storageType))
    throw new UsageError(`--limit takes one of ${storageTypes.join(", ")}.`);
  const limits = await listLimits(ctx);
  const months = limits.storageTypes.find((type) => type.storageType === storageType)?.months ?? [];
  const asked = month
    ? months.find((row) => row.monthOn === `${month}-01`)
    : months.findLast((row) => row.current.kind === "confirmed");
  if (!asked)
    throw new UsageError(
      limits.note ?? `There is no ${storageType} limit for ${month ?? "any month"}.`,
    );
  const { monthOn, before } = asked;
  const { runId } = asked.current;
  if (level || !before || before.runId === runId)
    return { kind: "limitLevel", storageType, monthOn, runId };
  return {
    kind: "limitChange",
    storageType,
    monthOn,
    runId,
    baseMonthOn: before.monthOn,
    baseRunId: before.runId,
  };
}

async function restockQuestion(ctx: SellerContext, { sku = "", level }: Values): Promise<Question> {
  const advice = await findAdvice(ctx, sku);
  if (advice === null) throw new UsageError(`The newest run advises nothing for SKU "${sku}".`);
  const { productId, runId, baseRunId } = advice;
  return level || baseRunId === null
    ? { kind: "restockLevel", productId, runId }
    : { kind: "restockChange", productId, runId, baseRunId };
}

async function inStockQuestion(ctx: SellerContext, { from, to }: Values): Promise<Question> {
  for (const day of [from, to]) {
    if (day !== undefined && !isDate(day))
      throw new UsageError("--from and --to take a day as YYYY-MM-DD.");
  }
  const { series, note } = await getInStock(ctx);
  const fromOn = from ?? series.at(-5)?.day;
  const toOn = to ?? series.at(-1)?.day;
  if (!fromOn || !toOn) throw new UsageError(note ?? "There is no in-stock rate yet.");
  return { kind: "inStockChange", fromOn, toOn };
}

function questionOf(ctx: SellerContext, values: Values): Promise<Question> {
  if (values.limit !== undefined) return limitQuestion(ctx, values);
  if (values.sku !== undefined) return restockQuestion(ctx, values);
  if (values["in-stock"]) return inStockQuestion(ctx, values);
  throw new UsageError("Ask one thing: --limit TYPE, --sku SKU or --in-stock. --help says more.");
}

function checkedText({ verification: { replayCount, isReplayEqual } }: ExplanationView): string {
  if (replayCount === 0) return "Counted from the ledger";
  return `Recomputed: ${isReplayEqual ? "exact" : "differs"}`;
}

function answerText(view: ExplanationView): string {
  const lines = [view.headline, ...view.sentences.map((sentence) => `  ${sentence}`), ""];
  for (const driver of view.drivers) {
    if (driver.exactAmount === 0) continue;
    lines.push(`  ${driver.amount.text.padStart(14)}  ${driver.label} (${driver.ownerLabel})`);
  }
  for (const step of view.steps.filter((row) => row.isOnSpine)) {
    lines.push(`  ${(step.value ?? "not shown").padStart(14)}  ${step.label}`);
  }
  lines.push(
    "",
    `${checkedText(view)}; adds up: ${view.verification.isAdditive ? "yes" : "no"}; explanation ${view.id}`,
  );
  return lines.join("\n");
}

async function answer(worker: WorkerContext, values: Values): Promise<number> {
  if (values.account === undefined) throw new UsageError("Say which account: --account SLUG.");
  const scope = await findAccountScope(worker, values.account);
  if (scope === null) throw new UsageError(`There is no account "${values.account}".`);
  const ctx: SellerContext = { ...worker, scope };
  const { explanationId } = await askWhy(ctx, await questionOf(ctx, values));
  const view = await getExplanation(ctx, explanationId);
  print(values.json ? JSON.stringify(view, null, 2) : answerText(view));
  return EXIT.done;
}

export const whyCommand: Command = {
  summary: "explain a limit, an advised quantity or an in-stock rate",
  help: HELP,
  run: (args) => {
    const values = readArgs(args);
    return withOperator((ctx) => answer(ctx, values));
  },
};
