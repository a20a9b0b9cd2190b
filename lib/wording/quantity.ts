import { dayFromDate, isDate } from "../calendar/index.ts";
import { MM3_PER_CUBIC_FOOT } from "../units/index.ts";
import type { Locale } from "./locale.ts";
import { BOOL_WORDS, UNIT_WORDS } from "./units.ts";

/** How a traced integer is shown: its value divided by `per`, with `digits` decimals. */
interface Display {
  readonly per: number;
  readonly digits: number;
  /** Decimals are always shown: 3.90. */
  readonly isFixed?: true;
  readonly isPercent?: true;
  /** Written around the number as the language does, instead of a unit's words. */
  readonly currency?: string;
}

const DISPLAY: Readonly<Record<string, Display>> = {
  mm3: { per: MM3_PER_CUBIC_FOOT, digits: 1 },
  milliUnits: { per: 1000, digits: 1 },
  millionths: { per: 10_000, digits: 1, isPercent: true },
  milliDays: { per: 1000, digits: 2 },
  milliWeeks: { per: 1000, digits: 1 },
  mg: { per: 1_000_000, digits: 2 },
  micros: { per: 1_000_000, digits: 2 },
};

const PLAIN: Display = { per: 1, digits: 0 };

const formats = new Map<string, Intl.NumberFormat>();

