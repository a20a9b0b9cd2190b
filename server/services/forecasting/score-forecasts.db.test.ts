import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { createTenantWorld, type TenantWorld } from "@/db/testing/tenant-world.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { systemClock } from "@/server/core/clock.ts";
import { createLogger } from "@/server/core/logger.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { scoreForecasts } from "./score-forecasts.ts";

const WEEKS = 26;
/** Saturdays: the marketplace's weeks start on Sunday, so both runs' origins are their days. */
const EARLIER = { id: 700, asOfOn: "2026-08-08" };
const LATER = { id: 701, asOfOn: "2026-10-03" };

/** In week 4 after the earlier origin. */
const BULK = { on: "2026-09-10", units: 300 };

let database: TestDatabase;
let worker: Connection;
let world: TenantWorld;
let ctx: WorkerContext;
let productId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = connect(database.workerUrl, { max: 4 });
  world = await createTenantWorld(worker.sql, {
    except: ["forecast", "forecast_score", "order_line"],
  });
  productId = Number(world.own.rowIds.product);
  ctx = {
    db: worker.db,
    clock: systemClock,
    logger: createLogger({ name: "test", level: "silent" }),
    requestId: "test",
    scope: { kind: "worker" },
    actor: { kind: "system", name: "worker" },
  };
  for (const run of [EARLIER, LATER]) await addRun(run);
  await addForecast(EARLIER, []);
  // Stock ran out in the week that ended on 26 September: week 7 after the earlier origin.
  await addForecast(LATER, [1]);
  await addOrders();
});
afterAll(async () => {
  await worker.close();
  await database.drop();
});

const addRun = ({ id, asOfOn }: typeof EARLIER) => worker.sql`
  insert into plan_run (id, marketplace_id, status, as_of_on, known_at, capacity_policy_id, replenishment_policy_id, engine)
  values (${id}, 'US', 'done', ${asOfOn}, now() + interval '1 hour', ${world.policyVersionId}, ${world.policyVersionId + 1}, 'test')`;

/** Ten units a week, between 5 and 16; sums of 4 and 8 weeks with medians and upper quantiles. */
const addForecast = ({ id, asOfOn }: typeof EARLIER, stockOutWeeksBack: number[]) =>
  worker.sql`insert into forecast ${worker.sql({
    seller_id: world.own.sellerId,
    run_id: id,
    product_id: productId,
    account_id: world.own.accountId,
    origin_on: asOfOn,
    method: "smoothing",
    mean_milli_units: Array(WEEKS).fill(10_000),
    level_millionths: [100_000, 500_000, 900_000],
    quantile_milli_units: Array(WEEKS).fill([5_000, 10_000, 16_000]).flat(),
    region_ids: [],
    region_share_millionths: [],
    censored_week_count: 0,
    cumulative_weeks: [4, 8],
    cumulative_level_millionths: [500_000, 900_000],
    cumulative_mean_milli_units: [40_000, 80_000],
    cumulative_quantile_milli_units: [40_000, 52_000, 80_000, 98_000],
    stock_out_weeks_back: stockOutWeeksBack,
    history_treatment: JSON.stringify({
      wholesale: [{ on: BULK.on, units: BULK.units, setAsideUnits: BULK.units }],
    }),
  })}`;

/** One order in the middle of each week after the earlier origin: 4, 5, 6, ... units; week 3 is cancelled. */
async function addOrders(): Promise<void> {
  const rows = Array.from({ length: 8 }, (_, h) => ({
    seller_id: world.own.sellerId,
    account_id: world.own.accountId,
    product_id: productId,
    order_number: `111-${h}`,
    purchased_on: new Date(Date.UTC(2026, 7, 12 + 7 * h)).toISOString().slice(0, 10),
    units: 4 + h + (h === 4 ? BULK.units : 0),
    status: h === 3 ? "cancelled" : "shipped",
    import_id: Number(world.own.rowIds.import_file),
    line_no: h + 2,
  }));
  await worker.sql`insert into order_line ${worker.sql(rows)}`;
}

const scores = () => worker.sql<
  { start: number; weeks: number; units: number; atLeast: boolean; in80: boolean | null }[]
>`
  select start_week as start, week_count as weeks, actual_units as units, is_at_least as "atLeast", is_in80 as in80
  from forecast_score where run_id = ${EARLIER.id} order by week_count, start_week`;

describe("scoring forecasts when a run is sealed", () => {
  it("scores every window that has passed without wholesale orders, in stock-outs as a lower bound, and once only", async () => {
    const [first, second] = await Promise.all([
      scoreForecasts(ctx, LATER.id),
      scoreForecasts(ctx, LATER.id),
    ]);
    expect([first, second].sort()).toEqual([0, 10]);
    expect(await scoreForecasts(ctx, LATER.id)).toBe(0);
    expect((await scores()).map((row) => ({ ...row }))).toEqual([
      { start: 0, weeks: 1, units: 4, atLeast: false, in80: false },
      { start: 1, weeks: 1, units: 5, atLeast: false, in80: true },
      { start: 2, weeks: 1, units: 6, atLeast: false, in80: true },
      { start: 3, weeks: 1, units: 0, atLeast: false, in80: false },
      { start: 4, weeks: 1, units: 8, atLeast: false, in80: true },
      { start: 5, weeks: 1, units: 9, atLeast: false, in80: true },
      { start: 6, weeks: 1, units: 10, atLeast: true, in80: null },
      { start: 7, weeks: 1, units: 11, atLeast: false, in80: true },
      { start: 0, weeks: 4, units: 15, atLeast: false, in80: null },
      { start: 0, weeks: 8, units: 53, atLeast: true, in80: null },
    ]);
  });

  it("leaves runs of another scope and runs that are not done alone", async () => {
    const count = async () =>
      Number((await worker.sql`select count(*) as n from forecast_score`)[0]?.n);
    const before = await count();
    expect(await scoreForecasts(ctx, 999_999)).toBe(0);
    expect(await scoreForecasts(ctx, EARLIER.id)).toBe(0);
    expect(await count()).toBe(before);
    const other = await worker.sql`select distinct run_id from forecast_score`;
    expect(other.map((row) => Number(row.run_id))).toEqual([EARLIER.id]);
  });
});
