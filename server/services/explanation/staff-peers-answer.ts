// Similar cases for support: how many other limits or advised quantities of the run have the same main cause, from what was kept after it.
import type { Tx } from "@/db/client.ts";
import { groupAmounts } from "@/lib/optimizer/explanation/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { definitions } from "@/server/planning/traces.ts";
import { findLimitChanges, findOwnLimitChange } from "@/server/repositories/limit-change.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { mainCauseOf } from "@/server/services/limit-changes/add-up.ts";
import { type AdviceChange, LimitChangeSummary } from "@/server/services/limit-changes/schemas.ts";
import type { Peers, StoredAnswer } from "./answer.ts";
import {
  decisionAnswer,
  monthsAhead,
  replayed,
  runOrThrow,
  runRef,
  skuOrThrow,
} from "./decision.ts";
import type { Ask } from "./question.ts";

/** Throws precondition_failed where the two runs were not compared, or not yet. */
export async function answerLimitPeers(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"staffLimitPeers">,
): Promise<StoredAnswer> {
  const { storageType, monthOn, baseMonthOn } = question;
  const run = await runOrThrow(tx, scope, question.runId);
  const base = await runOrThrow(tx, scope, question.baseRunId);
  const monthAhead = monthsAhead(run, monthOn);
  if (monthsAhead(base, baseMonthOn) !== monthAhead)
    throw new DomainError("precondition_failed", { rule: "not_compared" });
  const limit = { runId: run.runId, baseRunId: base.runId, storageType, monthAhead };
  const kept = await findLimitChanges(tx, scope, run.runId, base.runId);
  const own = await findOwnLimitChange(tx, scope, limit);
  if (!kept || !own) throw new DomainError("precondition_failed", { rule: "not_compared" });
  const pool = LimitChangeSummary.parse(kept.summary).pools.find(
    (one) => one.storageType === storageType && one.monthAhead === monthAhead,
  );
  if (!pool) throw new Error(`limit peers: no ${storageType} ${monthAhead} in ${run.runId}`);
  const subject = { storageType, monthOn, baseMonthOn, day: run.asOfOn, baseDay: base.asOfOn };
  const answer = decisionAnswer(question, run, subject, definitions.capacity, peersOf(pool, own));
  return { ...answer, baseRun: runRef(base) };
}

function peersOf(
  { cohorts }: LimitChangeSummary["pools"][number],
  own: { readonly fromMm3: number; readonly toMm3: number; readonly mainCause: string | null },
): Peers {
  const { name: definition, version } = definitions.capacity;
  const cause = own.mainCause;
  const all = cohorts.find(({ dimension }) => dimension === "all");
  const sameIn = (cohort: typeof all) => cohort?.causes.find((one) => one.cause === cause);
  const same = sameIn(all);
  // The account itself is one of those that were counted.
  const without = (count: number | undefined, isCounted: boolean) =>
    (count ?? 0) - (isCounted ? 1 : 0);
  return {
    type: "peers",
    definition,
    version,
    unit: "mm3",
    value: own.toMm3,
    cause,
    otherCount: without(all?.accountCount, true),
    sameCount: cause === null ? 0 : without(same?.mainCount, true),
    sameRiseCount: without(same?.mainRiseCount, cause !== null && own.toMm3 > own.fromMm3),
    sameFallCount: without(same?.mainFallCount, cause !== null && own.toMm3 < own.fromMm3),
    bySize: cohorts
      .filter(({ dimension }) => dimension === "size")
      .map((cohort) => ({ name: cohort.name, sameCount: sameIn(cohort)?.mainCount ?? 0 })),
    others: (all?.causes ?? [])
      .filter((one) => one.cause !== cause && one.mainCount > 0)
      .map((one) => ({ cause: one.cause, count: one.mainCount }))
      .sort((a, b) => b.count - a.count),
  };
}

/** Throws precondition_failed where the advice of the two runs was not compared, or not yet. */
export async function answerRestockPeers(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"staffRestockPeers">,
): Promise<StoredAnswer> {
  const { productId } = question;
  const run = await runOrThrow(tx, scope, question.runId);
  const base = await runOrThrow(tx, scope, question.baseRunId);
  const sku = await skuOrThrow(tx, scope, run.runId, productId);
  const kept = await findLimitChanges(tx, scope, run.runId, base.runId);
  const advice = kept && LimitChangeSummary.parse(kept.summary).advice;
  if (!advice) throw new DomainError("precondition_failed", { rule: "not_compared" });
  const from = await replayed(tx, scope, base.runId, "replenishment", productId);
  const to = await replayed(tx, scope, run.runId, "replenishment", productId);
  const { groups } = definitions.replenishment;
  const { amounts } = groupAmounts(definitions.replenishment)(from.leaves, to.leaves);
  const cause = mainCauseOf(Object.fromEntries(groups.map(({ id }, k) => [id, amounts[k] ?? 0])));
  const facts = advicePeers(advice, { from: from.output, to: to.output, cause });
  const subject = { sku, day: run.asOfOn, baseDay: base.asOfOn };
  const answer = decisionAnswer(question, run, subject, definitions.replenishment, facts);
  return { ...answer, baseRun: runRef(base) };
}

function advicePeers(
  { movedCount, causes }: AdviceChange,
  own: { readonly from: number; readonly to: number; readonly cause: string | null },
): Peers {
  const { name: definition, version } = definitions.replenishment;
  const same = causes.find(({ cause }) => cause === own.cause);
  // The product itself is one of those that were counted, where its quantity is another; of sellers without a limit none was.
  const isMoved = own.from !== own.to;
  const without = (count: number | undefined, isCounted: boolean) =>
    Math.max(0, (count ?? 0) - (isCounted ? 1 : 0));
  // What offsets itself to nothing is no cause of a change.
  const cause = isMoved ? own.cause : null;
  return {
    type: "peers",
    definition,
    version,
    unit: "units",
    value: own.to,
    cause,
    otherCount: without(movedCount, isMoved),
    sameCount: cause === null ? 0 : without(same?.productCount, true),
    sameRiseCount: cause === null ? 0 : without(same?.riseCount, own.to > own.from),
    sameFallCount: cause === null ? 0 : without(same?.fallCount, own.to < own.from),
    sameAccountCount: cause === null ? 0 : (same?.accountCount ?? 0),
    bySize: [],
    others: causes
      .filter((one) => one.cause !== cause)
      .map((one) => ({ cause: one.cause, count: one.productCount })),
  };
}
