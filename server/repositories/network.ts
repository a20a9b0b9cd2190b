// The operator's network: fulfilment centres, pools, regions, lanes and the calendar of events. Not seller-owned; readable by all.
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import {
  account,
  fc,
  fcPool,
  fcRate,
  lane,
  marketplace,
  networkEvent,
  region,
} from "@/db/schema/index.ts";
import { knownThen, type SnapshotPair } from "./snapshot.ts";

export interface MarketplaceRow {
  readonly id: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly weekStartWeekday: number;
}

export async function findMarketplace(tx: Tx, id: string): Promise<MarketplaceRow | undefined> {
  const [row] = await tx
    .select({
      id: marketplace.id,
      currency: marketplace.currency,
      timeZone: marketplace.timeZone,
      weekStartWeekday: marketplace.weekStartWeekday,
    })
    .from(marketplace)
    .where(eq(marketplace.id, id))
    .limit(1);
  return row;
}

export interface PlannableMarketplaceRow {
  readonly marketplaceId: string;
  readonly name: string;
}

/** Marketplaces in which somebody sells, those with fulfilment centres of ours first. */
export function listPlannableMarketplaces(tx: Tx): Promise<PlannableMarketplaceRow[]> {
  const hasNetwork = sql`exists (select 1 from ${fc} where ${fc.marketplaceId} = ${marketplace.id})`;
  return tx
    .select({ marketplaceId: marketplace.id, name: marketplace.name })
    .from(marketplace)
    .where(
      sql`exists (select 1 from ${account} where ${account.marketplaceId} = ${marketplace.id})`,
    )
    .orderBy(desc(hasNetwork), asc(marketplace.id));
}

export interface FcRow {
  readonly id: number;
  readonly code: string;
  readonly latitude: number;
  readonly longitude: number;
}

export interface PlaceRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Fulfilment centres with their towns, by id. */
export function listFcPlaces(tx: Tx, marketplaceId: string): Promise<PlaceRow[]> {
  return tx
    .select({
      id: fc.id,
      code: fc.code,
      name: sql<string>`${fc.city} || ', ' || ${fc.state}`,
      latitude: fc.latitude,
      longitude: fc.longitude,
    })
    .from(fc)
    .where(eq(fc.marketplaceId, marketplaceId))
    .orderBy(asc(fc.id));
}

/** Demand regions with their places, by id. */
export function listRegionPlaces(tx: Tx, marketplaceId: string): Promise<PlaceRow[]> {
  return tx
    .select({
      id: region.id,
      code: region.code,
      name: sql<string>`${region.name} || ', ' || ${region.state}`,
      latitude: region.latitude,
      longitude: region.longitude,
    })
    .from(region)
    .where(eq(region.marketplaceId, marketplaceId))
    .orderBy(asc(region.id));
}

/** Fulfilment centres that were open on the day, by id. */
export function listFcs(tx: Tx, marketplaceId: string, asOfOn: string): Promise<FcRow[]> {
  return tx
    .select({ id: fc.id, code: fc.code, latitude: fc.latitude, longitude: fc.longitude })
    .from(fc)
    .where(and(eq(fc.marketplaceId, marketplaceId), sql`${fc.openedOn} <= ${asOfOn}`))
    .orderBy(asc(fc.id));
}

/** A fulfilment centre of a marketplace; undefined when it has none of this id. */
export async function findFc(
  tx: Tx,
  marketplaceId: string,
  id: number,
): Promise<FcRow | undefined> {
  const [row] = await tx
    .select({ id: fc.id, code: fc.code, latitude: fc.latitude, longitude: fc.longitude })
    .from(fc)
    .where(and(eq(fc.marketplaceId, marketplaceId), eq(fc.id, id)));
  return row;
}

export interface PoolRow {
  readonly fcId: number;
  readonly storageType: "standard" | "oversize" | "apparel";
  readonly usableMm3: number;
}

/** Usable volume per FC and storage type as it will be on `pair.asOfOn` (which may lie ahead), as known at `pair.knownAt`. */
export async function listPools(
  tx: Tx,
  marketplaceId: string,
  pair: SnapshotPair,
): Promise<readonly PoolRow[]> {
  return tx.execute<PoolRow & Record<string, unknown>>(sql`
    select distinct on (${fcPool.fcId}, ${fcPool.storageType}) ${fcPool.fcId} as "fcId",
      ${fcPool.storageType} as "storageType", ${fcPool.usableMm3}::float8 as "usableMm3"
    from ${fcPool} join ${fc} on ${fc.id} = ${fcPool.fcId}
    where ${fc.marketplaceId} = ${marketplaceId} and ${fcPool.validFromOn} <= ${pair.asOfOn}
      and ${knownThen(fcPool, pair)}
    order by ${fcPool.fcId}, ${fcPool.storageType}, ${fcPool.validFromOn} desc, ${fcPool.recordedFrom} desc`);
}

export interface FcRateRow {
  readonly fcId: number;
  readonly inboundUnitsPerDay: number;
  readonly outboundUnitsPerDay: number;
}

