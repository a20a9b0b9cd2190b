import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { insertForecastProducts, insertForecastRows } from "@/db/testing/forecast-rows.ts";
import { createTenantWorld, type TenantWorld } from "@/db/testing/tenant-world.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { manualClock } from "@/server/core/clock.ts";
import { isDomainError } from "@/server/core/errors.ts";
import { createLogger } from "@/server/core/logger.ts";
import { FORECAST_SORTS } from "@/server/repositories/forecast-list.ts";
import type { SellerContext, SellerScope } from "@/server/services/context.ts";
import { adjustForecast, withdrawAdjustment } from "./adjust-forecast.ts";
import { declarePromotion, withdrawPromotion } from "./declare-promotion.ts";
import { getForecast, getForecastScores } from "./get-forecast.ts";
import { listAccountForecasts } from "./list-forecasts.ts";
import { type ForecastListRowView, ListForecastInput } from "./schemas.ts";

/** Saturdays; the marketplace's weeks start on Sunday. */
const BEFORE = { runId: 710, originOn: "2026-09-05" };
const NOW = { runId: 711, originOn: "2026-10-03" };

const PRODUCTS = [
  { sku: "KETTLE-1", title: "Kettle", weeklyUnits: 10, stockOutWeeksBack: [1, 20] },
  { sku: "CUP-2", title: "100%_wool cup", weeklyUnits: 4, historyWeeks: 6 },
  { sku: "TRAY-3", title: "Tray", weeklyUnits: 30, baseWeeklyUnits: 20 },
  { sku: "OLD-4", title: "Old pan", weeklyUnits: 1, isDiscontinued: true },
] as const;

let database: TestDatabase;
let app: Connection;
let superuser: Connection;
let world: TenantWorld;
let ids: number[];
let rivalId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  app = connect(database.appUrl, { max: 3 });
  superuser = connect(database.adminUrl, { max: 1 });
  world = await createTenantWorld(superuser.sql, {
    except: [
      "forecast",
      "forecast_score",
      "forecast_adjustment",
      "declared_promotion",
      "order_line",
    ],
  });
  for (const { runId, originOn } of [BEFORE, NOW])
    await superuser.sql`
      insert into plan_run (id, marketplace_id, status, as_of_on, known_at, capacity_policy_id, replenishment_policy_id, engine, previous_run_id, finished_at)
      values (${runId}, 'US', 'done', ${runId === NOW.runId ? "2026-10-06" : originOn}, '2026-10-06T00:00:00Z', ${world.policyVersionId},
        ${world.policyVersionId + 1}, 'test', ${runId === NOW.runId ? BEFORE.runId : null}, now())`;
  ids = await insertForecastProducts(superuser.sql, world.own, PRODUCTS);
  const rows = PRODUCTS.map((row, k) => ({ ...row, productId: ids[k] ?? 0 }));
  await insertForecastRows(superuser.sql, world.own, NOW, rows);
  const halves = rows.slice(0, 2).map((row) => ({ ...row, weeklyUnits: row.weeklyUnits / 2 }));
  await insertForecastRows(superuser.sql, world.own, BEFORE, halves);
  const [rival = 0] = await insertForecastProducts(superuser.sql, world.rival, [{ sku: "RIVAL" }]);
  rivalId = rival;
  await insertForecastRows(superuser.sql, world.rival, NOW, [{ sku: "RIVAL", productId: rival }]);
  await addScores();
  await addOrders();
});
afterAll(async () => {
  await Promise.all([app.close(), superuser.close()]);
  await database.drop();
});

/** Of the kettle's four weeks after the earlier origin: two hits, a miss, and one that cannot be told. */
const addScores = () =>
  superuser.sql`insert into forecast_score ${superuser.sql(
    [true, true, false, null].map((isHit, h) => ({
      seller_id: world.own.sellerId,
      run_id: BEFORE.runId,
      product_id: ids[0] ?? 0,
      account_id: world.own.accountId,
      origin_on: BEFORE.originOn,
      start_week: h,
      week_count: 1,
      actual_units: 6 + h,
      is_at_least: isHit === null,
      mean_milli_units: 5_000,
      base_mean_milli_units: 4_000,
      low_milli_units: 2_500,
      high_milli_units: 10_000,
      is_in80: isHit,
    })),
  )}`;

