// All policies: what is in force, what was, and what is being prepared.
import type { Locale } from "@/lib/wording/index.ts";
import {
  listDrafts,
  listPublishedVersions,
  type PublishedVersionRow,
} from "@/server/repositories/policy-draft.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { draftSummary } from "./draft-view.ts";
import { policyFields } from "./policy-fields.ts";
import { POLICY_NAMES, type PoliciesView, type PolicyVersionView } from "./schemas.ts";

export function listPolicies(ctx: StaffContext, locale: Locale = "en"): Promise<PoliciesView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const drafts = await listDrafts(tx, ctx.scope, ["open", "approved", "published", "withdrawn"]);
    const versions: PolicyVersionView[] = [];
    for (const policy of POLICY_NAMES) {
      const rows = await listPublishedVersions(tx, ctx.scope, policy);
      versions.push(...rows.map((row, index) => versionView(row, index === 0, locale)));
    }
    return { versions, drafts: drafts.map((row) => draftSummary(row, ctx.scope.userId)) };
  });
}

const versionView = (
  { body, publishedAt, ...row }: PublishedVersionRow,
  isInForce: boolean,
  locale: Locale,
): PolicyVersionView => ({
  ...row,
  publishedAt: publishedAt.toISOString(),
  isInForce,
  fields: policyFields(body, locale),
});
