// Answers about decisions: both runs' leaves come from their traces, and the rules themselves are run again.

import type { Tx } from "@/db/client.ts";
import { addMonths } from "@/lib/calendar/index.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { evaluateOne, readLeaves } from "@/lib/optimizer/decision/index.ts";
import {
  explainChange,
  explainLevel,
  type NetworkSplit,
} from "@/lib/optimizer/explanation/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import {
  definitionSha256,
  definitions,
  limitKey,
  loadDecision,
  placementKey,
} from "@/server/planning/traces.ts";
import { type CoveringRun, findCoveringRun } from "@/server/repositories/latest-run.ts";
import { findFc } from "@/server/repositories/network.ts";
import { findRestock } from "@/server/repositories/restock.ts";
import { listPriceMix } from "@/server/repositories/run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { DefinitionName } from "@/server/repositories/trace.ts";
import { ANSWER_VERSION, type RunRef, type StoredAnswer } from "./answer.ts";
import type { Ask } from "./question.ts";

export const NOBODY = {
  sku: null,
  fc: null,
  storageType: null,
  monthOn: null,
  baseMonthOn: null,
  day: null,
  baseDay: null,
};

export const runRef = (run: CoveringRun): RunRef => ({
  runId: run.runId,
  asOfOn: run.asOfOn,
  capacityPolicyVersion: run.capacityPolicyVersion,
  replenishmentPolicyVersion: run.replenishmentPolicyVersion,
  runRootSha256: run.runRootSha256,
});

export async function runOrThrow(tx: Tx, scope: SellerScope, runId: number): Promise<CoveringRun> {
  const run = await findCoveringRun(tx, scope, runId);
  if (!run) throw new DomainError("not_found", { runId });
  return run;
}

/** Months between the run's month and the month asked about: 1 is next month. */
export function monthsAhead(run: CoveringRun, monthOn: string): number {
  for (let ahead = 1; ahead <= 3; ahead++) {
    if (`${addMonths(run.asOfOn.slice(0, 7), ahead)}-01` === monthOn) return ahead;
  }
  throw new DomainError("not_found", { runId: run.runId, monthOn });
}

interface Replayed {
  readonly leaves: Float64Array;
  readonly isReplayEqual: boolean;
}

/** The decision's leaves, and whether the rules give its stored values again. A difference is never explained away. */
export async function replayed(
  tx: Tx,
  scope: SellerScope,
  runId: number,
  name: DefinitionName,
  key: number,
): Promise<Replayed> {
  const decision = await loadDecision(tx, scope, runId, name, { accountId: scope.accountId, key });
  if (!decision) throw new DomainError("not_found", { runId });
  const definition = definitions[name];
  const leaves = new Float64Array(definition.leafCount);
  readLeaves(definition, decision.leaves, 0, leaves);
  const values = new Float64Array(definition.nodes.length);
  evaluateOne(definition, leaves, values);
  const isReplayEqual = definition.nodes.every(
    (node, index) => decision.values.column[node.id]?.[0] === values[index],
  );
  if (!isReplayEqual)
    throw new Error(`explanation: replay of ${name} ${key} in run ${runId} differs from its trace`);
  return { leaves, isReplayEqual };
}

function policyChangeOf(
  name: DefinitionName,
  run: CoveringRun,
  base: CoveringRun,
): StoredAnswer["policyChange"] {
  const version = name === "capacity" ? "capacityPolicyVersion" : "replenishmentPolicyVersion";
  const reason = name === "capacity" ? "capacityPolicyReason" : "replenishmentPolicyReason";
  return run[version] === base[version] ? null : { version: run[version], reason: run[reason] };
}

export async function answerLimitLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"limitLevel">,
): Promise<StoredAnswer> {
  const run = await runOrThrow(tx, scope, question.runId);
  const key = limitKey(storageTypeIndex(question.storageType), monthsAhead(run, question.monthOn));
  const { leaves, isReplayEqual } = await replayed(tx, scope, run.runId, "capacity", key);
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, storageType: question.storageType, monthOn: question.monthOn },
    facts: explainLevel(definitions.capacity, leaves),
    run: runRef(run),
    baseRun: null,
    policyChange: null,
    isReplayEqual,
    codeSha256: definitionSha256(definitions.capacity),
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
  const to = await replayed(tx, scope, run.runId, "capacity", limitKey(type, ahead));
  const from = await replayed(tx, scope, base.runId, "capacity", limitKey(type, baseAhead));
  const split =
    ahead === baseAhead
      ? await networkSplit(tx, run, base, question.storageType, ahead)
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
    facts: explainChange(definitions.capacity, from.leaves, to.leaves, split),
    run: runRef(run),
    baseRun: runRef(base),
    policyChange: policyChangeOf("capacity", run, base),
    isReplayEqual: from.isReplayEqual && to.isReplayEqual,
    codeSha256: definitionSha256(definitions.capacity),
  };
}

