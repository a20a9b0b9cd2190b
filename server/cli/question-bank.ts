// whystock question-bank: asks every question of a file as a person would, and says what became of each.
import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";
import type { SellerContext, WorkerContext } from "@/server/services/context.ts";
import {
  askBankQuestion,
  type BankOutcome,
  type BankResult,
  readBank,
} from "@/server/services/explanation/question-bank.ts";
import { findAccountScope } from "@/server/services/imports/find-account-scope.ts";
import { findAdvice } from "@/server/services/replenishment/find-advice.ts";
import { listRestockAdvice } from "@/server/services/replenishment/list-restock.ts";
import { ListRestockInput } from "@/server/services/replenishment/schemas.ts";
import { type Command, EXIT, print, UsageError, withOperator } from "./command.ts";

const HELP = `Usage: npm run --silent whystock -- question-bank FILE.csv --account SLUG [--sku SKU]

Asks every question of a file through the box for plain questions, about the newest numbers of an account, and checks each answer:
its decisions replayed, its parts added up, its words against what the other languages say. "answered" says that the first choice is of
the type and about the number that the file states; whether it settles every word of the question is for a reader to judge.

  FILE.csv         with the columns id, viewer (seller, support, admin), type, metric, question
  --account SLUG   the account
  --sku SKU        the product whose page the questions are asked on (else the one with most units advised)

Exit code: 0 done, 1 an answer was not verified, 2 wrong arguments.`;

const OPTIONS = { account: { type: "string" }, sku: { type: "string" } } as const;
const OUTCOMES: readonly BankOutcome[] = [
  "answered",
  "nearest",
  "offered",
  "declined",
  "misunderstood",
];

const lineOf = ({ asked, understood, outcome, isVerified, text }: BankResult): string =>
  [
    asked.id.padStart(3),
    outcome.padEnd(13),
    (isVerified === null ? "" : isVerified ? "verified" : "NOT VERIFIED").padEnd(12),
    understood.padEnd(30),
    `${asked.question} -> ${text}`,
  ].join("  ");

function totals(results: readonly BankResult[]): string {
  const countOf = (outcome: BankOutcome) => results.filter((row) => row.outcome === outcome).length;
  const verified = results.filter((row) => row.outcome === "answered" && row.isVerified).length;
  const counts = OUTCOMES.map((outcome) => `${outcome} ${countOf(outcome)}`).join(", ");
  const wrong = results.filter(({ isVerified }) => isVerified === false).length;
  return `${results.length} questions: ${counts}; answered and verified ${verified}; not verified ${wrong}`;
}

async function productOf(
  ctx: SellerContext,
  account: string,
  sku: string | undefined,
): Promise<number | null> {
  if (sku === undefined) {
    const { rows } = await listRestockAdvice(ctx, ListRestockInput.parse({ account }));
    return rows[0]?.productId ?? null;
  }
  const advice = await findAdvice(ctx, sku);
  if (advice === null) throw new UsageError(`The newest run advises nothing for SKU "${sku}".`);
  return advice.productId;
}

async function askAll(worker: WorkerContext, file: string, account: string, sku?: string) {
  const scope = await findAccountScope(worker, account);
  if (scope === null) throw new UsageError(`There is no account "${account}".`);
  const ctx: SellerContext = { ...worker, scope };
  const productId = await productOf(ctx, account, sku);
  const results: BankResult[] = [];
  for (const question of readBank(readFileSync(file, "utf8"))) {
    const result = await askBankQuestion(ctx, question, productId);
    results.push(result);
    print(lineOf(result));
  }
  print(`\n${totals(results)}`);
  return results.some(({ isVerified }) => isVerified === false) ? EXIT.failed : EXIT.done;
}

export const questionBankCommand: Command = {
  summary: "ask every question of a file and check the answers",
  help: HELP,
  run: (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
    });
    const [file] = positionals;
    if (file === undefined || values.account === undefined)
      throw new UsageError("Say which file and which account: FILE.csv --account SLUG.");
    const path = isAbsolute(file) ? file : join(process.cwd(), file);
    return withOperator((ctx) => askAll(ctx, path, values.account ?? "", values.sku));
  },
};
