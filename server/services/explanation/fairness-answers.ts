// Am I treated like others: the rules of a run are one for all, and no input says whose number it is.
import type { Tx } from "@/db/client.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import type { Definition } from "@/lib/optimizer/decision/index.ts";
import { definitions, limitKey } from "@/server/planning/traces.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { StoredAnswer } from "./answer.ts";
import {
  decisionAnswer,
  monthsAhead,
  type Replayed,
  replayed,
  runOrThrow,
  skuOrThrow,
} from "./decision.ts";
import type { Ask } from "./question.ts";

/** Leaves by which one account may be treated apart, where they are not zero. */
const SPECIAL = ["isIndividual", "grantedMm3", "confirmedMm3", "hasOverride"];

const fairnessAnswer = (
  question: StoredAnswer["question"],
  run: CoveringRun,
  definition: Definition,
  decision: Replayed,
  subject: Partial<StoredAnswer["subject"]>,
): StoredAnswer =>
  decisionAnswer(question, run, subject, definition, {
    type: "fairness",
    definition: definition.name,
    version: definition.version,
    unit: definition.nodes[definition.outputIndex]?.unit ?? "",
    value: decision.output,
    policyVersion:
      definition.name === "capacity" ? run.capacityPolicyVersion : run.replenishmentPolicyVersion,
    leafCount: definition.leafCount,
    identityLeafCount: definition.nodes.filter(({ kind, unit }) => kind === "leaf" && unit === "id")
      .length,
    special: SPECIAL.filter((id) => {
      const leaf = definition.indexOf.get(id);
      return leaf !== undefined && decision.leaves[leaf] !== 0;
    }),
  });

export async function answerLimitFairness(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"limitFairness">,
): Promise<StoredAnswer> {
  const { runId, storageType, monthOn } = question;
  const run = await runOrThrow(tx, scope, runId);
  const key = limitKey(storageTypeIndex(storageType), monthsAhead(run, monthOn));
  const decision = await replayed(tx, scope, runId, "capacity", key);
  return fairnessAnswer(question, run, definitions.capacity, decision, { storageType, monthOn });
}

export async function answerRestockFairness(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"restockFairness">,
): Promise<StoredAnswer> {
  const { runId, productId } = question;
  const run = await runOrThrow(tx, scope, runId);
  const sku = await skuOrThrow(tx, scope, runId, productId);
  const decision = await replayed(tx, scope, runId, "replenishment", productId);
  return fairnessAnswer(question, run, definitions.replenishment, decision, { sku });
}
