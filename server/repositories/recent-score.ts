// Scored weeks of the recent past by product: what drift is judged from.
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { forecast, forecastScore } from "@/db/schema/index.ts";
import { ownedBy, type WorkerScope } from "./scope.ts";

export interface RecentScoreRow {
  readonly productId: number;
  /** Method of the forecasts. */
  readonly method: string;
  /** Weeks that the forecast week lies before the newest scored one, 0 = that one. */
  readonly targetWeek: number;
  readonly windowCount: number;
  readonly inside80Count: number;
  readonly below90Count: number;
  /** Sum of the mean pinball loss of the quantiles 0.1 and 0.9 (units). */
  readonly intervalLossSum: number;
  /** Last day of the newest scored week. */
  readonly toOn: string;
}

const LOSS = sql.raw(`(greatest(0.1 * (actual - low), 0.9 * (low - actual))
  + greatest(0.9 * (actual - high), 0.1 * (high - actual))) / 2`);

/**
 * Scored single weeks of runs whose demand is known, by product and week, over the last `weekCount` weeks that were scored.
 * Forecasts that the seller adjusted are left out: they are not the method's.
 */
export async function listRecentScores(
  tx: Tx,
  scope: WorkerScope,
  runIds: readonly number[],
  weekCount: number,
): Promise<readonly RecentScoreRow[]> {
  if (runIds.length === 0) return [];
  // Tables that were just filled have no statistics yet: one row is expected where there are many, and nested loops take minutes.
  await tx.execute(sql`set local enable_nestloop = off`);
  const rows = await tx.execute<RecentScoreRow & Record<string, unknown>>(sql`
    with scored as (
      select ${forecastScore.productId} as product_id, ${forecast.method} as method,
        ${forecastScore.originOn} + 7 * (${forecastScore.startWeek} + 1) as week_end_on,
        ${forecastScore.actualUnits}::float8 as actual, ${forecastScore.lowMilliUnits} / 1000.0::float8 as low,
        ${forecastScore.highMilliUnits} / 1000.0::float8 as high,
        ${forecastScore.isIn80} as is_in, ${forecastScore.isBelow90} as is_below
      from ${forecastScore}
      join ${forecast} on ${forecast.sellerId} = ${forecastScore.sellerId} and ${forecast.runId} = ${forecastScore.runId}
        and ${forecast.productId} = ${forecastScore.productId}
      where ${ownedBy(scope, forecastScore)} and ${forecastScore.runId} in ${[...runIds]} and ${forecast.runId} in ${[...runIds]}
        and ${forecastScore.weekCount} = 1 and not ${forecastScore.isAtLeast} and ${forecastScore.baseMeanMilliUnits} is null
        and ${forecastScore.lowMilliUnits} is not null and ${forecastScore.highMilliUnits} is not null
    ), newest as (select max(week_end_on) as to_on from scored)
    select product_id::int as "productId", method, ((to_on - week_end_on) / 7)::int as "targetWeek",
      count(*)::int as "windowCount", count(*) filter (where is_in)::int as "inside80Count",
      count(*) filter (where is_below)::int as "below90Count", sum(${LOSS})::float8 as "intervalLossSum", to_on::text as "toOn"
    from scored, newest
    where week_end_on > to_on - 7 * ${weekCount}::int
    group by product_id, method, to_on, week_end_on
    order by product_id, method, week_end_on`);
  await tx.execute(sql`set local enable_nestloop = on`);
  return rows;
}
