// An account's capacity limits: what holds, what was announced before, and what uses them.

import type { Tx } from "@/db/client.ts";
import { storageTypeIndex, storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import { storageTypeLabel } from "@/lib/wording/index.ts";
import { limitKey, loadRuledDecision } from "@/server/planning/traces.ts";
import { type CoveringRun, findLatestRun } from "@/server/repositories/latest-run.ts";
import { type AnnouncementRow, listAnnouncements } from "@/server/repositories/limit.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import type { LimitsView, MonthLimit, StorageTypeLimits } from "./schemas.ts";

/** Limits per storage type with their history; empty with a note when the account has none. */
export function listLimits(ctx: SellerContext): Promise<LimitsView> {
  return inScope(ctx.db, ctx.scope, (tx) => limitsOf(tx, ctx.scope));
}

/** As {@link listLimits}, inside a transaction. */
export async function limitsOf(tx: Tx, scope: SellerScope): Promise<LimitsView> {
  const run = await findLatestRun(tx, scope);
  if (!run)
    return {
      asOfOn: null,
      runId: null,
      storageTypes: [],
      note: "Limits appear after the first planning run.",
    };
  const announcements = await listAnnouncements(tx, scope);
  const types: StorageTypeLimits[] = [];
  for (const storageType of storageTypes) {
    const ofType = announcements.filter((row) => row.storageType === storageType);
    if (ofType.length === 0) continue;
    const months = monthsOf(ofType);
    types.push({
      storageType,
      label: storageTypeLabel(storageType),
      usage: await usageOf(tx, scope, run, storageTypeIndex(storageType), months),
      months,
    });
  }
  return {
    asOfOn: run.asOfOn,
    runId: run.runId,
    storageTypes: types,
    note:
      types.length > 0
        ? null
        : "No limit is announced: the network has no buildings in this marketplace.",
  };
}

function monthsOf(rows: readonly AnnouncementRow[]): MonthLimit[] {
  const byMonth = Map.groupBy(rows, (row) => row.monthOn);
  const months: MonthLimit[] = [];
  let before: MonthLimit["before"] = null;
  for (const [monthOn, ofMonth] of [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const history = ofMonth.map((row) => ({
      kind: row.kind,
      announcedAt: row.announcedAt.toISOString(),
      asOfOn: row.asOfOn,
      limitMm3: row.limitMm3,
      runId: row.runId,
      policyVersion: row.policyVersion,
    }));
    const current = history.at(-1);
    if (!current) continue;
    months.push({ monthOn, current, history, before });
    before = { monthOn, limitMm3: current.limitMm3, runId: current.runId };
  }
  return months;
}

/** What uses the limit, as the run saw it: the leaves of its own decision, so that screen and why agree. */
async function usageOf(
  tx: Tx,
  scope: SellerScope,
  run: CoveringRun,
  type: number,
  months: readonly MonthLimit[],
): Promise<StorageTypeLimits["usage"]> {
  const decision = await loadRuledDecision(tx, scope, run.runId, "capacity", {
    accountId: scope.accountId,
    key: limitKey(type, 1),
  });
  if (!decision) return null;
  const thisMonthOn = `${run.asOfOn.slice(0, 7)}-01`;
  const month =
    months.find((m) => m.monthOn === thisMonthOn) ?? months.find((m) => m.monthOn > thisMonthOn);
  if (!month) return null;
  return {
    onHandMm3: decision.leaves.column.onHandMm3?.[0] ?? 0,
    openShipmentsMm3: decision.leaves.column.openShipmentsMm3?.[0] ?? 0,
    limitMm3: month.current.limitMm3,
    monthOn: month.monthOn,
  };
}
