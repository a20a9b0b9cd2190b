// Stored forecasts, as a seller's screens read them.
import { and, asc, desc, eq, lt, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { forecast, orderLine, planRun, product, productVersion } from "@/db/schema/index.ts";
import { CURRENT } from "./current-facts.ts";
import { ownedBy, type SellerScope } from "./scope.ts";
import { knownThen, type SnapshotPair } from "./snapshot.ts";

export interface ForecastRow {
  readonly runId: number;
  readonly originOn: string;
  readonly method: string;
  readonly modelVersion: string | null;
  readonly meanMilliUnits: readonly number[];
  readonly baseMeanMilliUnits: readonly number[] | null;
  readonly levelMillionths: readonly number[];
  readonly quantileMilliUnits: readonly number[];
  readonly cumulativeWeeks: readonly number[] | null;
  readonly cumulativeLevelMillionths: readonly number[] | null;
  readonly cumulativeQuantileMilliUnits: readonly number[] | null;
  readonly historyWeeks: number | null;
  readonly stockOutWeeksBack: readonly number[] | null;
  readonly stockOutInStockMillionths: readonly number[] | null;
  readonly stockOutDemandMilliUnits: readonly number[] | null;
  /** JSON of server/planning/history-treatment.ts. */
  readonly historyTreatment: unknown;
}

const forecastColumns = {
  runId: forecast.runId,
  originOn: forecast.originOn,
  method: forecast.method,
  modelVersion: forecast.modelVersion,
  meanMilliUnits: forecast.meanMilliUnits,
  baseMeanMilliUnits: forecast.baseMeanMilliUnits,
  levelMillionths: forecast.levelMillionths,
  quantileMilliUnits: forecast.quantileMilliUnits,
  cumulativeWeeks: forecast.cumulativeWeeks,
  cumulativeLevelMillionths: forecast.cumulativeLevelMillionths,
  cumulativeQuantileMilliUnits: forecast.cumulativeQuantileMilliUnits,
  historyWeeks: forecast.historyWeeks,
  stockOutWeeksBack: forecast.stockOutWeeksBack,
  stockOutInStockMillionths: forecast.stockOutInStockMillionths,
  stockOutDemandMilliUnits: forecast.stockOutDemandMilliUnits,
  historyTreatment: forecast.historyTreatment,
} as const;

const ofProduct = (scope: SellerScope, productId: number) =>
  and(
    ownedBy(scope, forecast),
    eq(forecast.accountId, scope.accountId),
    eq(forecast.productId, productId),
  );

/** A run's forecast of one product of the account. */
export async function findForecast(
  tx: Tx,
  scope: SellerScope,
  runId: number,
  productId: number,
): Promise<ForecastRow | undefined> {
  const [row] = await tx
    .select(forecastColumns)
    .from(forecast)
    .where(and(ofProduct(scope, productId), eq(forecast.runId, runId)))
    .limit(1);
  return row;
}

/** What moved a run's forecast of the product since the run before, as stored; null where nothing is. */
export async function findDrivers(
  tx: Tx,
  scope: SellerScope,
  runId: number,
  productId: number,
): Promise<unknown> {
  const [row] = await tx
    .select({ drivers: forecast.drivers })
    .from(forecast)
    .where(and(ofProduct(scope, productId), eq(forecast.runId, runId)))
    .limit(1);
  return row?.drivers ?? null;
}

export interface EarlierForecast {
  readonly runId: number;
  readonly originOn: string;
}

/** Earlier finished runs that forecast the product, newest first; one per origin, the last that was made. */
export async function listEarlierForecasts(
  tx: Tx,
  scope: SellerScope,
  productId: number,
  than: EarlierForecast,
  limit: number,
): Promise<EarlierForecast[]> {
  return tx
    .selectDistinctOn([forecast.originOn], { runId: forecast.runId, originOn: forecast.originOn })
    .from(forecast)
    .innerJoin(planRun, eq(planRun.id, forecast.runId))
    .where(
      and(
        ofProduct(scope, productId),
        eq(planRun.status, "done"),
        ne(forecast.runId, than.runId),
        lt(forecast.originOn, than.originOn),
      ),
    )
    .orderBy(desc(forecast.originOn), desc(forecast.runId))
    .limit(limit);
}

export interface ForecastProduct {
  readonly productId: number;
  readonly sku: string;
  readonly title: string;
  readonly category: string | null;
  readonly isDiscontinued: boolean;
}

/** The product as it is known now: the version valid on the day, else the first that became valid after it. */
export async function findForecastProduct(
  tx: Tx,
  scope: SellerScope,
  productId: number,
  asOfOn: string,
): Promise<ForecastProduct | undefined> {
  const [row] = await tx
    .select({
      productId: product.id,
      sku: product.sku,
      title: productVersion.title,
      category: productVersion.category,
      isDiscontinued: productVersion.isDiscontinued,
    })
    .from(product)
    .innerJoin(
      productVersion,
      and(eq(productVersion.sellerId, product.sellerId), eq(productVersion.productId, product.id)),
    )
    .where(
      and(
        ownedBy(scope, product),
        eq(product.accountId, scope.accountId),
        eq(product.id, productId),
        eq(productVersion.recordedTo, CURRENT),
      ),
    )
    .orderBy(
      sql`(${productVersion.validFromOn} <= ${asOfOn}) desc`,
      sql`abs(${productVersion.validFromOn} - ${asOfOn}::date)`,
      desc(productVersion.id),
    )
    .limit(1);
  return row;
}

export interface WeekSalesRow {
  /** Weeks before the week that ends on the origin; 0 = that week. */
  readonly weeksBack: number;
  readonly units: number;
}

/** Units ordered in the weeks up to an origin, as they are known now or were at `known`; weeks without orders have no row. */
export function listWeekSales(
  tx: Tx,
  scope: SellerScope,
  productId: number,
  at: {
    readonly originOn: string;
    readonly weekCount: number;
    readonly known?: SnapshotPair;
  },
): Promise<WeekSalesRow[]> {
  const weeksBack = sql<number>`((${at.originOn}::date - ${orderLine.purchasedOn}) / 7)::int`;
  return tx
    .select({ weeksBack, units: sql<number>`sum(${orderLine.units})::int` })
    .from(orderLine)
    .where(
      and(
        ownedBy(scope, orderLine),
        eq(orderLine.accountId, scope.accountId),
        eq(orderLine.productId, productId),
        ne(orderLine.status, "cancelled"),
        at.known ? knownThen(orderLine, at.known) : eq(orderLine.recordedTo, CURRENT),
        sql`${orderLine.purchasedOn} <= ${at.originOn}::date`,
        sql`${orderLine.purchasedOn} > ${at.originOn}::date - 7 * ${at.weekCount}::int`,
      ),
    )
    .groupBy(sql`1`)
    .orderBy(asc(sql`1`));
}
