// One product's last days as the replay of its ledger reads them.
import type { StockDays } from "@/lib/optimizer/inventory/index.ts";
import type { AccountStock } from "./daily-stock.ts";

/** Days that are replayed: longer ago, a shipment is sold before what is asked about. */
const REPLAYED_DAYS = 180;
/** In-stock days whose sales stand for what was asked for on a day without stock. */
const PACE_DAYS = 14;

export interface ProductDays {
  readonly days: StockDays;
  /** Epoch day of column 0. */
  readonly firstDay: number;
  readonly lastColumn: number;
  /** Mean sale of the last days with stock. */
  readonly paceUnits: number;
  /** Their sales, the newest first. */
  readonly sample: readonly number[];
  /** [dayCount] */
  readonly soldUnits: Float64Array;
  /** 1 = ended without stock. [dayCount] */
  readonly isCensored: Uint8Array;
}

/** The last 180 days of an account's product up to the end of its table. */
export function productDays(account: AccountStock, i: number): ProductDays {
  const { dayCount } = account;
  const { onHandUnits, soldUnits } = account.stockOn(dayCount - 1);
  const first = Math.max(0, dayCount - REPLAYED_DAYS);
  const count = dayCount - first;
  const at = (table: Int32Array, d: number) => table[i * dayCount + first + d] ?? 0;
  const days: StockDays = {
    openingUnits: first === 0 ? 0 : at(onHandUnits, -1),
    arrivedUnits: new Float64Array(count),
    otherLossUnits: new Float64Array(count),
    demandUnits: new Float64Array(count),
  };
  const isCensored = new Uint8Array(count);
  const sales = new Float64Array(count);
  const sample: number[] = [];
  for (let d = count - 1; d >= 0; d--) {
    isCensored[d] = at(onHandUnits, d) > 0 ? 0 : 1;
    if (isCensored[d] === 0 && sample.length < PACE_DAYS) sample.push(at(soldUnits, d));
  }
  const paceUnits =
    sample.length === 0 ? 0 : sample.reduce((sum, sold) => sum + sold, 0) / sample.length;
  for (let d = 0; d < count; d++) {
    const sold = at(soldUnits, d);
    sales[d] = sold;
    // What the day's movements were beside its sales.
    const other = at(account.changeUnits, d) + sold;
    days.arrivedUnits[d] = Math.max(0, other);
    days.otherLossUnits[d] = Math.max(0, -other);
    days.demandUnits[d] = isCensored[d] ? Math.max(sold, paceUnits) : sold;
  }
  return {
    days,
    firstDay: account.firstDay + first,
    lastColumn: count - 1,
    paceUnits,
    sample,
    soldUnits: sales,
    isCensored,
  };
}
