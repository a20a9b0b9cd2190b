// The network as the newest run planned it: pools, lanes, bottlenecks, and what limits weighed from run to run.
import { z } from "zod";
import { type PoolPart, poolOf, SPEED_CLASSES } from "@/lib/optimizer/stages/index.ts";
import { bottlenecks } from "@/lib/optimizer/transport/index.ts";
import { type StoredNetwork, unpackNetwork } from "@/server/planning/network-body.ts";
import { monthOn } from "@/server/planning/plan-calendar.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  findMarketplace,
  listFcPlaces,
  listPlannableMarketplaces,
  listRegionPlaces,
} from "@/server/repositories/network.ts";
import {
  findLatestNetwork,
  listNetworkRuns,
  listNetworkWeights,
  type NetworkRunRow,
} from "@/server/repositories/run-network.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import {
  bottleneckRow,
  daysOf,
  fcCodeAt,
  type Places,
  placesOf,
  shownPrice,
} from "./network-rows.ts";
import type {
  NetworkInput,
  NetworkLane,
  NetworkPlanView,
  NetworkPool,
  NetworkView,
} from "./schemas.ts";

const LISTED_BOTTLENECKS = 60;
const MILLION = 1_000_000;

/** The network of a marketplace; of the first that can be planned when none is named. */
export function viewNetwork(
  ctx: StaffContext,
  input: z.infer<typeof NetworkInput>,
): Promise<NetworkView> {
  return inScope(ctx.db, ctx.scope, (tx) => networkView(tx, input));
}

/** The same within a transaction. */
export async function networkView(
  tx: Tx,
  input: z.infer<typeof NetworkInput>,
): Promise<NetworkView> {
  const marketplaces = await listPlannableMarketplaces(tx);
  const marketplaceId = input.marketplaceId ?? marketplaces[0]?.marketplaceId ?? null;
  const run = marketplaceId === null ? undefined : await findLatestNetwork(tx, marketplaceId);
  return { marketplaceId, marketplaces, plan: run ? await planView(tx, run) : null };
}

async function planView(tx: Tx, run: NetworkRunRow): Promise<NetworkPlanView> {
  const stored = unpackNetwork(run.body);
  const { axes, problem, plan } = stored;
  const marketplace = await findMarketplace(tx, run.marketplaceId);
  const places = placesOf(
    await listFcPlaces(tx, run.marketplaceId),
    await listRegionPlaces(tx, run.marketplaceId),
  );
  const found = bottlenecks(problem, plan);
  const last = problem.periodDays.length - 1;
  return {
    runId: run.runId,
    asOfOn: run.asOfOn,
    computedAt: run.finishedAt?.toISOString() ?? null,
    timeZone: marketplace?.timeZone ?? "UTC",
    currency: marketplace?.currency ?? "USD",
    fromOn: daysOf(axes, problem.periodDays, 0).fromOn,
    toOn: daysOf(axes, problem.periodDays, last).toOn,
    costMicros: plan.costMicros,
    gapMillionths: plan.gapShare * MILLION,
    unmetUnits: plan.parts.unmetUnits,
    lateUnits: plan.parts.lateUnits,
    bindingCount: found.length,
    bindingLimitCount: new Set(
      found.map((one) => [one.function, one.fc, one.region, one.storageType].join("/")),
    ).size,
    fcs: fcRows(stored, places, found),
    regions: regionRows(stored, places),
    pools: poolRows(stored, places, run),
    lanes: laneRows(stored, places),
    bottlenecks: found
      .slice(0, LISTED_BOTTLENECKS)
      .map((one) => bottleneckRow(axes, problem.periodDays, places, one)),
    history: await historyOf(tx, run, stored, places),
    promiseClasses: SPEED_CLASSES.map(({ orderShare, promiseDays }) => ({
      orderShareMillionths: Math.round(orderShare * MILLION),
      promiseDays,
    })),
  };
}

function fcRows(
  { axes, problem, plan }: StoredNetwork,
  places: Places,
  found: ReturnType<typeof bottlenecks>,
): NetworkPlanView["fcs"] {
  const periods = problem.periodDays.length;
  const share = (load: Float64Array, capacity: Float64Array, from: number, count: number) => {
    let peak = 0;
    for (let c = from; c < from + count; c++) {
      const limit = capacity[c] ?? 0;
      if (limit > 0 && limit < Number.POSITIVE_INFINITY)
        peak = Math.max(peak, (load[c] ?? 0) / limit);
    }
    return peak;
  };
  return axes.fcIds.flatMap((id, w) => {
    const place = places.fcs.get(id);
    if (!place) return [];
    const { capacity, storageTypeCount } = problem;
    const byPeriod = w * periods;
    const stored = storageTypeCount * periods;
    const peak = Math.max(
      share(plan.use.storage.load, capacity.storageMm3, w * stored, stored),
      share(plan.use.receiving.load, capacity.receivingUnits, byPeriod, periods),
      share(plan.use.picking.load, capacity.pickingUnits, byPeriod, periods),
      share(plan.use.shipping.load, capacity.shippingMm3, byPeriod, periods),
    );
    const own = found.filter((one) => one.fc === w);
    return {
      ...place,
      peakShareMillionths: Math.round(peak * MILLION),
      weightMicros: own.reduce((sum, one) => sum + one.weightMicros, 0),
    };
  });
}

