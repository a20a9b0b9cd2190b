import { monthOfDay } from "../../calendar/index.ts";
import { splitLargestRemainder } from "../../units/index.ts";
import { ln } from "../core/elementary.ts";
import type { RandomStream } from "../core/prng.ts";
import {
  type AccountState,
  FC_COUNT,
  inflowWeightOf,
  type Lot,
  moveSellable,
  writeLedger,
} from "./account-state.ts";
import { DUE, type DueEntry } from "./agenda.ts";
import { isWithin } from "./effects.ts";
import { LEDGER, SELLABLE, UNSELLABLE } from "./fact-writer.ts";

const SPLIT_RECEIPT_SHARE = 0.18;
/** A short item stays open this long before it is written off. */
const DISCREPANCY_DAYS = 10;
/** Docks are full before the winter peak: extra days from October to December. */
const PEAK_DOCK_DAYS = 2;

interface Arrival {
  readonly shipment: number;
  /** Day on which goods for an FC would reach the dock without FC trouble, before its transit. */
  readonly leavesDay: number;
  readonly draws: RandomStream;
}

/** A day on which the FC can receive: after an outage goods wait for their turn. */
function afterOutage(s: AccountState, fc: number, day: number, draws: RandomStream): number {
  const { outage } = s.plan.effects;
  if (outage === null || outage.fc !== fc || !isWithin(outage, day)) return day;
  return outage.endDay + 1 + draws.split("outage").integer(6);
}

/** FCs of a lot: drawn by their weight and rather where little is left, more FCs for larger lots (Efraimidis & Spirakis 2006). */
function lotFcs(s: AccountState, lot: Lot, day: number, draws: RandomStream): number[] {
  if (s.policy.onlyFc >= 0) return [s.policy.onlyFc];
  const cartons = Math.ceil(lot.units / s.products[lot.product]!.casePackUnits);
  const count = Math.min(s.policy.fcCount, Math.max(1, Math.floor(cartons / 2)));
  const keyed: { fc: number; key: number }[] = [];
  for (let fc = 0; fc < FC_COUNT; fc++) {
    const uniform = draws.uniform();
    const weight = inflowWeightOf(s, lot.product, fc);
    if (weight === 0 || s.plan.fcOpenedDay[fc]! > day) continue;
    const there = s.sellable[lot.product * FC_COUNT + fc]! / lot.units;
    keyed.push({ fc, key: (ln(uniform) / weight) * (1 + 3 * there) });
  }
  keyed.sort((a, b) => b.key - a.key);
  return keyed.slice(0, count).map((k) => k.fc);
}

/** Whole cartons, more for larger FCs: by the square root, as large FCs are drawn more often already. */
function splitLot(s: AccountState, lot: Lot, fcs: readonly number[]): number[] {
  if (fcs.length === 1) return [lot.units];
  const pack = s.products[lot.product]!.casePackUnits;
  const shares = fcs.map((fc) => Math.sqrt(inflowWeightOf(s, lot.product, fc)));
  return splitLargestRemainder(lot.units / pack, shares).map((cartons) => cartons * pack);
}

function shortUnits(s: AccountState, units: number, draws: RandomStream): number {
  const isShort = draws.bernoulli(s.policy.shortShare);
  const part = draws.uniform();
  return isShort ? Math.min(units, Math.max(1, Math.round(units * part * 0.15))) : 0;
}

function scheduleItem(
  s: AccountState,
  arrival: Arrival,
  item: number,
  lot: { product: number; fc: number; units: number },
): void {
  const draws = arrival.draws.split("item", lot.product * 64 + lot.fc);
  const transitDays = s.plan.inboundTransitDays[s.account.origin * FC_COUNT + lot.fc]!;
  const docked = arrival.leavesDay + transitDays + 1 + draws.integer(3);
  const first = afterOutage(s, lot.fc, docked, draws);
  const short = shortUnits(s, lot.units, draws);
  const received = lot.units - short;
  const isSplit = draws.bernoulli(SPLIT_RECEIPT_SHARE) && received >= 4;
  const restDays = 2 + draws.integer(7);
  const firstUnits = isSplit ? Math.ceil(received * 0.6) : received;
  const last = isSplit ? afterOutage(s, lot.fc, first + restDays, draws) : first;
  const entry = { product: lot.product, fc: lot.fc, item };
  if (firstUnits > 0) s.agenda.add(first, { ...entry, kind: DUE.receipt, units: firstUnits });
  if (isSplit) s.agenda.add(last, { ...entry, kind: DUE.receipt, units: received - firstUnits });
  s.agenda.add(short > 0 ? last + DISCREPANCY_DAYS : last, { ...entry, kind: DUE.close, units: 0 });
}

function writeItem(
  s: AccountState,
  shipment: number,
  lot: { product: number; fc: number; units: number },
): number {
  const { items, shipments } = s.writer;
  const item = items.shipment.length;
  items.shipment.push(shipment);
  items.product.push(s.account.firstProduct + lot.product);
  items.fc.push(lot.fc);
  items.sent.push(lot.units);
  items.received.push(0);
  items.closed.push(-1);
  shipments.openItems.add(shipment, 1);
  return item;
}

interface ShipmentDays {
  readonly shipped: number;
  readonly expected: number;
}

function writeShipment(s: AccountState, day: number, days: ShipmentDays | null): number {
  const { shipments } = s.writer;
  const index = shipments.account.length;
  const { asOfDay } = s.plan.span;
  s.shipmentCount += 1;
  shipments.account.push(s.accountIndex);
  shipments.number.push(s.shipmentCount);
  shipments.origin.push(s.account.origin);
  shipments.created.push(day);
  shipments.shipped.push(days !== null && days.shipped <= asOfDay ? days.shipped : -1);
  shipments.expected.push(days?.expected ?? -1);
  shipments.receiving.push(-1);
  shipments.closed.push(-1);
  shipments.cancelled.push(0);
  shipments.openItems.push(0);
  return index;
}

