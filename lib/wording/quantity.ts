import { MM3_PER_CUBIC_FOOT } from "../units/index.ts";

/** How a traced integer is shown: its value divided by `per`, with `digits` decimals and a suffix. */
interface Display {
  readonly per: number;
  readonly digits: number;
  readonly suffix: string;
  /** The suffix of exactly one; the same where left out. */
  readonly one?: string;
}

const DISPLAY: Readonly<Record<string, Display>> = {
  mm3: { per: MM3_PER_CUBIC_FOOT, digits: 1, suffix: " ft³" },
  units: { per: 1, digits: 0, suffix: " units", one: " unit" },
  milliUnits: { per: 1000, digits: 1, suffix: " units", one: " unit" },
  millionths: { per: 10_000, digits: 1, suffix: "%" },
  days: { per: 1, digits: 0, suffix: " days", one: " day" },
  weeks: { per: 1, digits: 0, suffix: " weeks", one: " week" },
  milliWeeks: { per: 1000, digits: 1, suffix: " weeks", one: " week" },
  mg: { per: 1_000_000, digits: 2, suffix: " kg" },
  micros: { per: 1_000_000, digits: 2, suffix: "" },
};

const PLAIN: Display = { per: 1, digits: 0, suffix: "" };

const formats = new Map<number, Intl.NumberFormat>();

function format(value: number, digits: number): string {
  let known = formats.get(digits);
  if (!known) {
    known = new Intl.NumberFormat("en", { maximumFractionDigits: digits });
    formats.set(digits, known);
  }
  return known.format(value);
}

const displayOf = (unit: string): Display => DISPLAY[unit] ?? PLAIN;

/** The value in steps of the last shown decimal: what a reader sees, as an integer. */
export function shownSteps(unit: string, value: number): number {
  const { per, digits } = displayOf(unit);
  return Math.round((value / per) * 10 ** digits);
}

/** The value in the shown unit, rounded as it is shown: for charts. */
export const shownValue = (unit: string, value: number): number =>
  shownSteps(unit, value) / 10 ** displayOf(unit).digits;

function textOfSteps(unit: string, steps: number): string {
  const { digits, suffix, one = suffix } = displayOf(unit);
  const text = format(steps / 10 ** digits, digits);
  return text + (text === "1" ? one : suffix);
}

/** What a chart's axis says: "ft³", "units", "%"; the unit's own name where it has no suffix. */
export const unitLabel = (unit: string): string => displayOf(unit).suffix.trim() || unit;

/** A traced integer as a reader sees it: 28,316,847 mm3 -> "1 ft³", 934,000 millionths -> "93.4%". */
export function quantityText(unit: string, value: number, currency?: string): string {
  if (unit === "bool") return value === 0 ? "no" : "yes";
  if (unit === "micros" && currency) {
    return new Intl.NumberFormat("en", { style: "currency", currency }).format(value / 1_000_000);
  }
  return textOfSteps(unit, shownSteps(unit, value));
}

/** As a signed quantity: "+3 units", "−12 ft³" (with a true minus sign). */
export function signedQuantityText(unit: string, value: number): string {
  return signedSteps(unit, shownSteps(unit, value));
}

function signedSteps(unit: string, steps: number): string {
  const sign = steps > 0 ? "+" : steps < 0 ? "−" : "";
  return sign + textOfSteps(unit, Math.abs(steps));
}

export interface ShownChange {
  readonly from: string;
  readonly to: string;
  /** Unsigned. */
  readonly delta: string;
  readonly direction: "fell" | "rose" | "same";
  /** In the shown unit, for charts. */
  readonly fromValue: number;
  readonly toValue: number;
  /** One per part, in order; as they are shown they add up to the change as it is shown. */
  readonly parts: readonly {
    readonly text: string;
    readonly unsigned: string;
    readonly value: number;
  }[];
}

/**
 * A change and its parts as a reader sees them. What rounding leaves over goes to the largest parts, so that the shown
 * figures add up to the shown change. `part` must add up to `to - from`.
 */
export function shownChange(
  unit: string,
  from: number,
  to: number,
  part: readonly number[],
): ShownChange {
  const { digits } = displayOf(unit);
  const deltaSteps = shownSteps(unit, to) - shownSteps(unit, from);
  const partSteps = stepsAddingTo(unit, deltaSteps, part);
  return {
    from: quantityText(unit, from),
    to: quantityText(unit, to),
    fromValue: shownValue(unit, from),
    toValue: shownValue(unit, to),
    delta: textOfSteps(unit, Math.abs(deltaSteps)),
    direction: deltaSteps < 0 ? "fell" : deltaSteps > 0 ? "rose" : "same",
    parts: partSteps.map((steps) => ({
      text: signedSteps(unit, steps),
      unsigned: textOfSteps(unit, Math.abs(steps)),
      value: steps / 10 ** digits,
    })),
  };
}

function stepsAddingTo(unit: string, total: number, part: readonly number[]): number[] {
  // Round each part, then give what is missing to the largest parts, one step each.
  const steps = part.map((p) => shownSteps(unit, p));
  const order = part
    .map((p, i) => ({ size: Math.abs(p), i }))
    .sort((a, b) => b.size - a.size || a.i - b.i);
  let missing = total - steps.reduce((a, s) => a + s, 0);
  for (let k = 0; missing !== 0 && order.length > 0; k = (k + 1) % order.length) {
    const { i } = order[k] as { i: number };
    const step = Math.sign(missing);
    steps[i] = (steps[i] ?? 0) + step;
    missing -= step;
  }
  return steps;
}

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );

/** "2026-12" or "2026-12-01" -> "December 2026". */
export function monthText(month: string): string {
  const [year, number] = month.split("-");
  return `${MONTHS[Number(number) - 1] ?? month} ${year}`;
}

/** "2026-11-23" -> "23 November 2026". */
export function dayText(day: string): string {
  const [year, month, date] = day.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}
