// Why a split of what is to be sent costs what it does: units by size and zone, each at the rate card's figure.
import type { Tx } from "@/db/client.ts";
import { explainComputed } from "@/lib/optimizer/explanation/index.ts";
import { splitKey } from "@/server/planning/traces.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { ANSWER_VERSION, NOBODY, type StoredAnswer } from "./answer.ts";
import { replayedByItsRules, runOrThrow, runRef } from "./decision.ts";
import type { Ask } from "./question.ts";

/** Throws not_found where the run offered no such split. */
export async function answerSplitFee(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"splitFeeLevel">,
): Promise<StoredAnswer> {
  const run = await runOrThrow(tx, scope, question.runId);
  const key = splitKey(question.split);
  const decision = await replayedByItsRules(tx, scope, run.runId, "placementFee", key);
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, split: question.split, day: run.asOfOn },
    facts: explainComputed(decision.rule.definition, decision.values),
    run: runRef(run),
    baseRun: null,
    policyChange: null,
    isReplayEqual: decision.isReplayEqual,
    codeSha256: decision.rule.codeSha256,
  };
}
