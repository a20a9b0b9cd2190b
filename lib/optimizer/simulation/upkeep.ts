import { monthOfDay } from "../../calendar/index.ts";
import type { RandomStream } from "../core/prng.ts";
import {
  type AccountState,
  FC_COUNT,
  fullestFc,
  inflowWeightOf,
  moveSellable,
  writeLedger,
} from "./account-state.ts";
import { DUE } from "./agenda.ts";
import { nextNoiseFactor } from "./demand.ts";
import { isWithin } from "./effects.ts";
import { LEDGER, SELLABLE, UNSELLABLE } from "./fact-writer.ts";
import { weekdayOf } from "./season.ts";

const LOST_SHARE = 0.006;
const DAMAGED_SHARE = 0.006;
const FOUND_SHARE = 0.5;
const TRANSFER_SHARE = 0.03;
const TRANSFER_LEAST_UNITS = 10;
/** Sellers who clear take back stock beyond this many days of sales. */
const CLEAR_BEYOND_DAYS = 260;
const CLEAR_LEAST_UNITS = 30;
/** Stock of a product that is given up is taken back this long after. */
const AFTER_LIFE_DAYS = 30;

function loseUnits(s: AccountState, i: number, day: number, draws: RandomStream): void {
  const fc = fullestFc(s, i);
  const isLost = draws.bernoulli(LOST_SHARE);
  const isDamaged = draws.bernoulli(DAMAGED_SHARE);
  if (fc < 0 || !(isLost || isDamaged)) return;
  const units = Math.min(s.sellable[i * FC_COUNT + fc]!, 1 + draws.integer(3));
  moveSellable(s, i, fc, -units);
  if (!isLost) {
    s.unsellable[i * FC_COUNT + fc]! += units;
    writeLedger(s, i, fc, day, { kind: LEDGER.damaged, disposition: SELLABLE, units: -units });
    writeLedger(s, i, fc, day, { kind: LEDGER.damaged, disposition: UNSELLABLE, units });
    return;
  }
  writeLedger(s, i, fc, day, { kind: LEDGER.lost, disposition: SELLABLE, units: -units });
  if (draws.bernoulli(FOUND_SHARE)) {
    s.agenda.add(day + 7 + draws.integer(35), { kind: DUE.found, product: i, fc, units, item: -1 });
  }
}

/** Picks an FC by its weight; -1 when the draw falls on the FC itself or on a closed one. */
function transferTarget(
  s: AccountState,
  i: number,
  from: number,
  day: number,
  uniform: number,
): number {
  let cumulative = 0;
  for (let fc = 0; fc < FC_COUNT; fc++) {
    cumulative += inflowWeightOf(s, i, fc);
    if (uniform < cumulative) return fc !== from && s.plan.fcOpenedDay[fc]! <= day ? fc : -1;
  }
  return -1;
}

/** The operator spreads large lots over the country. */
function transferUnits(s: AccountState, i: number, day: number, draws: RandomStream): void {
  const isMoved = draws.bernoulli(TRANSFER_SHARE);
  if (!isMoved || s.policy.onlyFc >= 0) return;
  const from = fullestFc(s, i);
  if (from < 0 || s.sellable[i * FC_COUNT + from]! < TRANSFER_LEAST_UNITS) return;
  const to = transferTarget(s, i, from, day, draws.uniform());
  const { outage } = s.plan.effects;
  const isOut = outage !== null && (outage.fc === from || outage.fc === to);
  if (to < 0 || (isOut && (isWithin(outage, day) || isWithin(outage, day + 7)))) return;
  const units = Math.floor(s.sellable[i * FC_COUNT + from]! * 0.4);
  moveSellable(s, i, from, -units);
  writeLedger(s, i, from, day, { kind: LEDGER.transferOut, disposition: SELLABLE, units: -units });
  s.agenda.add(day + 3 + draws.integer(5), {
    kind: DUE.transferIn,
    product: i,
    fc: to,
    units,
    item: -1,
  });
}

/** Every Sunday: new demand noise, losses, damage, transfers. Draws do not depend on the stock. */
export function weeklyUpkeep(s: AccountState, day: number): void {
  if (weekdayOf(day) !== 0) return;
  for (let i = 0; i < s.products.length; i++) {
    const own = s.draws[i]!;
    s.noiseFactor[i] = nextNoiseFactor(own.noise);
    if (s.onHand[i] === 0) continue;
    loseUnits(s, i, day, own.upkeep.split("loss", day));
    transferUnits(s, i, day, own.upkeep.split("transfer", day));
  }
}

/** Takes a part of the sellable stock of every FC back to the seller. */
function removeShare(s: AccountState, i: number, day: number, share: number): void {
  for (let fc = 0; fc < FC_COUNT; fc++) {
    const units = Math.floor(s.sellable[i * FC_COUNT + fc]! * share);
    if (units === 0) continue;
    moveSellable(s, i, fc, -units);
    writeLedger(s, i, fc, day, { kind: LEDGER.removal, disposition: SELLABLE, units: -units });
  }
}

function clearUnsellable(s: AccountState, i: number, day: number, draws: RandomStream): void {
  const isCleared = draws.bernoulli(0.6);
  const kind = draws.bernoulli(0.5) ? LEDGER.disposed : LEDGER.removal;
  if (!isCleared) return;
  for (let fc = 0; fc < FC_COUNT; fc++) {
    const units = s.unsellable[i * FC_COUNT + fc]!;
    if (units === 0) continue;
    s.unsellable[i * FC_COUNT + fc] = 0;
    writeLedger(s, i, fc, day, { kind, disposition: UNSELLABLE, units: -units });
  }
}

/** On the first of a month: unsellable stock goes, given-up products are taken back, some sellers clear excess. */
export function monthlyUpkeep(s: AccountState, day: number): void {
  const month = monthOfDay(day);
  if (monthOfDay(day - 1) === month) return;
  for (let i = 0; i < s.products.length; i++) {
    const draws = s.draws[i]!.upkeep.split("month", month);
    clearUnsellable(s, i, day, draws.split("unsellable"));
    const isTakenBack = draws.bernoulli(0.4);
    if (day > s.traits[i]!.lastDay + AFTER_LIFE_DAYS && isTakenBack) removeShare(s, i, day, 1);
    const excess = s.onHand[i]! - s.rate[i]! * CLEAR_BEYOND_DAYS;
    if (s.policy.isClearing && month % 3 === 0 && excess > CLEAR_LEAST_UNITS)
      removeShare(s, i, day, excess / s.onHand[i]!);
  }
}
