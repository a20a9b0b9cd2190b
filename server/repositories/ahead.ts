// What a run expects to be sold of an account's products.
import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { forecast } from "@/db/schema/index.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

export interface ForecastPathRow {
  readonly productId: number;
  readonly originOn: string;
  /** Per week after the origin. */
  readonly meanMilliUnits: readonly number[];
  readonly levelMillionths: readonly number[];
  /** [weeks x levels] row-major. */
  readonly quantileMilliUnits: readonly number[];
}

/** What a run expects of the account's products, week by week. */
export function listForecastPaths(
  tx: Tx,
  scope: SellerScope,
  runId: number,
): Promise<ForecastPathRow[]> {
  return tx
    .select({
      productId: forecast.productId,
      originOn: forecast.originOn,
      meanMilliUnits: forecast.meanMilliUnits,
      levelMillionths: forecast.levelMillionths,
      quantileMilliUnits: forecast.quantileMilliUnits,
    })
    .from(forecast)
    .where(
      and(
        ownedBy(scope, forecast),
        eq(forecast.accountId, scope.accountId),
        eq(forecast.runId, runId),
      ),
    )
    .orderBy(asc(forecast.productId));
}