const addOrders = () =>
  superuser.sql`insert into order_line ${superuser.sql(
    [
      { on: "2026-10-03", units: 3 },
      { on: "2026-09-27", units: 2 },
      { on: "2026-09-26", units: 7 },
      // After the origin: the week is not complete.
      { on: "2026-10-04", units: 50 },
    ].map(({ on, units }, k) => ({
      seller_id: world.own.sellerId,
      account_id: world.own.accountId,
      product_id: ids[0] ?? 0,
      order_number: `222-${k}`,
      purchased_on: on,
      units,
      status: "shipped",
      import_id: Number(world.own.rowIds.import_file),
      line_no: k + 2,
    })),
  )}`;

const clock = manualClock("2026-10-07T12:00:00Z");
function seller(scope: Partial<SellerScope> = {}): SellerContext {
  const { sellerId, accountId, userId } = world.own;
  return {
    db: app.db,
    clock,
    logger: createLogger({ name: "test", level: "silent" }),
    requestId: "test",
    actor: { kind: "user", userId, role: "seller" },
    scope: { kind: "seller", sellerId, accountId, userId, ...scope },
  };
}

type Asked = Partial<Parameters<typeof listAccountForecasts>[1]>;
const list = (asked: Asked = {}) =>
  listAccountForecasts(seller(), ListForecastInput.parse({ account: world.own.slug, ...asked }));
const skus = (rows: readonly ForecastListRowView[]) => rows.map(({ sku }) => sku);

/** The rule that a refused write names. */
async function ruleOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return "accepted";
  } catch (error) {
    if (isDomainError(error)) return `${error.code} ${error.data.rule ?? ""}`.trim();
    throw error;
  }
}

const VALUE: Readonly<
  Record<(typeof FORECAST_SORTS)[number], (row: ForecastListRowView) => unknown>
> = {
  sku: ({ sku }) => sku,
  next4: ({ next4Units }) => next4Units,
  next13: ({ next13Units }) => next13Units,
  change: ({ changeUnits }) => changeUnits,
  accuracy: ({ accuracy }) =>
    accuracy.toldWeeks === 0 ? null : accuracy.hitWeeks / accuracy.toldWeeks,
};

describe("the forecast table", () => {
  it("says what is expected, what the run before expected of the same weeks, and how good it was", async () => {
    const page = await list({ sort: "sku", direction: "asc" });
    expect(page).toMatchObject({
      asOfOn: "2026-10-06",
      previousAsOfOn: BEFORE.originOn,
      totalCount: 4,
      totals: {
        next4Units: 180,
        next13Units: 585,
        changeShare: 1,
        adjustedCount: 1,
        accuracy: { weeks: 4, toldWeeks: 3, hitWeeks: 2 },
      },
    });
    expect(page.rows.find(({ sku }) => sku === "KETTLE-1")).toMatchObject({
      next4Units: 40,
      next13Units: 130,
      changeUnits: 65,
      stockOutWeeks: 1,
      isNew: false,
      isAdjusted: false,
      accuracy: { weeks: 4, toldWeeks: 3, hitWeeks: 2 },
    });
    expect(page.rows.find(({ sku }) => sku === "TRAY-3")).toMatchObject({
      changeUnits: null,
      isAdjusted: true,
    });
  });

  it.each(FORECAST_SORTS)("sorts by %s both ways, what is not known last", async (sort) => {
    for (const direction of ["asc", "desc"] as const) {
      const values = (await list({ sort, direction })).rows.map(VALUE[sort]);
      const known = values.filter((value) => value !== null) as (string | number)[];
      expect(values.slice(known.length).every((value) => value === null)).toBe(true);
      const ordered = known.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(known).toEqual(direction === "asc" ? ordered : ordered.toReversed());
    }
  });

  it("keeps what is asked for", async () => {
    expect(skus((await list({ only: "adjusted" })).rows)).toEqual(["TRAY-3"]);
    expect(skus((await list({ only: "new" })).rows)).toEqual(["CUP-2"]);
    expect(skus((await list({ only: "stockOut" })).rows)).toEqual(["KETTLE-1"]);
    expect(skus((await list({ only: "discontinued" })).rows)).toEqual(["OLD-4"]);
    expect(skus((await list({ search: "%_wool" })).rows)).toEqual(["CUP-2"]);
    expect(skus((await list({ search: "kett" })).rows)).toEqual(["KETTLE-1"]);
    expect((await list({ search: "nothing like it" })).totals.next13Units).toBe(0);
  });
});

