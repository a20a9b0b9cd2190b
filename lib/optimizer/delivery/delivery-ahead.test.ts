import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DeliveryAhead,
  deliverySpeed,
  type ProductOrders,
  placementsForSpeed,
  speedWindow,
  speedWindowAhead,
  withPlacements,
} from "./index.ts";

// Two buildings, two regions: days 1 and 4 from the first, 5 and 2 from the second.
const transitDays = Float64Array.of(1, 4, 5, 2);

const ahead = (change: Partial<DeliveryAhead>): DeliveryAhead => ({
  productCount: 1,
  regionCount: 2,
  dayCount: 3,
  heldUnits: Float64Array.of(100, 0),
  arrivals: [],
  demandUnits: Float64Array.of(10, 10, 10),
  regionShare: Float64Array.of(0.5, 0.5),
  transitDays,
  ...change,
});

describe("speedWindowAhead", () => {
  it("serves each region from the fastest building that still holds the product (worked by hand)", () => {
    const far = speedWindowAhead(ahead({}), 3);
    expect(far.unservedUnits).toBe(0);
    // Half at 1 day, half at 4.
    expect(deliverySpeed(far.window, "meanDays")).toBe(2500);
    // From the second day on 100 units lie in the second building too: 5 of 30 at 4 days, 10 at 2, 15 at 1.
    const both = ahead({ arrivals: [{ product: 0, building: 1, day: 1, units: 100 }] });
    expect(deliverySpeed(speedWindowAhead(both, 3).window, "meanDays")).toBe(
      Math.round((1000 * (5 * 4 + 10 * 2 + 15)) / 30),
    );
  });

  it("shares what a building holds among all who come to it, then turns to the next, and counts what nobody holds apart", () => {
    // The second building is the faster one of the second region, and empty: both come to the first.
    const short = { heldUnits: Float64Array.of(6, 0), demandUnits: Float64Array.of(10, 0, 0) };
    const { window, unservedUnits } = speedWindowAhead(ahead(short), 3);
    expect(unservedUnits).toBeCloseTo(4, 9);
    expect(window.units[1]).toBeCloseTo(3, 9);
    expect(window.units[window.dayCount + 4]).toBeCloseTo(3, 9);
    // With 2 in the second building its region takes these first, and 3 from the first as long as there are.
    const both = speedWindowAhead(ahead({ ...short, heldUnits: Float64Array.of(6, 2) }), 3);
    expect(both.unservedUnits).toBeCloseTo(2, 9);
    expect(both.window.units[both.window.dayCount + 2]).toBeCloseTo(2, 9);
    expect(both.window.units[1]).toBeCloseTo(5, 9);
    expect(both.window.units[both.window.dayCount + 4]).toBeCloseTo(1, 9);
    // No lane from the second building: what it holds serves nobody.
    const oneLane = ahead({
      ...{ ...short, heldUnits: Float64Array.of(6, 9) },
      transitDays: Float64Array.of(1, 4, NaN, NaN),
    });
    expect(speedWindowAhead(oneLane, 3).unservedUnits).toBeCloseTo(4, 9);
  });

  it("serves and leaves what is wanted, in all", () => {
    const held = fc.tuple(fc.nat(40), fc.nat(40));
    fc.assert(
      fc.property(held, fc.integer({ min: 1, max: 30 }), ([one, other], pace) => {
        const { window, unservedUnits } = speedWindowAhead(
          ahead({
            heldUnits: Float64Array.of(one, other),
            demandUnits: new Float64Array(3).fill(pace),
          }),
          3,
        );
        const served = window.units.reduce((sum, units) => sum + units, 0);
        expect(served + unservedUnits).toBeCloseTo(3 * pace, 6);
        expect(served).toBeCloseTo(Math.min(one + other, 3 * pace), 6);
      }),
    );
  });
});