/** Days by which a shipment is later than planned, an outage apart. */
function delayDays(s: AccountState, expectedDay: number, draws: RandomStream): number {
  const isLate = draws.bernoulli(s.policy.lateShare);
  const late = 1 + Math.floor(draws.exponential(s.policy.lateDaysMean));
  const month = monthOfDay(expectedDay) % 12;
  const { portDelay, delayedOrigin } = s.plan.effects;
  const port =
    s.account.origin === delayedOrigin && isWithin(portDelay, expectedDay) ? portDelay.size : 0;
  return (isLate ? late : 0) + (month >= 9 ? PEAK_DOCK_DAYS : 0) + port;
}

interface Part {
  readonly product: number;
  readonly fc: number;
  readonly units: number;
}

function partsOf(s: AccountState, lot: Lot, day: number, draws: RandomStream): Part[] {
  const fcs = lotFcs(s, lot, day, draws.split("lot", lot.product));
  const units = splitLot(s, lot, fcs);
  return fcs
    .map((fc, k) => ({ product: lot.product, fc, units: units[k]! }))
    .filter((part) => part.units > 0);
}

/** Sends the lots of the day as one shipment. */
export function sendLots(s: AccountState, day: number): void {
  if (s.lots.length === 0) return;
  const draws = s.shipmentDraws.split("day", day);
  const parts = s.lots.flatMap((lot) => partsOf(s, lot, day, draws));
  const transit = parts.map((p) => s.plan.inboundTransitDays[s.account.origin * FC_COUNT + p.fc]!);
  const shipped = day + 2 + draws.integer(4);
  const expected = shipped + Math.max(...transit) + 2;
  const arrival: Arrival = {
    shipment: writeShipment(s, day, { shipped, expected }),
    leavesDay: shipped + delayDays(s, expected, draws),
    draws,
  };
  for (const part of parts) {
    s.inbound[part.product]! += part.units;
    scheduleItem(s, arrival, writeItem(s, arrival.shipment, part), part);
  }
  s.lots = [];
}

/** A shipment that is drawn up and never sent; many are cancelled in the end. The seller does not count on it. */
export function leaveDraft(s: AccountState, day: number, lots: readonly Lot[]): void {
  const draws = s.shipmentDraws.split("draft", day);
  const parts = lots.flatMap((lot) => partsOf(s, lot, day, draws));
  if (parts.length === 0) return;
  const shipment = writeShipment(s, day, null);
  const isCancelled = draws.bernoulli(0.75);
  const afterDays = 20 + draws.integer(70);
  for (const part of parts) {
    const item = writeItem(s, shipment, part);
    if (isCancelled)
      s.agenda.add(day + afterDays, {
        kind: DUE.cancel,
        product: part.product,
        fc: part.fc,
        units: 0,
        item,
      });
  }
}

function closeItem(s: AccountState, item: number, day: number): void {
  const { items, shipments } = s.writer;
  items.closed.set(item, day);
  const shipment = items.shipment.at(item);
  shipments.openItems.add(shipment, -1);
  if (shipments.openItems.at(shipment) === 0) shipments.closed.set(shipment, day);
}

function receive(s: AccountState, entry: DueEntry, day: number): void {
  const { items, shipments } = s.writer;
  moveSellable(s, entry.product, entry.fc, entry.units);
  s.inbound[entry.product]! -= entry.units;
  items.received.add(entry.item, entry.units);
  const shipment = items.shipment.at(entry.item);
  if (shipments.receiving.at(shipment) === -1) shipments.receiving.set(shipment, day);
  writeLedger(s, entry.product, entry.fc, day, {
    kind: LEDGER.receipt,
    disposition: SELLABLE,
    units: entry.units,
    item: entry.item,
  });
}

/** Units that come back into stock other than from a shipment. */
function takeBack(s: AccountState, { kind, product, fc, units }: DueEntry, day: number): void {
  if (kind === DUE.returnUnsellable) {
    s.unsellable[product * FC_COUNT + fc]! += units;
    writeLedger(s, product, fc, day, {
      kind: LEDGER.customerReturn,
      disposition: UNSELLABLE,
      units,
    });
    return;
  }
  moveSellable(s, product, fc, units);
  writeLedger(s, product, fc, day, { kind: BACK_KIND[kind]!, disposition: SELLABLE, units });
}

const BACK_KIND: Readonly<Record<number, number>> = {
  [DUE.returnSellable]: LEDGER.customerReturn,
  [DUE.found]: LEDGER.found,
  [DUE.transferIn]: LEDGER.transferIn,
};

function settle(s: AccountState, entry: DueEntry, day: number): void {
  const { items, shipments } = s.writer;
  if (entry.kind === DUE.receipt) receive(s, entry, day);
  else if (entry.kind === DUE.close) {
    s.inbound[entry.product]! -= items.sent.at(entry.item) - items.received.at(entry.item);
    closeItem(s, entry.item, day);
  } else if (entry.kind === DUE.cancel) {
    shipments.cancelled.set(items.shipment.at(entry.item), 1);
    closeItem(s, entry.item, day);
  } else takeBack(s, entry, day);
}

/** Receipts, returns, transfers and closings that are due. */
export function settleDay(s: AccountState, day: number): void {
  s.agenda.settleDay(day, (entry) => settle(s, entry, day));
}
