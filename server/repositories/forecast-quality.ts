// Scores of backtests by segment, and figures of quality that left their bounds.
import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { forecastAlarm, forecastQuality } from "@/db/schema/index.ts";
import type { StaffScope, WorkerScope } from "./scope.ts";

type QualityScope = StaffScope | WorkerScope;

export type ForecastQualityRow = Omit<typeof forecastQuality.$inferSelect, "marketplaceId">;
export type NewForecastQuality = typeof forecastQuality.$inferInsert;

const qualityColumns = {
  backtestKey: forecastQuality.backtestKey,
  modelId: forecastQuality.modelId,
  intermittencyClass: forecastQuality.intermittencyClass,
  volumeClass: forecastQuality.volumeClass,
  method: forecastQuality.method,
  firstWeek: forecastQuality.firstWeek,
  lastWeek: forecastQuality.lastWeek,
  isSum: forecastQuality.isSum,
  windowCount: forecastQuality.windowCount,
  skuCount: forecastQuality.skuCount,
  spl: forecastQuality.spl,
  wspl: forecastQuality.wspl,
  mase: forecastQuality.mase,
  rmsse: forecastQuality.rmsse,
  biasShare: forecastQuality.biasShare,
  coverage80Share: forecastQuality.coverage80Share,
  coverage90Share: forecastQuality.coverage90Share,
  coverage95Share: forecastQuality.coverage95Share,
  cumulative90Share: forecastQuality.cumulative90Share,
  cumulative95Share: forecastQuality.cumulative95Share,
  isMethodUsed: forecastQuality.isMethodUsed,
  firstOriginOn: forecastQuality.firstOriginOn,
  lastOriginOn: forecastQuality.lastOriginOn,
  computedAt: forecastQuality.computedAt,
};

