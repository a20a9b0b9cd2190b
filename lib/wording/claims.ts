// What a text claims: its numbers with unit, sign, bound and role, its dates and codes, each with its place.
import { type Bound, CLAIM_WORDS, type ClaimWords, CURRENCY_SIGNS } from "./claim-words.ts";
import type { Locale } from "./locale.ts";

export interface Claim {
  readonly kind: "number" | "date" | "code";
  /** Of a number: without its sign. */
  readonly value: number;
  /** Of a date ("2026-11-23", "2026-11") or a code. */
  readonly text: string;
  readonly unit: string | null;
  /** Decimals it is written with; below zero where it is written in tens and more. */
  readonly digits: number;
  readonly sign: -1 | 0 | 1;
  readonly bound: Bound | null;
  readonly role: "from" | "to" | null;
  readonly isAbout: boolean;
  readonly isSpelled: boolean;
  /** The lower end of a range. */
  readonly isRangeStart: boolean;
  readonly start: number;
  readonly end: number;
}

type Found = Pick<Claim, "start" | "end"> & Partial<Claim>;

const CODE = /(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?:[-_/.][A-Za-z0-9]+)*(?![A-Za-z0-9])/g;
const UNIT_CODE = /^(?:k?m|c?m|ft|in|cu)[23]$/i;
const CODES = "USD|EUR|GBP|JPY|CAD|AUD|MXN|CNY|INR|BRL|SEK|PLN|CHF";
const SIGNS = "(?:AU?|CA|CN|MX|R)?[$€£¥￥₹元]";
const CURRENCY = new RegExp(`^\\s?([A-Z]{3}|${SIGNS})(?![A-Za-z])`);
const KNOWN_CURRENCY = new RegExp(`^(?:${CODES})$`);
/** Any numeral but the one of ft³ and m³. */
const ANY_NUMERAL = /(?!(?<=ft|m)[²³])\p{N}/gu;
/** Between the two numbers of a range. */
const RANGE = /^\s?(?:to|and|bis|und|–|-)\s?(?:less than |unter )?$/;

/** Full-width digits as plain ones; every character keeps its place. */
const plainDigits = (text: string): string =>
  text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

/** Every claim of a text, in its order. Cost linear in the text. */
export function claimsOf(original: string, locale: Locale): Claim[] {
  const text = plainDigits(original);
  const words = CLAIM_WORDS[locale];
  const taken = new Uint8Array(text.length);
  const take = (found: readonly Found[]): Found[] => {
    const free = found.filter(({ start, end }) => !taken.subarray(start, end).includes(1));
    for (const { start, end } of free) taken.fill(1, start, end);
    return free;
  };
  const found = [
    ...words.dates.flatMap((pattern) => take(datesOf(text, pattern, words))),
    ...take(codesOf(text)),
    ...take(numbersOf(text, words)),
    ...take(spelledOf(text, words)),
    // A numeral of any other kind is a number that nobody can check.
    ...take(
      [...text.matchAll(ANY_NUMERAL)].map(({ index, 0: mark }) => ({
        kind: "number" as const,
        value: Number.NaN,
        start: index,
        end: index + mark.length,
      })),
    ),
  ];
  return withRanges(
    text,
    found.map(whole).sort((a, b) => a.start - b.start),
  );
}

/** The first number of a range is in the unit of the second. */
const withRanges = (text: string, claims: readonly Claim[]): Claim[] =>
  claims.map((claim, index) => {
    const next = claims[index + 1];
    if (claim.kind !== "number" || next?.kind !== "number") return claim;
    if (!RANGE.test(text.slice(claim.end, next.start))) return claim;
    return { ...claim, unit: claim.unit ?? next.unit, isRangeStart: true };
  });

const whole = (found: Found): Claim => ({
  kind: "number",
  value: Number.NaN,
  text: "",
  unit: null,
  digits: 0,
  sign: 0,
  bound: null,
  role: null,
  isAbout: false,
  isSpelled: false,
  isRangeStart: false,
  ...found,
});

function datesOf(text: string, pattern: RegExp, { months }: ClaimWords): Found[] {
  return [...text.matchAll(pattern)].map(({ index, 0: written, groups = {} }) => {
    const month = groups.n ? Number(groups.n) : months.indexOf(groups.m ?? "") + 1;
    const two = (part: number | string) => String(part).padStart(2, "0");
    const day = groups.d ? `-${two(groups.d)}` : "";
    return {
      kind: "date",
      text: `${groups.y}-${two(month)}${day}`,
      start: index,
      end: index + written.length,
    };
  });
}

