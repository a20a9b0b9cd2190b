// Answers about extra space: the decision comes from the result it was stored with, and the rules are run again.
import type { Tx } from "@/db/client.ts";
import { evaluateOne } from "@/lib/optimizer/decision/index.ts";
import { explainLevel } from "@/lib/optimizer/explanation/index.ts";
import { marketDefinition } from "@/lib/optimizer/market/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { definitionSha256 } from "@/server/planning/rules.ts";
import { findRound } from "@/server/repositories/market.ts";
import { listResults, type ResultRow } from "@/server/repositories/market-request.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { ANSWER_VERSION, NOBODY, type StoredAnswer } from "./answer.ts";
import type { Ask } from "./question.ts";

/** The account's result in a round. Throws not_found where it has none. */
export async function resultOrThrow(
  tx: Tx,
  scope: SellerScope,
  roundId: number,
): Promise<ResultRow> {
  const [result] = await listResults(tx, scope, [roundId]);
  if (!result) throw new DomainError("not_found", { roundId });
  return result;
}

/** The values of all nodes by id; null where another build's rules decided it. */
export function grantNodes(result: ResultRow): ReadonlyMap<string, number> | null {
  if (result.codeSha256 !== definitionSha256(marketDefinition)) return null;
  return new Map(marketDefinition.nodes.map(({ id }, k) => [id, result.nodeValues[k] ?? 0]));
}

/**
 * Why a round granted what it did. Where the clearing fee is not published, only who pays it may ask: for the others the
 * fee would say what a few sellers offered. Throws precondition_failed then, and for another build's decisions.
 */
export async function answerGrantLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"grantLevel">,
): Promise<StoredAnswer> {
  const { roundId } = question;
  const result = await resultOrThrow(tx, scope, roundId);
  const round = await findRound(tx, scope, roundId);
  if (!round) throw new DomainError("not_found", { roundId });
  if (round.publishedMicrosPerM3 === null && result.grantedMm3 === 0)
    throw new DomainError("precondition_failed", { rule: "fee_not_published" });
  if (grantNodes(result) === null)
    throw new DomainError("precondition_failed", { rule: "other_rules" });
  const leaves = Float64Array.from(result.nodeValues.slice(0, marketDefinition.leafCount));
  const values = new Float64Array(marketDefinition.nodes.length);
  evaluateOne(marketDefinition, leaves, values);
  if (result.nodeValues.some((value, k) => value !== values[k]))
    throw new Error(`explanation: replay of round ${roundId} differs from its result`);
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, storageType: round.storageType, monthOn: round.monthOn },
    facts: explainLevel(marketDefinition, leaves),
    run: null,
    baseRun: null,
    policyChange: null,
    isReplayEqual: true,
    codeSha256: result.codeSha256,
  };
}