export async function insertForecastQuality(
  tx: Tx,
  _scope: WorkerScope,
  rows: readonly NewForecastQuality[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(forecastQuality).values([...rows]);
}

export interface BacktestRef {
  readonly backtestKey: string;
  readonly computedAt: Date;
  readonly firstOriginOn: string;
  readonly lastOriginOn: string;
}

/** Backtests of a marketplace, newest first. */
export function listBacktests(
  tx: Tx,
  _scope: QualityScope,
  marketplaceId: string,
  limit: number,
): Promise<BacktestRef[]> {
  return tx
    .selectDistinct({
      backtestKey: forecastQuality.backtestKey,
      computedAt: forecastQuality.computedAt,
      firstOriginOn: forecastQuality.firstOriginOn,
      lastOriginOn: forecastQuality.lastOriginOn,
    })
    .from(forecastQuality)
    .where(eq(forecastQuality.marketplaceId, marketplaceId))
    .orderBy(desc(forecastQuality.computedAt), desc(forecastQuality.backtestKey))
    .limit(limit);
}

/** Rows of backtests by segment, method and window. */
export function listForecastQuality(
  tx: Tx,
  _scope: QualityScope,
  backtestKeys: readonly string[],
): Promise<ForecastQualityRow[]> {
  return tx
    .select(qualityColumns)
    .from(forecastQuality)
    .where(inArray(forecastQuality.backtestKey, [...backtestKeys]))
    .orderBy(
      asc(forecastQuality.computedAt),
      asc(forecastQuality.intermittencyClass),
      asc(forecastQuality.volumeClass),
      asc(forecastQuality.method),
      asc(forecastQuality.isSum),
      asc(forecastQuality.lastWeek),
    );
}

const newestKey = (tx: Tx, marketplaceId: string) =>
  tx
    .select({ backtestKey: forecastQuality.backtestKey })
    .from(forecastQuality)
    .where(eq(forecastQuality.marketplaceId, marketplaceId))
    .orderBy(desc(forecastQuality.computedAt), desc(forecastQuality.backtestKey))
    .limit(1);

export interface ModelLossRow {
  readonly modelId: number | null;
  readonly isSum: boolean;
  readonly spl: number | null;
}

/** Losses of versions of the model over all demand, as the newest backtest of the marketplace measured them on the same weeks. */
export function listModelLosses(
  tx: Tx,
  _scope: QualityScope,
  marketplaceId: string,
): Promise<ModelLossRow[]> {
  return tx
    .select({
      modelId: forecastQuality.modelId,
      isSum: forecastQuality.isSum,
      spl: forecastQuality.spl,
    })
    .from(forecastQuality)
    .where(
      and(
        inArray(forecastQuality.backtestKey, newestKey(tx, marketplaceId)),
        isNotNull(forecastQuality.modelId),
        eq(forecastQuality.intermittencyClass, "all"),
        eq(forecastQuality.volumeClass, "all"),
      ),
    )
    .orderBy(asc(forecastQuality.modelId), asc(forecastQuality.lastWeek));
}

export interface UsedMethodRow {
  readonly intermittencyClass: string;
  readonly volumeClass: string;
  readonly method: string;
  readonly modelId: number | null;
}

/** The method of each segment, as the newest backtest of the marketplace chose; none before the first. */
export function listUsedMethods(
  tx: Tx,
  _scope: WorkerScope,
  marketplaceId: string,
): Promise<UsedMethodRow[]> {
  return tx
    .select({
      intermittencyClass: forecastQuality.intermittencyClass,
      volumeClass: forecastQuality.volumeClass,
      method: forecastQuality.method,
      modelId: forecastQuality.modelId,
    })
    .from(forecastQuality)
    .where(
      and(
        inArray(forecastQuality.backtestKey, newestKey(tx, marketplaceId)),
        eq(forecastQuality.isMethodUsed, true),
        eq(forecastQuality.isSum, false),
      ),
    )
    .orderBy(asc(forecastQuality.intermittencyClass), asc(forecastQuality.volumeClass));
}

const alarmColumns = {
  alarmId: forecastAlarm.id,
  intermittencyClass: forecastAlarm.intermittencyClass,
  volumeClass: forecastAlarm.volumeClass,
  metric: forecastAlarm.metric,
  value: forecastAlarm.value,
  threshold: forecastAlarm.threshold,
  facts: forecastAlarm.facts,
  raisedAt: forecastAlarm.raisedAt,
  resolvedAt: forecastAlarm.resolvedAt,
};

export type ForecastAlarmRow = Awaited<ReturnType<typeof listForecastAlarms>>[number];

/** Open alarms of a marketplace and those that were resolved since an instant, open ones first, newest first. */
export function listForecastAlarms(
  tx: Tx,
  _scope: QualityScope,
  marketplaceId: string,
  resolvedSince: Date,
) {
  return tx
    .select(alarmColumns)
    .from(forecastAlarm)
    .where(
      and(
        eq(forecastAlarm.marketplaceId, marketplaceId),
        or(
          isNull(forecastAlarm.resolvedAt),
          sql`${forecastAlarm.resolvedAt} >= ${resolvedSince.toISOString()}::timestamptz`,
        ),
      ),
    )
    .orderBy(
      sql`${forecastAlarm.resolvedAt} is not null`,
      desc(forecastAlarm.raisedAt),
      desc(forecastAlarm.id),
    );
}

export type NewForecastAlarm = Pick<
  typeof forecastAlarm.$inferInsert,
  | "marketplaceId"
  | "intermittencyClass"
  | "volumeClass"
  | "metric"
  | "value"
  | "threshold"
  | "facts"
  | "raisedAt"
>;

/** Raises an alarm; one that is open already takes the newer figures and stays raised since when it was. */
export async function raiseAlarm(
  tx: Tx,
  _scope: WorkerScope,
  alarm: NewForecastAlarm,
): Promise<void> {
  const { value, threshold, facts } = alarm;
  await tx
    .insert(forecastAlarm)
    .values(alarm)
    .onConflictDoUpdate({
      target: [
        forecastAlarm.marketplaceId,
        forecastAlarm.intermittencyClass,
        forecastAlarm.volumeClass,
        forecastAlarm.metric,
      ],
      targetWhere: isNull(forecastAlarm.resolvedAt),
      set: { value, threshold, facts },
    });
}

/** Closes an open alarm. */
export async function resolveAlarm(
  tx: Tx,
  _scope: WorkerScope,
  alarmId: number,
  resolvedAt: Date,
): Promise<void> {
  await tx
    .update(forecastAlarm)
    .set({
      resolvedAt: sql`greatest(${forecastAlarm.raisedAt}, ${resolvedAt.toISOString()}::timestamptz)`,
    })
    .where(and(eq(forecastAlarm.id, alarmId), isNull(forecastAlarm.resolvedAt)));
}
