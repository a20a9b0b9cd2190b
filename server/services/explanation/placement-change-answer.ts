// Why a building now gets other units of a product than in an earlier run.
import type { Tx } from "@/db/client.ts";
import {
  drawsScenarios,
  type PlacementWay,
  placementByCause,
  renumberedZones,
} from "@/lib/optimizer/placement/index.ts";
import { completePolicy, type ReplenishmentPolicy } from "@/lib/optimizer/replenishment/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { placementKey } from "@/server/planning/traces.ts";
import { findFc } from "@/server/repositories/network.ts";
import { listRunZones } from "@/server/repositories/placement.ts";
import { findRunPolicy } from "@/server/repositories/policy-read.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { ANSWER_VERSION, NOBODY, type StoredAnswer } from "./answer.ts";
import { type Replayed, replayedByItsRules, runOrThrow, runRef, skuOrThrow } from "./decision.ts";
import { policyChangeOf } from "./policy-change.ts";
import type { Ask } from "./question.ts";
import { explainedChange, ruleChangeOf } from "./rule-change.ts";

/** Throws not_found where one of the runs decided nothing about the product at the building. */
export async function answerPlacementChange(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"placementChange">,
): Promise<StoredAnswer> {
  const { productId, fcId } = question;
  const [run, base] = await Promise.all([
    runOrThrow(tx, scope, question.runId),
    runOrThrow(tx, scope, question.baseRunId),
  ]);
  const sku = await skuOrThrow(tx, scope, run.runId, productId);
  const fc = await findFc(tx, run.marketplaceId, fcId);
  if (!fc) throw new DomainError("not_found", { fcId });
  const key = placementKey(productId, fcId);
  const to = await replayedByItsRules(tx, scope, run.runId, "placement", key);
  const from = await replayedByItsRules(tx, scope, base.runId, "placement", key);
  const [before, now] = [await wayOf(tx, base.runId, from), await wayOf(tx, run.runId, to)];
  const alike = renumberedZones(from.rule.definition, from.leaves, before, now);
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, sku, fc: fc.code, day: run.asOfOn, baseDay: base.asOfOn },
    facts: await explainedChange({ ...from, leaves: alike }, to, {
      causesOf: (definition) => placementByCause(definition, before, now),
    }),
    run: runRef(run),
    baseRun: runRef(base),
    policyChange:
      before.scenarioCount === now.scenarioCount
        ? null
        : policyChangeOf("replenishment", run, base),
    ruleChange: await ruleChangeOf(tx, scope, { from, to, run, base }),
    isReplayEqual: from.isReplayEqual && to.isReplayEqual,
    codeSha256: to.rule.codeSha256,
  };
}

async function wayOf(tx: Tx, runId: number, decided: Replayed): Promise<PlacementWay> {
  const zones = await listRunZones(tx, [runId]);
  const body = await findRunPolicy(tx, runId, "replenishment");
  const { placementScenarioCount } = completePolicy((body ?? {}) as Partial<ReplenishmentPolicy>);
  const canDraw = drawsScenarios(decided.rule.definition);
  return {
    zoneOfRegion: zones.get(runId) ?? null,
    scenarioCount: canDraw ? placementScenarioCount : 0,
  };
}
