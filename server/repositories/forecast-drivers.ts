// What moved stored forecasts since the run before: read and written by the job that finds it.
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { forecast } from "@/db/schema/index.ts";
import { ownedBy, type WorkerScope } from "./scope.ts";

export interface StoredMeans {
  readonly sellerId: number;
  readonly productId: number;
  readonly originOn: string;
  readonly meanMilliUnits: readonly number[];
  readonly baseMeanMilliUnits: readonly number[] | null;
}

/** Forecasts of a run; sellers are named because the table's index leads with them. */
const ofSellers = (scope: WorkerScope, runId: number, sellerIds: readonly number[]) =>
  and(
    ownedBy(scope, forecast),
    inArray(forecast.sellerId, [...sellerIds]),
    eq(forecast.runId, runId),
  );

/** A run's means of some sellers' products, by product. */
export function listStoredMeans(
  tx: Tx,
  scope: WorkerScope,
  runId: number,
  sellerIds: readonly number[],
): Promise<StoredMeans[]> {
  return tx
    .select({
      sellerId: forecast.sellerId,
      productId: forecast.productId,
      originOn: forecast.originOn,
      meanMilliUnits: forecast.meanMilliUnits,
      baseMeanMilliUnits: forecast.baseMeanMilliUnits,
    })
    .from(forecast)
    .where(ofSellers(scope, runId, sellerIds))
    .orderBy(asc(forecast.productId));
}

/** Whether any of the sellers' products that an earlier run forecast too has no drivers yet. */
export async function hasOpenDrivers(
  tx: Tx,
  scope: WorkerScope,
  runs: { readonly runId: number; readonly baseRunId: number },
  sellerIds: readonly number[],
): Promise<boolean> {
  const both = sql`exists (select 1 from ${forecast} as base where base.seller_id = ${forecast.sellerId}
    and base.run_id = ${runs.baseRunId} and base.product_id = ${forecast.productId})`;
  const rows = await tx
    .select({ productId: forecast.productId })
    .from(forecast)
    .where(and(ofSellers(scope, runs.runId, sellerIds), isNull(forecast.drivers), both))
    .limit(1);
  return rows.length > 0;
}

export interface NewDrivers {
  readonly sellerId: number;
  readonly productId: number;
  readonly drivers: object;
}

/** Stores drivers where there are none yet; what is stored stays. Answers how many were stored. */
export async function storeDrivers(
  tx: Tx,
  scope: WorkerScope,
  runId: number,
  rows: readonly NewDrivers[],
): Promise<number> {
  const stored = await tx.execute(sql`
    update ${forecast} set drivers = given.drivers
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as given("sellerId" bigint, "productId" bigint, drivers jsonb)
    where ${ownedBy(scope, forecast)} and ${forecast.runId} = ${runId} and ${forecast.sellerId} = given."sellerId"
      and ${forecast.productId} = given."productId" and ${forecast.drivers} is null
    returning 1`);
  return stored.length;
}
