// A quantity set by hand, from its price through later plans to its withdrawal; terms that a plan keeps; and what is refused.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { manualClock, parseInstant } from "@/server/core/clock.ts";
import { isDomainError } from "@/server/core/errors.ts";
import { createLogger } from "@/server/core/logger.ts";
import {
  AS_OF_ON,
  openPlannedPlace,
  type PlannedPlace,
} from "@/server/planning/testing/planned-place.ts";
import type { RunRow } from "@/server/repositories/run.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { listRestockAdvice } from "./list-restock.ts";
import { listStandingOverrides, priceOverride, setOverride, withdrawOverride } from "./override.ts";
import { getOverrideRates } from "./override-rates.ts";
import { ListRestockInput } from "./schemas.ts";
import { getBudget, setBudget, setMinimum } from "./terms.ts";

interface Target {
  readonly sellerId: number;
  readonly accountId: number;
  readonly productId: number;
  readonly userId: number;
  readonly advised: number;
}

let place: PlannedPlace;
let app: Connection;
let target: Target;
let rival: Target;

const TWO_HOURS_MS = 7_200_000;
const clock = manualClock("2026-11-24T09:00:00Z");
const plan = (knownAt: string) =>
  place.plan({
    marketplaceId: "US",
    accountId: null,
    asOfOn: AS_OF_ON,
    knownAt: parseInstant(knownAt),
  });

const contextOf = ({ sellerId, accountId, userId }: Target, more = {}): SellerContext => ({
  db: app.db,
  clock,
  logger: createLogger({ name: "test", level: "silent" }),
  requestId: "test",
  actor: { kind: "user", userId, role: "seller" },
  scope: { kind: "seller", sellerId, accountId, userId, ...more },
});

async function targetsOf(run: RunRow): Promise<readonly Target[]> {
  const rows = await place.admin.sql`
    select * from (
      select distinct on (r.seller_id) r.seller_id::int as "sellerId", r.account_id::int as "accountId",
        r.product_id::int as "productId", coalesce(m.user_id, 0)::int as "userId", r.advised_units as advised
      from restock_decision r left join membership m using (seller_id)
      where r.run_id = ${run.id} and r.advised_units > 3
      order by r.seller_id, r.advised_units desc, r.product_id
    ) best order by "userId" desc, "sellerId"`;
  return rows as unknown as Target[];
}

async function decisionOf(run: RunRow, { productId }: Target) {
  const [row] = await place.admin.sql`
    select advised_units as advised, planned_units as planned, is_overridden as "isOverridden",
      override_profit_change_micros::float8 as change
    from restock_decision where run_id = ${run.id} and product_id = ${productId}`;
  return row;
}

const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return isDomainError(error) ? `${error.code}:${error.data.rule ?? ""}` : error;
};

beforeAll(async () => {
  place = await openPlannedPlace();
  app = connect(place.appUrl, { max: 2 });
  const { second } = await place.seededRuns();
  const [first, other] = await targetsOf(second);
  if (!first || !other) throw new Error("the place advises two sellers");
  target = first;
  rival = other;
}, 240_000);
afterAll(async () => {
  await app?.close();
  await place?.close();
});

/** Plans are made in these tests, on a machine that may have other work. */
const PLANNING_MS = 240_000;