describe("a product's forecast", () => {
  it("has its weeks ahead, its past with the weeks that ran out of stock, and the earlier runs", async () => {
    const view = await getForecast(seller(), ids[0] ?? 0);
    expect(view.ahead).toHaveLength(26);
    expect(view.ahead[0]).toEqual({
      weekOn: "2026-10-04",
      mean: 10,
      baseMean: null,
      low80: 5,
      low50: 7.5,
      median: 10,
      high50: 13,
      high80: 20,
    });
    expect(view.past).toHaveLength(52);
    expect(view.past.at(-1)).toMatchObject({ weekOn: "2026-09-27", soldUnits: 5 });
    expect(view.past.at(-2)).toMatchObject({
      weekOn: "2026-09-20",
      soldUnits: 7,
      inStockMillionths: 400_000,
    });
    expect(view.sums[1]).toEqual({ weeks: 4, high80: 60 });
    expect(view.earlier).toEqual([{ runId: BEFORE.runId, originOn: BEFORE.originOn }]);
    expect(view.judged.map(({ weekOn }) => weekOn)).toEqual([
      "2026-09-27",
      "2026-09-20",
      "2026-09-13",
      "2026-09-06",
    ]);
  });

  it("shows a new product's past from its first week on", async () => {
    expect((await getForecast(seller(), ids[1] ?? 0)).past).toHaveLength(6);
  });

  it("has an earlier forecast with what became of it, and whether the adjustment helped", async () => {
    const scores = await getForecastScores(seller(), {
      productId: ids[0] ?? 0,
      runId: BEFORE.runId,
    });
    expect(scores.accuracy).toEqual({ weeks: 4, toldWeeks: 3, hitWeeks: 2 });
    // 6, 7 and 8 sold: 5 was said, 4 before the adjustment; the week without stock says nothing.
    expect(scores.adjustment).toEqual({ errorUnits: 2, baseErrorUnits: 3 });
  });

  it("is not found for a rival's product, or a run that did not forecast it", async () => {
    expect(await ruleOf(() => getForecast(seller(), rivalId))).toBe("not_found");
    const asked = { productId: ids[2] ?? 0, runId: BEFORE.runId };
    expect(await ruleOf(() => getForecastScores(seller(), asked))).toBe("not_found");
  });
});

const statement = () => ({
  productId: ids[0] ?? 0,
  fromOn: "2026-10-14",
  toOn: "2026-10-20",
  kind: "factor" as "factor" | "units_per_week",
  value: 1.5,
  reason: "A magazine writes about it",
});

