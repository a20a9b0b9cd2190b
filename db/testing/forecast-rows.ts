// Forecasts of a run written straight into the tables, for tests of how they are listed, shown and scored.
import type { Sql } from "postgres";
import type { SellerWorld } from "./tenant-world.ts";

export interface ForecastRowSpec {
  readonly sku: string;
  readonly title?: string;
  /** Mean of every week, in units; the range is half to twice of it. */
  readonly weeklyUnits?: number;
  readonly baseWeeklyUnits?: number | null;
  readonly historyWeeks?: number;
  readonly stockOutWeeksBack?: readonly number[];
  readonly isDiscontinued?: boolean;
}

const WEEKS = 26;
const LEVELS = [100_000, 250_000, 500_000, 700_000, 800_000, 900_000];
const SHAPE = [0.5, 0.75, 1, 1.2, 1.4, 2];

/** Adds products, each with a version. Answers their ids in order. */
export async function insertForecastProducts(
  sql: Sql,
  { sellerId, accountId, rowIds }: SellerWorld,
  rows: readonly ForecastRowSpec[],
): Promise<number[]> {
  const products = await sql<{ id: string }[]>`
    insert into product ${sql(rows.map(({ sku }) => ({ seller_id: sellerId, account_id: accountId, sku })))} returning id`;
  const ids = products.map(({ id }) => Number(id));
  await sql`insert into product_version ${sql(
    rows.map((row, k) => ({
      seller_id: sellerId,
      product_id: ids[k] ?? 0,
      valid_from_on: "2026-01-01",
      title: row.title ?? row.sku,
      is_discontinued: row.isDiscontinued ?? false,
      import_id: Number(rowIds.import_file),
      line_no: k + 2,
    })),
  )}`;
  return ids;
}

/** Adds a run's forecasts of products that are there. */
export async function insertForecastRows(
  sql: Sql,
  { sellerId, accountId }: SellerWorld,
  run: { readonly runId: number; readonly originOn: string },
  rows: readonly (ForecastRowSpec & { readonly productId: number })[],
): Promise<void> {
  const milli = (units: number) => Array(WEEKS).fill(1000 * units);
  await sql`insert into forecast ${sql(
    rows.map((row) => {
      const weekly = row.weeklyUnits ?? 10;
      const base = row.baseWeeklyUnits ?? null;
      return {
        seller_id: sellerId,
        run_id: run.runId,
        product_id: row.productId,
        account_id: accountId,
        origin_on: run.originOn,
        method: "smoothing",
        mean_milli_units: milli(weekly),
        base_mean_milli_units: base === null ? null : milli(base),
        level_millionths: LEVELS,
        quantile_milli_units: Array(WEEKS)
          .fill(SHAPE.map((share) => 1000 * share * weekly))
          .flat(),
        cumulative_weeks: [1, 4, 8],
        cumulative_level_millionths: [500_000, 900_000],
        cumulative_mean_milli_units: [1, 4, 8].map((weeks) => 1000 * weeks * weekly),
        cumulative_quantile_milli_units: [1, 4, 8].flatMap((weeks) => [
          1000 * weeks * weekly,
          1500 * weeks * weekly,
        ]),
        region_ids: [],
        region_share_millionths: [],
        censored_week_count: 0,
        history_weeks: row.historyWeeks ?? 60,
        stock_out_weeks_back: [...(row.stockOutWeeksBack ?? [])],
        stock_out_in_stock_millionths: (row.stockOutWeeksBack ?? []).map(() => 400_000),
      };
    }),
  )}`;
}