/** Inbound and outbound rates per FC on the day, as known then. */
export async function listFcRates(
  tx: Tx,
  marketplaceId: string,
  pair: SnapshotPair,
): Promise<readonly FcRateRow[]> {
  const known: SQL = sql`rate.recorded_from <= ${pair.knownAt.toISOString()}::timestamptz
    and rate.recorded_to > ${pair.knownAt.toISOString()}::timestamptz`;
  return tx.execute<FcRateRow & Record<string, unknown>>(sql`
    select distinct on (rate.fc_id) rate.fc_id as "fcId", rate.inbound_units_per_day as "inboundUnitsPerDay",
      rate.outbound_units_per_day as "outboundUnitsPerDay"
    from fc_rate rate join ${fc} on ${fc.id} = rate.fc_id
    where ${fc.marketplaceId} = ${marketplaceId} and rate.valid_from_on <= ${pair.asOfOn} and ${known}
    order by rate.fc_id, rate.valid_from_on desc, rate.recorded_from desc`);
}

export interface PoolVersionRow extends PoolRow {
  readonly validFromOn: string;
}

/** Usable volumes as known, each from its day on; of two for one day the later counts. By FC, storage type and day. */
export function listPoolVersions(
  tx: Tx,
  marketplaceId: string,
  pair: SnapshotPair,
): Promise<PoolVersionRow[]> {
  return tx
    .select({
      fcId: fcPool.fcId,
      storageType: fcPool.storageType,
      validFromOn: fcPool.validFromOn,
      usableMm3: fcPool.usableMm3,
    })
    .from(fcPool)
    .innerJoin(fc, eq(fc.id, fcPool.fcId))
    .where(and(eq(fc.marketplaceId, marketplaceId), knownThen(fcPool, pair)))
    .orderBy(
      asc(fcPool.fcId),
      asc(fcPool.storageType),
      asc(fcPool.validFromOn),
      asc(fcPool.recordedFrom),
    );
}

export interface RateVersionRow extends FcRateRow {
  readonly validFromOn: string;
  /** null = not told, no limit. */
  readonly shippingMm3PerDay: number | null;
}

/** Rates as known, each from its day on; of two for one day the later counts. By FC and day. */
export function listRateVersions(
  tx: Tx,
  marketplaceId: string,
  pair: SnapshotPair,
): Promise<RateVersionRow[]> {
  return tx
    .select({
      fcId: fcRate.fcId,
      validFromOn: fcRate.validFromOn,
      inboundUnitsPerDay: fcRate.inboundUnitsPerDay,
      outboundUnitsPerDay: fcRate.outboundUnitsPerDay,
      shippingMm3PerDay: fcRate.shippingMm3PerDay,
    })
    .from(fcRate)
    .innerJoin(fc, eq(fc.id, fcRate.fcId))
    .where(and(eq(fc.marketplaceId, marketplaceId), knownThen(fcRate, pair)))
    .orderBy(asc(fcRate.fcId), asc(fcRate.validFromOn), asc(fcRate.recordedFrom));
}

export interface RegionRow {
  readonly id: number;
  readonly code: string;
  readonly populationShare: number;
}

export function listRegions(tx: Tx, marketplaceId: string): Promise<RegionRow[]> {
  return tx
    .select({ id: region.id, code: region.code, populationShare: region.populationShare })
    .from(region)
    .where(eq(region.marketplaceId, marketplaceId))
    .orderBy(asc(region.id));
}

export interface LaneRow {
  readonly fcId: number;
  readonly regionId: number;
  readonly transitDays: number;
  readonly costMicrosPerUnit: number;
  readonly costMicrosPerKg: number;
  /** Bit 0 = Sunday. */
  readonly departureWeekdays: number;
  /** null = not told, no limit. */
  readonly departureMm3: number | null;
}

export function listLanes(tx: Tx, marketplaceId: string): Promise<LaneRow[]> {
  return tx
    .select({
      fcId: lane.fcId,
      regionId: lane.regionId,
      transitDays: lane.transitDays,
      costMicrosPerUnit: lane.costMicrosPerUnit,
      costMicrosPerKg: lane.costMicrosPerKg,
      departureWeekdays: lane.departureWeekdays,
      departureMm3: lane.departureMm3,
    })
    .from(lane)
    .innerJoin(fc, eq(fc.id, lane.fcId))
    .where(eq(fc.marketplaceId, marketplaceId))
    .orderBy(asc(lane.fcId), asc(lane.regionId));
}

export interface SaleEventRow {
  readonly title: string;
  readonly startOn: string;
  readonly endOn: string;
  /** Factor on a week's demand that is expected of it; null = not told. */
  readonly expectedFactorMillionths: number | null;
}

/** Sale events of the calendar that were known, past and announced, by start. */
export function listSaleEvents(
  tx: Tx,
  marketplaceId: string,
  pair: SnapshotPair,
): Promise<SaleEventRow[]> {
  return tx
    .select({
      title: networkEvent.title,
      startOn: networkEvent.startOn,
      endOn: networkEvent.endOn,
      expectedFactorMillionths: networkEvent.expectedFactorMillionths,
    })
    .from(networkEvent)
    .where(
      and(
        eq(networkEvent.marketplaceId, marketplaceId),
        eq(networkEvent.kind, "sale_event"),
        knownThen(networkEvent, pair),
      ),
    )
    .orderBy(asc(networkEvent.startOn), asc(networkEvent.id));
}
