// A product declared to go on from another: from the seller's word to the stored forecasts and both products' pages.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseInstant } from "@/server/core/clock.ts";
import type { RunRow } from "@/server/repositories/run.ts";
import { getForecast } from "@/server/services/forecast/get-forecast.ts";
import { AS_OF_ON, openPlannedPlace, type PlannedPlace } from "./testing/planned-place.ts";

const BEFORE = parseInstant("2026-11-24T08:00:00Z");
const AFTER = parseInstant("2026-11-24T10:00:00Z");
const SAID_AT = "2026-11-24T09:00:00Z";
const SHARE = 0.75;

interface Stored {
  readonly productId: number;
  readonly mean: number;
}

let place: PlannedPlace;
let elder: { sellerId: number; accountId: number; productId: number };
let newId: number;
let unaware: RunRow;
let aware: RunRow;

const plan = (knownAt: Date) =>
  place.plan({ marketplaceId: "US", accountId: null, asOfOn: AS_OF_ON, knownAt });

beforeAll(async () => {
  place = await openPlannedPlace();
  const { second } = await place.seededRuns();
  const [row] = await place.admin.sql`
    select seller_id::int as "sellerId", account_id::int as "accountId", product_id::int as "productId" from forecast
    where run_id = ${second.id} and history_weeks > 50 order by mean_milli_units[1] desc, product_id limit 1`;
  elder = row as typeof elder;
  const { sellerId, accountId, productId } = elder;
  const [added] = await place.admin.sql`
    insert into product (seller_id, account_id, sku) values (${sellerId}, ${accountId}, 'RELISTED-1') returning id::int as id`;
  newId = added?.id as number;
  await place.admin.sql`
    insert into product_version (seller_id, product_id, valid_from_on, recorded_from, title, category, import_id, line_no)
    select seller_id, ${newId}, '2026-11-01', '2026-11-02T00:00:00Z', 'Relisted', category, import_id, 999998
    from product_version where seller_id = ${sellerId} and product_id = ${productId} limit 1`;
  const [person] = await place.admin.sql`
    select id::int as id from app_user order by id limit 1`;
  await place.admin.sql`insert into product_continuation ${place.admin.sql({
    seller_id: sellerId,
    account_id: accountId,
    product_id: newId,
    predecessor_id: productId,
    share_millionths: SHARE * 1e6,
    created_by: person?.id as number,
    recorded_from: SAID_AT,
  })}`;
  unaware = await plan(BEFORE);
  aware = await plan(AFTER);
}, 240_000);
afterAll(() => place?.close());

const meansOf = async (run: RunRow) => {
  const rows = await place.admin.sql<Stored[]>`
    select product_id::int as "productId", (select sum(m) from unnest(mean_milli_units[1:13]) m)::int as mean
    from forecast where run_id = ${run.id} and seller_id = ${elder.sellerId} and product_id in (${elder.productId}, ${newId})`;
  const mean = (id: number) => rows.find(({ productId }) => productId === id)?.mean ?? 0;
  return { elder: mean(elder.productId), successor: mean(newId) };
};
const pageOf = (productId: number) =>
  getForecast({ ...place.ctx, scope: { kind: "seller", ...elder, userId: null } }, productId);

describe("a product that was never sold and goes on from another", () => {
  it("is forecast by its share of what the other was, and the other by the rest", async () => {
    const [before, after] = [await meansOf(unaware), await meansOf(aware)];
    expect(after.successor).toBeGreaterThan(0.55 * before.elder);
    expect(after.successor).toBeLessThan(0.95 * before.elder);
    expect(after.elder).toBeLessThan(0.45 * before.elder);
    // Demand is moved, not made: together they stay near what the one was.
    const sum = after.elder + after.successor;
    expect(Math.abs(sum / (before.elder + before.successor) - 1)).toBeLessThan(0.1);
  });

  it("says where it started from, and the other where its history went", async () => {
    const page = await pageOf(newId);
    expect(page.history.continues).toMatchObject({
      productId: elder.productId,
      share: SHARE,
      ownWeekCount: 0,
      isDeclared: true,
    });
    expect(page.history.declared).toMatchObject({ productId: elder.productId, isInForecast: true });
    expect(page.past).toHaveLength(52);
    const taken = page.past.reduce((sum, { takenOverUnits }) => sum + takenOverUnits, 0);
    expect(taken).toBeGreaterThan(0);
    const { history } = await pageOf(elder.productId);
    expect(history.passedOn).toHaveLength(1);
    expect(history.passedOn[0]).toMatchObject({ productId: newId, sku: "RELISTED-1" });
    expect(history.passedOn[0]?.units).toBeGreaterThanOrEqual(taken);
  });

  it("leaves all other products of other sellers as they were", async () => {
    const [row] = await place.admin.sql`
      select count(*)::int as n from forecast a join forecast b using (seller_id, product_id)
      where a.run_id = ${unaware.id} and b.run_id = ${aware.id} and a.seller_id <> ${elder.sellerId}
        and a.mean_milli_units <> b.mean_milli_units`;
    expect(row?.n).toBe(0);
  });
});