function format(value: number, display: Display, locale: Locale): string {
  const { digits, isFixed, isPercent, currency } = display;
  const key = `${locale}${digits}${isFixed ?? ""}${isPercent ? "%" : ""}${currency ?? ""}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.NumberFormat(locale, {
      maximumFractionDigits: digits,
      minimumFractionDigits: isFixed ? digits : 0,
      ...(isPercent ? { style: "percent" } : {}),
      ...(currency ? { style: "currency", currency } : {}),
    });
    formats.set(key, known);
  }
  return known.format(isPercent ? value / 100 : value);
}

/** The unit of money in a currency: "micros:USD". */
export const moneyUnit = (currency: string): string => `micros:${currency}`;

/** The unit of a price per unit, which needs more decimals than an amount: "price:USD". */
export const priceUnit = (currency: string): string => `price:${currency}`;

// An answer of a time before currencies were kept has none.
const currencyDigits = new Map<string, number>([["", 2]]);

/** Decimals that amounts of a currency are written with: 2 of dollars, 0 of yen. */
function digitsOf(currency: string): number {
  let digits = currencyDigits.get(currency);
  if (digits === undefined) {
    const money = new Intl.NumberFormat("en", { style: "currency", currency });
    digits = money.resolvedOptions().maximumFractionDigits ?? 2;
    currencyDigits.set(currency, digits);
  }
  return digits;
}

function displayOf(unit: string): Display {
  if (unit.startsWith("price:"))
    return { per: 1_000_000, digits: 5, currency: unit.slice("price:".length) };
  if (!unit.startsWith("micros:")) return DISPLAY[unit] ?? PLAIN;
  const currency = unit.slice("micros:".length);
  return { per: 1_000_000, digits: digitsOf(currency), isFixed: true, currency };
}

// Adding 0 turns -0 into 0, which is shown without a sign.
const stepsOf = ({ per, digits }: Display, value: number): number =>
  Math.round((value / per) * 10 ** digits) + 0;

/** The value in the shown unit, rounded as it is shown: for charts. */
export const shownValue = (unit: string, value: number): number => {
  const display = displayOf(unit);
  return stepsOf(display, value) / 10 ** display.digits;
};

/** How the numbers of a unit are written for a reader. */
interface Writer {
  readonly unit: string;
  readonly display: Display;
  readonly locale: Locale;
}

function textOfSteps({ unit, display, locale }: Writer, steps: number): string {
  const text = format(steps / 10 ** display.digits, display, locale);
  const words = UNIT_WORDS[locale][unit];
  if (!words) return text;
  return ((text === "1" ? words.one : undefined) ?? words.other).replace("#", text);
}

/** What a chart's axis says: "ft³", "units", "%"; the unit's own name where it has no words. */
export function unitLabel(unit: string, locale: Locale = "en"): string {
  const { isPercent, currency } = displayOf(unit);
  if (isPercent) return "%";
  return currency ?? (UNIT_WORDS[locale][unit]?.other.replace("#", "").trim() || unit);
}

const writerOf = (unit: string, locale: Locale): Writer => ({
  unit,
  display: displayOf(unit),
  locale,
});

/** A traced integer as a reader sees it: 28,316,847 mm3 -> "1 ft³", 934,000 millionths -> "93.4%". */
export function quantityText(
  unit: string,
  value: number,
  currency?: string,
  locale: Locale = "en",
): string {
  if (unit === "bool") return BOOL_WORDS[locale][value === 0 ? "no" : "yes"];
  if (unit === "micros" && currency)
    return quantityText(moneyUnit(currency), value, currency, locale);
  const writer = writerOf(unit, locale);
  return textOfSteps(writer, stepsOf(writer.display, value));
}

/** The difference of two shares is told in points: from 93.4% to 88.6% is down 4.8 points, not 4.8%. */
function difference(writer: Writer): Writer {
  const { isPercent, ...display } = writer.display;
  return isPercent ? { ...writer, unit: "points", display } : writer;
}

/** As a signed difference: "+3 units", "−12 ft³" (with a true minus sign). */
export function signedQuantityText(unit: string, value: number, locale: Locale = "en"): string {
  const writer = difference(writerOf(unit, locale));
  return signedSteps(writer, stepsOf(writer.display, value));
}

/** The least amount that is told apart from nothing: "0.1 weeks"; of shares as a difference in points. */
export function leastText(unit: string, isDifference: boolean, locale: Locale = "en"): string {
  const writer = writerOf(unit, locale);
  return textOfSteps(isDifference ? difference(writer) : writer, 1);
}

function signedSteps(writer: Writer, steps: number): string {
  const sign = steps > 0 ? "+" : steps < 0 ? "−" : "";
  return sign + textOfSteps(writer, Math.abs(steps));
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
  locale: Locale = "en",
): ShownChange {
  const display = changeDisplay(unit, Math.max(Math.abs(from), Math.abs(to)));
  const writer = { unit, display, locale };
  const moved = difference(writer);
  const fromSteps = stepsOf(display, from);
  const toSteps = stepsOf(display, to);
  const value = (steps: number) => steps / 10 ** display.digits;
  return {
    from: textOfSteps(writer, fromSteps),
    to: textOfSteps(writer, toSteps),
    fromValue: value(fromSteps),
    toValue: value(toSteps),
    delta: textOfSteps(moved, Math.abs(toSteps - fromSteps)),
    direction: toSteps < fromSteps ? "fell" : toSteps > fromSteps ? "rose" : "same",
    parts: stepsAddingTo(display, toSteps - fromSteps, part).map((steps) => ({
      text: signedSteps(moved, steps),
      unsigned: textOfSteps(moved, Math.abs(steps)),
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

// British English puts the day before the month.
const DATE_TAGS: Readonly<Record<Locale, string>> = { en: "en-GB", de: "de", ja: "ja" };

const MS_PER_DAY = 86_400_000;

const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: Locale, hasDay: boolean): Intl.DateTimeFormat {
  const key = `${locale}${hasDay}`;
  let known = dateFormats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(DATE_TAGS[locale], {
      year: "numeric",
      month: "long",
      ...(hasDay ? { day: "numeric" } : {}),
      timeZone: "UTC",
    });
    dateFormats.set(key, known);
  }
  return known;
}

const dateText = (date: string, locale: Locale, hasDay: boolean): string =>
  isDate(date) ? dateFormat(locale, hasDay).format(dayFromDate(date) * MS_PER_DAY) : date;

/** "2026-12" or "2026-12-01" -> "December 2026". */
export const monthText = (month: string, locale: Locale = "en"): string =>
  dateText(`${month.slice(0, 7)}-01`, locale, false);

/** "2026-11-23" -> "23 November 2026". */
export const dayText = (day: string, locale: Locale = "en"): string => dateText(day, locale, true);
