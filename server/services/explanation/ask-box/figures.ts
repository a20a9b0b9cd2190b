// Figures of a question, by what they count: units, shares, space or money, and none of days and years.
import { isOfDate } from "./dates.ts";

export interface Figures {
  /** All but those of dates, in their order. */
  readonly figures: readonly number[];
  /** The figure that counts units: none of days, shares or space, and of "200 instead of 120" the one that is not the case; null without one. */
  readonly units: number | null;
  /** The first figure that is a share, in percent; null without one. */
  readonly percent: number | null;
  /** The last figure of a volume, in cubic feet; null without one. */
  readonly feet: number | null;
  /** The first amount of money, in its currency; null without one. */
  readonly money: number | null;
}

const FIGURE =
  /(?<![\w.,-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w-]|[.,]\d)(?=(\s?(?:-?(?:days?|weeks?|months?|years?|points?|per ?cent\b|percent|cubic|cu\.? ?ft|ft|usd|dollars?|eur|euros?|gbp|pounds?|yen)|[%$€£¥]))?)/g;

type Kind = "units" | "percent" | "feet" | "money" | "other";

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ["percent", /^\s?(?:%|per)/],
  ["feet", /^\s?(?:cu|ft)/],
  ["money", /^\s?(?:usd|dollar|eur|gbp|pound|yen|[$€£¥])/],
  ["other", /./],
];

interface Figure {
  readonly value: number;
  readonly kind: Kind;
  readonly after: string;
}

const MOST_UNITS = 10_000_000;

function kindOf(value: number, unit: string, before: string): Kind {
  if (/[$€£¥]\s?$/.test(before)) return "money";
  const named = KINDS.find(([, pattern]) => pattern.test(unit))?.[0];
  if (named !== undefined) return named;
  return Number.isInteger(value) && value <= MOST_UNITS ? "units" : "other";
}

const readFigures = (text: string): Figure[] =>
  [...text.matchAll(FIGURE)].flatMap(({ index, 0: digits, 1: unit = "" }) => {
    const value = Number(digits.replaceAll(",", ""));
    const [before, after] = [text.slice(0, index), text.slice(index + digits.length)];
    if (isOfDate(value, before, after)) return [];
    return [{ value, after, kind: kindOf(value, unit, before) }];
  });

/** "Your tool says 120, mine says 300": of two sides, what the asker says. */
const TWO_SIDES = /\b(?:you|you're|your|yours|tool|system)\b/;
const OWN_SIDE = /\b(?:mine|my|our|ours|we|we've|we'll|i|i've|i'll)\b[^.;\d]*?(\d[\d,]*)/;

function ownFigure(text: string): number | null {
  const [, digits] = TWO_SIDES.test(text) ? (OWN_SIDE.exec(text) ?? []) : [];
  return digits === undefined ? null : Number(digits.replaceAll(",", ""));
}

const INSTEAD = /^ (?:units )?(?:instead of|rather than)\b/;

/** Of a text in small letters; `isSupposed` where it asks what would be. */
export function figuresIn(text: string, isSupposed: boolean): Figures {
  const found = readFigures(text);
  const of = (kind: Kind) => found.filter((figure) => figure.kind === kind);
  const units = of("units");
  // "What if I send 200 instead of 120" supposes 200; "why 120 instead of 200" has 120.
  const supposed = isSupposed ? units.find(({ after }) => INSTEAD.test(after)) : undefined;
  const own = ownFigure(text);
  const meant = supposed ?? units.find(({ value }) => value === own) ?? units.at(-1);
  return {
    figures: found.map(({ value }) => value),
    units: meant?.value ?? null,
    percent: of("percent")[0]?.value ?? null,
    feet: of("feet").at(-1)?.value ?? null,
    money: of("money")[0]?.value ?? null,
  };
}