function regionRows({ axes, problem }: StoredNetwork, places: Places): NetworkPlanView["regions"] {
  const perRegion = problem.speedCount * problem.periodDays.length;
  return axes.regionIds.flatMap((id, r) => {
    const place = places.regions.get(id);
    if (!place) return [];
    let units = 0;
    for (let k = 0; k < problem.storageTypeCount; k++) {
      const from = (k * problem.regionCount + r) * perRegion;
      for (let g = from; g < from + perRegion; g++) units += problem.demandUnits[g] ?? 0;
    }
    return { ...place, units };
  });
}

const PriceSummary = z.object({
  price: z.object({
    pools: z.array(
      z.object({ storageType: z.string(), monthAhead: z.number(), limitSumMm3: z.number() }),
    ),
  }),
});

function poolRows(
  { axes, parts }: StoredNetwork,
  places: Places,
  run: NetworkRunRow,
): NetworkPool[] {
  const summary = PriceSummary.safeParse(run.summary);
  const given = summary.success ? summary.data.price.pools : [];
  const byPool = Map.groupBy(parts, ({ pool }) => pool);
  return [...byPool]
    .sort(([a], [b]) => a - b)
    .map(([pool, ofPool]) => {
      const { storageType, monthAhead } = poolOf(pool);
      const total = (pick: (part: PoolPart) => number) =>
        ofPool.reduce((sum, part) => sum + pick(part), 0);
      const limits = given.find(
        (one) => one.storageType === storageType && one.monthAhead === monthAhead,
      );
      const dearest = ofPool.reduce((best, part) =>
        part.priceMicrosPerMm3 > best.priceMicrosPerMm3 ? part : best,
      );
      return {
        storageType,
        monthOn: monthOn(run.asOfOn, monthAhead),
        spaceMm3: total((part) => part.spaceMm3),
        usableMm3: total((part) => part.usableMm3),
        givenMm3: limits?.limitSumMm3 ?? null,
        storedMm3: total((part) => part.storedMm3),
        heldBack: ofPool
          .filter(({ limitedBy }) => limitedBy === "receiving")
          .map(({ fcIndex }) => fcCodeAt(axes, places, fcIndex)),
        dearest:
          dearest.priceMicrosPerMm3 > 0
            ? {
                fcCode: fcCodeAt(axes, places, dearest.fcIndex),
                priceMicros: shownPrice("storage", dearest.priceMicrosPerMm3),
              }
            : null,
      };
    });
}

function laneRows({ axes, problem, plan }: StoredNetwork, places: Places): NetworkLane[] {
  const rows: NetworkLane[] = [];
  for (let lane = 0; lane < problem.fcCount * problem.regionCount; lane++) {
    const fc = places.fcs.get(axes.fcIds[Math.floor(lane / problem.regionCount)] ?? 0);
    const region = places.regions.get(axes.regionIds[lane % problem.regionCount] ?? 0);
    const use = laneUse({ problem, plan }, lane);
    if (!fc || !region || use.loadMm3 < 1) continue;
    const { peakPeriod, peakShare, price, ...figures } = use;
    rows.push({
      fcCode: fc.code,
      fcId: fc.id,
      regionId: region.id,
      regionName: region.name,
      ...figures,
      peakShareMillionths: peakShare === null ? null : Math.round(peakShare * MILLION),
      peakOn: daysOf(axes, problem.periodDays, peakPeriod).fromOn,
      priceMicros: shownPrice("lane", price),
    });
  }
  return rows.sort(
    (a, b) =>
      b.priceMicros - a.priceMicros ||
      (b.peakShareMillionths ?? 0) - (a.peakShareMillionths ?? 0) ||
      b.loadMm3 - a.loadMm3,
  );
}

function laneUse({ problem, plan }: Pick<StoredNetwork, "problem" | "plan">, lane: number) {
  const { load, priceMicros } = plan.use.lane;
  const use = {
    loadMm3: 0,
    bindingCount: 0,
    price: 0,
    peakPeriod: 0,
    peakShare: null as number | null,
  };
  const periods = problem.periodDays.length;
  for (let t = 0; t < periods; t++) {
    const cell = lane * periods + t;
    const limit = problem.capacity.laneMm3[cell] ?? 0;
    use.loadMm3 += load[cell] ?? 0;
    const price = priceMicros[cell] ?? 0;
    if (price > 1e-7) use.bindingCount += 1;
    use.price = Math.max(use.price, price);
    if (!(limit > 0 && limit < Number.POSITIVE_INFINITY)) continue;
    const share = (load[cell] ?? 0) / limit;
    if (share <= (use.peakShare ?? -1)) continue;
    use.peakShare = share;
    use.peakPeriod = t;
  }
  return use;
}

async function historyOf(
  tx: Tx,
  run: NetworkRunRow,
  { axes }: StoredNetwork,
  places: Places,
): Promise<NetworkPlanView["history"]> {
  const runs = await listNetworkRuns(tx, run.marketplaceId);
  const weights = await listNetworkWeights(tx, run.marketplaceId);
  const weightOf = new Map(weights.map((row) => [`${row.runId} ${row.fcId}`, row.weightMicros]));
  return axes.fcIds.map((fcId, w) => ({
    fcCode: fcCodeAt(axes, places, w),
    points: runs.map(({ runId, asOfOn }) => ({
      on: asOfOn,
      weightMicros: weightOf.get(`${runId} ${fcId}`) ?? 0,
    })),
  }));
}
