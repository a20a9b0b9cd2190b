// Similar cases for support: how many other accounts of the run have the same main cause, from what was kept after the run.
import type { Tx } from "@/db/client.ts";
import { DomainError } from "@/server/core/errors.ts";
import { definitions } from "@/server/planning/traces.ts";
import { findLimitChanges, findOwnLimitChange } from "@/server/repositories/limit-change.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { LimitChangeSummary } from "@/server/services/limit-changes/schemas.ts";
import type { LimitPeers, StoredAnswer } from "./answer.ts";
import { decisionAnswer, monthsAhead, runOrThrow, runRef } from "./decision.ts";
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
): LimitPeers {
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
