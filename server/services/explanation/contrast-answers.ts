// Why this quantity and not another: the other one forced, and what keeps the advice from it.
import type { Tx } from "@/db/client.ts";
import { minimalConflict } from "@/lib/optimizer/explanation/index.ts";
import {
  bandedPrice,
  overrideEffect,
  replenishmentConstraints,
} from "@/lib/optimizer/replenishment/index.ts";
import { definitionSha256 } from "@/server/planning/rules.ts";
import { definitions } from "@/server/planning/traces.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { ANSWER_VERSION, NOBODY, type StoredAnswer } from "./answer.ts";
import { replayed, runOrThrow, runRef, skuOrThrow } from "./decision.ts";
import type { Ask } from "./question.ts";

export async function answerRestockContrast(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"restockContrast">,
): Promise<StoredAnswer> {
  const { runId, productId, units } = question;
  const definition = definitions.replenishment;
  const run = await runOrThrow(tx, scope, runId);
  const sku = await skuOrThrow(tx, scope, runId, productId);
  const { leaves, output } = await replayed(tx, scope, runId, "replenishment", productId);
  const column = Object.fromEntries(
    Array.from(leaves, (value, k) => [definition.nodes[k]?.id ?? "", Float64Array.of(value)]),
  );
  // At the dear end of the price's band no rule is found too weak, and no answer says where in the band the price lies.
  const banded = leaves.slice();
  for (const [id, price] of Object.entries(bandedPrice(leaves, "dear")))
    banded[definition.indexOf.get(id) ?? -1] = price;
  const constraints = replenishmentConstraints(banded);
  const target = { sense: "atLeast", value: units } as const;
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, sku, day: run.asOfOn },
    facts: {
      type: "quantityContrast",
      definition: definition.name,
      version: definition.version,
      unit: "units",
      value: output,
      other: units,
      conflict: units > output ? minimalConflict(definition, banded, constraints, target) : null,
      effect: overrideEffect({ count: 1, column }, 0, units),
    },
    run: runRef(run),
    baseRun: null,
    policyChange: null,
    isReplayEqual: true,
    codeSha256: definitionSha256(definition),
    currency: run.currency,
  };
}
