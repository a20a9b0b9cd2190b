import type { RandomStream } from "../core/prng.ts";
import {
  type AccountState,
  categoryOf,
  FC_COUNT,
  isRecorded,
  moveSellable,
  writeLedger,
} from "./account-state.ts";
import { DUE } from "./agenda.ts";
import { lineUnits, pickRegion, poissonQuantile, priceResponse } from "./demand.ts";
import { actsOn, isWithin } from "./effects.ts";
import { LEDGER, SELLABLE } from "./fact-writer.ts";

const CANCELLED_SHARE = 0.015;
/** Chance that a line joins an order of the same day, seller and region. */
const JOIN_SHARE = 0.3;
const SELLABLE_RETURN_SHARE = 0.75;
/** Deals are shown first: their demand rises beyond what price and traffic do. */
const DEAL_FACTOR = 1.7;
const RAMP_DAYS = 45;

/** Moves to the offer in force on the day. */
function advanceOffer(s: AccountState, i: number, day: number): void {
  const { versions, firstVersion } = s.plan.offers;
  const end = firstVersion[s.account.firstProduct + i + 1]!;
  let next = s.version[i]! < 0 ? firstVersion[s.account.firstProduct + i]! : s.version[i]! + 1;
  if (next >= end || versions.validFromDay[next]! > day) return;
  while (next + 1 < end && versions.validFromDay[next + 1]! <= day) next += 1;
  s.version[i] = next;
  s.priceFactor[i] = priceResponse(
    versions.priceMicros[next]!,
    s.traits[i]!.basePriceMicros,
    categoryOf(s, i).elasticity,
  );
}

/** Expected order lines of the day if the product is buyable. */
function lineMeanOf(s: AccountState, i: number, day: number): number {
  const trait = s.traits[i]!;
  if (day < trait.launchDay || day > trait.lastDay) return 0;
  const { effects, season } = s.plan;
  const d = day - effects.startDay;
  const product = s.products[i]!;
  const isYoung = trait.launchDay > product.createdDay && day < trait.launchDay + RAMP_DAYS;
  const ramp = isYoung ? 0.35 + (0.65 * (day - trait.launchDay)) / RAMP_DAYS : 1;
  const deal = trait.isDeal && effects.isSale[d] === 1 ? DEAL_FACTOR : 1;
  return (
    s.level[i]! *
    s.noiseFactor[i]! *
    s.priceFactor[i]! *
    season.dayFactor[product.category * season.dayCount + day - season.startDay]! *
    effects.saleTraffic[d]! *
    effects.demandFactor[s.accountIndex]![d]! *
    ramp *
    deal
  );
}

/** Takes units from FCs, nearest first: all from one if any has them, else from several. Returns the units taken. */
function takeUnits(
  s: AccountState,
  i: number,
  region: number,
  wanted: number,
  closedFc: number,
): number {
  const row = region * FC_COUNT;
  const stock = i * FC_COUNT;
  for (let rank = 0; rank < FC_COUNT; rank++) {
    const fc = s.plan.nearestFc[row + rank]!;
    if (fc !== closedFc && s.sellable[stock + fc]! >= wanted) {
      s.shippedByFc[fc]! += wanted;
      moveSellable(s, i, fc, -wanted);
      return wanted;
    }
  }
  let taken = 0;
  for (let rank = 0; rank < FC_COUNT && taken < wanted; rank++) {
    const fc = s.plan.nearestFc[row + rank]!;
    if (fc === closedFc) continue;
    const units = Math.min(wanted - taken, s.sellable[stock + fc]!);
    s.shippedByFc[fc]! += units;
    moveSellable(s, i, fc, -units);
    taken += units;
  }
  return taken;
}

/** The FC that ships nothing of this product today because of an outage, or -1. */
function closedFcOn(s: AccountState, day: number, draws: RandomStream): number {
  const { outage } = s.plan.effects;
  if (!isWithin(outage, day)) return -1;
  return draws.split("outage").uniform() < outage.size ? outage.fc : -1;
}

/** Order numbers count by (day, account), so that one seller's orders never move another's numbers. */
function orderNumberOf(
  s: AccountState,
  i: number,
  day: number,
  region: number,
  join: number,
): number {
  const before = s.regionOrder[region]!;
  if (before !== -1 && join < JOIN_SHARE && s.regionOrderProduct[region] !== i) return before;
  const number = ((day - s.plan.span.firstDay) * 64 + s.accountIndex) * 4096 + s.orderCount;
  s.orderCount += 1;
  s.regionOrder[region] = number;
  s.regionOrderProduct[region] = i;
  return number;
}

interface LineDraft {
  readonly region: number;
  readonly units: number;
  readonly join: number;
  readonly isCancelled: boolean;
}