interface Plain {
  readonly held: number[];
  readonly wanted: number[];
  /** [buildingCount, regionCount] */
  readonly days: Float64Array;
}

/** Where each region turns to; undefined = nowhere. */
function holders({ held, wanted, days }: Plain) {
  const of = (j: number, r: number) => days[j * wanted.length + r]!;
  return wanted.map((units, r) =>
    [...held.keys()]
      .filter((j) => units > 0 && held[j]! > 0 && of(j, r) >= 0)
      .sort((a, b) => of(a, r) - of(b, r))
      .at(0),
  );
}

/** Serves a day until nobody can be served; returns units and unit days. */
function serveDay(plain: Plain): { served: number; unitDays: number } {
  const { held, wanted, days } = plain;
  const sum = { served: 0, unitDays: 0 };
  for (let holder = holders(plain); holder.some((j) => j !== undefined); holder = holders(plain)) {
    const asked = held.map((_, j) =>
      wanted.reduce((total, units, r) => (holder[r] === j ? total + units : total), 0),
    );
    for (const [r, j] of holder.entries()) {
      if (j === undefined) continue;
      const isAll = held[j]! >= asked[j]!;
      const units = isAll ? wanted[r]! : (wanted[r]! * held[j]!) / asked[j]!;
      wanted[r] = isAll ? 0 : wanted[r]! - units;
      sum.served += units;
      sum.unitDays += units * days[j * wanted.length + r]!;
    }
    for (const [j, units] of asked.entries()) held[j] = Math.max(0, held[j]! - units);
  }
  return sum;
}

/** Units and unit days, region by region and day by day, nothing summed beforehand. */
function servedPlainly(given: DeliveryAhead, windowDays: number) {
  const { productCount, regionCount, dayCount, transitDays: days } = given;
  const buildingCount = days.length / regionCount;
  const sum = { served: 0, unitDays: 0 };
  for (let p = 0; p < productCount; p++) {
    const held = [...given.heldUnits.subarray(p * buildingCount, (p + 1) * buildingCount)];
    for (let d = 0; d < dayCount; d++) {
      for (const { product, building, day, units } of given.arrivals)
        if (product === p && day === d) held[building]! += units;
      const demand = given.demandUnits[p * dayCount + d]!;
      const share = [...given.regionShare.subarray(p * regionCount, (p + 1) * regionCount)];
      const one = serveDay({ held, wanted: share.map((part) => part * demand), days });
      if (d < dayCount - windowDays) continue;
      sum.served += one.served;
      sum.unitDays += one.unitDays;
    }
  }
  return sum;
}

it("serves what serving region by region and day by day serves", () => {
  const lane = fc.constantFrom(1, 2, 3, 5, Number.NaN);
  const arrival = fc.record({
    product: fc.nat(1),
    building: fc.nat(2),
    day: fc.nat(5),
    units: fc.integer({ min: 1, max: 20 }),
  });
  const world = fc.record({
    heldUnits: fc.array(fc.nat(25), { minLength: 6, maxLength: 6 }),
    arrivals: fc.array(arrival, { maxLength: 4 }),
    demandUnits: fc.array(fc.nat(12), { minLength: 12, maxLength: 12 }),
    shares: fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }),
    lanes: fc.array(lane, { minLength: 6, maxLength: 6 }),
  });
  fc.assert(
    fc.property(world, fc.nat(6), (one, windowDays) => {
      const given: DeliveryAhead = {
        productCount: 2,
        regionCount: 2,
        dayCount: 6,
        heldUnits: Float64Array.from(one.heldUnits),
        arrivals: one.arrivals,
        demandUnits: Float64Array.from(one.demandUnits),
        regionShare: Float64Array.from(one.shares, (share) => share / 9),
        transitDays: Float64Array.from(one.lanes),
      };
      const { window, unservedUnits } = speedWindowAhead(given, windowDays);
      const plain = servedPlainly(given, windowDays);
      const total = (of: (units: number, days: number) => number) =>
        window.units.reduce((sum, units, cell) => sum + of(units, cell % window.dayCount), 0);
      expect(total((units) => units)).toBeCloseTo(plain.served, 6);
      expect(total((units, days) => units * days)).toBeCloseTo(plain.unitDays, 6);
      let wanted = 0;
      one.demandUnits.forEach((units, cell) => {
        const [p, d] = [Math.floor(cell / 6), cell % 6];
        const buyers = (one.shares[2 * p]! + one.shares[2 * p + 1]!) / 9;
        if (d >= 6 - windowDays) wanted += units * buyers;
      });
      expect(plain.served + unservedUnits).toBeCloseTo(wanted, 6);
    }),
    { numRuns: 400 },
  );
});

