// What a seller states about the weeks ahead, from its row to the stored forecast and the advised quantity.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseInstant } from "@/server/core/clock.ts";
import type { RunRow } from "@/server/repositories/run.ts";
import { AS_OF_ON, openPlannedPlace, type PlannedPlace } from "./testing/planned-place.ts";

/** Four whole weeks after the origin, 21 November. */
const WEEKS = { from_on: "2026-11-22", to_on: "2026-12-19" };
const STATED_AT = "2026-11-24T09:00:00Z";
const BEFORE = parseInstant("2026-11-24T08:00:00Z");
const AFTER = parseInstant("2026-11-24T10:00:00Z");

interface Stored {
  readonly mean: number[];
  readonly base: number[] | null;
  readonly cumulative: number[];
  readonly weeks: number[];
  readonly high: number[];
  readonly advised: number;
}

let place: PlannedPlace;
let target: { sellerId: number; accountId: number; productId: number; userId: number };
let unaware: RunRow;
let aware: RunRow;

const plan = (knownAt: Date) =>
  place.plan({ marketplaceId: "US", accountId: null, asOfOn: AS_OF_ON, knownAt });

async function storedOf(run: RunRow): Promise<Stored> {
  const [row] = await place.admin.sql<Stored[]>`
    select f.mean_milli_units as mean, f.base_mean_milli_units as base, f.cumulative_mean_milli_units as cumulative, f.cumulative_weeks as weeks,
      f.cumulative_quantile_milli_units as high, r.advised_units as advised
    from forecast f join restock_decision r using (seller_id, run_id, product_id)
    where f.run_id = ${run.id} and f.product_id = ${target.productId}`;
  if (!row) throw new Error("the run forecast nothing for the product");
  return row;
}

beforeAll(async () => {
  place = await openPlannedPlace();
  const { second } = await place.seededRuns();
  const [row] = await place.admin.sql`
    select seller_id::int as "sellerId", f.account_id::int as "accountId", product_id::int as "productId",
      m.user_id::int as "userId"
    from forecast f join restock_decision r using (seller_id, run_id, product_id) join membership m using (seller_id)
    where run_id = ${second.id} and r.advised_units > 0 order by f.mean_milli_units[1] desc, product_id limit 1`;
  target = row as typeof target;
  const { sellerId, accountId, productId, userId } = target;
  await place.admin.sql`insert into forecast_adjustment ${place.admin.sql({
    seller_id: sellerId,
    account_id: accountId,
    product_id: productId,
    ...WEEKS,
    expires_on: WEEKS.to_on,
    kind: "factor",
    factor_millionths: 2_000_000,
    reason: "A shop window in town",
    created_by: userId,
    recorded_from: STATED_AT,
  })}`;
  unaware = await plan(BEFORE);
  aware = await plan(AFTER);
}, 240_000);
afterAll(() => place?.close());

describe("a run", () => {
  it("does not know what is stated after its instant", async () => {
    const { base } = await storedOf(unaware);
    expect(base).toBeNull();
    expect(unaware.inputSha256).not.toBe(aware.inputSha256);
  });

  it("doubles the stated weeks only, keeps the means before it, and moves the sums that hold them", async () => {
    const [before, after] = [await storedOf(unaware), await storedOf(aware)];
    expect(after.base).toEqual(before.mean);
    after.mean.forEach((mean, h) => {
      const want = (h < 4 ? 2 : 1) * (before.mean[h] ?? 0);
      expect(Math.abs(mean - want), `week ${h}`).toBeLessThanOrEqual(2);
    });
    // What is expected of a span is what is expected of its weeks, to the last digit.
    for (const { mean, cumulative, weeks } of [before, after])
      expect(cumulative).toEqual(
        weeks.map((count) => mean.slice(0, count).reduce((sum, week) => sum + week, 0)),
      );
    after.high.forEach((high, at) => {
      expect(high).toBeGreaterThanOrEqual(before.high[at] ?? 0);
    });
  });

  it("advises at least as much for it, and forecasts everything else as before", async () => {
    expect((await storedOf(aware)).advised).toBeGreaterThanOrEqual(
      (await storedOf(unaware)).advised,
    );
    const [row] = await place.admin.sql`
      select count(*)::int as n from forecast a join forecast b using (seller_id, product_id)
      where a.run_id = ${unaware.id} and b.run_id = ${aware.id} and a.product_id <> ${target.productId}
        and (a.mean_milli_units <> b.mean_milli_units or b.base_mean_milli_units is not null)`;
    expect(row?.n).toBe(0);
  });
});
