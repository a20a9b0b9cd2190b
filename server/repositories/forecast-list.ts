// The forecasts of a run, product by product, as the forecast table reads them.
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { forecast, forecastScore, product, productVersion } from "@/db/schema/index.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

export const FORECAST_SORTS = ["sku", "next4", "next13", "change", "accuracy"] as const;
export type ForecastSort = (typeof FORECAST_SORTS)[number];
export const FORECAST_FILTERS = ["all", "adjusted", "new", "stockOut", "discontinued"] as const;
export type ForecastFilter = (typeof FORECAST_FILTERS)[number];

/** A product with fewer weeks on offer than this is new. */
export const NEW_WEEKS = 13;
/** Past weeks by which a product's forecasts are judged. */
export const JUDGED_WEEKS = 8;

export interface ForecastQuery {
  readonly runId: number;
  readonly previousRunId: number | null;
  readonly asOfOn: string;
  /** Part of a SKU or title. */
  readonly search: string | null;
  readonly only: ForecastFilter;
  readonly sort: ForecastSort;
  readonly isDescending: boolean;
  readonly limit: number;
  readonly offset: number;
}

export interface ForecastListRow {
  readonly productId: number;
  readonly sku: string;
  readonly title: string;
  readonly method: string;
  readonly modelVersion: string | null;
  readonly next4MilliUnits: number;
  readonly next13MilliUnits: number;
  /** The previous run's forecast of the same 13 weeks; null when it made none. */
  readonly previous13MilliUnits: number | null;
  readonly isAdjusted: boolean;
  readonly isNew: boolean;
  readonly isDiscontinued: boolean;
  /** Of the last 13 weeks, those in which stock ran out; null when it was not stored. */
  readonly stockOutWeeks: number | null;
  /** Of the last weeks that were forecast one by one: how many, how many could be told, how many fell into the 80 % range. */
  readonly judgedWeeks: number;
  readonly toldWeeks: number;
  readonly hitWeeks: number;
}

const NO_RUN = -1;

/** Sum of the first weeks of an array of weekly means, from a step on. */
const sumOf = (column: SQL, from: SQL | number, weeks: number): SQL =>
  sql`(select coalesce(sum(m), 0) from unnest((${column})[(${from})::int + 1 : (${from})::int + ${weeks}::int]) m)`;

const order: Readonly<Record<ForecastSort, SQL>> = {
  sku: sql`sku`,
  next4: sql`"next4MilliUnits"`,
  next13: sql`"next13MilliUnits"`,
  change: sql`"next13MilliUnits" - "previous13MilliUnits"`,
  accuracy: sql`"hitWeeks"::float8 / nullif("toldWeeks", 0)`,
};

const keeps: Readonly<Record<ForecastFilter, SQL>> = {
  all: sql`true`,
  adjusted: sql`"isAdjusted"`,
  new: sql`"isNew"`,
  stockOut: sql`"stockOutWeeks" > 0`,
  discontinued: sql`"isDiscontinued"`,
};

function matches({ search, only }: ForecastQuery): SQL {
  if (search === null) return keeps[only];
  // A % or _ typed by a reader is a character, not a pattern.
  const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  return sql`${keeps[only]} and (sku ilike ${pattern} or title ilike ${pattern})`;
}

/** The version that the planner takes: valid on the day, else the first that became valid after it. */
const versionOf = (asOfOn: string): SQL => sql`lateral (
  select title, is_discontinued from ${productVersion}
  where ${productVersion.sellerId} = f.seller_id and ${productVersion.productId} = f.product_id
    and ${productVersion.recordedTo} = 'infinity'
  order by (${productVersion.validFromOn} <= ${asOfOn}) desc, abs(${productVersion.validFromOn} - ${asOfOn}::date),
    ${productVersion.id} desc limit 1) version`;

/** The last weeks of a product whose single-week forecasts were scored, each by the newest forecast of it. */
const judged = (scope: SellerScope): SQL => sql`lateral (
  select count(*)::int as weeks, count(is_in80)::int as told, (count(*) filter (where is_in80))::int as hits
  from (
    select distinct on (origin_on + 7 * start_week) is_in80
    from ${forecastScore}
    where ${ownedBy(scope, forecastScore)} and ${forecastScore.sellerId} = f.seller_id
      and ${forecastScore.productId} = f.product_id and ${forecastScore.weekCount} = 1
    order by origin_on + 7 * start_week desc, start_week, run_id desc limit ${JUDGED_WEEKS}
  ) last_weeks) judged`;

