import {
  type AccountState,
  FC_COUNT,
  inflowWeightOf,
  moveSellable,
  seasonAhead,
} from "./account-state.ts";
import { actsOn } from "./effects.ts";
import { leaveDraft } from "./receiving.ts";

/** Sellers stop buying this long before they give a product up. */
const LAST_ORDER_DAYS = 45;
/** The planted overstock is of every third product. */
const OVERSTOCK_EVERY = 3;
const PAUSE_DAYS = 35;
/** Part of the sellers' stock-out cushion for lumpy demand, in square-root units. */
const LUMP_CUSHION = 0.4;

/** Units per day the seller expects over the days that an order covers. */
function expectedRate(s: AccountState, i: number, day: number): number {
  const { policy } = s;
  const ahead = seasonAhead(s, i, day, policy.leadBeliefDays + policy.lotDays);
  return s.rate[i]! * policy.bias * (1 + policy.anticipation * (ahead - 1));
}

/** The seller's order point and order-up-to level in units; rules of thumb, not an optimum. */
function levelsOf(
  s: AccountState,
  i: number,
  day: number,
): { readonly orderPoint: number; readonly upTo: number } {
  const { policy } = s;
  const rate = expectedRate(s, i, day);
  const protectionDays = policy.leadBeliefDays + policy.reviewDays;
  const cushion = policy.isCorrectingStockOuts
    ? LUMP_CUSHION * Math.sqrt(rate * protectionDays)
    : 0;
  const orderPoint = rate * (protectionDays + policy.safetyDays) + cushion;
  return { orderPoint, upTo: orderPoint + rate * policy.lotDays };
}

const wholeCartons = (s: AccountState, i: number, units: number): number => {
  const pack = s.products[i]!.casePackUnits;
  return Math.max(1, Math.round(units / pack)) * pack;
};

/** True while the seller still buys the product. */
function isBought(s: AccountState, i: number, day: number): boolean {
  const trait = s.traits[i]!;
  return day >= s.products[i]!.createdDay && day < trait.lastDay - LAST_ORDER_DAYS;
}

/** Spells are the same for a product whatever is done, so that an event never moves them. */
const isPaused = (s: AccountState, i: number, day: number): boolean =>
  s.draws[i]!.review.split("spell", Math.floor(day / PAUSE_DAYS)).uniform() < s.policy.pauseShare;

const trueDailyUnits = (s: AccountState, i: number): number =>
  s.traits[i]!.lineMean / (1 - s.traits[i]!.moreUnitsShare);

/** Stock of the products that have been there for long, as the settling period begins. */
export function stockUp(s: AccountState): void {
  for (let i = 0; i < s.products.length; i++) {
    if (s.products[i]!.createdDay > s.startDay) continue;
    s.rate[i] = trueDailyUnits(s, i) * seasonAhead(s, i, s.startDay, 1);
    const units = wholeCartons(s, i, levelsOf(s, i, s.startDay).upTo);
    const fcs = s.policy.onlyFc >= 0 ? [s.policy.onlyFc] : largestFcs(s, i, s.policy.fcCount);
    const each = Math.floor(units / fcs.length);
    fcs.forEach((fc, k) => {
      moveSellable(s, i, fc, k === 0 ? units - each * (fcs.length - 1) : each);
    });
  }
}

function largestFcs(s: AccountState, i: number, count: number): number[] {
  const open = Array.from({ length: FC_COUNT }, (_, fc) => fc).filter(
    (fc) => s.plan.fcOpenedDay[fc]! <= s.startDay,
  );
  return open
    .sort((a, b) => inflowWeightOf(s, i, b) - inflowWeightOf(s, i, a) || a - b)
    .slice(0, count);
}

/** First lot of a product on the day it is created, on the seller's guess of what it will sell. */
export function orderFirstLots(s: AccountState, day: number): void {
  for (let i = 0; i < s.products.length; i++) {
    if (s.products[i]!.createdDay !== day || day === s.startDay) continue;
    s.rate[i] = trueDailyUnits(s, i) * s.traits[i]!.guess * 0.7;
    const { upTo } = levelsOf(s, i, day);
    s.lots.push({ product: i, units: wholeCartons(s, i, upTo) });
  }
}

/** The review of a day: every product at or below its order point is ordered up to its level, in whole cartons. */
export function reviewStock(s: AccountState, day: number): void {
  const { policy } = s;
  if ((day + policy.reviewOffset) % policy.reviewDays !== 0) return;
  for (let i = 0; i < s.products.length; i++) {
    if (!isBought(s, i, day) || s.products[i]!.createdDay === day) continue;
    const { orderPoint, upTo } = levelsOf(s, i, day);
    const position = s.onHand[i]! + s.inbound[i]!;
    if (position > orderPoint || isPaused(s, i, day)) continue;
    s.lots.push({ product: i, units: wholeCartons(s, i, upTo - position) });
  }
  const isDraft = s.shipmentDraws.split("is-draft", day).uniform() < policy.draftShare;
  if (isDraft && s.lots.length > 0) leaveDraft(s, day, s.lots.slice(0, 4));
}

/** The planted mistake: a far too large order of every third product. */
export function overstock(s: AccountState, day: number): void {
  const { overstock: window } = s.plan.effects;
  if (!actsOn(window, s.accountIndex) || day !== window.startDay) return;
  for (let i = 0; i < s.products.length; i += OVERSTOCK_EVERY) {
    if (isBought(s, i, day))
      s.lots.push({ product: i, units: wholeCartons(s, i, s.rate[i]! * window.size) });
  }
}
