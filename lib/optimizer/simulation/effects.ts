import { SELLER_TABLE } from "./data/seller-table.ts";
import { lateRecordsDay, originIndex } from "./planted-events.ts";
import { SETTLING_DAYS } from "./span.ts";
import type { PlantedEvent, PlantedEventKind, WorldSpan } from "./types.ts";

/** A planted event as the simulation reads it; null = it does not happen. */
export interface EventWindow {
  readonly startDay: number;
  readonly endDay: number;
  /** Accounts it acts on; empty = all. */
  readonly accounts: readonly number[];
  readonly fc: number;
  readonly size: number;
}

export interface Effects {
  readonly outage: EventWindow | null;
  readonly portDelay: EventWindow | null;
  readonly delayedOrigin: number;
  readonly overstock: EventWindow | null;
  readonly priceRise: EventWindow | null;
  readonly launches: EventWindow | null;
  readonly lateRecords: EventWindow | null;
  readonly lateRecordedDay: number;
  readonly sales: readonly EventWindow[];
  /** Day of index 0 in the factors. */
  readonly startDay: number;
  /** More traffic on sale days. [dayCount] */
  readonly saleTraffic: Float64Array;
  /** 1 on sale days. [dayCount] */
  readonly isSale: Uint8Array;
  /** Surge and collapse of demand per account; accounts without any share one row of ones. */
  readonly demandFactor: readonly Float64Array[];
}

const find = (events: readonly PlantedEvent[], kind: PlantedEventKind): EventWindow | null =>
  events.find((e) => e.kind === kind) ?? null;

export const isWithin = (window: EventWindow | null, day: number): window is EventWindow =>
  window !== null && day >= window.startDay && day <= window.endDay;

export const actsOn = (window: EventWindow | null, account: number): window is EventWindow =>
  window?.accounts.includes(account) ?? false;

export function buildEffects(span: WorldSpan, events: readonly PlantedEvent[]): Effects {
  const startDay = span.firstDay - SETTLING_DAYS;
  const dayCount = span.asOfDay - startDay + 1;
  const sales = events.filter((e) => e.kind === "saleEvent");
  const saleTraffic = new Float64Array(dayCount).fill(1);
  const isSale = new Uint8Array(dayCount);
  const within = (e: EventWindow, write: (d: number) => void) => {
    const last = Math.min(dayCount - 1, e.endDay - startDay);
    for (let d = Math.max(0, e.startDay - startDay); d <= last; d++) write(d);
  };
  for (const sale of sales) {
    within(sale, (d) => {
      saleTraffic[d] = sale.size;
      isSale[d] = 1;
    });
  }
  const ones = new Float64Array(dayCount).fill(1);
  const demandFactor = SELLER_TABLE.map((_, account) => {
    const own = [find(events, "demandSurge"), find(events, "demandCollapse")].filter((e) =>
      actsOn(e, account),
    );
    if (own.length === 0) return ones;
    const factor = ones.slice();
    for (const e of own)
      within(e as EventWindow, (d) => {
        factor[d]! *= (e as EventWindow).size;
      });
    return factor;
  });
  return {
    outage: find(events, "fcOutage"),
    portDelay: find(events, "portDelay"),
    delayedOrigin: originIndex("port-long-beach"),
    overstock: find(events, "overstock"),
    priceRise: find(events, "priceRise"),
    launches: find(events, "productLaunches"),
    lateRecords: find(events, "lateRecords"),
    lateRecordedDay: lateRecordsDay(span),
    sales,
    startDay,
    saleTraffic,
    isSale,
    demandFactor,
  };
}
