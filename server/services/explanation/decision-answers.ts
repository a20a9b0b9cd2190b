// Answers about decisions: both runs' leaves come from their traces, and the rules themselves are run again.

import type { Tx } from "@/db/client.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { explainComputed } from "@/lib/optimizer/explanation/index.ts";
import { networkSplit } from "@/server/planning/network-split.ts";
import { limitKey, placementKey } from "@/server/planning/traces.ts";
import { listPriceMix } from "@/server/repositories/run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { ANSWER_VERSION, NOBODY, type StoredAnswer } from "./answer.ts";
import {
  monthsAhead,
  placedOrThrow,
  replayedByItsRules,
  runOrThrow,
  runRef,
  skuOrThrow,
} from "./decision.ts";
import { policyChangeOf } from "./policy-change.ts";
import type { Ask } from "./question.ts";
import { explainedChange, ruleChangeOf } from "./rule-change.ts";
import { furtherOfLimit, furtherOfRestock } from "./what-if-answers.ts";

export async function answerLimitLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"limitLevel">,
): Promise<StoredAnswer> {
  const run = await runOrThrow(tx, scope, question.runId);
  const key = limitKey(storageTypeIndex(question.storageType), monthsAhead(run, question.monthOn));
  const limit = await replayedByItsRules(tx, scope, run.runId, "capacity", key);
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, storageType: question.storageType, monthOn: question.monthOn },
    facts: explainComputed(limit.rule.definition, limit.values),
    run: runRef(run),
    baseRun: null,
    policyChange: null,
    isReplayEqual: limit.isReplayEqual,
    codeSha256: limit.rule.codeSha256,
    ...(await furtherOfLimit(tx, scope, run, limit, question)),
  };
}

export async function answerLimitChange(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"limitChange">,
): Promise<StoredAnswer> {
  const [run, base] = await Promise.all([
    runOrThrow(tx, scope, question.runId),
    runOrThrow(tx, scope, question.baseRunId),
  ]);
  const type = storageTypeIndex(question.storageType);
  const ahead = monthsAhead(run, question.monthOn);
  const baseAhead = monthsAhead(base, question.baseMonthOn);
  const to = await replayedByItsRules(tx, scope, run.runId, "capacity", limitKey(type, ahead));
  const from = await replayedByItsRules(
    tx,
    scope,
    base.runId,
    "capacity",
    limitKey(type, baseAhead),
  );
  const split =
    ahead === baseAhead
      ? networkSplit(await listPriceMix(tx, run.runId, base.runId), question.storageType, ahead)
      : undefined;
  return {
    version: ANSWER_VERSION,
    question,
    subject: {
      ...NOBODY,
      storageType: question.storageType,
      monthOn: question.monthOn,
      baseMonthOn: question.baseMonthOn,
    },
    facts: await explainedChange(from, to, { network: split }),
    run: runRef(run),
    baseRun: runRef(base),
    policyChange: policyChangeOf("capacity", run, base),
    ruleChange: await ruleChangeOf(tx, scope, { from, to, run, base }),
    isReplayEqual: from.isReplayEqual && to.isReplayEqual,
    codeSha256: to.rule.codeSha256,
    ...(await furtherOfLimit(tx, scope, run, to, question)),
  };
}

export async function answerRestockLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"restockLevel">,
): Promise<StoredAnswer> {
  const run = await runOrThrow(tx, scope, question.runId);
  const sku = await skuOrThrow(tx, scope, run.runId, question.productId);
  const decision = await replayedByItsRules(
    tx,
    scope,
    run.runId,
    "replenishment",
    question.productId,
  );
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, sku, day: run.asOfOn },
    facts: explainComputed(decision.rule.definition, decision.values),
    run: runRef(run),
    baseRun: null,
    policyChange: null,
    isReplayEqual: decision.isReplayEqual,
    codeSha256: decision.rule.codeSha256,
    ...furtherOfRestock(decision),
    currency: run.currency,
  };
}

export async function answerPlacementLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"placementLevel">,
): Promise<StoredAnswer> {
  const { run, sku, fc } = await placedOrThrow(tx, scope, question);
  const key = placementKey(question.productId, question.fcId);
  const decision = await replayedByItsRules(tx, scope, run.runId, "placement", key);
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, sku, fc, day: run.asOfOn },
    facts: explainComputed(decision.rule.definition, decision.values),
    run: runRef(run),
    baseRun: null,
    policyChange: null,
    isReplayEqual: decision.isReplayEqual,
    codeSha256: decision.rule.codeSha256,
  };
}

export async function answerRestockChange(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"restockChange">,
): Promise<StoredAnswer> {
  const [run, base] = await Promise.all([
    runOrThrow(tx, scope, question.runId),
    runOrThrow(tx, scope, question.baseRunId),
  ]);
  const sku = await skuOrThrow(tx, scope, run.runId, question.productId);
  const to = await replayedByItsRules(tx, scope, run.runId, "replenishment", question.productId);
  const from = await replayedByItsRules(tx, scope, base.runId, "replenishment", question.productId);
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, sku, day: run.asOfOn, baseDay: base.asOfOn },
    facts: await explainedChange(from, to),
    run: runRef(run),
    baseRun: runRef(base),
    policyChange: policyChangeOf("replenishment", run, base),
    ruleChange: await ruleChangeOf(tx, scope, { from, to, run, base }),
    isReplayEqual: from.isReplayEqual && to.isReplayEqual,
    codeSha256: to.rule.codeSha256,
    ...furtherOfRestock(to),
    currency: run.currency,
  };
}

export async function answerTargetLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"targetLevel">,
): Promise<StoredAnswer> {
  const { run, sku, fc } = await placedOrThrow(tx, scope, question);
  const key = placementKey(question.productId, question.fcId);
  const decision = await replayedByItsRules(tx, scope, run.runId, "positioning", key);
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, sku, fc, day: run.asOfOn },
    facts: explainComputed(decision.rule.definition, decision.values),
    run: runRef(run),
    baseRun: null,
    policyChange: null,
    isReplayEqual: decision.isReplayEqual,
    codeSha256: decision.rule.codeSha256,
  };
}
