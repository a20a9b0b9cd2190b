// Answers about extra space: the decision comes from the result it was stored with, and the rules are run again.
import type { Tx } from "@/db/client.ts";
import { evaluateOne } from "@/lib/optimizer/decision/index.ts";
import { explainChange, explainLevel } from "@/lib/optimizer/explanation/index.ts";
import { marketDefinition } from "@/lib/optimizer/market/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { definitionSha256, otherRules } from "@/server/planning/rules.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import { findRound, type RoundRow } from "@/server/repositories/market.ts";
import { listResults, type ResultRow } from "@/server/repositories/market-request.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { StoredAnswer } from "./answer.ts";
import { decisionAnswer, runOrThrow, runRef } from "./decision.ts";
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

export interface KnownGrant {
  readonly round: RoundRow;
  readonly run: CoveringRun;
  readonly leaves: Float64Array;
  readonly output: number;
  readonly node: (id: string) => number;
  /** Null where too few sellers took part for others than the payers to be told. */
  readonly publishedMicrosPerM3: number | null;
}

/** The account's result of a round, replayed equal. Throws precondition_failed for another build's decisions. */
export async function knownGrant(tx: Tx, scope: SellerScope, roundId: number): Promise<KnownGrant> {
  const result = await resultOrThrow(tx, scope, roundId);
  const round = await findRound(tx, scope, roundId);
  if (!round) throw new DomainError("not_found", { roundId });
  if (grantNodes(result) === null) throw otherRules(round.runId);
  const leaves = Float64Array.from(result.nodeValues.slice(0, marketDefinition.leafCount));
  const values = new Float64Array(marketDefinition.nodes.length);
  const output = evaluateOne(marketDefinition, leaves, values);
  if (result.nodeValues.some((value, k) => value !== values[k]))
    throw new Error(`explanation: replay of round ${roundId} differs from its result`);
  return {
    round,
    run: await runOrThrow(tx, scope, round.runId),
    leaves,
    output,
    node: (id) => values[marketDefinition.indexOf.get(id) ?? -1] ?? 0,
    publishedMicrosPerM3: round.publishedMicrosPerM3,
  };
}

export const grantSubject = ({ round }: Pick<KnownGrant, "round">) => ({
  storageType: round.storageType,
  monthOn: round.monthOn,
});

const notPublished = () => new DomainError("precondition_failed", { rule: "fee_not_published" });

/**
 * Why a round granted what it did. Where the clearing fee is not published, only who pays it may ask: for the others the
 * fee would say what a few sellers offered. Throws precondition_failed then.
 */
export async function answerGrantLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"grantLevel">,
): Promise<StoredAnswer> {
  const grant = await knownGrant(tx, scope, question.roundId);
  if (grant.publishedMicrosPerM3 === null && grant.output === 0) throw notPublished();
  const facts = explainLevel(marketDefinition, grant.leaves);
  return decisionAnswer(question, grant.run, grantSubject(grant), marketDefinition, facts);
}

/** Between two rounds whose fees are both published: the part of all others' offers in the change would tell a hidden one. */
export async function answerGrantChange(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"grantChange">,
): Promise<StoredAnswer> {
  const grant = await knownGrant(tx, scope, question.roundId);
  const base = await knownGrant(tx, scope, question.baseRoundId);
  if (grant.publishedMicrosPerM3 === null || base.publishedMicrosPerM3 === null)
    throw notPublished();
  const facts = explainChange(marketDefinition, base.leaves, grant.leaves);
  const subject = { ...grantSubject(grant), baseMonthOn: base.round.monthOn };
  return {
    ...decisionAnswer(question, grant.run, subject, marketDefinition, facts),
    baseRun: runRef(base.run),
  };
}
