import { FC_TABLE, ORIGIN_TABLE } from "./data/fc-table.ts";
import { REGION_TABLE } from "./data/region-table.ts";
import type { InboundLane, Origin, Region, Route } from "./types.ts";

const EARTH_RADIUS_KM = 6371.0088;
const RADIANS_PER_DEGREE = 0.017453292519943295;

// Sine, cosine and arc sine from + - * / only, so that distances have the same bits on every machine.
function sine(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n <= 14; n++) {
    term *= (-x * x) / (2 * n * (2 * n + 1));
    sum += term;
  }
  return sum;
}
const cosine = (x: number): number => sine(Math.PI / 2 - x);

/** Arc sine for |x| <= 0.5, enough for half of any arc within a continent. */
function arcSine(x: number): number {
  let coefficient = x;
  let sum = x;
  for (let n = 1; n <= 24; n++) {
    coefficient *= (x * x * (2 * n - 1)) / (2 * n);
    sum += coefficient / (2 * n + 1);
  }
  return sum;
}

interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Great-circle distance in kilometres (haversine) between places at most 6,000 km apart. Cost O(1). */
export function greatCircleKm(a: Place, b: Place): number {
  const halfLatitude = sine(((b.latitude - a.latitude) * RADIANS_PER_DEGREE) / 2);
  const halfLongitude = sine(((b.longitude - a.longitude) * RADIANS_PER_DEGREE) / 2);
  const width = cosine(a.latitude * RADIANS_PER_DEGREE) * cosine(b.latitude * RADIANS_PER_DEGREE);
  const square = halfLatitude * halfLatitude + width * halfLongitude * halfLongitude;
  return 2 * EARTH_RADIUS_KM * arcSine(Math.sqrt(square));
}

/** Ground transit: next day within 250 km, then a day more for about every 650 km. */
const groundTransitDays = (km: number): number => 1 + Math.ceil(Math.max(0, km - 250) / 650);

/** Regions with their share of the population; the shares sum to 1. */
export function buildRegions(): Region[] {
  const total = REGION_TABLE.reduce((sum, r) => sum + r.populationThousands, 0);
  return REGION_TABLE.map(({ populationThousands, ...place }) => ({
    ...place,
    populationShare: populationThousands / total,
  }));
}

export const buildOrigins = (): Origin[] =>
  ORIGIN_TABLE.map(({ oceanDays, ...place }) => ({ ...place, isImport: oceanDays > 0 }));

/** Every FC to every region, ordered by (fc, region). Cost rises with distance, part by unit and part by weight. */
export function buildRoutes(): Route[] {
  return FC_TABLE.flatMap((from, fc) =>
    REGION_TABLE.map((to, region) => {
      const distanceKm = Math.round(greatCircleKm(from, to));
      return {
        fc,
        region,
        distanceKm,
        transitDays: groundTransitDays(distanceKm),
        costMicrosPerUnit: 10_000 * Math.round(240 + distanceKm * 0.055),
        costMicrosPerKg: 10_000 * Math.round(35 + distanceKm * 0.03),
      };
    }),
  );
}

/** Every origin to every FC, ordered by (origin, fc); lorries carry full loads, so they are slower than parcels. */
export function buildInboundLanes(): InboundLane[] {
  return ORIGIN_TABLE.flatMap((from, origin) =>
    FC_TABLE.map((to, fc) => {
      const km = greatCircleKm(from, to);
      return {
        origin,
        fc,
        transitDays: from.oceanDays + 2 + Math.ceil(km / 700),
        costMicrosPerUnit: 10_000 * Math.round(18 + from.oceanDays * 1.5 + km * 0.012),
      };
    }),
  );
}

/** FCs from the cheapest lane to the dearest for each region. [regionCount, fcCount] */
export function nearestFcs(lanes: readonly Route[]): Uint8Array {
  const fcCount = FC_TABLE.length;
  const order = new Uint8Array(REGION_TABLE.length * fcCount);
  for (let region = 0; region < REGION_TABLE.length; region++) {
    const byCost = lanes
      .filter((lane) => lane.region === region)
      .sort((a, b) => a.costMicrosPerUnit - b.costMicrosPerUnit || a.fc - b.fc);
    byCost.forEach((lane, rank) => {
      order[region * fcCount + rank] = lane.fc;
    });
  }
  return order;
}
