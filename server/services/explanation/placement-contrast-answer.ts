// Why one building and not another: what one serves of a product is forced to the other, and both decisions' rules are run again.
import type { Tx } from "@/db/client.ts";
import { contrastPlacement } from "@/lib/optimizer/placement/index.ts";
import { definitions, placementKey } from "@/server/planning/traces.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { StoredAnswer } from "./answer.ts";
import { decisionAnswer, placedOrThrow, replayed } from "./decision.ts";
import type { Ask } from "./question.ts";

/** Throws not_found where the run decided nothing about the product at one of them. */
export async function answerPlacementContrast(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"placementContrast">,
): Promise<StoredAnswer> {
  const { productId, fcId, otherFcId, runId } = question;
  const { run, sku, fc } = await placedOrThrow(tx, scope, question);
  const { fc: other } = await placedOrThrow(tx, scope, { ...question, fcId: otherFcId });
  const decided = (id: number) =>
    replayed(tx, scope, runId, "placement", placementKey(productId, id));
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
