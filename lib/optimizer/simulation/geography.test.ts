import { describe, expect, test } from "vitest";
import { FC_TABLE, ORIGIN_TABLE } from "./data/fc-table.ts";
import { REGION_TABLE } from "./data/region-table.ts";
import {
  buildInboundLanes,
  buildRegions,
  buildRoutes,
  greatCircleKm,
  nearestFcs,
} from "./geography.ts";

const place = (latitude: number, longitude: number) => ({ latitude, longitude });

describe("great-circle distance", () => {
  test("agrees with haversine by the built-in functions", () => {
    const rad = Math.PI / 180;
    for (const a of FC_TABLE) {
      for (const b of REGION_TABLE) {
        const h =
          Math.sin(((b.latitude - a.latitude) * rad) / 2) ** 2 +
          Math.cos(a.latitude * rad) *
            Math.cos(b.latitude * rad) *
            Math.sin(((b.longitude - a.longitude) * rad) / 2) ** 2;
        const expected = 2 * 6371.0088 * Math.asin(Math.sqrt(h));
        expect(Math.abs(greatCircleKm(a, b) - expected)).toBeLessThan(1e-6);
      }
    }
  });
  test("is 111.195 km for a degree of latitude and 0 for the same place", () => {
    expect(greatCircleKm(place(40, -90), place(41, -90))).toBeCloseTo(111.195, 3);
    expect(greatCircleKm(place(40, -90), place(40, -90))).toBe(0);
  });
});

describe("the map", () => {
  const inUsa = (p: { latitude: number; longitude: number }) =>
    p.latitude > 24.5 && p.latitude < 49.4 && p.longitude > -124.8 && p.longitude < -66.9;
  test("has 14 FCs, 60 regions and 9 origins inside the contiguous USA, each code once", () => {
    for (const table of [FC_TABLE, REGION_TABLE, ORIGIN_TABLE]) {
      expect(new Set(table.map((row) => row.code)).size).toBe(table.length);
      expect(table.every(inUsa)).toBe(true);
    }
    expect([FC_TABLE.length, REGION_TABLE.length, ORIGIN_TABLE.length]).toEqual([14, 60, 9]);
  });
  test("gives population shares that sum to 1", () => {
    expect(buildRegions().reduce((sum, r) => sum + r.populationShare, 0)).toBeCloseTo(1, 12);
  });
  test("has a lane from every FC to every region; further is never cheaper or faster", () => {
    const lanes = buildRoutes();
    expect(lanes).toHaveLength(14 * 60);
    const byDistance = [...lanes].sort((a, b) => a.distanceKm - b.distanceKm);
    for (let k = 1; k < byDistance.length; k++) {
      const near = byDistance[k - 1]!;
      const far = byDistance[k]!;
      expect(far.costMicrosPerUnit).toBeGreaterThanOrEqual(near.costMicrosPerUnit);
      expect(far.costMicrosPerKg).toBeGreaterThanOrEqual(near.costMicrosPerKg);
      expect(far.transitDays).toBeGreaterThanOrEqual(near.transitDays);
    }
    expect(byDistance[0]!.transitDays).toBe(1);
  });
  test("serves Chicago from Joliet first and from Kent or the far south last", () => {
    const near = nearestFcs(buildRoutes());
    const chicago = REGION_TABLE.findIndex((r) => r.code === "chicago");
    const order = [...near.subarray(chicago * 14, chicago * 14 + 14)].map(
      (fc) => FC_TABLE[fc]!.code,
    );
    expect(order[0]).toBe("JOL1");
    expect(new Set(order).size).toBe(14);
    expect(["KNT1", "STK1"]).toContain(order[13]);
  });
  test("brings imports over sea: weeks, where inland goods take days", () => {
    for (const lane of buildInboundLanes()) {
      const isSea = ORIGIN_TABLE[lane.origin]!.oceanDays > 0;
      if (isSea) expect(lane.transitDays).toBeGreaterThan(21);
      else expect(lane.transitDays).toBeLessThan(10);
    }
  });
});