describe("a quantity set by hand", { timeout: PLANNING_MS }, () => {
  const asked = () => ({ productId: target.productId, units: target.advised + 40 });
  let overrideId = 0;

  it("is priced before it is set, and nothing is kept by asking", async () => {
    const price = await priceOverride(contextOf(target), asked());
    expect(price).toMatchObject({ plannedUnits: target.advised, units: target.advised + 40 });
    expect(price.spaceChangeMm3).toBeGreaterThan(0);
    expect(price.coverMillionths).toBeGreaterThanOrEqual(price.plannedCoverMillionths);
    const same = await priceOverride(contextOf(target), { ...asked(), units: target.advised });
    expect([same.profitChangeMicros, same.spaceChangeMm3]).toEqual([0, 0]);
    expect((await listStandingOverrides(contextOf(target))).overrides).toEqual([]);
  });

  it("is refused where it would never hold, too long, on an older plan, by a job, or for another's product", async () => {
    const ctx = contextOf(target);
    const { runId, lastOn } = await priceOverride(ctx, asked());
    const wish = { ...asked(), runId, reason: "A fair in town", expiresOn: lastOn };
    const set = (more: Partial<typeof wish>) => refusal(setOverride(ctx, { ...wish, ...more }));
    expect(await set({ expiresOn: AS_OF_ON })).toBe("invalid:expired_already");
    expect(await set({ expiresOn: "2027-12-31" })).toBe("invalid:too_long");
    expect(await set({ runId: runId - 1 })).toBe("conflict:newer_plan");
    expect(await set({ productId: rival.productId })).toBe("not_found:");
    expect(await refusal(priceOverride(ctx, { ...asked(), productId: rival.productId }))).toBe(
      "not_found:",
    );
    const job = contextOf(target, { userId: null });
    expect(await refusal(setOverride(job, wish))).toBe("forbidden:a_person_decides");
    const [row] = await place.admin.sql`select count(*)::int as n from restock_override`;
    expect(row?.n).toBe(0);
  });

  it("is kept with its price and reason, on record, and replaced by another for the product", async () => {
    const ctx = contextOf(target);
    const price = await priceOverride(ctx, asked());
    const wish = {
      ...asked(),
      runId: price.runId,
      reason: "A fair in town",
      expiresOn: price.lastOn,
    };
    const first = await setOverride(ctx, wish);
    overrideId = (await setOverride(ctx, { ...wish, reason: "A larger fair" })).overrideId;
    expect(overrideId).not.toBe(first.overrideId);
    const { overrides } = await listStandingOverrides(ctx);
    expect(overrides).toMatchObject([
      {
        overrideId,
        units: target.advised + 40,
        plannedUnits: target.advised,
        reason: "A larger fair",
        profitChangeMicros: price.profitChangeMicros,
      },
    ]);
    const events = await place.admin.sql`
      select action, detail->>'replaced' as replaced from audit_event
      where action = 'replenishment.setOverride' order by id`;
    expect(events.map(({ replaced }) => replaced)).toEqual([null, String(first.overrideId)]);
    expect((await listStandingOverrides(contextOf(rival))).overrides).toEqual([]);
  });

  it("stands in the next plan, priced anew, and is counted as changed; not in one that did not know it", async () => {
    const before = await plan("2026-11-24T08:30:00Z");
    expect(await decisionOf(before, target)).toMatchObject({ isOverridden: false, planned: null });
    const after = await plan("2026-11-24T10:00:00Z");
    const decided = await decisionOf(after, target);
    expect(decided).toMatchObject({
      advised: target.advised + 40,
      planned: target.advised,
      isOverridden: true,
    });
    const price = await priceOverride(contextOf(target), asked());
    expect(price.runId).toBe(after.id);
    expect(decided?.change).toBe(price.profitChangeMicros);
    const page = await listRestockAdvice(
      contextOf(target),
      ListRestockInput.parse({ account: "any" }),
    );
    expect(page.overriddenCount).toBe(1);
    expect(page.rows.find(({ productId }) => productId === target.productId)).toMatchObject({
      isOverridden: true,
      plannedUnits: target.advised,
    });
    const staff = {
      ...contextOf(target),
      actor: { kind: "user", userId: target.userId, role: "policy_admin" },
      scope: { kind: "staff", role: "policy_admin", userId: target.userId },
    } as const;
    const rates = await getOverrideRates(staff, after.id);
    expect(rates.overriddenCount).toBe(1);
    expect(rates.accounts).toMatchObject([
      { overriddenCount: 1, plannedUnits: target.advised, overrideUnits: target.advised + 40 },
    ]);
  });

  it("is withdrawn by its owner alone, once; the next plan follows the advice again", async () => {
    expect(await refusal(withdrawOverride(contextOf(rival), overrideId))).toBe("not_found:");
    clock.advanceMs(TWO_HOURS_MS);
    await withdrawOverride(contextOf(target), overrideId);
    expect(await refusal(withdrawOverride(contextOf(target), overrideId))).toBe("not_found:");
    const after = await plan("2026-11-24T12:00:00Z");
    expect(await decisionOf(after, target)).toMatchObject({
      advised: target.advised,
      isOverridden: false,
    });
  });
});

describe("the terms a seller buys on", { timeout: PLANNING_MS }, () => {
  it("are kept by the next plan: the least order of a product, the budget of the account", async () => {
    clock.advanceMs(TWO_HOURS_MS);
    const ctx = contextOf(target);
    const least = target.advised + 1;
    await setMinimum(ctx, { productId: target.productId, minimumUnits: least });
    expect(await refusal(setMinimum(ctx, { productId: rival.productId, minimumUnits: 5 }))).toBe(
      "not_found:",
    );
    const raised = await plan("2026-11-24T14:00:00Z");
    expect((await decisionOf(raised, target))?.advised).toBeGreaterThanOrEqual(least);
    clock.advanceMs(TWO_HOURS_MS);
    await setMinimum(ctx, { productId: target.productId, minimumUnits: null });
    await setBudget(ctx, 0);
    expect((await getBudget(ctx)).budgetMicros).toBe(0);
    const bound = await plan("2026-11-24T16:00:00Z");
    const [row] = await place.admin.sql`
      select sum(advised_units) filter (where account_id = ${target.accountId})::int as own,
        sum(advised_units) filter (where account_id = ${rival.accountId})::int as other
      from restock_decision where run_id = ${bound.id}`;
    expect(row?.own).toBe(0);
    expect(row?.other).toBeGreaterThan(0);
  });
});
