import type { Book } from "./book.ts";
import type { Clearing } from "./clearing.ts";

/**
 * What each bidder would pay under Vickrey, Clarke and Groves: the value that its space would have had to the others
 * and, beyond what they asked for, at the reserve. It walks down the steps that were not granted, which is the welfare
 * of the others without the bidder minus their welfare with it. [bidderCount] Cost O(n + sum of steps walked).
 */
export function vickreyPayments(book: Book, clearing: Clearing): Float64Array {
  const { order, eligible, granted, grantedToBidder } = clearing;
  const payment = new Float64Array(book.bidderCount);
  let from = 0;
  while (from < order.length && granted[order[from]!]! >= eligible[order[from]!]!) from++;
  for (let b = 0; b < book.bidderCount; b++) {
    let displaced = grantedToBidder[b]!;
    let owed = 0;
    for (let k = from; k < order.length && displaced > 0; k++) {
      const s = order[k]!;
      if (book.bidder[s] === b) continue;
      const taken = Math.min(displaced, eligible[s]! - granted[s]!);
      owed += taken * book.fee[s]!;
      displaced -= taken;
    }
    payment[b] = owed + displaced * book.reserve;
  }
  return payment;
}
