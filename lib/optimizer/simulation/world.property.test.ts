import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  hashWorld,
  INVENTORY_EVENT_KINDS,
  orderNumberText,
  SHIPMENT_STATUSES,
  shipmentNumberText,
  simulateWorld,
  type World,
} from "./index.ts";

const seeds = fc.sample(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), {
  numRuns: 4,
  seed: 20_261_122,
});
const worlds = seeds.map((seed) => simulateWorld({ seed, sizeShare: 0.03 }));
const ofAll = test.each(worlds.map((world, k) => ({ world, seed: seeds[k] })));

type Kind = (typeof INVENTORY_EVENT_KINDS)[number];
const kind = (name: Kind) => INVENTORY_EVENT_KINDS.indexOf(name);

/** Index of (product, fc, disposition). */
const poolOf = ({ inventoryEvents: e, fcs }: World, k: number) =>
  (e.product[k]! * fcs.length + e.fc[k]!) * 2 + e.disposition[k]!;

/** Rows at whose day's end a pool is below 0, and the balances at the world's end. */
function runLedger(world: World): { readonly below: number; readonly balance: Int32Array } {
  const e = world.inventoryEvents;
  const balance = new Int32Array(world.products.length * world.fcs.length * 2);
  let below = 0;
  let dayStart = 0;
  for (let k = 0; k <= e.length; k++) {
    if (k === e.length || e.day[k]! !== e.day[dayStart]!) {
      for (let n = dayStart; n < k; n++) if (balance[poolOf(world, n)]! < 0) below += 1;
      dayStart = k;
    }
    if (k < e.length) balance[poolOf(world, k)]! += e.units[k]!;
  }
  return { below, balance };
}

/** Sum of units over ledger rows that pass. */
function unitsWhere(world: World, pass: (kindIndex: number, day: number) => boolean): number {
  const e = world.inventoryEvents;
  let units = 0;
  for (let k = 0; k < e.length; k++) if (pass(e.kind[k]!, e.day[k]!)) units += e.units[k]!;
  return units;
}

describe("the ledger", () => {
  ofAll("is in order of days and never below 0 at a day's end (seed $seed)", ({ world }) => {
    const { day } = world.inventoryEvents;
    expect(day.every((d, k) => k === 0 || d >= day[k - 1]!)).toBe(true);
    expect(runLedger(world).below).toBe(0);
  });
  ofAll("ends at the simulator's own books (seed $seed)", ({ world }) => {
    const { balance } = runLedger(world);
    expect(world.truth.closingUnits.map((_, cell) => balance[cell * 2]!)).toEqual(
      world.truth.closingUnits,
    );
    const unsellable = world.truth.closingUnits.map((_, cell) => balance[cell * 2 + 1]!);
    expect(unsellable).toEqual(world.truth.closingUnsellableUnits);
  });
  ofAll(
    "ships exactly what was ordered and not cancelled, per product and day (seed $seed)",
    ({ world }) => {
      const { inventoryEvents: e, span } = world;
      const net = Int32Array.from(soldByDay(world));
      for (let k = 0; k < e.length; k++) {
        if (e.kind[k] === kind("customer_shipment"))
          net[e.product[k]! * span.dayCount + e.day[k]! - span.firstDay]! += e.units[k]!;
      }
      expect(net.every((units) => units === 0)).toBe(true);
    },
  );
  ofAll(
    "gives every kind its sign; damage only changes the disposition (seed $seed)",
    ({ world }) => {
      const leaving = new Set(
        (["customer_shipment", "transfer_out", "lost", "disposed", "removal"] as Kind[]).map(kind),
      );
      const e = world.inventoryEvents;
      const damaged = kind("damaged");
      const wrong = e.units.filter(
        (units, k) => e.kind[k] !== damaged && units < 0 !== leaving.has(e.kind[k]!),
      );
      expect(wrong).toHaveLength(0);
      expect(unitsWhere(world, (k) => k === damaged)).toBe(0);
      expect(new Set(e.kind).size).toBe(INVENTORY_EVENT_KINDS.length);
    },
  );
  ofAll(
    "loses no transfer: what left and has had time to arrive has arrived (seed $seed)",
    ({ world }) => {
      const { firstDay, asOfDay } = world.span;
      const out = kind("transfer_out");
      const into = kind("transfer_in");
      const settled = (from: number, to: number) =>
        unitsWhere(
          world,
          (k, d) => (k === out && d >= from && d <= to) || (k === into && d >= from && d <= to),
        );
      const leftLate = -unitsWhere(world, (k, d) => k === out && d > asOfDay - 8);
      const arrivedEarly = unitsWhere(world, (k, d) => k === into && d < firstDay + 8);
      const rest = settled(firstDay, asOfDay);
      expect(rest).toBeLessThanOrEqual(arrivedEarly);
      expect(rest).toBeGreaterThanOrEqual(-leftLate);
    },
  );
});

