// A bulk order, from its line in a report to the stored forecast, its score's yardstick, the page and the why of the change.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseInstant } from "@/server/core/clock.ts";
import type { RunRow } from "@/server/repositories/run.ts";
import { getForecast } from "@/server/services/forecast/get-forecast.ts";
import { explainForecasts } from "@/server/services/forecasting/explain-forecasts.ts";
import { ForecastDrivers } from "./forecast-drivers.ts";
import { AS_OF_ON, openPlannedPlace, type PlannedPlace } from "./testing/planned-place.ts";

/** In the week that ends on the origin, 21 November. */
const BOUGHT_ON = "2026-11-18";
const BULK_UNITS = 900;
const BEFORE = parseInstant("2026-11-24T08:00:00Z");
const AFTER = parseInstant("2026-11-24T10:00:00Z");

let place: PlannedPlace;
let target: { sellerId: number; accountId: number; productId: number };
let unaware: RunRow;
let aware: RunRow;

const plan = (knownAt: Date) =>
  place.plan({ marketplaceId: "US", accountId: null, asOfOn: AS_OF_ON, knownAt });

beforeAll(async () => {
  place = await openPlannedPlace();
  const { second } = await place.seededRuns();
  const [row] = await place.admin.sql`
    select seller_id::int as "sellerId", account_id::int as "accountId", product_id::int as "productId" from forecast
    where run_id = ${second.id} and history_treatment is null order by mean_milli_units[1] desc, product_id limit 1`;
  target = row as typeof target;
  await place.admin.sql`
    insert into order_line (seller_id, account_id, product_id, order_number, purchased_on, region_id, units, status, recorded_from, import_id, line_no)
    select seller_id, account_id, product_id, '999-0000001-0000001', ${BOUGHT_ON}, 1, ${BULK_UNITS}, 'shipped', '2026-11-24T09:00:00Z', import_id, 999999
    from order_line where seller_id = ${target.sellerId} and product_id = ${target.productId} limit 1`;
  unaware = await plan(BEFORE);
  aware = await plan(AFTER);
}, 240_000);
afterAll(() => place?.close());

const meanOf = async (run: RunRow) => {
  const [row] = await place.admin.sql<{ mean: number[]; shares: number[]; regions: number[] }[]>`
    select mean_milli_units as mean, region_share_millionths as shares, region_ids as regions from forecast
    where run_id = ${run.id} and product_id = ${target.productId}`;
  if (!row) throw new Error("the run forecast nothing for the product");
  return row;
};
const pageOf = () =>
  getForecast(
    { ...place.ctx, scope: { kind: "seller", ...target, userId: null } },
    target.productId,
  );

describe("a bulk order", () => {
  it("moves the forecast no more than a usual order does, and leaves the regions' shares", async () => {
    const [before, after] = [await meanOf(unaware), await meanOf(aware)];
    const sum = (values: number[]) => values.slice(0, 13).reduce((a, b) => a + b, 0);
    expect(Math.abs(sum(after.mean) / sum(before.mean) - 1)).toBeLessThan(0.05);
    const share = ({ shares, regions }: typeof before) => shares[regions.indexOf(1)] ?? 0;
    expect(Math.abs(share(after) - share(before))).toBeLessThan(20_000);
    // Without the rule it would have: 900 units are many weeks' sales.
    expect(BULK_UNITS * 1000).toBeGreaterThan(3 * (before.mean[0] ?? 0));
  });

  it("stands on the product's page with its day and what of it is not taken for demand", async () => {
    const { history, past } = await pageOf();
    const [bulk] = history.wholesale;
    expect(bulk).toMatchObject({ on: BOUGHT_ON, units: BULK_UNITS });
    expect(bulk?.setAsideUnits).toBeGreaterThan(0.9 * BULK_UNITS);
    const week = past.at(-1);
    expect(week?.wholesaleUnits).toBe(bulk?.setAsideUnits);
    expect(week?.soldUnits).toBeGreaterThanOrEqual(BULK_UNITS);
  });

  it("is told as a cause of its own, against the new sales that it is part of", async () => {
    // The same day is planned twice: the line is a correction of old weeks, and what is set aside takes it back.
    await explainForecasts({ ...place.ctx, compute: place.deps.compute }, aware.id);
    const [row] = await place.admin.sql`
      select drivers from forecast where run_id = ${aware.id} and product_id = ${target.productId}`;
    const told = ForecastDrivers.parse(row?.drivers);
    if (told.status !== "explained") throw new Error(`expected causes, got ${told.reason}`);
    expect(told.parts.rounding ?? 0).toBe(0);
    expect(told.parts.correctedHistory).toBeGreaterThan(0);
    expect(told.parts.wholesale).toBeLessThan(0);
    expect(told.correctedUnits).toBe(BULK_UNITS);
  });
});
