import { beforeAll, describe, expect, test, vi } from "vitest";
import {
  accountInStockShares,
  DEMO_SEED,
  INVENTORY_EVENT_KINDS,
  type PlantedEvent,
  type PlantedEventKind,
  simulateWorld,
  type World,
  withoutEvent,
} from "./index.ts";

// Each event's world without it takes up to a second to make.
vi.setConfig({ testTimeout: 60_000 });
const options = { seed: DEMO_SEED, sizeShare: 0.3 };
let world: World;
const planted = (kind: PlantedEventKind): PlantedEvent =>
  world.plantedEvents.find((e) => e.kind === kind)!;
const without = (kind: PlantedEventKind): World =>
  simulateWorld(withoutEvent(options, planted(kind).id));

beforeAll(() => {
  world = simulateWorld(options);
}, 60_000);

/** One number per account over its order lines and ledger rows, in their order. */
function fingerprints({
  accounts,
  products,
  orderLines: l,
  inventoryEvents: e,
  productVersions: v,
}: World): number[] {
  const print = new Int32Array(accounts.length);
  const mix = (product: number, ...values: number[]) => {
    const a = products[product]!.account;
    for (const value of values)
      print[a] = Math.imul(print[a]! ^ value, 0x01000193) ^ (print[a]! >>> 7);
  };
  for (let k = 0; k < l.length; k++)
    mix(
      l.product[k]!,
      l.day[k]!,
      l.region[k]!,
      l.units[k]!,
      l.orderNumber[k]!,
      l.recordedDay[k]!,
      l.isCancelled[k]!,
    );
  for (let k = 0; k < e.length; k++)
    mix(e.product[k]!, e.day[k]!, e.fc[k]!, e.kind[k]!, e.units[k]!);
  for (let k = 0; k < v.length; k++)
    mix(v.product[k]!, v.validFromDay[k]!, v.priceMicros[k]!, v.isBuyable[k]!);
  return [...print];
}

function changedAccounts(a: World, b: World): number[] {
  const before = fingerprints(a);
  return fingerprints(b).flatMap((print, account) => (print === before[account] ? [] : [account]));
}

/** Units sold by an account in days [from, to]. */
function soldUnits(
  { orderLines: l, products }: World,
  account: number,
  from: number,
  to: number,
): number {
  let units = 0;
  for (let k = 0; k < l.length; k++) {
    if (l.isCancelled[k] === 1 || l.day[k]! < from || l.day[k]! > to) continue;
    if (products[l.product[k]!]!.account === account) units += l.units[k]!;
  }
  return units;
}

describe("every planted event", () => {
  test("has an id of its own, a subject that exists and a cause", () => {
    const ids = world.plantedEvents.map((e) => e.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const event of world.plantedEvents) {
      expect(event.endDay).toBeGreaterThanOrEqual(event.startDay);
      expect(event.accounts.every((a) => world.accounts[a] !== undefined)).toBe(true);
    }
    expect(new Set(world.plantedEvents.map((e) => e.kind)).size).toBe(11);
  });
  test.each([
    "portDelay",
    "demandSurge",
    "demandCollapse",
    "priceRise",
    "overstock",
    "productLaunches",
    "lateRecords",
  ] as const)("%s changes the facts of its own accounts and of nobody else", (kind) => {
    expect(changedAccounts(world, without(kind))).toEqual(
      [...planted(kind).accounts].sort((a, b) => a - b),
    );
  });
  test.each(["capacitySqueeze", "policyChange"] as const)(
    "%s changes no seller's facts, only the network's",
    (kind) => {
      const other = without(kind);
      expect(changedAccounts(world, other)).toEqual([]);
      expect(other.networkEvents).toHaveLength(world.networkEvents.length - 1);
    },
  );
  test("is known to the public only when it concerns the network", () => {
    const kinds = new Set(world.networkEvents.map((e) => e.kind));
    expect([...kinds].sort()).toEqual([
      "capacity_change",
      "fc_outage",
      "policy_change",
      "port_delay",
      "sale_event",
    ]);
    const known = world.networkEvents.filter((e) => e.recordedDay > world.span.asOfDay);
    expect(known).toEqual([]);
  });
});

