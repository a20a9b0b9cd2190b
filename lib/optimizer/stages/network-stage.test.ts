import { beforeAll, describe, expect, it } from "vitest";
import { storageTypeCount } from "../core/storage-type.ts";
import { highsBackend } from "../solver/index.ts";
import {
  forecastShard,
  type NetworkCapacities,
  type NetworkFlows,
  networkFlows,
  networkPeriodDays,
  type PlanFacts,
  type PlannedNetwork,
  placementWithFeeds,
  planNetwork,
  poolCount,
} from "./index.ts";
import {
  joinFacts,
  syntheticAccount,
  syntheticCalendar,
  syntheticNetwork,
} from "./testing/synthetic-plan.ts";

const backend = highsBackend();
const accounts = [syntheticAccount(1, 9), syntheticAccount(2, 14)] as const;
const flowsOf = (facts: PlanFacts): NetworkFlows =>
  networkFlows(facts, forecastShard(facts, syntheticCalendar, null), syntheticCalendar);
const [FCS, REGIONS, DAY_MM3] = [2, 3, 1e9];
const periodDays = networkPeriodDays();
const periods = periodDays.length;

/** Plenty of everything but what is overridden. */
function capacitiesWith(change: Partial<NetworkCapacities>): NetworkCapacities {
  const perDay = (amount: number, places: number) =>
    Float64Array.from({ length: places * periods }, (_, c) => amount * periodDays[c % periods]!);
  return {
    fcCount: FCS,
    regionCount: REGIONS,
    firstDay: 3,
    monthPeriod: Int32Array.of(14, 17, 22),
    poolMm3: new Float64Array(FCS * poolCount).fill(100 * DAY_MM3),
    storageMm3: new Float64Array(FCS * storageTypeCount * periods).fill(100 * DAY_MM3),
    receivingUnits: perDay(50_000, FCS),
    pickingUnits: perDay(5000, FCS),
    shippingMm3: perDay(10 * DAY_MM3, FCS),
    laneMm3: perDay(10 * DAY_MM3, FCS * REGIONS),
    laneMicrosPerUnit: Float64Array.of(2e6, 3e6, 4e6, 4e6, 3e6, 2e6),
    laneMicrosPerKg: new Float64Array(FCS * REGIONS),
    transitDays: Int32Array.of(1, 2, 3, 3, 2, 1),
    ...change,
  };
}

const total = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, v) => sum + v, 0);

describe("expected flows", () => {
  it("are the same however accounts are dealt to shards, and hold what is on hand and ordered", () => {
    const apart = accounts.map(flowsOf);
    const together = flowsOf(joinFacts(accounts));
    for (const name of ["demandMicroUnits", "stockMm3", "freeMm3", "revenueMillis"] as const) {
      const sum = together[name].map((_, c) => apart[0]![name][c]! + apart[1]![name][c]!);
      expect(together[name]).toEqual(sum);
    }
    const facts = joinFacts(accounts);
    const onHand = total(facts.onHandUnits.map((units, i) => units * facts.unitVolumeMm3[i]!));
    expect(total(together.stockMm3)).toBe(onHand);
    expect(total(together.demandMicroUnits) / 1e6 / total(together.demandUnits)).toBeCloseTo(1, 2);
  });

  it("bring in what is on its way over the lead time, to the FC it goes to", () => {
    const [account] = accounts;
    const fcOpenUnits = account.fcOpenUnits.map((_, k) => (k === 0 ? 90 : 0));
    const openUnits = account.openUnits.map((_, i) => (i === 0 ? 100 : 0));
    const before = flowsOf(account);
    const flows = flowsOf({ ...account, fcOpenUnits, openUnits });
    expect(total(flows.boundMm3)).toBe(90 * account.unitVolumeMm3[0]!);
    // 21 days: three weeks alike, then none.
    expect(flows.boundMm3[0]).toBeCloseTo(30 * account.unitVolumeMm3[0]!, 0);
    expect(flows.boundMm3[3]).toBe(0);
    // Ten units name no FC; beyond them less is sent anew, because more is coming.
    expect(flows.freeMm3[0]! - before.freeMm3[0]!).toBeCloseTo(
      (10 / 3) * account.unitVolumeMm3[0]!,
      0,
    );
  });
});

describe("the network's plan", () => {
  const shards = accounts.map(flowsOf);
  let roomy: PlannedNetwork;
  beforeAll(async () => {
    roomy = await planNetwork(backend, shards, capacitiesWith({}));
  });

  it("uses all space of every pool where nothing else binds", () => {
    expect(roomy.plan.gapShare).toBeLessThanOrEqual(1e-6);
    expect(roomy.bottlenecks).toEqual([]);
    expect(Array.from(roomy.feeds.usableMm3)).toEqual(
      new Array<number>(poolCount).fill(FCS * 100 * DAY_MM3),
    );
    expect(roomy.parts.every(({ limitedBy }) => limitedBy === "storage")).toBe(true);
  });

  it("does not depend on the order of shards", async () => {
    const other = await planNetwork(backend, shards.toReversed(), capacitiesWith({}));
    expect(other).toEqual(roomy);
  });

  it("counts of a pool only what can be received by then, and names the FC and the function", async () => {
    const capacities = capacitiesWith({});
    const receivingUnits = capacities.receivingUnits.map((units, c) => (c < periods ? 0 : units));
    const planned = await planNetwork(backend, shards, { ...capacities, receivingUnits });
    const held = planned.parts.filter(({ limitedBy }) => limitedBy === "receiving");
    expect(new Set(held.map(({ fcIndex }) => fcIndex))).toEqual(new Set([0]));
    for (const { usableMm3, storedMm3, spaceMm3 } of held) {
      expect(usableMm3).toBe(Math.floor(storedMm3));
      expect(usableMm3).toBeLessThan(spaceMm3);
    }
    for (let pool = 0; pool < poolCount; pool++)
      expect(planned.feeds.usableMm3[pool]).toBeLessThanOrEqual(roomy.feeds.usableMm3[pool]!);
  });

  it("gives a full lane a price, which placement pays on top of the lane's cost", async () => {
    const capacities = capacitiesWith({});
    // The near lane of region 0 takes a tenth of a thousandth.
    const laneMm3 = capacities.laneMm3.map((mm3, c) => (c < periods ? mm3 * 1e-4 : mm3));
    const planned = await planNetwork(backend, shards, { ...capacities, laneMm3 });
    expect(
      planned.bottlenecks.some(
        (one) => one.function === "lane" && one.fc === 0 && one.region === 0,
      ),
    ).toBe(true);
    expect(planned.feeds.laneMicrosPerUnit[0]).toBeGreaterThan(0);
    const { placement } = syntheticNetwork(1e12);
    const priced = placementWithFeeds(placement, planned.feeds);
    expect(priced.laneMicrosPerUnit[0]).toBe(
      placement.laneMicrosPerUnit[0]! + planned.feeds.laneMicrosPerUnit[0]!,
    );
    expect(priced.inboundUnitsPerDay[0]).toBeCloseTo(50_000, 6);
  });
});
