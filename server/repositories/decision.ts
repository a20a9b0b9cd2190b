// What runs decided: announced limits, forecasts, restock advice, placement.
import { and, asc, eq, gte, lte, ne } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import {
  forecast,
  limitAnnouncement,
  placementDecision,
  planRun,
  restockDecision,
  stockTarget,
} from "@/db/schema/index.ts";
import { insertRows } from "./bulk-insert.ts";
import { type DataScope, ownedBy } from "./scope.ts";

export type NewAnnouncement = typeof limitAnnouncement.$inferInsert;
export type NewForecast = typeof forecast.$inferInsert;
export type NewRestockDecision = typeof restockDecision.$inferInsert;
export type NewPlacementDecision = typeof placementDecision.$inferInsert;
export type NewStockTarget = typeof stockTarget.$inferInsert;

export interface NewDecisions {
  readonly announcements: readonly NewAnnouncement[];
  readonly forecasts: readonly NewForecast[];
  readonly restocks: readonly NewRestockDecision[];
  readonly placements: readonly NewPlacementDecision[];
  readonly targets: readonly NewStockTarget[];
}

/** Writes the decisions of one shard. */
export async function insertDecisions(tx: Tx, rows: NewDecisions): Promise<void> {
  await insertRows(tx, limitAnnouncement, rows.announcements);
  await insertRows(tx, forecast, rows.forecasts);
  await insertRows(tx, restockDecision, rows.restocks);
  await insertRows(tx, placementDecision, rows.placements);
  await insertRows(tx, stockTarget, rows.targets);
}

export interface AnnouncementRow {
  readonly accountId: number;
  readonly storageType: "standard" | "oversize" | "apparel";
  readonly monthOn: string;
  readonly kind: "estimate" | "confirmed";
  readonly announcedAt: Date;
  readonly limitMm3: number;
  /** Part of the limit that was won in the market. */
  readonly grantedMm3: number;
  readonly runId: number;
}

/** Limits announced by other finished runs of the marketplace for months of the range, oldest announcement first. */
export function listAnnouncements(
  tx: Tx,
  scope: DataScope,
  at: {
    readonly marketplaceId: string;
    readonly fromMonthOn: string;
    readonly toMonthOn: string;
    readonly announcedBy: Date;
    readonly exceptRunId: number;
  },
): Promise<AnnouncementRow[]> {
  return tx
    .select({
      accountId: limitAnnouncement.accountId,
      storageType: limitAnnouncement.storageType,
      monthOn: limitAnnouncement.monthOn,
      kind: limitAnnouncement.kind,
      announcedAt: limitAnnouncement.announcedAt,
      limitMm3: limitAnnouncement.limitMm3,
      grantedMm3: limitAnnouncement.grantedMm3,
      runId: limitAnnouncement.runId,
    })
    .from(limitAnnouncement)
    .innerJoin(planRun, eq(planRun.id, limitAnnouncement.runId))
    .where(
      and(
        ownedBy(scope, limitAnnouncement),
        eq(planRun.marketplaceId, at.marketplaceId),
        eq(planRun.status, "done"),
        ne(limitAnnouncement.runId, at.exceptRunId),
        gte(limitAnnouncement.monthOn, at.fromMonthOn),
        lte(limitAnnouncement.monthOn, at.toMonthOn),
        lte(limitAnnouncement.announcedAt, at.announcedBy),
      ),
    )
    .orderBy(
      asc(limitAnnouncement.announcedAt),
      asc(limitAnnouncement.runId),
      asc(limitAnnouncement.id),
    );
}

export interface OutcomeRow {
  readonly sellerId: number;
  readonly productId: number;
  readonly units: number;
}

/** Advised units of a run per product: what two runs are compared by. */
export function listAdvisedUnits(tx: Tx, scope: DataScope, runId: number): Promise<OutcomeRow[]> {
  return tx
    .select({
      sellerId: restockDecision.sellerId,
      productId: restockDecision.productId,
      units: restockDecision.advisedUnits,
    })
    .from(restockDecision)
    .where(and(ownedBy(scope, restockDecision), eq(restockDecision.runId, runId)))
    .orderBy(asc(restockDecision.sellerId), asc(restockDecision.productId));
}
