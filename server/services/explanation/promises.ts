// What became of answers about what would happen: kept as they were given, compared with what a later run decided.
import type { Tx } from "@/db/client.ts";
import { capacityOutlooks } from "@/lib/optimizer/capacity/index.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { type Forward, forward, outputGrid } from "@/lib/optimizer/explanation/index.ts";
import { replenishmentOutlooks } from "@/lib/optimizer/replenishment/index.ts";
import { nodeLabel, quantityText, wordOutcome } from "@/lib/wording/index.ts";
import { definitions, limitKey, loadRuledDecision } from "@/server/planning/traces.ts";
import { listExplanationsOfKinds } from "@/server/repositories/explanation.ts";
import { type CoveringRun, findRunAfter } from "@/server/repositories/latest-run.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import type { StoredAnswer } from "./answer.ts";
import { monthsAheadOrNull, type Replayed, replayedByItsRules, runOrThrow } from "./decision.ts";
import { answerOfRow } from "./get-explanation.ts";
import type { Ask } from "./question.ts";
import type { PromiseOutcome, PromisesView } from "./schemas.ts";
import { subjectText } from "./subject.ts";

const KINDS = ["limitForward", "restockForward"] as const;
type Promised = Ask<(typeof KINDS)[number]>;

/** Newest answers that are looked at. */
const MOST_PROMISES = 50;

/** What the account was told would happen, and what did, newest first. */
export function listPromises(ctx: SellerContext): Promise<PromisesView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const rows = await listExplanationsOfKinds(tx, ctx.scope, KINDS, MOST_PROMISES);
    const promises: PromisesView["promises"] = [];
    for (const row of rows) {
      const answer = answerOfRow(row);
      promises.push({
        explanationId: row.id,
        title: subjectText(answer),
        askedAt: row.createdAt.toISOString(),
        outcome: await outcomeOf(tx, ctx.scope, answer),
      });
    }
    const scored = promises.flatMap(({ outcome }) => (outcome ? [outcome] : []));
    return {
      promises,
      scoredCount: scored.length,
      insideCount: scored.filter(({ isInside }) => isInside).length,
      outlookInsideCount: scored.filter(({ isOutlookInside }) => isOutlookInside).length,
    };
  });
}

/** null while no later run has decided. */
async function outcomeOf(
  tx: Tx,
  scope: SellerScope,
  { question, facts }: StoredAnswer,
): Promise<PromiseOutcome | null> {
  if (facts.type !== "forward") return null;
  if (question.kind !== "limitForward" && question.kind !== "restockForward") return null;
  const later = await findRunAfter(tx, scope, question.runId);
  if (!later) return null;
  const sides = await decisionsOf(tx, scope, question, later);
  return sides && scored(facts, sides.promised, sides.decided, later);
}

/** The decision that the promise was made from, and the later run's own; null where that run did not decide it, or other rules did. */
async function decisionsOf(
  tx: Tx,
  scope: SellerScope,
  question: Promised,
  later: CoveringRun,
): Promise<{ readonly promised: Replayed; readonly decided: Replayed } | null> {
  const name = question.kind === "limitForward" ? "capacity" : "replenishment";
  const keyIn = (run: CoveringRun): number | null => {
    if (question.kind === "restockForward") return question.productId;
    const ahead = monthsAheadOrNull(run, question.monthOn);
    return ahead && limitKey(storageTypeIndex(question.storageType), ahead);
  };
  const key = keyIn(later);
  const base = keyIn(await runOrThrow(tx, scope, question.runId));
  if (key === null || base === null) return null;
  const { accountId } = scope;
  const found = await loadRuledDecision(tx, scope, later.runId, name, { accountId, key });
  if (!found) return null;
  const promised = await replayedByItsRules(tx, scope, question.runId, name, base);
  const decided = await replayedByItsRules(tx, scope, later.runId, name, key);
  // What other rules decided is no measure of a promise, and a promise of theirs cannot be computed further.
  return promised.rule.isOfThisBuild && decided.rule.isOfThisBuild ? { promised, decided } : null;
}

function scored(
  told: Forward,
  promised: Replayed,
  decided: Replayed,
  later: CoveringRun,
): PromiseOutcome {
  const isLimit = told.definition === "capacity";
  const definition = isLimit ? definitions.capacity : definitions.replenishment;
  const outlooks = isLimit
    ? capacityOutlooks(promised.leaves)
    : replenishmentOutlooks(promised.leaves);
  // With what the seller and its customers really did, only the outlook of prices is left to be right or wrong.
  const known = forward(definition, decided.leaves, {}, outlooks, outputGrid(told.value));
  const actual = decided.output;
  const isIn = ({ low, high }: { low: number; high: number }) => actual >= low && actual <= high;
  const [change] = told.changes;
  const index = change ? (definition.indexOf.get(change.leaf) ?? -1) : -1;
  const done = decided.leaves[index] ?? 0;
  const facts = {
    isInside: isIn(told),
    isOutlookInside: isIn(known),
    wasDone: change ? (done - change.to) * Math.sign(change.to - change.from) >= 0 : null,
  };
  return {
    ...facts,
    asOfOn: later.asOfOn,
    actual: quantityText(told.unit, actual),
    sentences: wordOutcome({
      ...facts,
      day: later.asOfOn,
      actual: quantityText(told.unit, actual),
      lever: change ? nodeLabel(definition.name, change.leaf) : null,
      leverValue: change ? quantityText(change.unit, done) : null,
    }),
  };
}
