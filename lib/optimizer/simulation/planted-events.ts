import { firstDayOfMonth, monthOfDay } from "../../calendar/index.ts";
import { FC_TABLE, ORIGIN_TABLE } from "./data/fc-table.ts";
import { SELLER_NAME, SELLER_TABLE } from "./data/seller-table.ts";
import { type SaleEvent, saleEvents } from "./season.ts";
import type { PlantedEvent, WorldOptions, WorldSpan } from "./types.ts";

const accountOf = (name: string): number => SELLER_TABLE.findIndex((s) => s.name === name);

const DELAYED_ORIGIN = "port-long-beach";
const OUTAGE_FC = "JOL1";

export const originIndex = (code: string): number => ORIGIN_TABLE.findIndex((o) => o.code === code);

/** Accounts that import through the delayed port, the one to look at first. */
function delayedAccounts(): number[] {
  const first = accountOf(SELLER_NAME.delay);
  const all = SELLER_TABLE.flatMap((s, a) => (s.originCode === DELAYED_ORIGIN ? [a] : []));
  return [first, ...all.filter((a) => a !== first)];
}

const nowhere = { accounts: [] as number[], fc: -1, storageType: null };

/** What happens to the network: days count back from the last day of the world. */
function networkEvents(asOf: number): PlantedEvent[] {
  const month = monthOfDay(asOf);
  return [
    {
      ...nowhere,
      id: "port-delay",
      kind: "portDelay",
      startDay: asOf - 77,
      endDay: asOf - 36,
      accounts: delayedAccounts(),
      size: 18,
      sizeUnit: "days",
      cause: "carrier",
    },
    {
      ...nowhere,
      id: "fc-outage",
      kind: "fcOutage",
      startDay: asOf - 112,
      endDay: asOf - 99,
      accounts: [accountOf(SELLER_NAME.outage)],
      fc: FC_TABLE.findIndex((f) => f.code === OUTAGE_FC),
      size: 0.9,
      sizeUnit: "share",
      cause: "fulfilment",
    },
    {
      ...nowhere,
      id: "capacity-squeeze",
      kind: "capacitySqueeze",
      startDay: firstDayOfMonth(month + 1),
      endDay: firstDayOfMonth(month + 3) - 1,
      accounts: [accountOf(SELLER_NAME.squeeze)],
      storageType: "standard",
      size: 0.4,
      sizeUnit: "share",
      cause: "network",
    },
    {
      ...nowhere,
      id: "policy-change",
      kind: "policyChange",
      startDay: firstDayOfMonth(month - 2),
      endDay: firstDayOfMonth(month - 2),
      size: 1,
      sizeUnit: "factor",
      cause: "policy",
    },
  ];
}

/** What happens to single sellers. Their goods are kept outside the standard pool, so the squeeze does not reach them. */
function sellerEvents(asOf: number): PlantedEvent[] {
  const one = (name: string) => ({ ...nowhere, accounts: [accountOf(name)] });
  return [
    {
      ...one(SELLER_NAME.surge),
      id: "demand-surge",
      kind: "demandSurge",
      startDay: asOf - 27,
      endDay: asOf + 60,
      storageType: "apparel",
      size: 3.2,
      sizeUnit: "factor",
      cause: "customers",
    },
    {
      ...one(SELLER_NAME.collapse),
      id: "demand-collapse",
      kind: "demandCollapse",
      startDay: asOf - 27,
      endDay: asOf + 60,
      storageType: "oversize",
      size: 0.25,
      sizeUnit: "factor",
      cause: "customers",
    },
    {
      ...one(SELLER_NAME.priceRise),
      id: "price-rise",
      kind: "priceRise",
      startDay: asOf - 27,
      endDay: asOf + 365,
      storageType: "apparel",
      size: 1.6,
      sizeUnit: "factor",
      cause: "seller",
    },
    {
      ...one(SELLER_NAME.overstock),
      id: "overstock",
      kind: "overstock",
      startDay: asOf - 215,
      endDay: asOf - 215,
      storageType: "oversize",
      size: 320,
      sizeUnit: "daysOfCover",
      cause: "seller",
    },
    {
      ...one(SELLER_NAME.launches),
      id: "product-launches",
      kind: "productLaunches",
      startDay: asOf - 26,
      endDay: asOf - 8,
      storageType: "apparel",
      size: 25,
      sizeUnit: "products",
      cause: "seller",
    },
    {
      ...one(SELLER_NAME.lateRecords),
      id: "late-records",
      kind: "lateRecords",
      startDay: asOf - 69,
      endDay: asOf - 36,
      storageType: "apparel",
      size: 0.7,
      sizeUnit: "share",
      cause: "dataCorrection",
    },
  ];
}

const saleEvent = (sale: SaleEvent): PlantedEvent => ({
  ...nowhere,
  id: sale.id,
  kind: "saleEvent",
  startDay: sale.startDay,
  endDay: sale.endDay,
  accounts: [accountOf(SELLER_NAME.deals)],
  size: 1.5,
  sizeUnit: "factor",
  cause: "customers",
});

/** Day on which the late records of the data correction arrive. */
export const lateRecordsDay = (span: WorldSpan): number => span.asOfDay - 9;

/** Day on which the reservation behind the squeeze becomes known: in the last week. */
export const squeezeRecordedDay = (span: WorldSpan): number => span.asOfDay - 3;

/** All planted events of a span that are not left out. Throws RangeError for an id that names none. */
export function plantedEventsOf(span: WorldSpan): PlantedEvent[] {
  const all = [
    ...networkEvents(span.asOfDay),
    ...sellerEvents(span.asOfDay),
    ...saleEvents(span).map(saleEvent),
  ];
  for (const id of span.withoutEvents) {
    if (!all.some((e) => e.id === id))
      throw new RangeError(`simulateWorld: no planted event "${id}"`);
  }
  return all.filter((e) => !span.withoutEvents.includes(e.id));
}

/** The options of the same world with one planted event left out: all draws stay the same (common random numbers). */
export function withoutEvent(options: WorldOptions, eventId: string): WorldOptions {
  return { ...options, withoutEvents: [...(options.withoutEvents ?? []), eventId] };
}
