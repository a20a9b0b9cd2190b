// Am I treated like others: the rules of a run are one for all, and no input says whose number it is.
import type { Tx } from "@/db/client.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import type { Definition } from "@/lib/optimizer/decision/index.ts";
import { definitionSha256, definitions, limitKey } from "@/server/planning/traces.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { ANSWER_VERSION, type StoredAnswer } from "./answer.ts";
import {
  monthsAhead,
  NOBODY,
  type Replayed,
  replayed,
  runOrThrow,
  runRef,
  skuOrThrow,
} from "./decision.ts";
import type { Ask } from "./question.ts";

/** Leaves by which one account may be treated apart, where they are not zero. */
const SPECIAL = ["isIndividual", "grantedMm3", "confirmedMm3", "hasOverride"];

const answerOf = (
  question: StoredAnswer["question"],
  run: CoveringRun,
  definition: Definition,
  decision: Replayed,
  subject: Partial<StoredAnswer["subject"]>,
): StoredAnswer => ({
  version: ANSWER_VERSION,
  question,
  subject: { ...NOBODY, ...subject },
  facts: {
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
  },
  run: runRef(run),
  baseRun: null,
  policyChange: null,
  isReplayEqual: decision.isReplayEqual,
  codeSha256: definitionSha256(definition),
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
  return answerOf(question, run, definitions.capacity, decision, { storageType, monthOn });
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
  return answerOf(question, run, definitions.replenishment, decision, { sku });
}
