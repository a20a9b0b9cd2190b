// Stage 6: advised units over the FCs, ahead of regional demand.
import {
  storageTypeCount,
  storageTypeIndex,
  storageTypes,
} from "@/lib/optimizer/core/storage-type.ts";
import { placementZone, type RateCard, validateRateCard } from "@/lib/optimizer/fees/index.ts";
import {
  type Advice,
  type DecidedPlacement,
  limitedMm3,
  MONTHS_AHEAD,
  type NetworkFeeds,
  type PlacementFacts,
  type PlacementFees,
  type PlacementNetwork,
  type PlannedSplits,
  placementWithFeeds,
} from "@/lib/optimizer/stages/index.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  type FcRateRow,
  type FcRow,
  findMarketplace,
  type LaneRow,
  listFcRates,
  listFcs,
  listLanes,
  listPools,
  listRegions,
  type PoolRow,
} from "@/server/repositories/network.ts";
import { findPolicyInForce } from "@/server/repositories/policy-read.ts";
import { insertPrices, type PriceRow, type RunRow } from "@/server/repositories/run.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { type Decided, decidedOf, decidedPackage } from "../decided.ts";
import { monthOn } from "../plan-calendar.ts";
import { loadPolicies } from "../policies.ts";
import { readArtifacts, type StageContext, type StageOutcome, WORKER } from "../stage.ts";
import { packageOf, structOf } from "../struct.ts";

const MICROS_PER_DM3 = 1_000_000;
/** ISO 4217. */
const US_DOLLAR = 840;

export async function placementStage(ctx: StageContext): Promise<StageOutcome> {
  const { run } = ctx;
  const [pricing] = await readArtifacts(ctx, "pricing");
  const shares = pricing?.arrays.overbookingShareMillionths as Float64Array | undefined;
  const found = await inScope(ctx.db, WORKER, (tx) =>
    loadPlacementNetwork(tx, run, (type) => shares?.[type * MONTHS_AHEAD] ?? 1_000_000),
  );
  if (found === null) {
    return {
      status: "skipped",
      message: `${run.marketplaceId} has no fulfilment centres to place units in`,
    };
  }
  const facts = (await readArtifacts(ctx, "placementFacts")).map((p) =>
    structOf<PlacementFacts>(p),
  );
  const { replenishment: policy } = await loadPolicies(ctx, run);
  const planned = await ctx.compute.run("placement", {
    shards: facts,
    advice: await adviceOf(ctx),
    network: await pricedNetwork(ctx, found.network),
    fees: await feesOf(ctx, found.fcs),
    scenarios: { count: policy.placementScenarioCount, seed: run.seed },
  });
  const { price, summary, decided, splits, ...rows } = planned;
  const { fees, ...splitRows } = splits;
  const prices = priceRows(found.fcs, price);
  return {
    status: "done",
    message: `${summary.placedUnits} units placed, ${summary.unplacedUnits} without room`,
    artifacts: [
      { name: "placement", value: packageOf(rows) },
      { name: "placementDecided", value: decidedPackage(decidedRows(decided)) },
      { name: "placementSplits", value: packageOf(splitRows) },
      { name: "placementFees", value: decidedPackage(feeRows(fees)) },
    ],
    result: { ...summary },
    write: (tx) => insertPrices(tx, run.id, prices),
  };
}

const decidedRows = ({ productId, fcIndex, columns }: DecidedPlacement): Decided => ({
  values: columns,
  row: { productId, fcIndex },
});

const feeRows = ({ columns, ...row }: PlannedSplits["fees"]): Decided => ({ values: columns, row });

/** The rate card in force on the run's day as it was known, where it is in the marketplace's currency. */
async function feesOf({ db, run }: StageContext, fcs: readonly FcRow[]): Promise<PlacementFees> {
  const card = await inScope(db, WORKER, async (tx) => {
    const marketplace = await findMarketplace(tx, run.marketplaceId);
    if (marketplace?.currency !== "USD") return null;
    const inForce = { onDay: run.asOfOn, publishedBy: run.knownAt };
    const found = (await findPolicyInForce(tx, "fees", inForce))?.body as RateCard | undefined;
    return found?.currencyIso4217 === US_DOLLAR ? checkedCard(found) : null;
  });
  const zoneOfFc = Int32Array.from(fcs, ({ longitude }) =>
    card ? placementZone(card, longitude) : 0,
  );
  return { card, zoneOfFc };
}

function checkedCard(card: RateCard): RateCard {
  const [problem] = validateRateCard(card);
  if (!problem) return card;
  const { field, expected, got } = problem;
  throw new Error(`fees policy: ${field} must be ${expected}, got ${got}`);
}

async function adviceOf(ctx: StageContext): Promise<Advice> {
  const decided = (await readArtifacts(ctx, "replenishment")).map(decidedOf);
  const join = (pick: (one: (typeof decided)[number]) => ArrayLike<number>) =>
    Float64Array.from(decided.flatMap((one) => Array.from(pick(one))));
  return {
    productId: join(({ row }) => row.productId ?? []),
    units: join(({ values }) => values.column.advisedUnits ?? []),
    marginMicros: join(({ values }) => values.column.marginMicros ?? []),
  };
}

