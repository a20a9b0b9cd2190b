// Ask a "why": answered once per question, kept for ever, the same bytes to everybody who may ask it.
import type { Tx } from "@/db/client.ts";
import { DomainError } from "@/server/core/errors.ts";
import { canonicalJson, type JsonValue, jsonSha256Hex, sha256Hex } from "@/server/core/hash.ts";
import {
  countWhatIfs,
  findExplanationId,
  insertExplanation,
} from "@/server/repositories/explanation.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { ANSWER_VERSION, type StoredAnswer } from "./answer.ts";
import { countingRefusals } from "./declined.ts";
import { knownMarks } from "./known-state.ts";
import type { Question } from "./question.ts";
import { questionKind, WHAT_IF_KINDS } from "./question-kinds.ts";
import { refuseForSeller } from "./staff-only.ts";

/** Answered before, or now. */
type Answered =
  | { readonly explanationId: string }
  | { readonly cacheKey: string; readonly answer: StoredAnswer };

/** The id of the stored answer to a question about the scope's account. Throws not_found for what the account does not have. */
export function askWhy(
  ctx: SellerContext,
  question: Question,
): Promise<{ readonly explanationId: string }> {
  return countingRefusals(ctx, question.kind, () => storedAnswer(ctx, question));
}

async function storedAnswer(
  ctx: SellerContext,
  question: Question,
): Promise<{ readonly explanationId: string }> {
  const { scope } = ctx;
  refuseForSeller(scope, question);
  // One state throughout: a report that is loaded meanwhile is in the answer wholly or not at all.
  const found = await inScope(ctx.db, scope, (tx) => answered(tx, scope, question), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
  if ("explanationId" in found) return found;
  const { cacheKey, answer } = found;
  return inScope(ctx.db, scope, async (tx) => {
    await spendWhatIf(tx, scope, question, answer);
    const stored =
      (await store(tx, scope, cacheKey, question, answer)) ??
      // Somebody who asked at the same moment was first.
      (await findExplanationId(tx, scope, cacheKey));
    if (stored === undefined) throw new Error("askWhy: the answer was not stored");
    return { explanationId: stored };
  });
}

async function answered(tx: Tx, scope: SellerScope, question: Question): Promise<Answered> {
  const kind = questionKind(question);
  const cacheKey = sha256Hex(
    canonicalJson({
      accountId: scope.accountId,
      answer: ANSWER_VERSION,
      question,
      // Runs never change; what else an answer rests on does, as with every report.
      known: await knownMarks(tx, scope, kind.restsOn ?? []),
    }),
  );
  const explanationId = await findExplanationId(tx, scope, cacheKey);
  if (explanationId !== undefined) return { explanationId };
  return { cacheKey, answer: await kind.answer(tx, scope, question) };
}

/** Distinct what-ifs that a seller may ask of one run: what is known of prices from their answers stays coarse. */
export const WHAT_IF_BUDGET = 200;

async function spendWhatIf(
  tx: Tx,
  scope: SellerScope,
  question: Question,
  { run }: StoredAnswer,
): Promise<void> {
  if (!questionKind(question).isWhatIf || run === null) return;
  const spent = await countWhatIfs(tx, scope, run.runId, WHAT_IF_KINDS);
  if (spent >= WHAT_IF_BUDGET)
    throw new DomainError("limit_exceeded", { rule: "what_ifs_spent", budget: WHAT_IF_BUDGET });
}

const store = (
  tx: Tx,
  scope: SellerScope,
  cacheKey: string,
  question: Question,
  answer: StoredAnswer,
): Promise<string | undefined> =>
  insertExplanation(tx, scope, {
    cacheKey,
    question,
    runId: answer.run?.runId ?? null,
    baseRunId: answer.baseRun?.runId ?? null,
    body: answer,
    bodySha256: jsonSha256Hex(answer as unknown as JsonValue),
    isVerified: answer.isReplayEqual,
  });
