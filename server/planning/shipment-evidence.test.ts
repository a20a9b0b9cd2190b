import { expect, it } from "vitest";
import { SHIPMENT_OUTCOME } from "@/lib/optimizer/lead-time/index.ts";
import type { ShipmentReceiptRow } from "@/server/repositories/shipment-receipts.ts";
import { shipmentArrays } from "./shipment-evidence.ts";

const { received, open, short, closed } = SHIPMENT_OUTCOME;
const FCS = [70, 80];

const account = (accountId: number) => ({
  sellerId: 1,
  accountId,
  slug: `account-${accountId}`,
  kind: "professional" as const,
  openedOn: "2020-01-01",
  leadTimeDays: null,
  reviewDays: null,
});

const row = (of: Partial<ShipmentReceiptRow>): ShipmentReceiptRow => ({
  accountId: 1,
  shipmentNumber: "S1",
  origin: "Yiwu",
  fcId: 70,
  sentUnits: 100,
  receivedDays: [],
  receivedUnits: [],
  ageDays: 60,
  closedDays: null,
  isClosed: false,
  isShipped: true,
  ...of,
});

/** Entries as [shipment, origin, FC, outcome, days, units]. */
const entriesOf = (rows: readonly ShipmentReceiptRow[], accounts = [account(1)]) => {
  const arrays = shipmentArrays(accounts, rows, FCS);
  return Array.from(arrays.shipmentKey, (key, k) => [
    key,
    arrays.shipmentOriginIndex[k],
    arrays.shipmentFcIndex[k],
    arrays.shipmentOutcome[k],
    arrays.shipmentDays[k],
    arrays.shipmentUnits[k],
  ]);
};

it("a shipment received in parts gives an entry per receipt, and one for what is still under way", () => {
  const rows = [row({ receivedDays: [20, 26], receivedUnits: [60, 25] })];
  expect(entriesOf(rows)).toEqual([
    [0, 0, 0, received, 20, 60],
    [0, 0, 0, received, 26, 25],
    [0, 0, 0, open, 60, 15],
  ]);
});

it("what a closed shipment lacks is short", () => {
  const done = { isClosed: true, closedDays: 40 };
  expect(entriesOf([row({ receivedDays: [20], receivedUnits: [96], ...done })])).toEqual([
    [0, 0, 0, received, 20, 96],
    [0, 0, 0, short, 40, 4],
  ]);
});

it("a closed shipment without any receipt arrived when it was closed; without a day it says nothing", () => {
  expect(entriesOf([row({ isClosed: true, closedDays: 33 })])).toEqual([
    [0, 0, 0, closed, 33, 100],
  ]);
  expect(entriesOf([row({ isClosed: true })])).toEqual([]);
});

it("a shipment that has not left says nothing", () => {
  expect(entriesOf([row({ isShipped: false })])).toEqual([]);
});

it("units received at another FC than they were sent to are neither short nor still under way", () => {
  const rows = [
    row({ sentUnits: 0, receivedDays: [21], receivedUnits: [70] }),
    row({ fcId: 80, sentUnits: 0, receivedDays: [25], receivedUnits: [20] }),
    row({ fcId: null, sentUnits: 100 }),
  ];
  expect(entriesOf(rows)).toEqual([
    [0, 0, 0, received, 21, 70],
    [0, 0, 1, received, 25, 20],
    [0, 0, -1, open, 60, 10],
  ]);
});

it("entries lie account by account; shipments and origins are numbered within each", () => {
  const rows = [
    row({ accountId: 2, shipmentNumber: "B" }),
    row({ accountId: 2, shipmentNumber: "C", origin: "Izmir" }),
    row({ accountId: 2, shipmentNumber: "D", origin: null }),
  ];
  const accounts = [account(1), account(2), account(3)];
  expect([...shipmentArrays(accounts, rows, FCS).shipmentStart]).toEqual([0, 0, 3, 3]);
  expect(entriesOf(rows, accounts).map(([key, origin]) => [key, origin])).toEqual([
    [0, 1],
    [1, 0],
    [2, -1],
  ]);
});
