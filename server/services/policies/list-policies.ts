// All policies: what is in force, what was, and what is being prepared.
import { type DraftRow, listDrafts } from "@/server/repositories/policy-draft.ts";
import { listPolicyVersions, type PolicyVersionRow } from "@/server/repositories/policy-read.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { draftSummary } from "./draft-view.ts";
import { policyFields } from "./policy-fields.ts";
import { POLICY_NAMES, type PoliciesView, type PolicyVersionView } from "./schemas.ts";

export function listPolicies(ctx: StaffContext): Promise<PoliciesView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const drafts = await listDrafts(tx, ctx.scope, ["open", "approved", "published", "withdrawn"]);
    const draftOf = new Map(drafts.map((draft) => [draft.publishedVersionId, draft]));
    const versions: PolicyVersionView[] = [];
    for (const policy of POLICY_NAMES) {
      const rows = await listPolicyVersions(tx, policy);
      const views = rows.map((row) => versionView(row, draftOf.get(row.id), row === rows.at(-1)));
      versions.push(...views.reverse());
    }
    return { versions, drafts: drafts.map((row) => draftSummary(row, ctx.scope.userId)) };
  });
}

const versionView = (
  row: PolicyVersionRow,
  draft: DraftRow | undefined,
  isInForce: boolean,
): PolicyVersionView => ({
  policy: row.policy,
  version: row.version,
  effectiveOn: row.effectiveOn,
  publishedAt: row.publishedAt.toISOString(),
  reason: row.reason,
  authorName: draft?.authorName ?? null,
  approverName: draft?.approverName ?? null,
  isInForce,
  fields: policyFields(row.body),
});
