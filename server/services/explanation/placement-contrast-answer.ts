// Why one building and not another: what one serves of a product is forced to the other, and both decisions' rules are run again.
import type { Tx } from "@/db/client.ts";
import { contrastPlacement } from "@/lib/optimizer/placement/index.ts";
import { presentLeaves } from "@/server/planning/lifts.ts";
import { otherRules } from "@/server/planning/rules.ts";
import { definitions, placementKey } from "@/server/planning/traces.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { StoredAnswer } from "./answer.ts";
import { decisionAnswer, placedOrThrow, replayedByItsRules } from "./decision.ts";
import type { Ask } from "./question.ts";

/**
 * Throws not_found where the run decided nothing about the product at one of them, precondition_failed where other rules decided that
 * do not say the same as this build's.
 */
export async function answerPlacementContrast(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"placementContrast">,
): Promise<StoredAnswer> {
  const { productId, fcId, otherFcId, runId } = question;
  const { run, sku, fc } = await placedOrThrow(tx, scope, question);
  const { fc: other } = await placedOrThrow(tx, scope, { ...question, fcId: otherFcId });
  const decided = async (id: number) => {
    const key = placementKey(productId, id);
    const { rule, values, output } = await replayedByItsRules(tx, scope, runId, "placement", key);
    const leaves = await presentLeaves(rule, values);
    if (!leaves) throw otherRules(runId);
    return { leaves, output };
  };
  const chosen = await decided(fcId);
  const contrast = contrastPlacement(chosen.leaves, (await decided(otherFcId)).leaves);
  return decisionAnswer(question, run, { sku, fc, day: run.asOfOn }, definitions.placement, {
    type: "placementContrast",
    fc,
    other,
    units: chosen.output,
    contrast,
  });
}
