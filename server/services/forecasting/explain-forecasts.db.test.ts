// Two plans of a small world, and why the second forecasts what it does.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type ExplainedForecast,
  type ForecastDriver,
  ForecastDrivers,
} from "@/server/planning/forecast-drivers.ts";
import { openPlannedPlace, type PlannedPlace } from "@/server/planning/testing/planned-place.ts";
import type { RunRow } from "@/server/repositories/run.ts";
import { getForecast } from "@/server/services/forecast/get-forecast.ts";
import { explainLimitChanges } from "@/server/services/limit-changes/explain-limit-changes.ts";
import { explainForecasts } from "./explain-forecasts.ts";
import { requestExplanations } from "./request-explanations.ts";

interface Stored {
  readonly productId: number;
  readonly drivers: unknown;
  readonly mean: number[];
}

let place: PlannedPlace;
let first: RunRow;
let second: RunRow;

const explain = (run: RunRow) =>
  explainForecasts({ ...place.ctx, compute: place.deps.compute }, run.id);

const storedOf = (run: RunRow) => place.admin.sql<Stored[]>`
  select product_id::int as "productId", drivers, mean_milli_units as mean from forecast
  where run_id = ${run.id} order by product_id`;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

async function explained(run: RunRow): Promise<Map<number, ExplainedForecast>> {
  const rows = await storedOf(run);
  const told = rows.flatMap(({ productId, drivers }) => {
    if (drivers === null) return [];
    const known = ForecastDrivers.parse(drivers);
    return known.status === "explained" ? [[productId, known] as const] : [];
  });
  return new Map(told);
}

beforeAll(async () => {
  place = await openPlannedPlace();
  ({ first, second } = await place.seededRuns());
  await place.admin.sql`update forecast set drivers = null`;
}, 240_000);
afterAll(() => place?.close());

describe("explaining a run's forecasts", () => {
  it("tells nothing of the first run of a scope, or of a run that is not there", async () => {
    expect(await explain(first)).toBe(0);
    expect(await explainForecasts({ ...place.ctx, compute: place.deps.compute }, 999_999)).toBe(0);
    expect((await storedOf(first)).every(({ drivers }) => drivers === null)).toBe(true);
  });

  it("explains every product that both runs forecast, once, whoever asks first", async () => {
    const both = (await storedOf(first)).map(({ productId }) => productId);
    const counts = await Promise.all([explain(second), explain(second)]);
    expect(sum(counts)).toBe(both.length);
    const rows = await storedOf(second);
    const told = rows.filter(({ drivers }) => drivers !== null);
    expect(told.map(({ productId }) => productId)).toEqual(both);
    expect(await explain(second)).toBe(0);
    expect(await storedOf(second)).toEqual(rows);
  });

  it("replays both runs to the last digit, and its parts add up to the change as stored", async () => {
    const changes = await explained(second);
    const before = new Map((await storedOf(first)).map(({ productId, mean }) => [productId, mean]));
    expect(changes.size).toBe(before.size);
    for (const { productId, mean } of await storedOf(second)) {
      const change = changes.get(productId);
      if (!change) continue;
      const { newWeekCount: from, weekCount } = change;
      expect(change.afterMilliUnits).toBe(sum(mean.slice(0, weekCount)));
      const earlier = before.get(productId)?.slice(from, from + weekCount) ?? [];
      expect(change.beforeMilliUnits).toBe(sum(earlier));
      expect(sum(Object.values(change.parts))).toBe(
        change.afterMilliUnits - change.beforeMilliUnits,
      );
      expect(change.parts.rounding ?? 0).toBe(0);
    }
  });
});

describe("a product's page", () => {
  const changeOf = async (row: Record<string, number>) => {
    const { sellerId = 0, accountId = 0, productId = 0 } = row;
    const scope = { kind: "seller" as const, sellerId, accountId, userId: null };
    return (await getForecast({ ...place.ctx, scope }, productId)).change;
  };

  it("tells the causes of its forecast's change, waits for them, and has none for a first forecast", async () => {
    const rows = await place.admin.sql<Record<string, number>[]>`
      select seller_id::int as "sellerId", account_id::int as "accountId", product_id::int as "productId"
      from forecast where run_id = ${second.id} and drivers is not null order by product_id limit 2`;
    const [told = {}, late = {}] = rows;
    expect(await changeOf(told)).toMatchObject({
      status: "explained",
      baseRunId: first.id,
      headline: expect.stringMatching(/^The forecast for 22 November 2026 to 20 February 2027 is /),
    });
    await place.admin.sql`update forecast set drivers = null
      where run_id = ${second.id} and product_id = ${late.productId ?? 0}`;
    expect(await changeOf(late)).toEqual({ status: "waiting" });
    expect(await explain(second)).toBe(1);
    expect((await changeOf(late)).status).toBe("explained");
    await place.admin.sql`update plan_run set previous_run_id = null where id = ${second.id}`;
    expect(await changeOf(told)).toEqual({ status: "first" });
    await place.admin
      .sql`update plan_run set previous_run_id = ${first.id} where id = ${second.id}`;
  });
});

