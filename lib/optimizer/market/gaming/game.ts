import type { Book } from "../book.ts";
import { type Clearing, clearBook } from "../clearing.ts";
import { vickreyPayments } from "../vickrey.ts";
import type { World } from "./world.ts";

export const paymentRules = ["firstRejected", "lowestAccepted", "vickrey"] as const;
export type PaymentRule = (typeof paymentRules)[number];

/** What stands in the book under one name: a bidder's request, or one of the accounts it has split itself into. */
export interface Entry {
  readonly bidder: number;
  /** [steps] */
  readonly quantity: readonly number[];
  readonly fee: readonly number[];
  readonly expectedCredit: number;
  readonly cap: number;
}

/** Space and payments of every bidder after the month, and what the month's rounds cleared at. */
export interface Played {
  /** [bidderCount] */
  readonly granted: Float64Array;
  /** [bidderCount] */
  readonly paid: Float64Array;
  readonly clears: readonly number[];
}

const scoreOf = (fee: number, credit: number, capShare: number): number =>
  Math.min(fee + credit, fee / (1 - capShare));

interface ClearedEntries {
  readonly clearing: Clearing;
  readonly vickrey: Float64Array;
  readonly price: number;
}

function clearEntries(
  world: World,
  entries: readonly Entry[],
  supply: number,
  rule: PaymentRule,
): ClearedEntries {
  const count = entries.reduce((sum, { quantity }) => sum + quantity.length, 0);
  const book: Book = {
    supply,
    reserve: world.reserve,
    bidderCount: entries.length,
    bidder: new Int32Array(count),
    quantity: new Float64Array(count),
    fee: new Float64Array(count),
    cap: Float64Array.from(entries, ({ cap }) => cap),
  };
  let s = 0;
  entries.forEach((entry, e) => {
    for (let k = 0; k < entry.quantity.length; k++, s++) {
      book.bidder[s] = e;
      book.quantity[s] = entry.quantity[k]!;
      book.fee[s] = scoreOf(entry.fee[k]!, entry.expectedCredit, world.creditCapShare);
    }
  });
  const clearing = clearBook(book);
  const price = rule === "lowestAccepted" ? clearing.lowestAccepted : clearing.firstRejected;
  const vickrey = rule === "vickrey" ? vickreyPayments(book, clearing) : new Float64Array(0);
  return { clearing, vickrey, price };
}

/** Payment after credit, which is the expected one up to the capped share of the payment. */
const netOf = (gross: number, granted: number, credit: number, capShare: number): number =>
  gross - Math.min(granted * credit, capShare * gross);

/** Clears one round in which all supply is offered. Cost: one clearing. */
export function playRound(world: World, entries: readonly Entry[], rule: PaymentRule): Played {
  const { clearing, vickrey, price } = clearEntries(world, entries, world.supply, rule);
  const granted = new Float64Array(world.bidders.length);
  const paid = new Float64Array(world.bidders.length);
  entries.forEach((entry, e) => {
    const x = clearing.grantedToBidder[e]!;
    const gross = rule === "vickrey" ? vickrey[e]! : x * price;
    granted[entry.bidder]! += x;
    paid[entry.bidder]! += netOf(gross, x, entry.expectedCredit, world.creditCapShare);
  });
  return { granted, paid, clears: [price] };
}

/** What a bidder does in the two weekly rounds of a month. */
export interface TwoRounds {
  readonly first: readonly Entry[];
  /** Space each bidder gives back between the rounds, at most what it was granted. [bidderCount] */
  readonly returned: (granted: Float64Array) => Float64Array;
  readonly second: (grantedFirst: Float64Array) => readonly Entry[];
}

const FIRST_SHARE = 0.6;

/**
 * Two rounds for the same month: 60 % of the space, then the rest with what was returned. Grants of the first cost the
 * lower of both clears (where the world lowers); the fee of returned space is let off as far as the second round took it. Cost: two clearings.
 */
export function playMonth(world: World, plan: TwoRounds, rule: PaymentRule): Played {
  const bidderCount = world.bidders.length;
  const one = clearEntries(world, plan.first, world.supply * FIRST_SHARE, rule);
  const grantedFirst = byBidder(plan.first, one.clearing, bidderCount);
  const returned = plan.returned(grantedFirst);
  let returnedSum = 0;
  for (const each of returned) returnedSum += each;
  const secondSupply = world.supply * (1 - FIRST_SHARE) + returnedSum;
  const entries = plan.second(grantedFirst);
  const two = clearEntries(world, entries, secondSupply, rule);
  const takenShare = secondSupply > 0 ? two.clearing.grantedSum / secondSupply : 0;
  const granted = byBidder(entries, two.clearing, bidderCount);
  const paid = new Float64Array(bidderCount);
  entries.forEach((entry, e) => {
    const x = two.clearing.grantedToBidder[e]!;
    const gross = rule === "vickrey" ? two.vickrey[e]! : x * two.price;
    paid[entry.bidder]! += netOf(gross, x, entry.expectedCredit, world.creditCapShare);
  });
  plan.first.forEach((entry, e) => {
    const x = one.clearing.grantedToBidder[e]!;
    if (x === 0) return;
    const own = rule === "vickrey" ? one.vickrey[e]! / x : one.price;
    const perVolume = world.lowersLater ? Math.min(own, two.price) : own;
    const back = returned[entry.bidder]! * (x / grantedFirst[entry.bidder]!);
    const charged = x - back * takenShare;
    granted[entry.bidder]! += x - back;
    paid[entry.bidder]! += netOf(
      charged * perVolume,
      charged,
      entry.expectedCredit,
      world.creditCapShare,
    );
  });
  return { granted, paid, clears: [one.price, two.price] };
}

function byBidder(
  entries: readonly Entry[],
  clearing: Clearing,
  bidderCount: number,
): Float64Array {
  const granted = new Float64Array(bidderCount);
  entries.forEach(({ bidder }, e) => {
    granted[bidder]! += clearing.grantedToBidder[e]!;
  });
  return granted;
}

/** What a bidder gains: the space it has, valued from its best step down, less what it paid. Space beyond its need is worth nothing. */
export function gainOf(world: World, played: Played, bidder: number): number {
  const { quantity, value } = world.bidders[bidder]!;
  let left = played.granted[bidder]!;
  let worth = 0;
  for (let k = 0; k < quantity.length; k++) {
    const used = Math.min(left, quantity[k]!);
    worth += used * value[k]!;
    left -= used;
  }
  return worth - played.paid[bidder]!;
}
