// What a month brought to an account, product by product: units sold in it, and what a run had forecast of it.
import { and, asc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { forecast, orderLine } from "@/db/schema/index.ts";
import { ownedBy, type WorkerScope } from "./scope.ts";
import { knownThen } from "./snapshot.ts";

interface AccountKey {
  readonly sellerId: number;
  readonly accountId: number;
}

export interface MonthForecastRow {
  readonly productId: number;
  /** Last day before the first week. */
  readonly originOn: string;
  /** Means of weeks, without what the seller stated about them. */
  readonly meanMilliUnits: readonly number[];
}

/** A run's forecasts of an account's products. */
export async function listAccountMeans(
  tx: Tx,
  scope: WorkerScope,
  { sellerId, accountId }: AccountKey,
  runId: number,
): Promise<MonthForecastRow[]> {
  const rows = await tx
    .select({
      productId: forecast.productId,
      originOn: forecast.originOn,
      meanMilliUnits: forecast.meanMilliUnits,
      baseMeanMilliUnits: forecast.baseMeanMilliUnits,
    })
    .from(forecast)
    .where(
      and(
        ownedBy(scope, forecast),
        eq(forecast.sellerId, sellerId),
        eq(forecast.accountId, accountId),
        eq(forecast.runId, runId),
      ),
    )
    .orderBy(asc(forecast.productId));
  return rows.map(({ productId, originOn, meanMilliUnits, baseMeanMilliUnits }) => ({
    productId,
    originOn,
    meanMilliUnits: baseMeanMilliUnits ?? meanMilliUnits,
  }));
}

export interface SoldUnitsRow {
  readonly productId: number;
  readonly units: number;
}

/** Units of an account ordered from one day to before another, as known at an instant. */
export async function listSoldUnits(
  tx: Tx,
  scope: WorkerScope,
  { sellerId, accountId }: AccountKey,
  span: { readonly fromOn: string; readonly beforeOn: string; readonly knownAt: Date },
): Promise<readonly SoldUnitsRow[]> {
  return tx.execute<SoldUnitsRow & Record<string, unknown>>(sql`
    select ${orderLine.productId}::int as "productId", sum(${orderLine.units})::int as units
    from ${orderLine}
    where ${ownedBy(scope, orderLine)} and ${orderLine.sellerId} = ${sellerId} and ${orderLine.accountId} = ${accountId}
      and ${orderLine.purchasedOn} >= ${span.fromOn} and ${orderLine.purchasedOn} < ${span.beforeOn}
      and ${orderLine.status} <> 'cancelled'
      and ${knownThen(orderLine, { asOfOn: span.fromOn, knownAt: span.knownAt })}
    group by ${orderLine.productId}
    order by ${orderLine.productId}`);
}