/** Units of order lines that were not cancelled. [productCount, dayCount] */
function soldByDay({ orderLines: l, span, truth }: World): Uint16Array {
  const sold = new Uint16Array(truth.soldUnits.length);
  for (let k = 0; k < l.length; k++) {
    if (l.isCancelled[k] === 0)
      sold[l.product[k]! * span.dayCount + l.day[k]! - span.firstDay]! += l.units[k]!;
  }
  return sold;
}

const STATUS_RULES: Record<
  (typeof SHIPMENT_STATUSES)[number],
  (days: readonly number[]) => boolean
> = {
  working: (d) => d[1] === -1 && d[2] === -1 && d[3] === -1,
  shipped: (d) => d[1] !== -1 && d[2] === -1 && d[3] === -1,
  receiving: (d) => d[1] !== -1 && d[2] !== -1 && d[3] === -1,
  closed: (d) => d[1] !== -1 && d[3] !== -1,
  cancelled: (d) => d[1] === -1 && d[2] === -1 && d[3] !== -1,
};

/** True when a shipment's days rise, lie in the world and fit its status. */
function isShipmentSound({ shipments: s, span }: World, k: number): boolean {
  const days = [s.createdDay[k]!, s.shippedDay[k]!, s.receivingDay[k]!, s.closedDay[k]!];
  const known = days.filter((d) => d !== -1);
  const isRising = known.every((d, n) => n === 0 || d >= known[n - 1]!);
  return (
    isRising &&
    known.at(-1)! <= span.asOfDay &&
    STATUS_RULES[SHIPMENT_STATUSES[s.status[k]!]!](days)
  );
}

describe("shipments", () => {
  ofAll("receive what their items say and never more than was sent (seed $seed)", ({ world }) => {
    const { shipments: s, shipmentItems: items, inventoryEvents: e, products } = world;
    const received = new Int32Array(s.length);
    for (let k = 0; k < e.length; k++)
      if (e.shipment[k] !== -1) received[e.shipment[k]!]! += e.units[k]!;
    const stated = new Int32Array(s.length);
    for (let k = 0; k < items.length; k++) stated[items.shipment[k]!]! += items.unitsReceived[k]!;
    // What came before the first day is in the opening balance.
    const wrong = stated.filter((units, k) =>
      s.createdDay[k]! >= world.span.firstDay ? units !== received[k] : units < received[k]!,
    );
    expect(wrong).toHaveLength(0);
    expect(items.unitsReceived.filter((units, k) => units > items.unitsSent[k]!)).toHaveLength(0);
    expect(
      items.product.filter((p, k) => products[p]!.account !== s.account[items.shipment[k]!]!),
    ).toHaveLength(0);
  });
  ofAll(
    "run through their days in order and have the status that fits them (seed $seed)",
    ({ world }) => {
      const all = Array.from({ length: world.shipments.length }, (_, k) => k);
      expect(all.filter((k) => !isShipmentSound(world, k))).toEqual([]);
    },
  );
  ofAll("have numbers that no two share (seed $seed)", ({ world: { shipments: s } }) => {
    const texts = Array.from({ length: s.length }, (_, k) =>
      shipmentNumberText(s.account[k]!, s.number[k]!),
    );
    expect(new Set(texts).size).toBe(s.length);
  });
});