function codesOf(text: string): Found[] {
  return [...text.matchAll(CODE)].flatMap(({ index, 0: code }) =>
    /\d/.test(code) && !UNIT_CODE.test(code)
      ? [{ kind: "code" as const, text: code, start: index, end: index + code.length }]
      : [],
  );
}

function numbersOf(text: string, words: ClaimWords): Found[] {
  const pattern = new RegExp(
    `(?<![A-Za-z0-9_.,])(?<![A-Za-z]-)(?<sign>[+−-]?)(?<money>(?:(?:${SIGNS}|${CODES})\\s?)?)(?<sign2>[+−-]?)(?<number>${words.number})`,
    "g",
  );
  return [...text.matchAll(pattern)].map(({ index, 0: written, groups = {} }) => {
    const start = index;
    const digits = groups.number ?? "";
    const before = text.slice(0, start);
    const scaled = scaleAfter(text.slice(index + written.length), words);
    let end = index + written.length + scaled.length;
    const unit = unitAfter(text.slice(end), groups.money ?? "", words);
    end += unit.length;
    const value =
      Number(digits.replaceAll(words.group, "").replace(words.decimal, ".")) * scaled.factor;
    const decimals = (digits.split(words.decimal)[1] ?? "").length;
    return {
      kind: "number",
      value,
      unit: unit.unit,
      digits: decimals - Math.log10(scaled.factor),
      ...contextOf(before, text.slice(end), (groups.sign || groups.sign2) ?? "", words),
      start,
      end,
    };
  });
}

function scaleAfter(after: string, { scales }: ClaimWords) {
  for (const [pattern, factor] of scales) {
    const match = pattern.exec(after);
    if (match) return { factor, length: match[0].length };
  }
  return { factor: 1, length: 0 };
}

function unitAfter(after: string, money: string, { units }: ClaimWords) {
  if (money !== "") return { unit: CURRENCY_SIGNS[money.trim()] ?? money.trim(), length: 0 };
  for (const [pattern, unit] of units) {
    const match = pattern.exec(after);
    if (match) return { unit, length: match[0].length };
  }
  const currency = CURRENCY.exec(after);
  const code = CURRENCY_SIGNS[currency?.[1] ?? ""] ?? currency?.[1] ?? "";
  if (currency && KNOWN_CURRENCY.test(code)) return { unit: code, length: currency[0].length };
  return { unit: null, length: 0 };
}

const firstBound = (table: readonly (readonly [RegExp, Bound])[], text: string): Bound | null =>
  table.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** What stands around a number: its sign, its bound, and whether it is what was or what is. */
function contextOf(
  before: string,
  after: string,
  sign: string,
  words: ClaimWords,
): Pick<Claim, "sign" | "bound" | "role" | "isAbout"> {
  const near = before.slice(-40);
  const next = after.slice(0, 24);
  const bound = firstBound(words.boundAfter, next) ?? firstBound(words.boundBefore, near);
  const role = words.fromBefore.test(near) || words.fromAfter.test(next) ? "from" : null;
  const isTo = words.toBefore.test(near) || words.toAfter.test(next);
  return {
    sign: signOf(sign, bound === null ? near : "", role === "from" ? "" : next, words),
    bound,
    role: role ?? (isTo ? "to" : null),
    isAbout: words.about.test(near),
  };
}

function signOf(mark: string, before: string, after: string, words: ClaimWords): -1 | 0 | 1 {
  if (mark !== "") return mark === "+" ? 1 : -1;
  const edge = "(?<!\\p{L})";
  const isBefore = (list: string) =>
    new RegExp(`${edge}(?:${list})${words.between}$`, "iu").test(before);
  const isAfter = (list: string) =>
    new RegExp(String.raw`^[\s]?(?:${list})(?! than\b)`, "iu").test(after);
  if (isBefore(words.up) || isAfter(words.up)) return 1;
  return isBefore(words.down) || isAfter(words.down) ? -1 : 0;
}

function spelledOf(text: string, words: ClaimWords): Found[] {
  return words.spelled.flatMap(([pattern, value]) =>
    [...text.matchAll(pattern)].map(({ index, 0: written }) => {
      const end = index + written.length;
      const unit = unitAfter(text.slice(end), "", words);
      const start = index;
      return { kind: "number" as const, value, unit: unit.unit, isSpelled: true, start, end };
    }),
  );
}