describe("the port delay", () => {
  /** Mean days from the planned arrival to the first receipt over shipments planned to arrive in the event's days. */
  function meanLateness(
    { shipments: s }: World,
    event: PlantedEvent,
    accounts: readonly number[],
  ): number {
    let days = 0;
    let count = 0;
    for (let k = 0; k < s.length; k++) {
      if (!accounts.includes(s.account[k]!) || s.receivingDay[k] === -1) continue;
      if (s.expectedDay[k]! < event.startDay || s.expectedDay[k]! > event.endDay) continue;
      days += s.receivingDay[k]! - s.expectedDay[k]!;
      count += 1;
    }
    return days / count;
  }
  test("is 18 days longer to receipt for the importing sellers, and nothing to the others", () => {
    const event = planted("portDelay");
    const other = without("portDelay");
    const gap =
      meanLateness(world, event, event.accounts) - meanLateness(other, event, event.accounts);
    expect(gap).toBeGreaterThan(16);
    expect(gap).toBeLessThan(20);
    const rest = world.accounts.flatMap((_, a) => (event.accounts.includes(a) ? [] : [a]));
    expect(meanLateness(world, event, rest)).toBe(meanLateness(other, event, rest));
  });
  test("costs the named seller stock for weeks", () => {
    const [account] = planted("portDelay").accounts;
    const seen = accountInStockShares(world, account!, 12);
    const undelayed = accountInStockShares(without("portDelay"), account!, 12);
    const loss = seen.map((share, k) => undelayed[k]! - share);
    expect(Math.max(...loss)).toBeGreaterThan(0.08);
    expect(loss.filter((x) => x > 0.03).length).toBeGreaterThanOrEqual(4);
  });
});

describe("the outage", () => {
  test("lets the FC receive nothing and ship little for two weeks", () => {
    const event = planted("fcOutage");
    const { inventoryEvents: e } = world;
    const count = (kind: (typeof INVENTORY_EVENT_KINDS)[number], from: number, to: number) => {
      let rows = 0;
      for (let k = 0; k < e.length; k++) {
        if (
          e.fc[k] === event.fc &&
          e.kind[k] === INVENTORY_EVENT_KINDS.indexOf(kind) &&
          e.day[k]! >= from &&
          e.day[k]! <= to
        )
          rows += 1;
      }
      return rows;
    };
    expect(event.endDay - event.startDay + 1).toBe(14);
    expect(count("receipt", event.startDay, event.endDay)).toBe(0);
    expect(count("receipt", event.startDay - 14, event.startDay - 1)).toBeGreaterThan(20);
    const before = count("customer_shipment", event.startDay - 14, event.startDay - 1);
    expect(count("customer_shipment", event.startDay, event.endDay) / before).toBeLessThan(0.2);
  });
  test("takes nearly all sales of the seller that has one FC only", () => {
    const event = planted("fcOutage");
    const account = event.accounts[0]!;
    const other = without("fcOutage");
    const days = [event.startDay, event.endDay] as const;
    expect(soldUnits(world, account, ...days) / soldUnits(other, account, ...days)).toBeLessThan(
      0.3,
    );
  });
  test("is a version of the FC's rates while it lasts", () => {
    const event = planted("fcOutage");
    const versions = world.fcRates.filter((r) => r.fc === event.fc);
    expect(versions.map((r) => r.validFromDay).slice(1)).toEqual([
      event.startDay,
      event.endDay + 1,
    ]);
    expect(versions[1]!.inboundUnitsPerDay).toBe(0);
    expect(versions[2]!.inboundUnitsPerDay).toBe(versions[0]!.inboundUnitsPerDay);
  });
});

describe("the capacity squeeze", () => {
  test("takes 35 to 45 % of every standard pool from next month, known in the last week only", () => {
    const event = planted("capacitySqueeze");
    const cuts = world.fcPools.filter((p) => p.validFromDay === event.startDay);
    expect(cuts).toHaveLength(world.fcs.length);
    for (const cut of cuts) {
      const usual = world.fcPools
        .filter(
          (p) =>
            p.fc === cut.fc && p.storageType === "standard" && p.validFromDay <= world.span.asOfDay,
        )
        .at(-1)!;
      expect(cut.storageType).toBe("standard");
      expect(cut.recordedDay).toBeGreaterThan(world.span.asOfDay - 7);
      expect(cut.recordedDay).toBeLessThanOrEqual(world.span.asOfDay);
      expect(1 - cut.usableMm3 / usual.usableMm3).toBeGreaterThan(0.35);
      expect(1 - cut.usableMm3 / usual.usableMm3).toBeLessThan(0.45);
    }
  });
});