/** Version of the offer in force at each order line. [lineCount] */
function versionsInForce({ orderLines: l, productVersions: v, products }: World): Int32Array {
  const byDay = Array.from({ length: v.length }, (_, k) => k).sort(
    (a, b) => v.validFromDay[a]! - v.validFromDay[b]!,
  );
  const current = new Int32Array(products.length).fill(-1);
  let next = 0;
  return l.product.map((product, k) => {
    while (next < byDay.length && v.validFromDay[byDay[next]!]! <= l.day[k]!) {
      current[v.product[byDay[next]!]!] = byDay[next]!;
      next += 1;
    }
    return current[product]!;
  });
}

describe("order lines", () => {
  ofAll(
    "carry the price and the buyable offer in force, and some units (seed $seed)",
    ({ world }) => {
      const { orderLines: l, productVersions: v } = world;
      const version = versionsInForce(world);
      expect(l.priceMicros.filter((price, k) => price !== v.priceMicros[version[k]!])).toHaveLength(
        0,
      );
      expect(version.filter((k) => v.isBuyable[k] !== 1)).toHaveLength(0);
      expect(l.units.filter((units) => units < 1)).toHaveLength(0);
      expect(l.recordedDay.filter((day, k) => day < l.day[k]!)).toHaveLength(0);
    },
  );
  ofAll(
    "form whole orders of one seller, day and region, some with several lines (seed $seed)",
    ({ world }) => {
      const { orderLines: l, products } = world;
      const whose = new Map<number, string>();
      let mixed = 0;
      for (let k = 0; k < l.length; k++) {
        const order = `${products[l.product[k]!]!.account} ${l.day[k]} ${l.region[k]}`;
        const before = whose.get(l.orderNumber[k]!);
        if (before !== undefined && before !== order) mixed += 1;
        whose.set(l.orderNumber[k]!, order);
      }
      expect(mixed).toBe(0);
      expect(whose.size).toBeLessThan(l.length);
      expect(new Set([...whose.keys()].map(orderNumberText)).size).toBe(whose.size);
    },
  );
  ofAll("never sell more than was demanded, and agree with the truth (seed $seed)", ({ world }) => {
    const sold = soldByDay(world);
    expect(sold).toEqual(world.truth.soldUnits);
    expect(sold.filter((units, cell) => units > world.truth.demandUnits[cell]!)).toHaveLength(0);
  });
});

describe("determinism", () => {
  test("the same seed gives the same bytes, another seed others", () => {
    const again = simulateWorld({ seed: seeds[0]!, sizeShare: 0.03 });
    const hashes = worlds.map(hashWorld);
    expect(hashWorld(again)).toBe(hashes[0]);
    expect(new Set(hashes).size).toBe(worlds.length);
  });
  test("a change of one number anywhere changes the hash", () => {
    const world = simulateWorld({ seed: 11, sizeShare: 0.01 });
    const before = hashWorld(world);
    const columns = [
      world.orderLines.units,
      world.truth.lineMean,
      world.shipmentItems.fc,
      world.productVersions.priceMicros,
    ];
    for (const column of columns) {
      const middle = Math.floor(column.length / 2);
      const value = column[middle]!;
      column[middle] = value + 1;
      expect(hashWorld(world)).not.toBe(before);
      column[middle] = value;
    }
    expect(hashWorld({ ...world, fcs: world.fcs.slice(1) })).not.toBe(before);
    expect(hashWorld(world)).toBe(before);
  });
});