describe("placementsForSpeed", () => {
  const orders: ProductOrders = {
    product: Int32Array.of(7, 7, 8, 9),
    region: Int32Array.of(0, 1, 1, 0),
    units: Int32Array.of(10, 10, 30, 5),
    // 7 and 8 lie in the first building; of 9 there is nothing.
    buildings: Float64Array.of(0b01, 0b01, 0b01, 0),
  };
  const find = (milliDays: number, by: "product" | "building") =>
    placementsForSpeed(orders, transitDays, 2, { milliDays, by });

  it("names the fewest products, those that save most first", () => {
    // Mean (10 x 1 + 40 x 4) / 50 = 3.4 days; with 8 everywhere 2.2, with 7 too 1.8.
    expect(find(3400, "product")).toEqual({ placements: [], milliDays: 3400, isReached: true });
    expect(find(2300, "product")).toEqual({
      placements: [{ product: 8, building: null }],
      milliDays: 2200,
      isReached: true,
    });
    expect(find(1000, "product")).toMatchObject({ milliDays: 1800, isReached: false });
  });

  it("names single buildings that do the same", () => {
    expect(find(1800, "building")).toEqual({
      placements: [
        { product: 8, building: 1 },
        { product: 7, building: 1 },
      ],
      milliDays: 1800,
      isReached: true,
    });
  });

  it("tells the mean that is counted with its placements, and never a slower one", () => {
    const order = fc.record({
      product: fc.nat(4),
      region: fc.nat(2),
      units: fc.integer({ min: 1, max: 20 }),
      mask: fc.integer({ min: 1, max: 7 }),
    });
    const days = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(order, { minLength: 1 }), days, fc.nat(9000), (rows, lanes, target) => {
        const some: ProductOrders = {
          product: Int32Array.from(rows, ({ product }) => product),
          region: Int32Array.from(rows, ({ region }) => region),
          units: Int32Array.from(rows, ({ units }) => units),
          buildings: Float64Array.from(rows, ({ mask }) => mask),
        };
        const transit = Float64Array.from(lanes);
        const mean = (buildings: Float64Array) =>
          deliverySpeed(speedWindow({ ...some, buildings }, transit, 3).window, "meanDays");
        const found = (by: "product" | "building") => {
          const one = placementsForSpeed(some, transit, 3, { milliDays: target, by });
          if (!one) throw new Error("no order was served");
          return one;
        };
        const [byProduct, byBuilding] = [found("product"), found("building")];
        for (const one of [byProduct, byBuilding]) {
          expect(one.milliDays).toBe(mean(withPlacements(some, transit, 3, one.placements)));
          expect(one.milliDays).toBeLessThanOrEqual(mean(some.buildings) ?? Number.NaN);
          expect(one.isReached).toBe(one.milliDays <= target);
        }
        // Either way all can be had that there is to have.
        expect(byBuilding.isReached).toBe(byProduct.isReached);
      }),
    );
  });

  it("has no answer where nothing is served", () => {
    const none = { ...orders, buildings: new Float64Array(4) };
    expect(placementsForSpeed(none, transitDays, 2, { milliDays: 1, by: "product" })).toBeNull();
  });
});
