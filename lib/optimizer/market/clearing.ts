import { type Book, checkBook, eligibleQuantity, stepsByFee } from "./book.ts";

/** What becomes of steps with the same fee when only some of them fit: all the same share, or the lowest index first. */
export type TieRule = "share" | "lowestIndex";

export interface Clearing {
  /** Granted to each step. [stepCount] */
  readonly granted: Float64Array;
  /** Granted to each bidder. [bidderCount] */
  readonly grantedToBidder: Float64Array;
  /** Sum of fee x granted: what the granted space is worth to those who offered. */
  readonly welfare: number;
  readonly grantedSum: number;
  /**
   * Fee of the best step that was not wholly granted: the price of supply in the linear programme. The reserve where
   * everything eligible was granted.
   */
  readonly firstRejected: number;
  /** Lowest fee of a step that was granted anything; `firstRejected` where nothing was. */
  readonly lowestAccepted: number;
  /** Share of the steps at `firstRejected` that is granted, 0..1; 1 where everything was. */
  readonly marginalShare: number;
  /** Value above the reserve of the best dual answer minus that of the allocation, relative: 0 proves it optimal. */
  readonly gapShare: number;
  /** Steps by fee and what each could get at most; for payments. */
  readonly order: Int32Array;
  readonly eligible: Float64Array;
}

/**
 * Grants space to the highest fees until the supply is used up: max sum fee x, 0 <= x <= quantity, sum x <= supply, and
 * per bidder sum x <= cap. Going down the fees is optimal for one pool with caps (Edmonds 1970); the last step fits in
 * part. Throws RangeError as `checkBook`. Cost O(n log n).
 */
export function clearBook(book: Book, ties: TieRule = "share"): Clearing {
  checkBook(book);
  const order = stepsByFee(book.fee);
  const eligible = eligibleQuantity(book, order);
  const granted = new Float64Array(order.length);
  const margin =
    ties === "share"
      ? bySharing(book, order, eligible, granted)
      : byOrder(book, order, eligible, granted);
  const grantedToBidder = new Float64Array(book.bidderCount);
  let welfare = 0;
  let grantedSum = 0;
  let lowest = Infinity;
  for (const s of order) {
    const x = granted[s]!;
    if (x === 0) continue;
    grantedToBidder[book.bidder[s]!]! += x;
    welfare += book.fee[s]! * x;
    grantedSum += x;
    lowest = book.fee[s]!;
  }
  return {
    granted,
    grantedToBidder,
    welfare,
    grantedSum,
    firstRejected: margin.price,
    lowestAccepted: lowest === Infinity ? margin.price : lowest,
    marginalShare: margin.share,
    gapShare: gapShare(book, order, eligible, granted, margin.price),
    order,
    eligible,
  };
}

interface Margin {
  readonly price: number;
  readonly share: number;
}

function bySharing(
  book: Book,
  order: Int32Array,
  eligible: Float64Array,
  granted: Float64Array,
): Margin {
  let left = book.supply;
  for (let from = 0; from < order.length; ) {
    const price = book.fee[order[from]!]!;
    let to = from;
    let asked = 0;
    while (to < order.length && book.fee[order[to]!]! === price) asked += eligible[order[to++]!]!;
    if (asked > left) {
      const share = left / asked;
      for (let k = from; k < to; k++) granted[order[k]!] = eligible[order[k]!]! * share;
      return { price, share };
    }
    for (let k = from; k < to; k++) granted[order[k]!] = eligible[order[k]!]!;
    left -= asked;
    from = to;
  }
  return { price: book.reserve, share: 1 };
}

function byOrder(
  book: Book,
  order: Int32Array,
  eligible: Float64Array,
  granted: Float64Array,
): Margin {
  let left = book.supply;
  for (const s of order) {
    const asked = eligible[s]!;
    const given = Math.min(asked, left);
    granted[s] = given;
    left -= given;
    if (given < asked) return { price: book.fee[s]!, share: given / asked };
  }
  return { price: book.reserve, share: 1 };
}

/** Weak duality over the whole programme, caps included: prices of supply, of each cap and of each step. */
function gapShare(
  book: Book,
  order: Int32Array,
  eligible: Float64Array,
  granted: Float64Array,
  price: number,
): number {
  const { fee, quantity, cap, bidder, reserve } = book;
  const capPrice = new Float64Array(book.bidderCount);
  const isCut = new Uint8Array(book.bidderCount);
  for (const s of order) {
    const b = bidder[s]!;
    if (fee[s]! < reserve || isCut[b] === 1 || eligible[s]! >= quantity[s]!) continue;
    isCut[b] = 1;
    capPrice[b] = Math.max(0, fee[s]! - price);
  }
  let primal = 0;
  let dual = (price - reserve) * book.supply;
  for (let b = 0; b < book.bidderCount; b++) if (capPrice[b]! > 0) dual += capPrice[b]! * cap[b]!;
  for (const s of order) {
    if (fee[s]! < reserve) continue;
    primal += (fee[s]! - reserve) * granted[s]!;
    dual += Math.max(0, fee[s]! - price - capPrice[bidder[s]!]!) * quantity[s]!;
  }
  return (dual - primal) / (1 + Math.abs(primal));
}
