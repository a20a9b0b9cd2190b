/** One product's days, from column 0 on. */
export interface StockDays {
  readonly openingUnits: number;
  /** Units that arrived, were returned or counted in on a day. [dayCount] */
  readonly arrivedUnits: Float64Array;
  /** Units that left other than by a sale. [dayCount] */
  readonly otherLossUnits: Float64Array;
  /** What customers asked for: sales, and on days without stock what was expected. [dayCount] */
  readonly demandUnits: Float64Array;
}

/** Units that come on another day than they did, or come at all. */
export interface ArrivalChange {
  readonly day: number;
  readonly units: number;
}

/** What became of the days, by day. */
export interface ReplayedDays {
  /** Units at the end of the day. */
  readonly onHandUnits: Float64Array;
  /** Units that were asked for and not there. */
  readonly lostUnits: Float64Array;
}

/**
 * Day by day: what is there and arrives serves demand, what is not served is lost. Changes add to the arrivals (negative
 * takes away). Cost O(dayCount).
 */
export function replayDays(
  days: StockDays,
  changes: readonly ArrivalChange[] = [],
  demandUnits: Float64Array = days.demandUnits,
): ReplayedDays {
  const dayCount = demandUnits.length;
  const arrivals = changes.length === 0 ? days.arrivedUnits : Float64Array.from(days.arrivedUnits);
  for (const { day, units } of changes) if (day >= 0 && day < dayCount) arrivals[day]! += units;
  const onHandUnits = new Float64Array(dayCount);
  const lostUnits = new Float64Array(dayCount);
  let held = days.openingUnits;
  for (let d = 0; d < dayCount; d++) {
    const there = Math.max(0, held + arrivals[d]! - days.otherLossUnits[d]!);
    lostUnits[d] = Math.max(0, demandUnits[d]! - there);
    held = Math.max(0, there - demandUnits[d]!);
    onHandUnits[d] = held;
  }
  return { onHandUnits, lostUnits };
}

/** Units at the end of each day, as {@link replayDays}. */
export const replayStock = (
  days: StockDays,
  changes: readonly ArrivalChange[] = [],
): Float64Array => replayDays(days, changes).onHandUnits;

/** A shipment that arrived after stock had run out, as it was and as it was planned. */
export interface PeggedShipment {
  /** Columns; the planned one may lie before column 0. */
  readonly arrivedDay: number;
  readonly plannedDay: number;
  readonly units: number;
}

/** What a run advised early enough to arrive by the day, and what was sent after it. */
export interface PeggedAdvice {
  /** Column on which units sent at once would have arrived. */
  readonly arrivalDay: number;
  readonly advisedUnits: number;
  readonly sentUnits: number;
  /** What the same rules advise without a price of space; null = not known. */
  readonly unpricedUnits: number | null;
}

export const CHAIN_LINKS = ["stockOut", "lateShipment", "advice", "space"] as const;

export type ChainLink = (typeof CHAIN_LINKS)[number];

/**
 * Why there was no stock on `day`: at most four links, each kept only while the day would have been in stock had this link
 * been as planned. The late shipment on its planned day; else, or before it, the advised units sent in full; else the
 * units that would have been advised without a price of space. Empty when the replay of what happened has stock on the day:
 * then the figures do not explain the stock-out and nothing is claimed. Cost O(dayCount).
 */
export function stockOutChain(
  days: StockDays,
  day: number,
  shipment: PeggedShipment | null,
  advice: PeggedAdvice | null,
): readonly ChainLink[] {
  if (!(day >= 0 && day < days.demandUnits.length))
    throw new RangeError(`stockOutChain: day ${day} is outside the table`);
  if (replayStock(days)[day]! > 0) return [];
  const hasStockWith = (changes: readonly ArrivalChange[]): boolean =>
    replayStock(days, changes)[day]! > 0;
  const links: ChainLink[] = ["stockOut"];
  if (shipment && shipment.plannedDay < shipment.arrivedDay && hasStockWith(onTime(shipment)))
    links.push("lateShipment");
  if (!advice) return links;
  const extra = (units: number) => [{ day: advice.arrivalDay, units: units - advice.sentUnits }];
  if (advice.advisedUnits > advice.sentUnits && hasStockWith(extra(advice.advisedUnits)))
    return [...links, "advice"];
  const { unpricedUnits } = advice;
  const isHeldDown =
    unpricedUnits !== null && unpricedUnits > Math.max(advice.advisedUnits, advice.sentUnits);
  if (isHeldDown && hasStockWith(extra(unpricedUnits))) return [...links, "advice", "space"];
  return links;
}

const onTime = ({ arrivedDay, plannedDay, units }: PeggedShipment): ArrivalChange[] => [
  { day: Math.max(0, plannedDay), units },
  { day: arrivedDay, units: -units },
];