function listed(scope: SellerScope, query: ForecastQuery): SQL {
  const ahead = sql`((f.origin_on - previous.origin_on) / 7)`;
  return sql`
    select f.product_id::int as "productId", ${product.sku} as sku, version.title as title, f.method as method,
      f.model_version as "modelVersion",
      ${sumOf(sql`f.mean_milli_units`, 0, 4)}::float8 as "next4MilliUnits",
      ${sumOf(sql`f.mean_milli_units`, 0, 13)}::float8 as "next13MilliUnits",
      case when cardinality(previous.mean_milli_units) >= ${ahead} + 13 and ${ahead} >= 0
        then ${sumOf(sql`previous.mean_milli_units`, ahead, 13)}::float8 end as "previous13MilliUnits",
      f.base_mean_milli_units is not null as "isAdjusted",
      coalesce(f.history_weeks < ${NEW_WEEKS}, false) as "isNew",
      version.is_discontinued as "isDiscontinued",
      (select count(*)::int from unnest(f.stock_out_weeks_back) back where back < 13) +
        case when f.stock_out_weeks_back is null then null else 0 end as "stockOutWeeks",
      judged.weeks as "judgedWeeks", judged.told as "toldWeeks", judged.hits as "hitWeeks"
    from ${forecast} f
    join ${product} on ${product.sellerId} = f.seller_id and ${product.id} = f.product_id
    join ${versionOf(query.asOfOn)} on true
    left join ${forecast} previous on previous.seller_id = f.seller_id and previous.product_id = f.product_id
      and previous.run_id = ${query.previousRunId ?? NO_RUN}
    cross join ${judged(scope)}
    where ${ownedBy(scope, product)} and f.account_id = ${scope.accountId} and f.run_id = ${query.runId}`;
}

/** One page of the table; ties are broken by product id. */
export async function listForecasts(
  tx: Tx,
  scope: SellerScope,
  query: ForecastQuery,
): Promise<readonly ForecastListRow[]> {
  const direction = query.isDescending ? sql`desc nulls last` : sql`asc nulls last`;
  return tx.execute<ForecastListRow & Record<string, unknown>>(sql`
    select * from (${listed(scope, query)}) listed where ${matches(query)}
    order by ${order[query.sort]} ${direction}, "productId" limit ${query.limit} offset ${query.offset}`);
}

export interface ForecastTotals {
  readonly productCount: number;
  readonly next4MilliUnits: number;
  readonly next13MilliUnits: number;
  /** The same weeks of the products that both runs forecast; null when there is none. */
  readonly comparable13MilliUnits: number | null;
  readonly previous13MilliUnits: number | null;
  readonly adjustedCount: number;
  readonly judgedWeeks: number;
  readonly toldWeeks: number;
  readonly hitWeeks: number;
}

/** Sums over all products that match, whatever the page. */
export async function totalForecasts(
  tx: Tx,
  scope: SellerScope,
  query: ForecastQuery,
): Promise<ForecastTotals> {
  const [row] = await tx.execute<ForecastTotals & Record<string, unknown>>(sql`
    select count(*)::int as "productCount", coalesce(sum("next4MilliUnits"), 0)::float8 as "next4MilliUnits",
      coalesce(sum("next13MilliUnits"), 0)::float8 as "next13MilliUnits",
      (sum("next13MilliUnits") filter (where "previous13MilliUnits" is not null))::float8 as "comparable13MilliUnits",
      sum("previous13MilliUnits")::float8 as "previous13MilliUnits",
      (count(*) filter (where "isAdjusted"))::int as "adjustedCount",
      coalesce(sum("judgedWeeks"), 0)::int as "judgedWeeks", coalesce(sum("toldWeeks"), 0)::int as "toldWeeks",
      coalesce(sum("hitWeeks"), 0)::int as "hitWeeks"
    from (${listed(scope, query)}) listed where ${matches(query)}`);
  if (!row) throw new Error("totalForecasts: no row came back");
  return row;
}
