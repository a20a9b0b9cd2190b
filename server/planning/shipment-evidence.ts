// What became of each account's shipments, as entries of the lead-time evidence.
import { SHIPMENT_OUTCOME } from "@/lib/optimizer/lead-time/index.ts";
import type { ShipmentReceiptRow } from "@/server/repositories/shipment-receipts.ts";
import type { PlanAccountRow } from "@/server/repositories/snapshot.ts";

interface Entry {
  readonly key: number;
  readonly originIndex: number;
  readonly fcIndex: number;
  readonly outcome: number;
  readonly days: number;
  readonly units: number;
}

/** Entries of every account in their order; a shipment's rows lie one after the other. */
export function shipmentArrays(
  accounts: readonly PlanAccountRow[],
  shipments: readonly ShipmentReceiptRow[],
  fcIds: readonly number[],
) {
  const fcIndex = new Map(fcIds.map((id, index) => [id, index]));
  const ofAccount = Map.groupBy(shipments, ({ accountId }) => accountId);
  const shipmentStart = new Int32Array(accounts.length + 1);
  const entries: Entry[] = [];
  accounts.forEach(({ accountId }, a) => {
    entries.push(...entriesOf(ofAccount.get(accountId) ?? [], fcIndex));
    shipmentStart[a + 1] = entries.length;
  });
  return {
    shipmentStart,
    shipmentKey: Int32Array.from(entries, ({ key }) => key),
    shipmentOriginIndex: Int32Array.from(entries, ({ originIndex }) => originIndex),
    shipmentFcIndex: Int32Array.from(entries, (entry) => entry.fcIndex),
    shipmentOutcome: Uint8Array.from(entries, ({ outcome }) => outcome),
    shipmentDays: Int32Array.from(entries, ({ days }) => days),
    shipmentUnits: Float64Array.from(entries, ({ units }) => units),
  };
}

/** Entries of one account. */
function entriesOf(
  rows: readonly ShipmentReceiptRow[],
  fcIndex: ReadonlyMap<number, number>,
): Entry[] {
  const origins = [...new Set(rows.map(({ origin }) => origin))].filter(
    (origin) => origin !== null,
  );
  origins.sort();
  const shipments = [...Map.groupBy(rows, ({ shipmentNumber }) => shipmentNumber).values()];
  return shipments.flatMap((ofShipment, key) =>
    outcomesOf(ofShipment).map(({ row, outcome, days, units }) => ({
      key,
      originIndex: row.origin === null ? -1 : origins.indexOf(row.origin),
      fcIndex: fcIndex.get(row.fcId ?? -1) ?? -1,
      outcome,
      days,
      units,
    })),
  );
}

interface Outcome {
  readonly row: ShipmentReceiptRow;
  readonly outcome: number;
  readonly days: number;
  readonly units: number;
}

/** Receipts of a shipment, then what is missing of it. */
function outcomesOf(rows: readonly ShipmentReceiptRow[]): Outcome[] {
  const receipts = rows.flatMap((row) =>
    row.receivedDays.map((days, k) => ({
      row,
      outcome: SHIPMENT_OUTCOME.received,
      days,
      units: row.receivedUnits[k] ?? 0,
    })),
  );
  return [...receipts, ...missingOf(rows, receipts.length > 0)].filter(({ units }) => units > 0);
}

/**
 * Units not received, per FC. What one FC received beyond what was sent to it came from the others' units or from those
 * of which no FC was named. A closed shipment without any receipt arrived on the day it was closed; one that has not left
 * says nothing.
 */
function missingOf(rows: readonly ShipmentReceiptRow[], hasReceipts: boolean): Outcome[] {
  const receivedOf = (row: ShipmentReceiptRow) =>
    row.receivedUnits.reduce((sum, units) => sum + units, 0);
  let left = rows.reduce((sum, row) => sum + row.sentUnits - receivedOf(row), 0);
  return rows.flatMap((row) => {
    const units = Math.max(0, Math.min(left, row.sentUnits - receivedOf(row)));
    left -= units;
    const end = endOf(row, hasReceipts);
    return end === null ? [] : [{ row, units, ...end }];
  });
}

function endOf(
  { isClosed, isShipped, closedDays, ageDays }: ShipmentReceiptRow,
  hasReceipts: boolean,
): Pick<Outcome, "outcome" | "days"> | null {
  if (isClosed && hasReceipts)
    return { outcome: SHIPMENT_OUTCOME.short, days: closedDays ?? ageDays };
  if (isClosed)
    return closedDays === null ? null : { outcome: SHIPMENT_OUTCOME.closed, days: closedDays };
  return isShipped || hasReceipts ? { outcome: SHIPMENT_OUTCOME.open, days: ageDays } : null;
}
