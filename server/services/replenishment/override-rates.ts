// How often people changed the advice of a run: the measure of whether they trust it.
import { listOverrideCounts } from "@/server/repositories/override-rate.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import type { OverrideRates } from "./override-schemas.ts";

/** Counts of a run by account, those with changes first; no run of that id answers nothing. */
export function getOverrideRates(ctx: StaffContext, runId: number): Promise<OverrideRates> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const rows = await listOverrideCounts(tx, ctx.scope, runId);
    const sum = (pick: (row: (typeof rows)[number]) => number) =>
      rows.reduce((total, row) => total + pick(row), 0);
    return {
      advisedCount: sum(({ advisedCount }) => advisedCount),
      overriddenCount: sum(({ overriddenCount }) => overriddenCount),
      accounts: rows.filter(({ overriddenCount }) => overriddenCount > 0),
    };
  });
}
