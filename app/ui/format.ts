import { microsToNumber, mm3ToCubicFeet } from "@/lib/units/index.ts";
import type { Locale } from "@/lib/wording/index.ts";

// Numbers as people read them. Every function takes the unit at rest and returns text; null is a dash.
// Integers of a decision's trace are worded by quantityText in lib/wording.

/** Shown where a value is missing. */
export const dash = "–";

type Value = number | null | undefined;
export interface NumberStyle {
  /** Digits after the point; default depends on the unit. */
  readonly digits?: number;
  /** True puts + or − before every value but zero. */
  readonly isSigned?: boolean;
  /** English unless told. */
  readonly locale?: Locale;
}

const tags: Readonly<Record<Locale, string>> = { en: "en-US", de: "de", ja: "ja" };
const formatter = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions, locale: Locale = "en"): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const known = formatter.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(tags[locale], options);
  formatter.set(key, made);
  return made;
}

const isMissing = (value: Value): value is null | undefined =>
  value === null || value === undefined || Number.isNaN(value);

/** A true minus sign is as wide as a digit and is read aloud as "minus". */
const trueMinus = (text: string): string => text.replace("-", "−");

/** A plain number with `digits` after the point (0 unless told). */
export function formatNumber(value: Value, style: NumberStyle = {}): string {
  if (isMissing(value)) return dash;
  const digits = style.digits ?? 0;
  const options = {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: style.isSigned ? "exceptZero" : "negative",
  } as const;
  return trueMinus(numberFormat(options, style.locale).format(value));
}

const counted = (value: Value, text: string, one: string, many: string): string =>
  isMissing(value) ? dash : `${text} ${Math.abs(value) === 1 ? one : many}`;

export const formatUnits = (units: Value, style: NumberStyle = {}): string =>
  counted(units, formatNumber(units, style), "unit", "units");

export const formatDays = (days: Value, style: NumberStyle = {}): string =>
  counted(days, formatNumber(days, style), "day", "days");

/** Volume at rest in mm3 as cubic feet without its unit, for columns that name the unit in their header. */
export const formatCubicFeetNumber = (mm3: Value, style: NumberStyle = {}): string =>
  isMissing(mm3) ? dash : formatNumber(mm3ToCubicFeet(mm3), { digits: 0, ...style });

/** Volume at rest in mm3 as "1,180 ft³". */
export const formatCubicFeet = (mm3: Value, style: NumberStyle = {}): string =>
  isMissing(mm3) ? dash : `${formatCubicFeetNumber(mm3, style)} ft³`;

/** A share in millionths as a percentage: 964000 is "96.4%". */
export function formatPercent(millionths: Value, style: NumberStyle = {}): string {
  if (isMissing(millionths)) return dash;
  // German puts a space that does not break before the sign.
  const sign = style.locale === "de" ? "\u00a0%" : "%";
  return `${formatNumber(millionths / 10_000, { digits: 1, ...style })}${sign}`;
}

/** A difference of two shares, in percentage points: −7000 is "−0.7 pts". */
export function formatPoints(millionths: Value, style: NumberStyle = {}): string {
  if (isMissing(millionths)) return dash;
  return `${formatNumber(millionths / 10_000, { digits: 1, isSigned: true, ...style })} pts`;
}

/** Money at rest in micros, in its currency's own number of digits: 4_990_000 USD is "$4.99". */
export function formatMoney(micros: Value, currency: string, style: NumberStyle = {}): string {
  if (isMissing(micros)) return dash;
  const options = {
    style: "currency",
    currency,
    signDisplay: style.isSigned ? "exceptZero" : "negative",
    ...(style.digits === undefined
      ? {}
      : { minimumFractionDigits: style.digits, maximumFractionDigits: style.digits }),
  } as const;
  return trueMinus(numberFormat(options, style.locale).format(microsToNumber(micros)));
}

/** A count with its noun: formatCount(2, "row") is "2 rows". */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;

/** A byte count as people read file sizes: 1_536_000 is "1.5 MB". */
export function formatBytes(bytes: Value): string {
  if (isMissing(bytes)) return dash;
  const scale = ["B", "kB", "MB", "GB"];
  let step = 0;
  let value = bytes;
  while (value >= 1000 && step < scale.length - 1) {
    value /= 1000;
    step++;
  }
  return `${formatNumber(value, { digits: step === 0 || value >= 100 ? 0 : 1 })} ${scale[step]}`;
}