describe("the single sellers' events", () => {
  const lastWeeks = (w: World, kind: PlantedEventKind) =>
    soldUnits(w, planted(kind).accounts[0]!, world.span.asOfDay - 27, world.span.asOfDay);
  test("a surge multiplies demand and outruns the stock", () => {
    const { truth, span, accounts } = world;
    const { firstProduct, productCount } = accounts[planted("demandSurge").accounts[0]!]!;
    const demand = (w: World) => {
      let units = 0;
      for (let i = firstProduct; i < firstProduct + productCount; i++) {
        for (let d = span.dayCount - 28; d < span.dayCount; d++)
          units += w.truth.demandUnits[i * span.dayCount + d]!;
      }
      return units;
    };
    expect(truth.demandUnits.length).toBe(world.products.length * span.dayCount);
    expect(demand(world) / demand(without("demandSurge"))).toBeCloseTo(3.2, 0);
    expect(
      lastWeeks(world, "demandSurge") / lastWeeks(without("demandSurge"), "demandSurge"),
    ).toBeGreaterThan(1.8);
  });
  test("a collapse leaves about a quarter of the sales", () => {
    const share =
      lastWeeks(world, "demandCollapse") / lastWeeks(without("demandCollapse"), "demandCollapse");
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.35);
  });
  test("a price rise of 60 % about halves the sales", () => {
    const event = planted("priceRise");
    const share = lastWeeks(world, "priceRise") / lastWeeks(without("priceRise"), "priceRise");
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.65);
    const { productVersions: v, products } = world;
    const rises = Array.from({ length: v.length }, (_, k) => k).filter(
      (k) =>
        v.validFromDay[k] === event.startDay &&
        products[v.product[k]!]!.account === event.accounts[0],
    );
    for (const k of rises) expect(v.priceMicros[k]! / v.priceMicros[k - 1]!).toBeCloseTo(1.6, 0);
    expect(rises.length).toBeGreaterThan(10);
  });
  test("overstock still lies there at the end", () => {
    const account = planted("overstock").accounts[0]!;
    const stock = (w: World) => {
      const { firstProduct, productCount } = w.accounts[account]!;
      const n = w.fcs.length;
      return w.truth.closingUnits
        .subarray(firstProduct * n, (firstProduct + productCount) * n)
        .reduce((sum, u) => sum + u, 0);
    };
    expect(stock(world) / stock(without("overstock"))).toBeGreaterThan(1.4);
  });
  test("launches add products that are first known in the last four weeks", () => {
    const event = planted("productLaunches");
    const added = world.products.filter((p) => p.createdDay >= event.startDay);
    expect(added.every((p) => p.account === event.accounts[0])).toBe(true);
    expect(world.products.length - without("productLaunches").products.length).toBe(added.length);
  });
  test("late records are known weeks after the purchase, for about 70 % of the lines", () => {
    const event = planted("lateRecords");
    const { orderLines: l, products, span } = world;
    let late = 0;
    let all = 0;
    for (let k = 0; k < l.length; k++) {
      if (
        products[l.product[k]!]!.account !== event.accounts[0] ||
        l.day[k]! < event.startDay ||
        l.day[k]! > event.endDay
      )
        continue;
      all += 1;
      if (l.recordedDay[k]! === span.asOfDay - 9) late += 1;
    }
    expect(late / all).toBeGreaterThan(0.6);
    expect(late / all).toBeLessThan(0.8);
  });
  test("the sale lifts its days above those around it", () => {
    const sale = world.plantedEvents.find((e) => e.id === "sale-2026-07")!;
    const account = sale.accounts[0]!;
    const onSale = soldUnits(world, account, sale.startDay, sale.endDay) / 2;
    expect(
      onSale / (soldUnits(world, account, sale.startDay - 14, sale.startDay - 1) / 14),
    ).toBeGreaterThan(1.5);
  });
});
