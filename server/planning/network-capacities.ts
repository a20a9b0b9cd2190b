// What the network can do over the weeks ahead, as the facts of a run's pair tell it.
import { dayFromDate, weekStartDay } from "@/lib/calendar/index.ts";
import { storageTypeCount, storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import {
  MONTHS_AHEAD,
  type NetworkCapacities,
  networkPeriodDays,
  poolCount,
} from "@/lib/optimizer/stages/index.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  findMarketplace,
  type LaneRow,
  listFcs,
  listLanes,
  listPoolVersions,
  listRateVersions,
  listRegions,
  type PoolVersionRow,
  type RateVersionRow,
} from "@/server/repositories/network.ts";
import type { RunRow } from "@/server/repositories/run.ts";
import { monthOn, originWeek } from "./plan-calendar.ts";

export interface NetworkAxes {
  readonly fcIds: readonly number[];
  readonly regionIds: readonly number[];
  /** Day after the run's (epoch day). */
  readonly firstDay: number;
}

export interface LoadedNetwork {
  readonly axes: NetworkAxes;
  readonly capacities: NetworkCapacities;
}

/** Null where the marketplace has no FC. */
export async function loadNetwork(
  tx: Tx,
  { marketplaceId, asOfOn, knownAt }: Pick<RunRow, "marketplaceId" | "asOfOn" | "knownAt">,
): Promise<LoadedNetwork | null> {
  const fcs = await listFcs(tx, marketplaceId, asOfOn);
  if (fcs.length === 0) return null;
  const regions = await listRegions(tx, marketplaceId);
  const marketplace = await findMarketplace(tx, marketplaceId);
  const asOfDay = dayFromDate(asOfOn);
  const axes: NetworkAxes = {
    fcIds: fcs.map(({ id }) => id),
    regionIds: regions.map(({ id }) => id),
    firstDay: asOfDay + 1,
  };
  const startWeekday = marketplace?.weekStartWeekday ?? 0;
  const firstForecastDay = weekStartDay(originWeek(asOfDay, startWeekday) + 1, startWeekday);
  const pair = { asOfOn, knownAt };
  const months = Array.from({ length: MONTHS_AHEAD }, (_, m) =>
    dayFromDate(monthOn(asOfOn, m + 1)),
  );
  const days = periodStarts(axes.firstDay);
  const pools = await listPoolVersions(tx, marketplaceId, pair);
  const rates = await listRateVersions(tx, marketplaceId, pair);
  return {
    axes,
    capacities: {
      fcCount: fcs.length,
      regionCount: regions.length,
      firstDay: axes.firstDay - firstForecastDay,
      monthPeriod: Int32Array.from(months, (day) => days.findLastIndex((start) => start <= day)),
      ...poolArrays(axes, pools, months),
      ...rateArrays(axes, rates),
      ...laneArrays(axes, await listLanes(tx, marketplaceId)),
    },
  };
}

const periodDays = networkPeriodDays();
const periodCount = periodDays.length;

function periodStarts(firstDay: number): number[] {
  let day = firstDay;
  return Array.from(periodDays, (days) => {
    const start = day;
    day += days;
    return start;
  });
}

/** Calls back with every day of every period. */
function eachDay(firstDay: number, visit: (t: number, day: number) => void): void {
  let day = firstDay;
  periodDays.forEach((days, t) => {
    for (const end = day + days; day < end; day++) visit(t, day);
  });
}

/** The last of versions in order of their days that is valid on a day. */
function versionOn<Row extends { readonly validFromOn: string }>(
  versions: readonly Row[],
  day: number,
): Row | undefined {
  let valid: Row | undefined;
  for (const row of versions) if (dayFromDate(row.validFromOn) <= day) valid = row;
  return valid;
}

function poolArrays(axes: NetworkAxes, rows: readonly PoolVersionRow[], months: readonly number[]) {
  const fcCount = axes.fcIds.length;
  const storageMm3 = new Float64Array(fcCount * storageTypeCount * periodCount);
  const poolMm3 = new Float64Array(fcCount * poolCount);
  const groups = Map.groupBy(rows, ({ fcId, storageType }) => `${fcId} ${storageType}`);
  for (const versions of groups.values()) {
    const [first] = versions;
    const w = first ? axes.fcIds.indexOf(first.fcId) : -1;
    if (!first || w < 0) continue;
    const k = storageTypeIndex(first.storageType);
    const spaceOn = (day: number) => versionOn(versions, day)?.usableMm3 ?? 0;
    months.forEach((day, month) => {
      poolMm3[w * poolCount + k * MONTHS_AHEAD + month] = spaceOn(day);
    });
    const from = (w * storageTypeCount + k) * periodCount;
    storageMm3.fill(Number.POSITIVE_INFINITY, from, from + periodCount);
    eachDay(axes.firstDay, (t, day) => {
      // The least of the period's days: what lies there must fit on each of them.
      storageMm3[from + t] = Math.min(storageMm3[from + t] ?? 0, spaceOn(day));
    });
  }
  return { storageMm3, poolMm3 };
}

function rateArrays(axes: NetworkAxes, rows: readonly RateVersionRow[]) {
  const size = axes.fcIds.length * periodCount;
  const receivingUnits = new Float64Array(size);
  const pickingUnits = new Float64Array(size);
  const shippingMm3 = new Float64Array(size);
  const groups = Map.groupBy(rows, ({ fcId }) => fcId);
  for (const [fcId, versions] of groups) {
    const w = axes.fcIds.indexOf(fcId);
    if (w < 0) continue;
    eachDay(axes.firstDay, (t, day) => {
      const rate = versionOn(versions, day);
      if (!rate) return;
      const cell = w * periodCount + t;
      receivingUnits[cell] = (receivingUnits[cell] ?? 0) + rate.inboundUnitsPerDay;
      pickingUnits[cell] = (pickingUnits[cell] ?? 0) + rate.outboundUnitsPerDay;
      const shipping = rate.shippingMm3PerDay ?? Number.POSITIVE_INFINITY;
      shippingMm3[cell] = (shippingMm3[cell] ?? 0) + shipping;
    });
  }
  return { receivingUnits, pickingUnits, shippingMm3 };
}

/** Weekday of an epoch day; 0 = Sunday. */
const weekdayOf = (day: number): number => (day + 4) % 7;

function laneArrays(axes: NetworkAxes, lanes: readonly LaneRow[]) {
  const regionCount = axes.regionIds.length;
  const size = axes.fcIds.length * regionCount;
  const laneMm3 = new Float64Array(size * periodCount);
  const laneMicrosPerUnit = new Float64Array(size);
  const laneMicrosPerKg = new Float64Array(size);
  const transitDays = new Int32Array(size);
  for (const lane of lanes) {
    const [w, r] = [axes.fcIds.indexOf(lane.fcId), axes.regionIds.indexOf(lane.regionId)];
    if (w < 0 || r < 0) continue;
    const cell = w * regionCount + r;
    laneMicrosPerUnit[cell] = lane.costMicrosPerUnit;
    laneMicrosPerKg[cell] = lane.costMicrosPerKg;
    transitDays[cell] = lane.transitDays;
    eachDay(axes.firstDay, (t, day) => {
      if (((lane.departureWeekdays >> weekdayOf(day)) & 1) === 0) return;
      const at = cell * periodCount + t;
      laneMm3[at] = (laneMm3[at] ?? 0) + (lane.departureMm3 ?? Number.POSITIVE_INFINITY);
    });
  }
  return { laneMm3, laneMicrosPerUnit, laneMicrosPerKg, transitDays };
}