const NETWORK_PLAYERS = ["capacity", "demand", "policy"] as const;

/** What pricing gives for every mix of the two runs, if the run priced them; else the network's part stays whole. */
async function networkSplit(
  tx: Tx,
  run: CoveringRun,
  base: CoveringRun,
  storageType: string,
  ahead: number,
): Promise<NetworkSplit | undefined> {
  const mixes = await listPriceMix(tx, run.runId, base.runId);
  const ofPool = mixes.filter(
    (mix) => mix.resource === storageType && mix.period === String(ahead),
  );
  if (ofPool.length !== 2 ** NETWORK_PLAYERS.length) return undefined;
  const byCoalition = new Map(ofPool.map((mix) => [mix.coalition, mix]));
  return {
    group: "network",
    players: NETWORK_PLAYERS,
    leaves: (coalition) => {
      const mix = byCoalition.get(coalition);
      if (!mix) throw new Error(`explanation: no price for coalition ${coalition}`);
      return {
        waterLevelMilliWeeks: mix.waterLevelMilliWeeks,
        rationShareMillionths: mix.rationShareMillionths,
      };
    },
  };
}

export async function skuOrThrow(
  tx: Tx,
  scope: SellerScope,
  runId: number,
  productId: number,
): Promise<string> {
  const row = await findRestock(tx, scope, runId, { productId });
  if (!row) throw new DomainError("not_found", { runId, productId });
  return row.sku;
}

export async function answerRestockLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"restockLevel">,
): Promise<StoredAnswer> {
  const run = await runOrThrow(tx, scope, question.runId);
  const sku = await skuOrThrow(tx, scope, run.runId, question.productId);
  const decision = await replayed(tx, scope, run.runId, "replenishment", question.productId);
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, sku, day: run.asOfOn },
    facts: explainLevel(definitions.replenishment, decision.leaves),
    run: runRef(run),
    baseRun: null,
    policyChange: null,
    isReplayEqual: decision.isReplayEqual,
    codeSha256: definitionSha256(definitions.replenishment),
  };
}

export async function answerPlacementLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"placementLevel">,
): Promise<StoredAnswer> {
  const run = await runOrThrow(tx, scope, question.runId);
  const sku = await skuOrThrow(tx, scope, run.runId, question.productId);
  const fc = await findFc(tx, run.marketplaceId, question.fcId);
  if (!fc) throw new DomainError("not_found", { fcId: question.fcId });
  const key = placementKey(question.productId, question.fcId);
  const decision = await replayed(tx, scope, run.runId, "placement", key);
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, sku, fc: fc.code, day: run.asOfOn },
    facts: explainLevel(definitions.placement, decision.leaves),
    run: runRef(run),
    baseRun: null,
    policyChange: null,
    isReplayEqual: decision.isReplayEqual,
    codeSha256: definitionSha256(definitions.placement),
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
  const to = await replayed(tx, scope, run.runId, "replenishment", question.productId);
  const from = await replayed(tx, scope, base.runId, "replenishment", question.productId);
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, sku, day: run.asOfOn, baseDay: base.asOfOn },
    facts: explainChange(definitions.replenishment, from.leaves, to.leaves),
    run: runRef(run),
    baseRun: runRef(base),
    policyChange: policyChangeOf("replenishment", run, base),
    isReplayEqual: from.isReplayEqual && to.isReplayEqual,
    codeSha256: definitionSha256(definitions.replenishment),
  };
}

export async function answerTargetLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"targetLevel">,
): Promise<StoredAnswer> {
  const { productId, fcId } = question;
  const run = await runOrThrow(tx, scope, question.runId);
  const sku = await skuOrThrow(tx, scope, run.runId, productId);
  const fc = await findFc(tx, run.marketplaceId, fcId);
  if (!fc) throw new DomainError("not_found", { fcId });
  const key = placementKey(productId, fcId);
  const decision = await replayed(tx, scope, run.runId, "positioning", key);
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, sku, fc: fc.code, day: run.asOfOn },
    facts: explainLevel(definitions.positioning, decision.leaves),
    run: runRef(run),
    baseRun: null,
    policyChange: null,
    isReplayEqual: decision.isReplayEqual,
    codeSha256: definitionSha256(definitions.positioning),
  };
}
