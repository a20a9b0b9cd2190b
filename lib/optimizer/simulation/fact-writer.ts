import { Int32Writer, orderByDay } from "./columns.ts";
import {
  INVENTORY_EVENT_KINDS,
  type InventoryEvents,
  type OrderLines,
  SHIPMENT_STATUSES,
  type ShipmentItems,
  type Shipments,
  type WorldSpan,
} from "./types.ts";

const kindIndex = (name: (typeof INVENTORY_EVENT_KINDS)[number]): number =>
  INVENTORY_EVENT_KINDS.indexOf(name);

/** Codes of the ledger's kinds. */
export const LEDGER = {
  receipt: kindIndex("receipt"),
  customerShipment: kindIndex("customer_shipment"),
  customerReturn: kindIndex("customer_return"),
  transferIn: kindIndex("transfer_in"),
  transferOut: kindIndex("transfer_out"),
  found: kindIndex("found"),
  lost: kindIndex("lost"),
  damaged: kindIndex("damaged"),
  disposed: kindIndex("disposed"),
  removal: kindIndex("removal"),
} as const;
export const SELLABLE = 0;
export const UNSELLABLE = 1;

const statusIndex = (name: (typeof SHIPMENT_STATUSES)[number]): number =>
  SHIPMENT_STATUSES.indexOf(name);
const STATUS = {
  working: statusIndex("working"),
  shipped: statusIndex("shipped"),
  receiving: statusIndex("receiving"),
  closed: statusIndex("closed"),
  cancelled: statusIndex("cancelled"),
} as const;

const columns = <Name extends string>(...names: Name[]): Record<Name, Int32Writer> =>
  Object.fromEntries(names.map((name) => [name, new Int32Writer()])) as Record<Name, Int32Writer>;

/** Collects the facts of all accounts, one account after the other. */
export interface FactWriter {
  readonly lines: Record<
    "product" | "day" | "region" | "units" | "price" | "number" | "recorded" | "cancelled",
    Int32Writer
  >;
  readonly ledger: Record<
    "product" | "fc" | "day" | "kind" | "disposition" | "units" | "item",
    Int32Writer
  >;
  readonly shipments: Record<
    | "account"
    | "number"
    | "origin"
    | "created"
    | "shipped"
    | "expected"
    | "receiving"
    | "closed"
    | "cancelled"
    | "openItems",
    Int32Writer
  >;
  readonly items: Record<
    "shipment" | "product" | "fc" | "sent" | "received" | "closed",
    Int32Writer
  >;
}

export const factWriter = (): FactWriter => ({
  lines: columns("product", "day", "region", "units", "price", "number", "recorded", "cancelled"),
  ledger: columns("product", "fc", "day", "kind", "disposition", "units", "item"),
  shipments: columns(
    "account",
    "number",
    "origin",
    "created",
    "shipped",
    "expected",
    "receiving",
    "closed",
    "cancelled",
    "openItems",
  ),
  items: columns("shipment", "product", "fc", "sent", "received", "closed"),
});

export function orderLinesOf(writer: FactWriter, span: WorldSpan): OrderLines {
  const { lines } = writer;
  const order = orderByDay(lines.day, span.firstDay, span.asOfDay);
  return {
    length: order.length,
    product: lines.product.gather(order),
    day: lines.day.gather(order),
    region: lines.region.gatherBytes(order),
    units: lines.units.gather(order),
    priceMicros: lines.price.gather(order),
    orderNumber: lines.number.gather(order),
    recordedDay: lines.recorded.gather(order),
    isCancelled: lines.cancelled.gatherBytes(order),
  };
}

/** Shipments that were still open when the world began, or later; all others happened before its first day. */
function keptShipments(
  writer: FactWriter,
  firstDay: number,
): { readonly order: Int32Array; readonly newIndex: Int32Array } {
  const { created, closed } = writer.shipments;
  const newIndex = new Int32Array(created.length).fill(-1);
  const order = new Int32Writer();
  for (let k = 0; k < created.length; k++) {
    const isBefore = created.at(k) < firstDay && closed.at(k) !== -1 && closed.at(k) < firstDay;
    if (isBefore) continue;
    newIndex[k] = order.length;
    order.push(k);
  }
  return { order: order.toArray(), newIndex };
}

function statusOf(writer: FactWriter, k: number): number {
  const { shipped, receiving, closed, cancelled } = writer.shipments;
  if (cancelled.at(k) === 1) return STATUS.cancelled;
  if (closed.at(k) !== -1) return STATUS.closed;
  if (receiving.at(k) !== -1) return STATUS.receiving;
  return shipped.at(k) === -1 ? STATUS.working : STATUS.shipped;
}

export interface ShipmentFacts {
  readonly shipments: Shipments;
  readonly shipmentItems: ShipmentItems;
  readonly inventoryEvents: InventoryEvents;
}

/** Shipments, their items and the ledger that refers to them. */
export function shipmentFactsOf(writer: FactWriter, span: WorldSpan): ShipmentFacts {
  const { order, newIndex } = keptShipments(writer, span.firstDay);
  const { shipments, items } = writer;
  const itemOrder = new Int32Writer();
  for (let k = 0; k < items.shipment.length; k++)
    if (newIndex[items.shipment.at(k)]! >= 0) itemOrder.push(k);
  const kept = itemOrder.toArray();
  return {
    shipments: {
      length: order.length,
      account: shipments.account.gather(order),
      number: shipments.number.gather(order),
      origin: shipments.origin.gatherBytes(order),
      createdDay: shipments.created.gather(order),
      shippedDay: shipments.shipped.gather(order),
      expectedDay: shipments.expected.gather(order),
      receivingDay: shipments.receiving.gather(order),
      closedDay: shipments.closed.gather(order),
      status: Uint8Array.from(order, (k) => statusOf(writer, k)),
    },
    shipmentItems: {
      length: kept.length,
      shipment: items.shipment.gather(kept).map((k) => newIndex[k]!),
      product: items.product.gather(kept),
      fc: items.fc.gatherBytes(kept),
      unitsSent: items.sent.gather(kept),
      unitsReceived: items.received.gather(kept),
      closedDay: items.closed.gather(kept),
    },
    inventoryEvents: ledgerOf(writer, span, newIndex),
  };
}

function ledgerOf(writer: FactWriter, span: WorldSpan, newIndex: Int32Array): InventoryEvents {
  const { ledger, items } = writer;
  const order = orderByDay(ledger.day, span.firstDay - 1, span.asOfDay);
  const item = ledger.item.gather(order);
  return {
    length: order.length,
    product: ledger.product.gather(order),
    fc: ledger.fc.gatherBytes(order),
    day: ledger.day.gather(order),
    kind: ledger.kind.gatherBytes(order),
    disposition: ledger.disposition.gatherBytes(order),
    units: ledger.units.gather(order),
    shipment: item.map((k) => (k < 0 ? -1 : newIndex[items.shipment.at(k)]!)),
  };
}
