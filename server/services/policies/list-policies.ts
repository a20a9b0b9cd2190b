// All policies: what is in force, what was, and what is being prepared.
import { listDrafts } from "@/server/repositories/policy-draft.ts";
import { listPolicyVersions, type PolicyVersionRow } from "@/server/repositories/policy-read.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { draftSummary } from "./draft-view.ts";
import { policyFields } from "./policy-fields.ts";
import { POLICY_NAMES, type PoliciesView, type PolicyVersionView } from "./schemas.ts";

export function listPolicies(ctx: StaffContext): Promise<PoliciesView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const versions: PolicyVersionView[] = [];
    for (const policy of POLICY_NAMES) {
      const rows = await listPolicyVersions(tx, policy);
      versions.push(...rows.map((row) => versionView(row, row === rows.at(-1))).reverse());
    }
    const drafts = await listDrafts(tx, ctx.scope, ["open", "approved", "published", "withdrawn"]);
    return { versions, drafts: drafts.map((row) => draftSummary(row, ctx.scope.userId)) };
  });
}

const versionView = (row: PolicyVersionRow, isInForce: boolean): PolicyVersionView => ({
  policy: row.policy,
  version: row.version,
  effectiveOn: row.effectiveOn,
  publishedAt: row.publishedAt.toISOString(),
  reason: row.reason,
  isInForce,
  fields: policyFields(row.body),
});
