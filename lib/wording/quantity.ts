import { MM3_PER_CUBIC_FOOT } from "../units/index.ts";

/** How a traced integer is shown: its value divided by `per`, with `digits` decimals and a suffix. */
interface Display {
  readonly per: number;
  readonly digits: number;
  readonly suffix: string;
  /** The suffix of exactly one; the same where left out. */
  readonly one?: string;
  /** Decimals are always shown: 3.90. */
  readonly isFixed?: true;
}

const DISPLAY: Readonly<Record<string, Display>> = {
  mm3: { per: MM3_PER_CUBIC_FOOT, digits: 1, suffix: " ft³" },
  units: { per: 1, digits: 0, suffix: " units", one: " unit" },
  milliUnits: { per: 1000, digits: 1, suffix: " units", one: " unit" },
  millionths: { per: 10_000, digits: 1, suffix: "%" },
  days: { per: 1, digits: 0, suffix: " days", one: " day" },
  milliDays: { per: 1000, digits: 2, suffix: " days", one: " day" },
  weeks: { per: 1, digits: 0, suffix: " weeks", one: " week" },
  milliWeeks: { per: 1000, digits: 1, suffix: " weeks", one: " week" },
  mg: { per: 1_000_000, digits: 2, suffix: " kg" },
  micros: { per: 1_000_000, digits: 2, suffix: "" },
};

const PLAIN: Display = { per: 1, digits: 0, suffix: "" };

const formats = new Map<string, Intl.NumberFormat>();

function format(value: number, { digits, isFixed }: Display): string {
  const key = `${digits}${isFixed ?? ""}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.NumberFormat("en", {
      maximumFractionDigits: digits,
      ...(isFixed ? { minimumFractionDigits: digits } : {}),
    });
    formats.set(key, known);
  }
  return known.format(value);
}

/** The unit of money in a currency: "micros:USD". */
export const moneyUnit = (currency: string): string => `micros:${currency}`;

function displayOf(unit: string): Display {
  if (!unit.startsWith("micros:")) return DISPLAY[unit] ?? PLAIN;
  return { per: 1_000_000, digits: 2, suffix: ` ${unit.slice("micros:".length)}`, isFixed: true };
}

// Adding 0 turns -0 into 0, which is shown without a sign.
const stepsOf = ({ per, digits }: Display, value: number): number =>
  Math.round((value / per) * 10 ** digits) + 0;

/** The value in steps of the last shown decimal: what a reader sees, as an integer. */
const shownSteps = (unit: string, value: number): number => stepsOf(displayOf(unit), value);

/** The value in the shown unit, rounded as it is shown: for charts. */
export const shownValue = (unit: string, value: number): number =>
  shownSteps(unit, value) / 10 ** displayOf(unit).digits;

function textOfSteps(display: Display, steps: number): string {
  const { digits, suffix, one = suffix } = display;
  const text = format(steps / 10 ** digits, display);
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
  return textOfSteps(displayOf(unit), shownSteps(unit, value));
}

/** As a signed quantity: "+3 units", "−12 ft³" (with a true minus sign). */
export function signedQuantityText(unit: string, value: number): string {
  return signedSteps(displayOf(unit), shownSteps(unit, value));
}

function signedSteps(display: Display, steps: number): string {
  const sign = steps > 0 ? "+" : steps < 0 ? "−" : "";
  return sign + textOfSteps(display, Math.abs(steps));
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
  const display = changeDisplay(unit, Math.max(Math.abs(from), Math.abs(to)));
  const fromSteps = stepsOf(display, from);
  const toSteps = stepsOf(display, to);
  const value = (steps: number) => steps / 10 ** display.digits;
  return {
    from: textOfSteps(display, fromSteps),
    to: textOfSteps(display, toSteps),
    fromValue: value(fromSteps),
    toValue: value(toSteps),
    delta: textOfSteps(display, Math.abs(toSteps - fromSteps)),
    direction: toSteps < fromSteps ? "fell" : toSteps > fromSteps ? "rose" : "same",
    parts: stepsAddingTo(display, toSteps - fromSteps, part).map((steps) => ({
      text: signedSteps(display, steps),
      unsigned: textOfSteps(display, Math.abs(steps)),
      value: value(steps),
    })),
  };
}

const WHOLE_FROM_CUBIC_FEET = 100;

/** Space is told in whole cubic feet from 100 on, as limits are announced; below that a tenth matters. */
function changeDisplay(unit: string, size: number): Display {
  const display = displayOf(unit);
  const isLargeSpace = unit === "mm3" && size >= WHOLE_FROM_CUBIC_FEET * display.per;
  return isLargeSpace ? { ...display, digits: 0 } : display;
}

function stepsAddingTo(display: Display, total: number, part: readonly number[]): number[] {
  // Round each part, then give what is missing to the largest parts, one step each.
  const steps = part.map((p) => stepsOf(display, p));
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
