// Answers that are for staff: what a seller could learn from them about others, or about how staff work, is not the seller's.
import type { Viewer } from "@/lib/optimizer/explanation/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { type ExplanationRow, findExplanation } from "@/server/repositories/explanation.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { Question } from "./question.ts";

/** As db/policies/30-seller-rows.sql holds it. */
export const isForStaff = (question: unknown): boolean =>
  typeof question === "object" &&
  question !== null &&
  "kind" in question &&
  String(question.kind).startsWith("staff");

/** Whose eyes an explanation is read with. */
export function viewerOf({ viewedBy }: SellerScope): Viewer {
  if (viewedBy === "support") return "support";
  return viewedBy === "policy_admin" ? "policyAdmin" : "seller";
}

/** Throws forbidden when a seller asks what is for staff. */
export function refuseForSeller(scope: SellerScope, question: Question): void {
  if (isForStaff(question) && viewerOf(scope) === "seller")
    throw new DomainError("forbidden", { rule: "for_staff" });
}

/** An answer of the account that this viewer may read; throws not_found for any other. */
export async function readableExplanation(
  tx: Tx,
  scope: SellerScope,
  explanationId: string,
  viewer: Viewer = viewerOf(scope),
): Promise<ExplanationRow> {
  const row = await findExplanation(tx, scope, explanationId);
  if (!row || (viewer === "seller" && isForStaff(row.question)))
    throw new DomainError("not_found", { explanationId });
  return row;
}