describe("a seller's own adjustment", () => {
  it("is kept in whole weeks with who said it, waits for the next run, and is on record", async () => {
    const { adjustmentId } = await adjustForecast(seller(), statement());
    const view = await getForecast(seller(), ids[0] ?? 0);
    expect(view.adjustments).toEqual([
      {
        adjustmentId,
        fromOn: "2026-10-11",
        toOn: "2026-10-24",
        kind: "factor",
        factor: 1.5,
        unitsPerWeek: null,
        reason: "A magazine writes about it",
        expiresOn: "2026-10-24",
        createdAt: "2026-10-07T12:00:00.000Z",
        isOwnWord: true,
        isInForecast: false,
      },
    ]);
    const [record] = await superuser.sql`
      select action, target, seller_id, detail->>'value' as value from audit_event where action = 'forecast.adjust'`;
    expect({ ...record }).toEqual({
      action: "forecast.adjust",
      target: `forecast_adjustment:${adjustmentId}`,
      seller_id: String(world.own.sellerId),
      value: "1.5",
    });
  });

  it("is refused for weeks that have one, until that is withdrawn, once", async () => {
    const ctx = seller();
    expect(await ruleOf(() => adjustForecast(ctx, statement()))).toBe("conflict weeks_taken");
    const [first] = (await getForecast(ctx, ids[0] ?? 0)).adjustments;
    const id = first?.adjustmentId ?? 0;
    clock.advanceMs(60_000);
    await withdrawAdjustment(ctx, id);
    expect(await ruleOf(() => withdrawAdjustment(ctx, id))).toBe("not_found");
    expect((await getForecast(ctx, ids[0] ?? 0)).adjustments).toEqual([]);
    const [kept] = await superuser.sql`select count(*)::int as n from forecast_adjustment`;
    expect(kept?.n).toBe(1);
  });

  it("is refused out of bounds, with the rule", async () => {
    const refusal = (change: object) =>
      ruleOf(() => adjustForecast(seller(), { ...statement(), ...change }));
    expect(await refusal({ value: 5.01 })).toBe("invalid factor_out_of_bounds");
    expect(await refusal({ kind: "units_per_week", value: 101 })).toBe(
      "invalid units_out_of_bounds",
    );
    expect(await refusal({ fromOn: "2026-10-30" })).toBe("invalid days_in_order");
    expect(await refusal({ fromOn: "2026-09-01", toOn: "2026-10-03" })).toBe(
      "invalid weeks_passed",
    );
    expect(await refusal({ toOn: "2027-06-01" })).toBe("invalid too_far_ahead");
    expect(await refusal({ productId: rivalId })).toBe("not_found");
  });

  it("is refused to staff who look through the seller's eyes, by the database", async () => {
    const staff = seller({ viewedBy: "support", userId: world.support.userId });
    await expect(adjustForecast(staff, statement())).rejects.toMatchObject({
      cause: { code: "42501" },
    });
    expect(await ruleOf(() => adjustForecast(seller({ userId: null }), statement()))).toBe(
      "forbidden a_person_speaks",
    );
  });
});

const promotion = () => ({
  productId: (ids[0] ?? 0) as number | null,
  title: "Autumn deal",
  fromOn: "2026-10-15",
  toOn: "2026-10-18",
  expectedFactor: 2 as number | null,
  priceMicros: 19_990_000 as number | null,
});

describe("a declared promotion", () => {
  it("is shown with its product and, for the whole account, with every product; then withdrawn", async () => {
    const ctx = seller();
    const { promotionId } = await declarePromotion(ctx, promotion());
    await declarePromotion(ctx, {
      ...promotion(),
      productId: null,
      priceMicros: null,
      expectedFactor: null,
    });
    const titles = async (k: number) =>
      (await getForecast(ctx, ids[k] ?? 0)).promotions.map((row) => [
        row.isWholeAccount,
        row.expectedFactor,
      ]);
    expect(await titles(0)).toEqual([
      [false, 2],
      [true, null],
    ]);
    expect(await titles(1)).toEqual([[true, null]]);
    clock.advanceMs(60_000);
    await withdrawPromotion(ctx, promotionId);
    expect(await titles(0)).toEqual([[true, null]]);
    expect(await ruleOf(() => withdrawPromotion(ctx, promotionId))).toBe("not_found");
    const acts = await superuser.sql`
      select action from audit_event where action like 'forecast.%Promotion' order by id`;
    expect(acts.map(({ action }) => action)).toEqual([
      "forecast.declarePromotion",
      "forecast.declarePromotion",
      "forecast.withdrawPromotion",
    ]);
  });

  it("is refused where it breaks a rule", async () => {
    const refusal = (change: object) =>
      ruleOf(() => declarePromotion(seller(), { ...promotion(), ...change }));
    expect(await refusal({ fromOn: "2026-10-19" })).toBe("invalid days_in_order");
    expect(await refusal({ toOn: "2027-01-15" })).toBe("invalid too_long");
    expect(await refusal({ productId: null })).toBe("invalid price_needs_product");
    expect(await refusal({ productId: rivalId })).toBe("not_found");
    expect(await refusal({ productId: null, priceMicros: null })).toBe("conflict days_taken");
  });
});
