import { beforeAll, describe, expect, test } from "vitest";
import { dayFromDate } from "../../calendar/index.ts";
import { storageTypes } from "../core/storage-type.ts";
import { SELLER_TABLE, type Skill } from "./data/seller-table.ts";
import {
  type AccountSummary,
  DEMO_SEED,
  type FcPoolVersion,
  hashWorld,
  simulateWorld,
  summariseWorld,
  type World,
} from "./index.ts";
import { weekdayOf } from "./season.ts";

describe("the span of a world", () => {
  test("ends on 2026-11-22 unless told otherwise and begins on a Sunday at least 548 days before", () => {
    const { span } = simulateWorld({ seed: 1, sizeShare: 0.01 });
    expect(span).toMatchObject({
      firstDay: dayFromDate("2025-05-18"),
      asOfDay: dayFromDate("2026-11-22"),
      dayCount: 554,
    });
  });
  test("may end on any day", () => {
    for (const asOfDay of [dayFromDate("2026-02-28"), dayFromDate("2027-07-03")]) {
      const world = simulateWorld({ seed: 1, sizeShare: 0.01, asOfDay });
      expect(weekdayOf(world.span.firstDay)).toBe(0);
      expect(world.span.dayCount).toBeGreaterThanOrEqual(548);
      expect(world.span.dayCount).toBeLessThan(555);
      expect(world.orderLines.day.at(-1)).toBe(asOfDay);
    }
  });
  test("refuses options that make no world", () => {
    expect(() => simulateWorld({ seed: 0.5 })).toThrow(/seed/);
    expect(() => simulateWorld({ seed: 1, sizeShare: 0 })).toThrow(/sizeShare/);
    expect(() => simulateWorld({ seed: 1, asOfDay: 20_000.5 })).toThrow(/asOfDay/);
    expect(() => simulateWorld({ seed: 1, withoutEvents: ["weather"] })).toThrow(/weather/);
  });
});