/** Day from which the operator knows the lines: a failed feed holds back whole days of a product. */
function recordedDayOf(s: AccountState, day: number, draws: RandomStream): number {
  const { lateRecords, lateRecordedDay } = s.plan.effects;
  if (!actsOn(lateRecords, s.accountIndex) || !isWithin(lateRecords, day)) return day;
  return draws.split("record").uniform() < lateRecords.size ? lateRecordedDay : day;
}

function writeLine(
  s: AccountState,
  i: number,
  day: number,
  line: LineDraft,
  draws: RandomStream,
): void {
  if (!isRecorded(s, day)) return;
  const { lines } = s.writer;
  lines.product.push(s.account.firstProduct + i);
  lines.day.push(day);
  lines.region.push(line.region);
  lines.units.push(line.units);
  lines.price.push(s.plan.offers.versions.priceMicros[s.version[i]!]!);
  lines.number.push(orderNumberOf(s, i, day, line.region, line.join));
  lines.recorded.push(recordedDayOf(s, day, draws));
  lines.cancelled.push(line.isCancelled ? 1 : 0);
}

function scheduleReturn(
  s: AccountState,
  i: number,
  day: number,
  region: number,
  units: number,
  draws: RandomStream,
): void {
  const own = draws.split("return");
  const fc = s.policy.onlyFc >= 0 ? s.policy.onlyFc : s.plan.nearestFc[region * FC_COUNT]!;
  const kind = own.uniform() < SELLABLE_RETURN_SHARE ? DUE.returnSellable : DUE.returnUnsellable;
  s.agenda.add(day + 8 + own.integer(24), {
    kind,
    product: i,
    fc,
    units: 1 + own.integer(units),
    item: -1,
  });
}

/** One wish of a customer. Returns what was demanded and what was sold. */
function sellLine(
  s: AccountState,
  i: number,
  day: number,
  draws: RandomStream,
  closedFc: number,
): { demanded: number; sold: number } {
  const region = pickRegion(s.plan.regionPicker, s.products[i]!.category, draws.uniform());
  const wanted = lineUnits(draws.uniform(), s.traits[i]!.moreUnitsShare);
  const fate = draws.uniform();
  const join = draws.uniform();
  const isCancelled = fate < CANCELLED_SHARE;
  const version = s.version[i]!;
  const isBuyable = version >= 0 && s.plan.offers.versions.isBuyable[version] === 1;
  const demanded = isCancelled ? 0 : wanted;
  if (!isBuyable || s.onHand[i]! <= (closedFc < 0 ? 0 : s.sellable[i * FC_COUNT + closedFc]!))
    return { demanded, sold: 0 };
  const sold = isCancelled ? 0 : takeUnits(s, i, region, wanted, closedFc);
  writeLine(s, i, day, { region, units: isCancelled ? wanted : sold, join, isCancelled }, draws);
  if (sold > 0 && fate > 1 - categoryOf(s, i).returnShare)
    scheduleReturn(s, i, day, region, sold, draws);
  return { demanded, sold };
}

function flushShipments(s: AccountState, i: number, day: number): void {
  for (let fc = 0; fc < FC_COUNT; fc++) {
    const units = s.shippedByFc[fc]!;
    if (units === 0) continue;
    writeLedger(s, i, fc, day, {
      kind: LEDGER.customerShipment,
      disposition: SELLABLE,
      units: -units,
    });
    s.shippedByFc[fc] = 0;
  }
}

/** The seller's running rate; a good seller does not learn from a day on which nothing could be sold. */
function learnRate(s: AccountState, i: number, sold: number, wasInStock: boolean): void {
  if (!wasInStock && s.policy.isCorrectingStockOuts) return;
  s.rate[i]! += s.policy.learnRate * (sold - s.rate[i]!);
}

/** A day of selling one product: demand, orders, customer shipments, what the seller learns. */
export function sellProduct(s: AccountState, i: number, day: number): void {
  advanceOffer(s, i, day);
  const uniform = s.draws[i]!.count.uniform();
  const lineMean = lineMeanOf(s, i, day);
  s.level[i]! *= 1 + s.traits[i]!.growthPerDay;
  if (lineMean === 0) return;
  const wasInStock = s.onHand[i]! > 0;
  const lineCount = poissonQuantile(uniform, lineMean);
  let demanded = 0;
  let sold = 0;
  if (lineCount > 0) {
    const draws = s.draws[i]!.line.split("day", day);
    const closedFc = closedFcOn(s, day, draws);
    for (let k = 0; k < lineCount; k++) {
      const line = sellLine(s, i, day, draws, closedFc);
      demanded += line.demanded;
      sold += line.sold;
    }
    flushShipments(s, i, day);
  }
  learnRate(s, i, sold, wasInStock);
  if (!isRecorded(s, day)) return;
  const cell = (s.account.firstProduct + i) * s.plan.span.dayCount + day - s.plan.span.firstDay;
  s.truth.lineMean[cell] = lineMean;
  s.truth.demandUnits[cell] = demanded;
  s.truth.soldUnits[cell] = sold;
}
