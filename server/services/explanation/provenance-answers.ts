// Which data made it so: the inputs on the path that set a number, with the rows of reports that each rests on.
import type { Tx } from "@/db/client.ts";
import { scorePart } from "@/lib/optimizer/capacity/index.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { explainComputed } from "@/lib/optimizer/explanation/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { limitKey, placementKey } from "@/server/planning/traces.ts";
import { findRun } from "@/server/repositories/run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { SourceQuery } from "@/server/repositories/source-rows.ts";
import { ANSWER_VERSION, NOBODY, type StoredAnswer } from "./answer.ts";
import {
  monthsAhead,
  placedOrThrow,
  replayedByItsRules,
  runAnswer,
  runOrThrow,
  runRef,
  skuOrThrow,
} from "./decision.ts";
import type { Ask } from "./question.ts";
import { decidedScore, scoreSha256, scoreSubject } from "./score-answers.ts";
import { sourceKind } from "./source-kind.ts";
import { daysBack, firstOfDays, sourcePage } from "./source-pages.ts";

export async function answerLimitSources(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"limitSources">,
): Promise<StoredAnswer> {
  const { runId, storageType, monthOn } = question;
  const run = await runOrThrow(tx, scope, runId);
  const key = limitKey(storageTypeIndex(storageType), monthsAhead(run, monthOn));
  const subject = { storageType, monthOn };
  return provenanceOf(tx, scope, question, { name: "capacity", key, subject });
}

export async function answerRestockSources(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"restockSources">,
): Promise<StoredAnswer> {
  const { runId, productId } = question;
  const sku = await skuOrThrow(tx, scope, runId, productId);
  return provenanceOf(tx, scope, question, {
    name: "replenishment",
    key: productId,
    subject: { sku },
  });
}

export async function answerPlacementSources(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"placementSources">,
): Promise<StoredAnswer> {
  const { productId, fcId } = question;
  const { sku, fc } = await placedOrThrow(tx, scope, question);
  return provenanceOf(tx, scope, question, {
    name: "placement",
    key: placementKey(productId, fcId),
    subject: { sku, fc },
  });
}

export async function answerScoreSources(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"scoreSources">,
): Promise<StoredAnswer> {
  const { run, limit } = await decidedScore(tx, scope, question);
  const level = explainComputed(scorePart(limit.rule.definition), limit.values);
  const steps = level.steps.filter((step) => step.kind === "leaf");
  const of = { storageType: question.storageType };
  const facts = {
    type: "provenance",
    definition: level.definition,
    version: level.version,
    level: { ...level, steps },
    rowCount: await rowCounts(tx, scope, run.runId, level.definition, steps, of),
  } as const;
  const answer = runAnswer(question, run, scoreSubject(question), facts);
  return { ...answer, codeSha256: scoreSha256(limit) };
}

interface Decided {
  readonly name: "capacity" | "replenishment" | "placement";
  readonly key: number;
  readonly subject: Partial<StoredAnswer["subject"]>;
}

async function provenanceOf(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"limitSources" | "restockSources" | "placementSources">,
  { name, key, subject }: Decided,
): Promise<StoredAnswer> {
  const run = await runOrThrow(tx, scope, question.runId);
  const decision = await replayedByItsRules(tx, scope, run.runId, name, key);
  const level = explainComputed(decision.rule.definition, decision.values);
  const steps = level.steps.filter((step) => step.kind === "leaf");
  const of =
    question.kind === "limitSources"
      ? { storageType: question.storageType }
      : { productId: question.productId };
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, ...subject, day: run.asOfOn },
    facts: {
      type: "provenance",
      definition: level.definition,
      version: level.version,
      level: { ...level, steps },
      rowCount: await rowCounts(tx, scope, run.runId, level.definition, steps, of),
    },
    run: runRef(run),
    baseRun: null,
    policyChange: null,
    isReplayEqual: decision.isReplayEqual,
    codeSha256: decision.rule.codeSha256,
  };
}

async function rowCounts(
  tx: Tx,
  scope: SellerScope,
  runId: number,
  definition: string,
  steps: readonly { readonly id: string }[],
  subject: SourceQuery["subject"],
): Promise<Record<string, number>> {
  const run = await findRun(tx, runId);
  if (!run) throw new DomainError("not_found", { runId });
  const counted = new Map<string, number>();
  const counts: Record<string, number> = {};
  for (const { id } of steps) {
    const kind = sourceKind(definition, id);
    if (kind === "none") continue;
    const days = daysBack(kind, id);
    const same = `${kind}/${days}`;
    let rows = counted.get(same);
    if (rows === undefined) {
      const fromOn = firstOfDays(run.asOfOn, days);
      const { asOfOn, knownAt } = run;
      const query = { asOfOn, knownAt, fromOn, subject, limit: 1, offset: 0 };
      rows = (await sourcePage(tx, scope, kind, query)).totalCount;
      counted.set(same, rows);
    }
    counts[id] = rows;
  }
  return counts;
}