describe("the demo world", () => {
  let world: World;
  let rows: AccountSummary[];
  beforeAll(() => {
    world = simulateWorld({ seed: DEMO_SEED });
    rows = summariseWorld(world);
  }, 60_000);

  test("has the same bytes on every machine", () => {
    expect(hashWorld(world)).toMatchInlineSnapshot(`"84f1d99262b24a90"`);
  });
  test("has the sizes it was made for", () => {
    expect(world.accounts).toHaveLength(40);
    expect(world.accounts.filter((a) => a.kind === "individual")).toHaveLength(2);
    expect(world.products.length).toBe(4025);
    expect(new Set(world.products.map((p) => p.sku)).size).toBe(4025);
    expect(new Set(world.products.map((p) => p.asin)).size).toBe(4025);
    expect(world.fcs.length).toBeGreaterThanOrEqual(12);
    expect(world.regions.length).toBeGreaterThanOrEqual(52);
    expect(new Set(world.products.map((p) => p.category)).size).toBe(10);
    expect(world.orderLines.length).toBeGreaterThan(700_000);
    expect(world.orderLines.length).toBeLessThan(900_000);
    expect(world.inventoryEvents.length).toBeLessThan(world.orderLines.length);
  });
  test("has sellers who restock well and sellers who do not", () => {
    const meanOf = (skill: Skill) => {
      const shares = rows
        .filter((r) => SELLER_TABLE[r.account]!.skill === skill)
        .map((r) => r.inStockShare!);
      return shares.reduce((sum, s) => sum + s, 0) / shares.length;
    };
    expect(meanOf("strong")).toBeGreaterThan(0.94);
    expect(meanOf("steady")).toBeGreaterThan(0.9);
    expect(meanOf("steady")).toBeLessThan(0.97);
    expect(meanOf("poor")).toBeGreaterThan(0.6);
    expect(meanOf("poor")).toBeLessThan(0.82);
    expect(
      rows.filter((r) => r.inStockShare! >= 0.85 && r.inStockShare! < 0.975).length,
    ).toBeGreaterThan(20);
  });
  test("keeps six to twelve weeks of cover at most sellers", () => {
    const usual = rows.filter((r) => r.weeksOfCover! > 5.5 && r.weeksOfCover! < 12.5);
    expect(usual.length).toBeGreaterThan(25);
  });
  test("has a few fast products and many slow and lumpy ones", () => {
    const { dayCount } = world.span;
    const perDay = world.products.map((_, i) => {
      const row = world.truth.demandUnits.subarray(i * dayCount, (i + 1) * dayCount);
      return row.reduce((sum, units) => sum + units, 0) / dayCount;
    });
    const sorted = [...perDay].sort((a, b) => a - b);
    expect(sorted.at(-1)).toBeGreaterThan(8);
    expect(sorted.at(-1)).toBeLessThan(30);
    expect(sorted[2000]).toBeLessThan(0.3);
  });
  test("knows lost sales only as truth", () => {
    const sum = (units: Uint16Array) => units.reduce((total, u) => total + u, 0);
    const served = sum(world.truth.soldUnits) / sum(world.truth.demandUnits);
    expect(served).toBeGreaterThan(0.85);
    expect(served).toBeLessThan(0.96);
  });

  const usable = (day: number, storageType: string, known: number) =>
    world.fcs.reduce(
      (sum, _, fc) => sum + (inForce(world.fcPools, fc, storageType, day, known)?.usableMm3 ?? 0),
      0,
    );
  const onHand = (k: number) => rows.reduce((sum, r) => sum + r.onHandMm3[k]!, 0);
  test("uses most of its pools before the squeeze and more than the standard pool after it", () => {
    const { asOfDay } = world.span;
    storageTypes.forEach((storageType, k) => {
      const use = onHand(k) / usable(asOfDay, storageType, asOfDay);
      expect(use).toBeGreaterThan(0.65);
      expect(use).toBeLessThan(0.88);
    });
    const december = dayFromDate("2026-12-01");
    expect(onHand(0) / usable(december, "standard", asOfDay)).toBeGreaterThan(1.1);
  });
  test("lets FCs ship and receive within their daily rates on all but a few days", () => {
    const over = daysOverRate(world);
    expect(over.outbound).toBeLessThan(0.002);
    expect(over.inbound).toBeLessThan(0.005);
  });
});

/** The version in force on a day as known on another: the latest valid one, of these the last recorded. */
function inForce(
  pools: readonly FcPoolVersion[],
  fc: number,
  storageType: string,
  day: number,
  known: number,
): FcPoolVersion | undefined {
  return pools
    .filter(
      (p) =>
        p.fc === fc &&
        p.storageType === storageType &&
        p.validFromDay <= day &&
        p.recordedDay <= known,
    )
    .sort((a, b) => a.validFromDay - b.validFromDay || a.recordedDay - b.recordedDay)
    .at(-1);
}

/** Share of (FC, day) with more units than the FC's rate, receipts of shipments against inbound and orders against outbound. */
function daysOverRate(world: World): { readonly inbound: number; readonly outbound: number } {
  const { inventoryEvents: e, span, fcs, fcRates } = world;
  const received = new Int32Array(fcs.length * span.dayCount);
  const shipped = new Int32Array(fcs.length * span.dayCount);
  for (let k = 0; k < e.length; k++) {
    const cell = e.fc[k]! * span.dayCount + e.day[k]! - span.firstDay;
    if (e.kind[k] === 0 && e.shipment[k] !== -1) received[cell]! += e.units[k]!;
    if (e.kind[k] === 1) shipped[cell]! -= e.units[k]!;
  }
  const rates = fcs.map((_, fc) => fcRates.find((r) => r.fc === fc)!);
  const over = (units: Int32Array, rateOf: (fc: number) => number) =>
    units.filter((u, cell) => u > rateOf(Math.floor(cell / span.dayCount))).length / units.length;
  return {
    inbound: over(received, (fc) => rates[fc]!.inboundUnitsPerDay),
    outbound: over(shipped, (fc) => rates[fc]!.outboundUnitsPerDay),
  };
}
