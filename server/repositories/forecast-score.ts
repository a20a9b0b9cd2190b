// How well stored forecasts met what followed: what is to be scored, and the scores.
import { and, asc, desc, eq, gte, isNull, lt, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { account, forecast, forecastScore, orderLine, planRun } from "@/db/schema/index.ts";
import { insertRows } from "./bulk-insert.ts";
import { ownedBy, type SellerScope, type WorkerScope } from "./scope.ts";
import { knownThen } from "./snapshot.ts";

/** A window of weeks after an origin: first week (0 = the week after it) and length. */
export interface ScoreWindow {
  readonly startWeek: number;
  readonly weekCount: number;
}

export interface ScorableRun {
  readonly runId: number;
  readonly asOfOn: string;
}

/** What a run covers: a marketplace, or one account of it. */
export interface RunSpan {
  readonly marketplaceId: string;
  readonly accountId: number | null;
}

/** Finished runs of a scope as of a day in a span, oldest first. */
export function listScorableRuns(
  tx: Tx,
  _scope: WorkerScope,
  { marketplaceId, accountId }: RunSpan,
  span: { readonly fromOn: string; readonly beforeOn: string },
): Promise<ScorableRun[]> {
  const sameScope =
    accountId === null ? isNull(planRun.accountId) : eq(planRun.accountId, accountId);
  return tx
    .select({ runId: planRun.id, asOfOn: planRun.asOfOn })
    .from(planRun)
    .where(
      and(
        eq(planRun.marketplaceId, marketplaceId),
        sameScope,
        eq(planRun.status, "done"),
        gte(planRun.asOfOn, span.fromOn),
        lt(planRun.asOfOn, span.beforeOn),
      ),
    )
    .orderBy(asc(planRun.asOfOn), asc(planRun.id));
}

/** Those of a run's windows that are not scored yet; a window is scored for all products or for none. */
export async function listOpenWindows(
  tx: Tx,
  scope: WorkerScope,
  runId: number,
  windows: readonly ScoreWindow[],
): Promise<readonly ScoreWindow[]> {
  const given = windows.map(
    ({ startWeek, weekCount }) => sql`(${startWeek}::smallint, ${weekCount}::smallint)`,
  );
  return tx.execute<ScoreWindow & Record<string, unknown>>(sql`
    select given.start_week as "startWeek", given.week_count as "weekCount"
    from (values ${sql.join(given, sql`, `)}) as given(start_week, week_count)
    where not exists (
      select 1 from ${forecastScore}
      where ${ownedBy(scope, forecastScore)} and ${forecastScore.runId} = ${runId}
        and ${forecastScore.startWeek} = given.start_week and ${forecastScore.weekCount} = given.week_count)
    order by given.week_count, given.start_week`);
}

/** Forecasts of a run; sellers are named because the table's index leads with them. */
const ofRun = (scope: WorkerScope, runId: number, marketplaceId: string) =>
  and(
    ownedBy(scope, forecast),
    sql`${forecast.sellerId} in (select ${account.sellerId} from ${account} where ${account.marketplaceId} = ${marketplaceId})`,
    eq(forecast.runId, runId),
  );

export interface ForecastToScore {
  readonly sellerId: number;
  readonly accountId: number;
  readonly productId: number;
  readonly meanMilliUnits: readonly number[];
  readonly baseMeanMilliUnits: readonly number[] | null;
  readonly levelMillionths: readonly number[];
  readonly quantileMilliUnits: readonly number[];
  readonly cumulativeWeeks: readonly number[] | null;
  readonly cumulativeLevelMillionths: readonly number[] | null;
  readonly cumulativeMeanMilliUnits: readonly number[] | null;
  readonly cumulativeQuantileMilliUnits: readonly number[] | null;
}

/** A run's forecasts in (seller, product) order. */
export function listForecastsToScore(
  tx: Tx,
  scope: WorkerScope,
  runId: number,
  { marketplaceId }: RunSpan,
): Promise<ForecastToScore[]> {
  return tx
    .select({
      sellerId: forecast.sellerId,
      accountId: forecast.accountId,
      productId: forecast.productId,
      meanMilliUnits: forecast.meanMilliUnits,
      baseMeanMilliUnits: forecast.baseMeanMilliUnits,
      levelMillionths: forecast.levelMillionths,
      quantileMilliUnits: forecast.quantileMilliUnits,
      cumulativeWeeks: forecast.cumulativeWeeks,
      cumulativeLevelMillionths: forecast.cumulativeLevelMillionths,
      cumulativeMeanMilliUnits: forecast.cumulativeMeanMilliUnits,
      cumulativeQuantileMilliUnits: forecast.cumulativeQuantileMilliUnits,
    })
    .from(forecast)
    .where(ofRun(scope, runId, marketplaceId))
    .orderBy(asc(forecast.sellerId), asc(forecast.productId));
}

export interface WeeklyActualRow {
  readonly productId: number;
  /** Weeks before the week that ends on the day; 0 = that week. */
  readonly weeksBack: readonly number[];
  readonly units: readonly number[];
}

/** Units ordered per product and week up to an origin, as they were known at an instant. */
export async function listWeeklyActuals(
  tx: Tx,
  scope: WorkerScope,
  { marketplaceId, accountId }: RunSpan,
  at: { readonly originOn: string; readonly knownAt: Date; readonly weekCount: number },
): Promise<readonly WeeklyActualRow[]> {
  const one = accountId === null ? sql`` : sql`and ${account.id} = ${accountId}`;
  return tx.execute<WeeklyActualRow & Record<string, unknown>>(sql`
    select product_id::int as "productId", array_agg(back order by back) as "weeksBack", array_agg(units order by back) as units
    from (
      select ${orderLine.productId}, ((${at.originOn}::date - ${orderLine.purchasedOn}) / 7)::int as back,
        sum(${orderLine.units})::int as units
      from ${orderLine} join ${account}
        on ${account.sellerId} = ${orderLine.sellerId} and ${account.id} = ${orderLine.accountId}
      where ${ownedBy(scope, orderLine)} and ${account.marketplaceId} = ${marketplaceId} ${one}
        and ${orderLine.status} <> 'cancelled' and ${orderLine.purchasedOn} <= ${at.originOn}::date
        and ${orderLine.purchasedOn} > ${at.originOn}::date - 7 * ${at.weekCount}::int
        and ${knownThen(orderLine, { asOfOn: at.originOn, knownAt: at.knownAt })}
      group by 1, 2
    ) weekly
    group by product_id order by product_id`);
}

export interface SeenHistoryRow {
  readonly productId: number;
  readonly stockOutWeeksBack: readonly number[] | null;
  /** JSON of server/planning/history-treatment.ts. */
  readonly historyTreatment: unknown;
}

/** What a run saw in the history of every product that it forecast: weeks before its origin in which stock ran out, wholesale orders. */
export function listSeenHistory(
  tx: Tx,
  scope: WorkerScope,
  runId: number,
  { marketplaceId }: RunSpan,
): Promise<SeenHistoryRow[]> {
  return tx
    .select({
      productId: forecast.productId,
      stockOutWeeksBack: forecast.stockOutWeeksBack,
      historyTreatment: forecast.historyTreatment,
    })
    .from(forecast)
    .where(ofRun(scope, runId, marketplaceId))
    .orderBy(asc(forecast.productId));
}

export interface NewScore extends ScoreWindow {
  readonly sellerId: number;
  readonly runId: number;
  readonly productId: number;
  readonly accountId: number;
  readonly originOn: string;
  readonly actualUnits: number;
  readonly isAtLeast: boolean;
  readonly meanMilliUnits: number;
  readonly baseMeanMilliUnits: number | null;
  readonly lowMilliUnits: number | null;
  readonly highMilliUnits: number | null;
  readonly pinballMilliUnits: number | null;
  readonly isIn80: boolean | null;
  readonly isBelow90: boolean | null;
}

/** Adds scores; a window that is there already fails the whole. */
export async function insertScores(
  tx: Tx,
  _scope: WorkerScope,
  rows: readonly NewScore[],
): Promise<void> {
  await insertRows(tx, forecastScore, rows);
}

export interface ScoreRow extends ScoreWindow {
  readonly runId: number;
  readonly originOn: string;
  readonly actualUnits: number;
  readonly isAtLeast: boolean;
  readonly meanMilliUnits: number;
  readonly baseMeanMilliUnits: number | null;
  readonly lowMilliUnits: number | null;
  readonly highMilliUnits: number | null;
  readonly isIn80: boolean | null;
}

const scoreColumns = {
  runId: forecastScore.runId,
  originOn: forecastScore.originOn,
  startWeek: forecastScore.startWeek,
  weekCount: forecastScore.weekCount,
  actualUnits: forecastScore.actualUnits,
  isAtLeast: forecastScore.isAtLeast,
  meanMilliUnits: forecastScore.meanMilliUnits,
  baseMeanMilliUnits: forecastScore.baseMeanMilliUnits,
  lowMilliUnits: forecastScore.lowMilliUnits,
  highMilliUnits: forecastScore.highMilliUnits,
  isIn80: forecastScore.isIn80,
} as const;

const ofProduct = (scope: SellerScope, productId: number) =>
  and(
    ownedBy(scope, forecastScore),
    eq(forecastScore.accountId, scope.accountId),
    eq(forecastScore.productId, productId),
  );

/** Scores of one forecast, single weeks first. */
export function listScores(
  tx: Tx,
  scope: SellerScope,
  productId: number,
  runId: number,
): Promise<ScoreRow[]> {
  return tx
    .select(scoreColumns)
    .from(forecastScore)
    .where(and(ofProduct(scope, productId), eq(forecastScore.runId, runId)))
    .orderBy(asc(forecastScore.weekCount), asc(forecastScore.startWeek));
}

/** The last weeks that were forecast one by one and have passed, newest first, each by the newest forecast of it. */
export function listJudgedWeeks(
  tx: Tx,
  scope: SellerScope,
  productId: number,
  limit: number,
): Promise<ScoreRow[]> {
  const week = sql`${forecastScore.originOn} + 7 * ${forecastScore.startWeek}`;
  return tx
    .selectDistinctOn([week], scoreColumns)
    .from(forecastScore)
    .where(and(ofProduct(scope, productId), eq(forecastScore.weekCount, 1)))
    .orderBy(desc(week), asc(forecastScore.startWeek), desc(forecastScore.runId))
    .limit(limit);
}
