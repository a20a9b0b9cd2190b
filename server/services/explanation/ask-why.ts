// Ask a "why": answered once per question, kept for ever, the same bytes to everybody who may ask it.
import type { Tx } from "@/db/client.ts";
import { canonicalJson, type JsonValue, sha256Hex } from "@/server/core/hash.ts";
import { findExplanationByKey, insertExplanation } from "@/server/repositories/explanation.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import type { StoredAnswer } from "./answer.ts";
import {
  answerLimitChange,
  answerLimitLevel,
  answerRestockChange,
  answerRestockLevel,
} from "./decision-answers.ts";
import { answerInStockChange } from "./in-stock-answer.ts";
import type { Question } from "./schemas.ts";

/** Raised when a definition's answers change shape or meaning, so that old answers stay and new ones are made. */
const ANSWER_VERSION = 1;

/** The id of the stored answer to a question about the scope's account. Throws not_found for what the account does not have. */
export function askWhy(
  ctx: SellerContext,
  question: Question,
): Promise<{ readonly explanationId: string }> {
  const cacheKey = sha256Hex(
    canonicalJson({ accountId: ctx.scope.accountId, answer: ANSWER_VERSION, question }),
  );
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const known = await findExplanationByKey(tx, ctx.scope, cacheKey);
    if (known) return { explanationId: known.id };
    const answer = await answerOf(tx, ctx.scope, question);
    const runs = { runId: answer.run?.runId ?? null, baseRunId: answer.baseRun?.runId ?? null };
    await insertExplanation(tx, ctx.scope, {
      cacheKey,
      question,
      ...runs,
      body: answer,
      bodySha256: sha256Hex(canonicalJson(answer as unknown as JsonValue)),
      isVerified: answer.isReplayEqual,
    });
    const stored = await findExplanationByKey(tx, ctx.scope, cacheKey);
    if (!stored) throw new Error("askWhy: the answer was not stored");
    return { explanationId: stored.id };
  });
}

function answerOf(tx: Tx, scope: SellerScope, question: Question): Promise<StoredAnswer> {
  switch (question.kind) {
    case "limitLevel":
      return answerLimitLevel(tx, scope, question);
    case "limitChange":
      return answerLimitChange(tx, scope, question);
    case "restockLevel":
      return answerRestockLevel(tx, scope, question);
    case "restockChange":
      return answerRestockChange(tx, scope, question);
    case "inStockChange":
      return answerInStockChange(tx, scope, question);
  }
}
