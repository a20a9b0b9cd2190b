// Months and days that plain words name.
import { isDate } from "@/lib/calendar/index.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

const numberOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

export interface NamedMonth {
  /** 1 = January. */
  readonly month: number;
  readonly year: number | null;
}

const NAMED = new RegExp(`(?<!\\p{L})(${MONTH})(?!\\p{L})\\.?(?:,? (\\d{4})(?!\\d))?`, "giu");

/** Months that a text names, in its order. */
export const monthsNamed = (text: string): NamedMonth[] =>
  [...text.matchAll(NAMED)].flatMap(({ index, 0: written, 1: name = "", 2: year }) => {
    const isVerb =
      name.toLowerCase() === "may" &&
      year === undefined &&
      !isMonthOfMay(text.slice(0, index), name, text.slice(index + written.length));
    return isVerb
      ? []
      : [{ month: numberOf(name), year: year === undefined ? null : Number(year) }];
  });

const BEFORE_MONTH =
  /(?:\b(?:in|for|of|since|until|till|by|from|to|during|this|last|next|and|before|after|through|early|late|than)|\d(?:\.|st|nd|rd|th)?)\s+$/i;
const AFTER_MONTH = /^(?:'s|’s|\s+(?:limits?|estimates?|figures?|or|and|to))\b/i;
const AFTER_VERB =
  /^\s+(?:i|we|you|he|she|it|they|my|our|the|a|an|not|be|have|also|still|only|sellers?|send|get|ask|go|change|happen)\b/i;

/** "May" is a month after a word that leads to one, before a word about one, or where it alone is written with a capital. */
function isMonthOfMay(before: string, name: string, after: string): boolean {
  if (AFTER_VERB.test(after)) return false;
  const isInside = before.trim() !== "" && !/[.?!:]\s*$/.test(before);
  return BEFORE_MONTH.test(before) || AFTER_MONTH.test(after) || (name === "May" && isInside);
}

const DAY_MONTH = new RegExp(
  `(?<!\\p{L}|\\d)(\\d{1,2})(?:\\.|st|nd|rd|th)?(?: of)? (${MONTH})(?!\\p{L})\\.?(?:,? (\\d{4})(?!\\d))?`,
  "iu",
);
const MONTH_DAY = new RegExp(
  `(?<!\\p{L})(${MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?!\\p{L}|\\d)(?:,? (\\d{4})(?!\\d))?`,
  "iu",
);
/** A text without its days, whose months are no months of their own. */
export const withoutDays = (text: string): string =>
  [DAY_MONTH, MONTH_DAY, ISO_DAY].reduce(
    (rest, { source, flags }) => rest.replace(new RegExp(source, `g${flags}`), " "),
    text,
  );

const ISO_DAY = /\b\d{4}-\d{2}-\d{2}\b/;

/** A day that a text names; without a year, the last such day that is not after `untilOn`. null where it names none. */
export function dayNamed(text: string, untilOn: string): string | null {
  const [iso] = ISO_DAY.exec(text) ?? [];
  if (iso !== undefined) return isDate(iso) ? iso : null;
  const named = dayAndMonth(text);
  if (named === null) return null;
  const { day, month, year } = named;
  const inYear = (of: string) =>
    `${of}-${String(numberOf(month)).padStart(2, "0")}-${day.padStart(2, "0")}`;
  const newest = Number(untilOn.slice(0, 4));
  const inNewest = inYear(year ?? String(newest));
  const found = year === undefined && inNewest > untilOn ? inYear(String(newest - 1)) : inNewest;
  return isDate(found) ? found : null;
}

function dayAndMonth(text: string) {
  const dayFirst = DAY_MONTH.exec(text);
  const isVerb =
    dayFirst?.[2]?.toLowerCase() === "may" &&
    AFTER_VERB.test(text.slice(dayFirst.index + dayFirst[0].length));
  if (dayFirst && !isVerb)
    return { day: dayFirst[1] ?? "", month: dayFirst[2] ?? "", year: dayFirst[3] };
  const monthFirst = MONTH_DAY.exec(text);
  if (
    !monthFirst ||
    !monthsNamed(text).some(({ month }) => month === numberOf(monthFirst[1] ?? ""))
  )
    return null;
  return { day: monthFirst[2] ?? "", month: monthFirst[1] ?? "", year: monthFirst[3] };
}

const MONTH_BEFORE = new RegExp(
  `(?<!\\p{L})(?:${MONTH})\\.?(?: \\d{1,2}(?:st|nd|rd|th)?)?,? $`,
  "iu",
);
const MONTH_AFTER = new RegExp(`^(?:\\.|st|nd|rd|th)?(?: of)? (?:${MONTH})(?!\\p{L})`, "iu");

/** Whether a figure is a day or a year, as in "23 November 2026", by what stands before and after it. */
export function isOfDate(figure: number, before: string, after: string): boolean {
  const isDay = figure >= 1 && figure <= 31;
  const isYear = figure >= 1900 && figure <= 2200;
  return (
    ((isDay || isYear) && MONTH_BEFORE.test(before)) ||
    (isDay && MONTH_AFTER.test(after) && !AFTER_VERB.test(after.replace(MONTH_AFTER, "")))
  );
}
