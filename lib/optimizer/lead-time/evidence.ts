import { MAX_LEAD_TIME_DAYS } from "./law.ts";
import { type DaysTaken, noDaysTaken } from "./survival.ts";

/** What became of some units of a shipment. */
export const SHIPMENT_OUTCOME = {
  /** Buyable after so many days. */
  received: 0,
  /** Still under way, so many days old. */
  open: 1,
  /** The shipment was closed without them. */
  short: 2,
  /** The shipment was closed after so many days, and no receipt says how many arrived. */
  closed: 3,
} as const;

/**
 * What is known of an account's shipments: an entry says what became of some units bound for one FC. A receipt in parts
 * gives an entry per day. All arrays are [entryCount]; days count from the day on which the shipment was created.
 */
export interface ShipmentEvidence {
  /** Entries of one shipment carry the same number, unique within the account. */
  readonly shipmentKey: Int32Array;
  /** Where it came from; -1 = not told. */
  readonly originIndex: Int32Array;
  /** Where it was bound for; -1 = not told. */
  readonly fcIndex: Int32Array;
  readonly outcome: Uint8Array;
  readonly days: Int32Array;
  readonly units: Float64Array;
}

/** Shipments are counted once each: entries weigh by their share of the units that the entries list of the shipment. */
export function daysTakenBy(evidence: ShipmentEvidence, entries: readonly number[]): DaysTaken {
  const { outcome, days, units } = evidence;
  const taken = noDaysTaken();
  const total = unitsOfShipments(evidence, entries);
  for (const k of entries) {
    if (outcome[k] === SHIPMENT_OUTCOME.short) continue;
    const all = total.get(evidence.shipmentKey[k]!) ?? 0;
    if (!(all > 0)) continue;
    const day = Math.max(0, Math.min(MAX_LEAD_TIME_DAYS, days[k]!));
    const side = outcome[k] === SHIPMENT_OUTCOME.open ? taken.open : taken.arrived;
    side[day]! += units[k]! / all;
  }
  return taken;
}

/** Units that arrived or may yet arrive, per shipment. */
function unitsOfShipments(
  { shipmentKey, outcome, units }: ShipmentEvidence,
  entries: readonly number[],
): Map<number, number> {
  const total = new Map<number, number>();
  for (const k of entries) {
    const part = outcome[k] === SHIPMENT_OUTCOME.short ? 0 : units[k]!;
    total.set(shipmentKey[k]!, (total.get(shipmentKey[k]!) ?? 0) + part);
  }
  return total;
}

/** Units that arrive per unit sent. */
export interface ReceiptYield {
  /** All units received / all units sent; null without a shipment of which it is known. */
  readonly mean: number | null;
  /** Of the share of a shipment, weighted by units sent; null with it. */
  readonly variance: number | null;
}

/** Yield of the shipments that are over and whose receipts are known. Cost O(entries). */
export function receiptYield(evidence: ShipmentEvidence): ReceiptYield {
  const { shipmentKey, outcome, units } = evidence;
  const shipments = new Map<number, { sent: number; received: number; isOver: boolean }>();
  for (let k = 0; k < outcome.length; k++) {
    const key = shipmentKey[k]!;
    const of = shipments.get(key) ?? { sent: 0, received: 0, isOver: true };
    of.sent += units[k]!;
    if (outcome[k] === SHIPMENT_OUTCOME.received) of.received += units[k]!;
    else if (outcome[k] !== SHIPMENT_OUTCOME.short) of.isOver = false;
    shipments.set(key, of);
  }
  const over = [...shipments.values()].filter(({ isOver, sent }) => isOver && sent > 0);
  const sent = over.reduce((sum, of) => sum + of.sent, 0);
  if (sent === 0) return { mean: null, variance: null };
  const mean = over.reduce((sum, of) => sum + of.received, 0) / sent;
  const square = (of: { sent: number; received: number }) => {
    const off = of.received / of.sent - mean;
    return of.sent * off * off;
  };
  return { mean, variance: over.reduce((sum, of) => sum + square(of), 0) / sent };
}