/** With what the network's plan found, where there is one. */
async function pricedNetwork(
  ctx: StageContext,
  network: PlacementNetwork,
): Promise<PlacementNetwork> {
  const [feeds] = await readArtifacts(ctx, "network");
  return feeds ? placementWithFeeds(network, structOf<NetworkFeeds>(feeds)) : network;
}

interface Axes {
  readonly network: PlacementNetwork;
  readonly fcAt: ReadonlyMap<number, number>;
  readonly regionAt: ReadonlyMap<number, number>;
}

/** FCs, lanes and next month's pools; null where the marketplace has no FC or no region. */
export async function loadPlacementNetwork(
  tx: Tx,
  { marketplaceId, asOfOn, knownAt }: Pick<RunRow, "marketplaceId" | "asOfOn" | "knownAt">,
  overbookingShareMillionths: (storageTypeIndex: number) => number,
): Promise<{ readonly fcs: readonly FcRow[]; readonly network: PlacementNetwork } | null> {
  const fcs = await listFcs(tx, marketplaceId, asOfOn);
  const regions = await listRegions(tx, marketplaceId);
  if (fcs.length === 0 || regions.length === 0) return null;
  const network = emptyNetwork(fcs.length, regions.length);
  const axes: Axes = {
    network,
    fcAt: new Map(fcs.map(({ id }, w) => [id, w])),
    regionAt: new Map(regions.map(({ id }, r) => [id, r])),
  };
  const nextMonth = { asOfOn: monthOn(asOfOn, 1), knownAt };
  fillPools(axes, await listPools(tx, marketplaceId, nextMonth), overbookingShareMillionths);
  fillRates(axes, await listFcRates(tx, marketplaceId, { asOfOn, knownAt }));
  fillLanes(axes, await listLanes(tx, marketplaceId));
  return { fcs, network };
}

/** Pools as limits count them: with what is on its way, beyond what can lie there at once. */
function fillPools(
  { network, fcAt }: Axes,
  pools: readonly PoolRow[],
  overbookingShareMillionths: (storageTypeIndex: number) => number,
): void {
  for (const { fcId, storageType, usableMm3 } of pools) {
    const w = fcAt.get(fcId);
    if (w === undefined) continue;
    const type = storageTypeIndex(storageType);
    network.usableMm3[w * storageTypeCount + type] = limitedMm3(
      usableMm3,
      overbookingShareMillionths(type),
    );
  }
}

function fillRates({ network, fcAt }: Axes, rates: readonly FcRateRow[]): void {
  for (const { fcId, inboundUnitsPerDay, outboundUnitsPerDay } of rates) {
    const w = fcAt.get(fcId);
    if (w === undefined) continue;
    network.inboundUnitsPerDay[w] = inboundUnitsPerDay;
    network.outboundUnitsPerDay[w] = outboundUnitsPerDay;
  }
}

function fillLanes({ network, fcAt, regionAt }: Axes, lanes: readonly LaneRow[]): void {
  for (const lane of lanes) {
    const [w, r] = [fcAt.get(lane.fcId), regionAt.get(lane.regionId)];
    if (w === undefined || r === undefined) continue;
    const cell = w * network.regionCount + r;
    network.laneMicrosPerUnit[cell] = lane.costMicrosPerUnit;
    network.laneMicrosPerKg[cell] = lane.costMicrosPerKg;
    network.transitDays[cell] = lane.transitDays;
  }
}

const emptyNetwork = (fcCount: number, regionCount: number): PlacementNetwork => ({
  fcCount,
  regionCount,
  usableMm3: new Float64Array(fcCount * storageTypeCount),
  inboundUnitsPerDay: new Float64Array(fcCount),
  outboundUnitsPerDay: new Float64Array(fcCount),
  laneMicrosPerUnit: new Float64Array(fcCount * regionCount),
  laneMicrosPerKg: new Float64Array(fcCount * regionCount),
  transitDays: new Int32Array(fcCount * regionCount),
});

/** Duals of the FCs' limits, rounded to whole micros; those that are 0 are left out. */
function priceRows(
  fcs: readonly FcRow[],
  price: {
    readonly storageMicrosPerMm3: Float64Array;
    readonly inboundMicrosPerUnit: Float64Array;
    readonly outboundMicrosPerUnit: Float64Array;
  },
): PriceRow[] {
  const rows: PriceRow[] = [];
  const add = (name: string, resource: string, value: number, unit: string) => {
    const rounded = Math.round(value);
    if (rounded > 0) rows.push({ name, resource, period: "1", value: rounded, unit, slack: null });
  };
  fcs.forEach(({ code }, w) => {
    storageTypes.forEach((type, k) => {
      const perMm3 = price.storageMicrosPerMm3[w * storageTypeCount + k] ?? 0;
      add("fcStorage", `${code} ${type}`, perMm3 * MICROS_PER_DM3, "microsPerDm3");
    });
    add("fcInbound", code, price.inboundMicrosPerUnit[w] ?? 0, "microsPerUnit");
    add("fcOutbound", code, price.outboundMicrosPerUnit[w] ?? 0, "microsPerUnit");
  });
  return rows;
}
