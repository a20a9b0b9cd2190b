/** Changes of sellable stock, in any order. */
export interface LedgerMoves {
  /** [moveCount] */
  readonly skuIndex: Int32Array;
  /** Day index, 0 = first day of the balance table. Moves before day 0 belong into the opening balance. [moveCount] */
  readonly day: Int32Array;
  /** Signed change of sellable units. [moveCount] */
  readonly changeUnits: Int32Array;
}

export interface DailyBalances {
  /** Units at the end of each day, never below 0. [skuCount, dayCount] */
  readonly onHandUnits: Int32Array;
  /** Units by which the ledger went below 0 and was corrected upward, per SKU: 0 for a consistent ledger. [skuCount] */
  readonly missingUnits: Int32Array;
}

/**
 * End-of-day balances from an opening balance and ledger moves; moves outside the table's days are refused. A ledger
 * that would go negative is lifted to 0 from that day on and the lift is reported. Cost O(moves + skuCount * dayCount).
 */
export function dailyBalances(
  skuCount: number,
  dayCount: number,
  openingUnits: Int32Array,
  moves: LedgerMoves,
): DailyBalances {
  const onHandUnits = new Int32Array(skuCount * dayCount);
  for (let e = 0; e < moves.day.length; e++) {
    const day = moves.day[e]!;
    const i = moves.skuIndex[e]!;
    if (day < 0 || day >= dayCount || i < 0 || i >= skuCount) {
      throw new RangeError(`dailyBalances: move ${e} is outside the table: SKU ${i}, day ${day}`);
    }
    onHandUnits[i * dayCount + day]! += moves.changeUnits[e]!;
  }
  const missingUnits = new Int32Array(skuCount);
  for (let i = 0; i < skuCount; i++) {
    let balance = openingUnits[i]!;
    for (let k = i * dayCount, end = k + dayCount; k < end; k++) {
      balance += onHandUnits[k]!;
      if (balance < 0) {
        missingUnits[i]! -= balance;
        balance = 0;
      }
      onHandUnits[k] = balance;
    }
  }
  return { onHandUnits, missingUnits };
}

/**
 * Share of each week's days that ended with stock, NaN for weeks before the SKU's first day: what the forecast needs to
 * know how far sales were held down. Week t covers days [firstWeekDay + 7t, +7), cut at the table's ends.
 * Returns [skuCount, weekCount]. Cost O(skuCount * dayCount).
 */
export function weeklyInStockShare(
  onHandUnits: Int32Array,
  firstDay: Int32Array,
  dayCount: number,
  firstWeekDay: number,
  weekCount: number,
): Float32Array {
  const skuCount = firstDay.length;
  const share = new Float32Array(skuCount * weekCount);
  for (let i = 0; i < skuCount; i++) {
    for (let t = 0; t < weekCount; t++) {
      const start = Math.max(0, firstDay[i]!, firstWeekDay + 7 * t);
      const end = Math.min(dayCount, firstWeekDay + 7 * t + 7);
      let inStock = 0;
      for (let d = start; d < end; d++) if (onHandUnits[i * dayCount + d]! > 0) inStock += 1;
      share[i * weekCount + t] = end > start ? inStock / (end - start) : NaN;
    }
  }
  return share;
}
