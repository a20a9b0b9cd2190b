// A seller's word on which product goes on where another left off: kept, shown, withdrawn, refused.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { insertForecastProducts, insertForecastRows } from "@/db/testing/forecast-rows.ts";
import { createTenantWorld, type TenantWorld } from "@/db/testing/tenant-world.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { manualClock } from "@/server/core/clock.ts";
import { isDomainError } from "@/server/core/errors.ts";
import { createLogger } from "@/server/core/logger.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { continueProduct, withdrawContinuation } from "./continue-product.ts";
import { getForecast } from "./get-forecast.ts";

const PRODUCTS = [{ sku: "KETTLE-1" }, { sku: "CUP-2" }, { sku: "TRAY-3" }] as const;
const clock = manualClock("2026-10-07T12:00:00Z");

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
  world = await createTenantWorld(superuser.sql, { except: ["forecast", "product_continuation"] });
  const run = { runId: 711, originOn: "2026-10-03" };
  await superuser.sql`
    insert into plan_run (id, marketplace_id, status, as_of_on, known_at, capacity_policy_id, replenishment_policy_id, engine, finished_at)
    values (${run.runId}, 'US', 'done', '2026-10-06', '2026-10-06T00:00:00Z', ${world.policyVersionId}, ${world.policyVersionId + 1}, 'test', now())`;
  ids = await insertForecastProducts(superuser.sql, world.own, PRODUCTS);
  const rows = PRODUCTS.map((row, k) => ({ ...row, productId: ids[k] ?? 0 }));
  await insertForecastRows(superuser.sql, world.own, run, rows);
  [rivalId = 0] = await insertForecastProducts(superuser.sql, world.rival, [{ sku: "RIVAL" }]);
});
afterAll(async () => {
  await Promise.all([app.close(), superuser.close()]);
  await database.drop();
});

function seller(): SellerContext {
  const { sellerId, accountId, userId } = world.own;
  return {
    db: app.db,
    clock,
    logger: createLogger({ name: "test", level: "silent" }),
    requestId: "test",
    actor: { kind: "user", userId, role: "seller" },
    scope: { kind: "seller", sellerId, accountId, userId },
  };
}

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
describe("a product that goes on from another", () => {
  const said = (k: number, predecessorSku: string, share = 1) => ({
    productId: ids[k] ?? 0,
    predecessorSku,
    share,
  });
  const declaredOf = async (k: number) => {
    const { declared } = (await getForecast(seller(), ids[k] ?? 0)).history;
    return declared && [declared.sku, declared.share, declared.isInForecast];
  };

  it("is shown with what was said until it is withdrawn, with both acts on record", async () => {
    const { continuationId } = await continueProduct(seller(), said(1, "KETTLE-1", 0.4));
    expect(await declaredOf(1)).toEqual(["KETTLE-1", 0.4, false]);
    expect(await declaredOf(0)).toBeNull();
    clock.advanceMs(60_000);
    await withdrawContinuation(seller(), continuationId);
    expect(await declaredOf(1)).toBeNull();
    expect(await ruleOf(() => withdrawContinuation(seller(), continuationId))).toBe("not_found");
    const acts = await superuser.sql`
      select action from audit_event where action like 'forecast.%ontinu%' order by id`;
    expect(acts.map(({ action }) => action)).toEqual([
      "forecast.continueProduct",
      "forecast.withdrawContinuation",
    ]);
  });

  it("is refused where it breaks a rule", async () => {
    await continueProduct(seller(), said(1, "KETTLE-1", 0.4));
    const refusal = (k: number, sku: string, share?: number) =>
      ruleOf(() => continueProduct(seller(), said(k, sku, share)));
    expect(await refusal(0, "NOBODY")).toBe("invalid no_such_sku");
    // Another seller's SKU is no SKU here.
    expect(await refusal(0, "RIVAL")).toBe("invalid no_such_sku");
    expect(await refusal(0, "KETTLE-1")).toBe("invalid continues_itself");
    expect(await refusal(1, "TRAY-3")).toBe("conflict continues_already");
    expect(await refusal(0, "CUP-2")).toBe("conflict continues_in_a_ring");
    expect(await refusal(2, "KETTLE-1", 0.61)).toBe("conflict share_is_gone");
    expect(await refusal(2, "KETTLE-1", 0.6)).toBe("accepted");
    const rivals = { ...said(0, "TRAY-3"), productId: rivalId };
    expect(await ruleOf(() => continueProduct(seller(), rivals))).toBe("not_found");
  });
});
