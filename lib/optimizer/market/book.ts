/** Requests for space in one pool and round, step by step. Quantity and fee are in units of the caller's choice. */
export interface Book {
  /** Space to grant, >= 0. */
  readonly supply: number;
  /** Least fee per volume at which space is given away, >= 0. Steps below it are not granted. */
  readonly reserve: number;
  readonly bidderCount: number;
  /** Bidder of each step, 0..bidderCount - 1. [stepCount] */
  readonly bidder: Int32Array;
  /** [stepCount], >= 0 */
  readonly quantity: Float64Array;
  /** Highest fee per volume offered for the step. [stepCount], >= 0 */
  readonly fee: Float64Array;
  /** Most that a bidder may be granted in all; Infinity for no cap. [bidderCount] */
  readonly cap: Float64Array;
}

/** Throws RangeError naming the array, the index and the rule. Cost O(steps + bidders). */
export function checkBook(book: Book): void {
  const { bidder, quantity, fee, cap, bidderCount } = book;
  const count = bidder.length;
  const fail = (message: string): never => {
    throw new RangeError(`book: ${message}`);
  };
  const amount = (name: string, value: number, index: number) => {
    if (!(value >= 0 && Number.isFinite(value)))
      fail(`${name}[${index}] must be a finite number >= 0, got ${value}`);
  };
  if (quantity.length !== count) fail(`quantity must have length ${count}, got ${quantity.length}`);
  if (fee.length !== count) fail(`fee must have length ${count}, got ${fee.length}`);
  if (cap.length !== bidderCount) fail(`cap must have length ${bidderCount}, got ${cap.length}`);
  amount("supply", book.supply, 0);
  amount("reserve", book.reserve, 0);
  for (let s = 0; s < count; s++) {
    amount("quantity", quantity[s]!, s);
    amount("fee", fee[s]!, s);
    const b = bidder[s]!;
    if (b < 0 || b >= bidderCount) fail(`bidder[${s}] must be in 0..${bidderCount - 1}, got ${b}`);
  }
  for (let b = 0; b < bidderCount; b++) {
    if (!(cap[b]! >= 0)) fail(`cap[${b}] must be >= 0, got ${cap[b]}`);
  }
}

/** Steps from the highest fee to the lowest, ties by lowest index. Cost O(n log n). */
export function stepsByFee(fee: Float64Array): Int32Array {
  const order = Int32Array.from({ length: fee.length }, (_, s) => s);
  return order.sort((a, b) => fee[b]! - fee[a]! || a - b);
}

/**
 * What each step can be granted at most: nothing below the reserve, and no more than the bidder's cap leaves after its
 * own better steps. With these quantities the caps need no further care. [stepCount] Cost O(n).
 */
export function eligibleQuantity(book: Book, order: Int32Array): Float64Array {
  const left = Float64Array.from(book.cap);
  const eligible = new Float64Array(order.length);
  for (const s of order) {
    if (book.fee[s]! < book.reserve) continue;
    const b = book.bidder[s]!;
    const taken = Math.min(book.quantity[s]!, left[b]!);
    eligible[s] = taken;
    left[b] = left[b]! - taken;
  }
  return eligible;
}
