// How much of a run's advice people changed, account by account.
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { account, restockDecision } from "@/db/schema/index.ts";
import { ownedBy, type SellerScope, type StaffScope } from "./scope.ts";

export interface OverrideCountRow {
  readonly account: string;
  readonly accountName: string;
  readonly advisedCount: number;
  readonly overriddenCount: number;
  /** Of the products that were changed: what was planned, and what was set. */
  readonly plannedUnits: number;
  readonly overrideUnits: number;
  readonly profitChangeMicros: number;
}

/** Products of a run with advice or a quantity set by hand, and how many of them were changed; most changed first. */
export function listOverrideCounts(
  tx: Tx,
  scope: StaffScope,
  runId: number,
): Promise<OverrideCountRow[]> {
  const d = restockDecision;
  const overridden = sql<number>`(count(*) filter (where ${d.isOverridden}))::int`;
  return tx
    .select({
      account: account.slug,
      accountName: account.name,
      advisedCount: sql<number>`(count(*) filter (where ${d.advisedUnits} > 0 or ${d.isOverridden}))::int`,
      overriddenCount: overridden,
      plannedUnits: sql<number>`coalesce(sum(${d.plannedUnits}) filter (where ${d.isOverridden}), 0)::int`,
      overrideUnits: sql<number>`coalesce(sum(${d.advisedUnits}) filter (where ${d.isOverridden}), 0)::int`,
      profitChangeMicros: sql<number>`coalesce(sum(${d.overrideProfitChangeMicros}), 0)::float8`,
    })
    .from(d)
    .innerJoin(account, and(eq(account.sellerId, d.sellerId), eq(account.id, d.accountId)))
    .where(and(ownedBy(scope, d), eq(d.runId, runId)))
    .groupBy(account.slug, account.name)
    .orderBy(desc(overridden), asc(account.slug));
}

/** The same counts of one account. */
export async function countAccountOverrides(
  tx: Tx,
  scope: SellerScope,
  runId: number,
): Promise<Pick<OverrideCountRow, "advisedCount" | "overriddenCount">> {
  const d = restockDecision;
  const [row] = await tx
    .select({
      advisedCount: sql<number>`(count(*) filter (where ${d.advisedUnits} > 0 or ${d.isOverridden}))::int`,
      overriddenCount: sql<number>`(count(*) filter (where ${d.isOverridden}))::int`,
    })
    .from(d)
    .where(and(ownedBy(scope, d), eq(d.accountId, scope.accountId), eq(d.runId, runId)));
  return row ?? { advisedCount: 0, overriddenCount: 0 };
}
