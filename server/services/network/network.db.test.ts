import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isDomainError } from "@/server/core/errors.ts";
import { listNetworkRuns, listNetworkWeights } from "@/server/repositories/run-network.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffRole } from "@/server/services/context.ts";
import {
  createPlannedWorld,
  type PlannedWorld,
} from "@/server/services/explanation/testing/planned-world.ts";
import { findLimitPrice } from "./limit-price.ts";
import type { NetworkChangeInput, NetworkPlanView } from "./schemas.ts";
import { tryChange } from "./try-change.ts";
import { viewNetwork } from "./view-network.ts";

let planned: PlannedWorld;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
}, 240_000);
afterAll(() => planned?.close());

const contextOf = (role: StaffRole) => planned.staffContext(role);
const view = (role: StaffRole = "policy_admin") => viewNetwork(contextOf(role), {});

async function planOf(): Promise<NetworkPlanView> {
  const { plan } = await view();
  if (!plan) throw new Error("the newest run planned no network");
  return plan;
}

async function answerTo(change: NetworkChangeInput) {
  const { runId } = await planOf();
  return tryChange(contextOf("policy_admin"), { runId, change });
}

async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return isDomainError(error) ? error.code : `${error}`;
  }
  return "done";
}

describe("the network's view", () => {
  it("shows every centre, region and pool of the newest run, proved", async () => {
    const plan = await planOf();
    const { world } = planned;
    expect(plan.asOfOn).toBe("2026-11-22");
    expect(plan.fcs.map(({ code }) => code)).toEqual(world.fcs.map(({ code }) => code));
    expect(plan.regions).toHaveLength(world.regions.length);
    expect(plan.pools).toHaveLength(9);
    expect(plan.gapMillionths).toBeLessThanOrEqual(1);
    expect(plan.lanes.length).toBeGreaterThan(world.regions.length / 2);
    for (const { priceMicros, load, capacity } of plan.bottlenecks) {
      expect(priceMicros).toBeGreaterThan(0);
      expect(load).toBeGreaterThanOrEqual(capacity * (1 - 1e-6));
    }
  });

  it("gives pools the buildings' usable space of the month, the reservation of the peak included", async () => {
    const { pools } = await planOf();
    const standard = pools.filter(({ storageType }) => storageType === "standard");
    const [december, , february] = standard;
    expect(standard.map(({ monthOn }) => monthOn)).toEqual([
      "2026-12-01",
      "2027-01-01",
      "2027-02-01",
    ]);
    // The operator keeps about two fifths for itself in December and January.
    const kept = (december?.usableMm3 ?? 0) / (february?.usableMm3 ?? 1);
    expect(kept).toBeGreaterThan(0.5);
    expect(kept).toBeLessThan(0.7);
    for (const { usableMm3, spaceMm3, givenMm3 } of pools) {
      expect(usableMm3).toBeLessThanOrEqual(spaceMm3);
      expect(givenMm3).toBeGreaterThan(0);
    }
  });

  it("tells what limits weighed in every run, oldest first", async () => {
    const { history, fcs } = await planOf();
    expect(history.map(({ fcCode }) => fcCode)).toEqual(fcs.map(({ code }) => code));
    for (const { points } of history)
      expect(points.map(({ on }) => on)).toEqual(["2026-10-25", "2026-11-22"]);
    const newest = history.map(({ points }) => points.at(-1)?.weightMicros ?? 0);
    fcs.forEach(({ weightMicros }, w) => {
      expect(newest[w]).toBeCloseTo(weightMicros, -2);
    });
  });

  it("is the policy admins' alone: row-level security shows others no plan", async () => {
    expect((await view("support")).plan).toBeNull();
    const { db, scope } = planned.seller("orchard-gate-kitchen");
    const seen = await inScope(db, scope, async (tx) => [
      await listNetworkWeights(tx, "US"),
      await listNetworkRuns(tx, "US"),
    ]);
    expect(seen).toEqual([[], []]);
  });
});

describe("how far a price holds", () => {
  it("goes both ways from the plan's own price, and is refused where nothing binds", async () => {
    const { runId, bottlenecks, bindingCount } = await planOf();
    const [first] = bottlenecks;
    if (!first) throw new Error("nothing binds");
    const desk = contextOf("policy_admin");
    const { more, less, capacity } = await findLimitPrice(desk, { runId, rank: 0 });
    expect(capacity).toBe(first.capacity);
    // Costs are convex in a capacity: the plan's own price lies between the two.
    expect(more.priceMicros).toBeLessThanOrEqual(first.priceMicros * 1.002);
    expect(less.priceMicros).toBeGreaterThanOrEqual(first.priceMicros * 0.998);
    expect(more.until).toBeGreaterThanOrEqual(capacity);
    expect(less.until).toBeLessThanOrEqual(capacity);
    // A second click gets the answer that is kept.
    const [again, meanwhile] = await Promise.all(
      [1, 2].map(() => findLimitPrice(desk, { runId, rank: 0 })),
    );
    expect(again).toBe(meanwhile);
    expect(await refusalOf(findLimitPrice(desk, { runId, rank: bindingCount }))).toBe("not_found");
    expect(await refusalOf(findLimitPrice(contextOf("support"), { runId, rank: 0 }))).toBe(
      "not_found",
    );
  }, 60_000);
});

describe("a change that is tried", () => {
  it("of a closed centre costs more, by parts that add up, and names no lane of it as newly used", async () => {
    const { fcs } = await planOf();
    const answer = await answerTo({ kind: "close", fcId: fcs[0]?.id ?? 0 });
    const line = (id: string) => answer.lines.find((one) => one.id === id);
    const cost = line("cost");
    expect((cost?.after ?? 0) - (cost?.before ?? 0)).toBeGreaterThan(0);
    const parts = ["lanes", "late", "unmet", "overtime", "waiting"].map(
      (id) => line(id)?.after ?? 0,
    );
    expect(parts.reduce((sum, v) => sum + v, 0)).toBeCloseTo(cost?.after ?? 0, -4);
    expect(answer.bindingCount).toBeGreaterThanOrEqual(answer.binding.length);
  }, 60_000);

  it("of more capacity never costs more", async () => {
    const plan = await planOf();
    const fcId = plan.fcs[0]?.id ?? 0;
    const answer = await answerTo({ kind: "scale", fcId, function: "lane", percent: 50 });
    const cost = answer.lines.find(({ id }) => id === "cost");
    expect(cost?.after).toBeLessThanOrEqual((cost?.before ?? 0) * (1 + 2e-4));
  }, 60_000);

  it("is refused where the run, the centre or the lane is none, and of a role that may not see it", async () => {
    const { runId, fcs } = await planOf();
    const fcId = fcs[0]?.id ?? 0;
    const close = { kind: "close", fcId } as const;
    const desk = contextOf("policy_admin");
    expect(await refusalOf(tryChange(desk, { runId: 999_999, change: close }))).toBe("not_found");
    expect(await refusalOf(tryChange(contextOf("support"), { runId, change: close }))).toBe(
      "not_found",
    );
    expect(await refusalOf(answerTo({ kind: "close", fcId: 999 }))).toBe("invalid");
    const wrong = { kind: "scale", fcId, function: "picking", regionId: 1, percent: 10 } as const;
    expect(await refusalOf(answerTo(wrong))).toBe("invalid");
  });
});