describe("a worker that starts", () => {
  it("asks for what the newest run's forecasts and limits lack, and for nothing of runs that follow none", async () => {
    const asked: unknown[] = [];
    await requestExplanations(place.ctx, async (_tx, name, data) => {
      asked.push([name, data]);
    });
    expect(asked).toEqual([
      ["explain-forecasts", { runId: second.id }],
      ["explain-limits", { runId: second.id }],
    ]);
  });
});

describe("a run of the same day that knew one thing more", () => {
  const causes = (changes: ReadonlyMap<number, ExplainedForecast>): ForecastDriver[] => {
    const found = [...changes.values()].flatMap(({ parts }) => Object.keys(parts));
    return [...new Set(found)].sort() as ForecastDriver[];
  };
  const replan = async (minutes: number): Promise<RunRow> => {
    const knownAt = new Date(second.knownAt.getTime() + minutes * 60_000);
    const { asOfOn, marketplaceId, accountId } = second;
    const run = await place.plan({ asOfOn, marketplaceId, accountId, knownAt });
    await explain(run);
    return run;
  };
  const momentAfter = (minutes: number) =>
    new Date(second.knownAt.getTime() + minutes * 60_000).toISOString();

  it("blames an order that was added to an old week on corrected history alone", async () => {
    const [order] = await place.admin.sql<{ id: string; sellerId: number; productId: number }[]>`
      select id, seller_id::int as "sellerId", product_id::int as "productId" from order_line
      where product_id is not null and status <> 'cancelled' and recorded_to = 'infinity'
        and purchased_on between ${first.asOfOn}::date - 30 and ${first.asOfOn}::date - 14
      order by units desc, id limit 1`;
    if (!order) throw new Error("the world has no order");
    await place.admin.sql`update order_line set recorded_to = ${momentAfter(10)}
      where id = ${order.id} and seller_id = ${order.sellerId}`;
    const changes = await explained(await replan(20));
    expect(causes(changes)).toEqual(["correctedHistory"]);
    expect(changes.get(order.productId)?.correctedUnits).toBeGreaterThan(0);
    expect(changes.get(order.productId)?.newWeekCount).toBe(0);
  });

  it("blames an event that entered the calendar on the calendar alone", async () => {
    await place.admin.sql`insert into network_event ${place.admin.sql({
      marketplace_id: second.marketplaceId,
      kind: "sale_event",
      title: "Winter days",
      start_on: "2026-12-07",
      end_on: "2026-12-12",
      recorded_from: momentAfter(30),
    })}`;
    expect(causes(await explained(await replan(40)))).toEqual(["events"]);
  });

  it("blames the seller's own statement on nobody else", async () => {
    const [target] = await place.admin.sql`
      select seller_id::int as seller_id, account_id::int as account_id, product_id::int as product_id,
        user_id::int as created_by
      from forecast join membership using (seller_id) where run_id = ${second.id}
      order by mean_milli_units[1] desc, product_id limit 1`;
    await place.admin.sql`insert into forecast_adjustment ${place.admin.sql({
      ...target,
      from_on: "2026-11-22",
      to_on: "2026-12-19",
      expires_on: "2026-12-19",
      kind: "factor",
      factor_millionths: 2_000_000,
      reason: "A shop window in town",
      recorded_from: momentAfter(50),
    })}`;
    const changes = await explained(await replan(60));
    expect(causes(changes)).toEqual(["ownAdjustment"]);
    const own = changes.get(target?.product_id as number);
    expect(own?.parts.ownAdjustment).toBe(
      (own?.afterMilliUnits ?? 0) - (own?.beforeMilliUnits ?? 0),
    );
    expect(own?.parts.ownAdjustment).toBeGreaterThan(0);
  });
});

describe("a worker that starts after several runs", () => {
  it("asks for the limits of all runs that were not compared, newest first", async () => {
    const mixed = await place.admin.sql<{ runId: number }[]>`
      select distinct run_id::int as "runId" from run_price_mix order by 1 desc`;
    const runIds = mixed.map(({ runId }) => runId);
    expect(runIds.length).toBeGreaterThan(1);
    const asked = async () => {
      const limits: unknown[] = [];
      await requestExplanations(place.ctx, async (_tx, name, data) => {
        if (name === "explain-limits") limits.push(data);
      });
      return limits;
    };
    expect(await asked()).toEqual(runIds.map((runId) => ({ runId })));
    const [newest = 0, ...older] = runIds;
    await explainLimitChanges({ ...place.ctx, compute: place.deps.compute }, newest);
    expect(await asked()).toEqual(older.map((runId) => ({ runId })));
  });
});
