import { coalitionValues, shapley } from "../explanation/index.ts";
import { type ArrivalChange, replayDays, type StockDays } from "./stock-out-chain.ts";

/** The parts of a shipment's way, in the order in which they are gone. */
export const SHIPMENT_LEGS = ["dispatch", "carrier", "receiving"] as const;

/** What can be put right about days without stock; its order is the cause's index. */
export const STOCK_OUT_CAUSES = [...SHIPMENT_LEGS, "notSent", "space", "demand"] as const;

export type StockOutCause = (typeof STOCK_OUT_CAUSES)[number];

/** Units that arrived, and how many days longer than usual each leg of their way took. */
export interface ArrivedLot {
  /** Column of the receipt. */
  readonly day: number;
  readonly units: number;
  /** [legs] */
  readonly lateDays: readonly number[];
}

/** One product's days, and what they would have been with a cause put right. */
export interface StockOutCase {
  readonly days: StockDays;
  /** Columns whose stock is asked about: [fromDay, toDay). */
  readonly fromDay: number;
  readonly toDay: number;
  readonly lots: readonly ArrivedLot[];
  /** Advised and not sent: when it would have come. */
  readonly notSent: readonly ArrivalChange[];
  /** Not advised because space had a price: when it would have come. */
  readonly space: readonly ArrivalChange[];
  /** What the plan before each day expected to be asked for; NaN = no plan. [dayCount] */
  readonly expectedUnits: Float64Array;
}

export interface StockOutParts {
  /** As replayed from what happened. */
  readonly total: number;
  /** By cause, exact; with `rest` they add up to the total. */
  readonly part: readonly number[];
  /** What is left with every cause put right. */
  readonly rest: number;
}

/** Days without stock, and thousandths of units that were asked for and not there. */
export type StockOutMeasure = "days" | "milliUnits";

/**
 * Splits a product's missing days (or lost units) over what can be put right, by Shapley's value over replays of the
 * ledger: each leg as long as usual, the advice sent in full, space without a price, demand as the plan expected it.
 * A cause that changes nothing in any replay has exactly 0. Cost 2^causes replays.
 */
export function stockOutParts(found: StockOutCase, measure: StockOutMeasure): StockOutParts {
  // Causes without anything to put right are no players: most products have one or two.
  const players = STOCK_OUT_CAUSES.map((_, cause) => cause).filter((cause) => isOpen(found, cause));
  const part = STOCK_OUT_CAUSES.map(() => 0);
  if (players.length === 0) {
    const total = missing(found, new Set(), measure);
    return { total, part, rest: total };
  }
  const values = coalitionValues(players.length, (mask) =>
    missing(found, new Set(players.filter((_, k) => mask & (1 << k))), measure),
  );
  const { numerator, denominator } = shapley(values);
  for (const [k, cause] of players.entries())
    part[cause] = 0 - Number(numerator[k]!) / Number(denominator);
  return { total: values[0]!, part, rest: values.at(-1)! };
}

const [NOT_SENT, SPACE, DEMAND] = (["notSent", "space", "demand"] as const).map((cause) =>
  STOCK_OUT_CAUSES.indexOf(cause),
) as [number, number, number];

function isOpen(found: StockOutCase, cause: number): boolean {
  if (cause === NOT_SENT) return found.notSent.length > 0;
  if (cause === SPACE) return found.space.length > 0;
  if (cause === DEMAND) return found.expectedUnits.some((units) => !Number.isNaN(units));
  return found.lots.some(({ lateDays }) => lateDays[cause]! > 0);
}

function missing(found: StockOutCase, right: ReadonlySet<number>, measure: StockOutMeasure) {
  const { onHandUnits, lostUnits } = replayDays(
    found.days,
    changesOf(found, right),
    right.has(DEMAND) ? expectedDemand(found) : found.days.demandUnits,
  );
  let sum = 0;
  for (let d = found.fromDay; d < found.toDay; d++) {
    if (measure === "milliUnits") sum += lostUnits[d]! * 1000;
    else if (onHandUnits[d]! < 1) sum += 1;
  }
  return Math.round(sum);
}

function changesOf(found: StockOutCase, right: ReadonlySet<number>): ArrivalChange[] {
  const changes: ArrivalChange[] = [];
  for (const { day, units, lateDays } of found.lots) {
    const earlier = lateDays.reduce((sum, late, leg) => sum + (right.has(leg) ? late : 0), 0);
    if (earlier > 0)
      changes.push({ day: Math.max(0, day - earlier), units }, { day, units: -units });
  }
  if (right.has(NOT_SENT)) changes.push(...found.notSent);
  if (right.has(SPACE)) changes.push(...found.space);
  return changes;
}

const expectedDemand = ({ days, expectedUnits }: StockOutCase): Float64Array =>
  days.demandUnits.map((asked, d) => (Number.isNaN(expectedUnits[d]!) ? asked : expectedUnits[d]!));
