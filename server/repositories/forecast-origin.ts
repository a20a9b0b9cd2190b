// Where the forecasts behind a traced value came from.
import { and, count, desc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { forecast } from "@/db/schema/index.ts";
import { ownedBy, type SellerScope } from "./scope.ts";
import { aboutSubject, type SourceQuery } from "./source-rows.ts";

export interface ForecastOriginRow {
  readonly originOn: string;
  readonly dataSha256: string | null;
  readonly method: string;
  readonly modelVersion: string | null;
  readonly productCount: number;
}

/** A run's forecasts of the account's products that the query speaks of, counted by how they were made; most products first. */
export const listForecastOrigins = (
  tx: Tx,
  scope: SellerScope,
  runId: number,
  query: SourceQuery,
): Promise<ForecastOriginRow[]> => {
  const made = {
    originOn: forecast.originOn,
    dataSha256: forecast.dataSha256,
    method: forecast.method,
    modelVersion: forecast.modelVersion,
  };
  return tx
    .select({ ...made, productCount: count() })
    .from(forecast)
    .where(
      and(
        ownedBy(scope, forecast),
        eq(forecast.accountId, scope.accountId),
        eq(forecast.runId, runId),
        aboutSubject(scope, forecast.productId, query),
      ),
    )
    .groupBy(made.originOn, made.dataSha256, made.method, made.modelVersion)
    .orderBy(desc(count()), made.method, made.modelVersion);
};
