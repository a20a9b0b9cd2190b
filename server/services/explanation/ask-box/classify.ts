// A plain question as one of the types about one of the numbers: rules only, so that the same words always mean the same.
import type { FeeKind } from "@/lib/optimizer/fees/index.ts";
import { METRIC_RULES, type Metric } from "./metric-rules.ts";
import { plainText } from "./plain-text.ts";
import { type Ranked, ranked } from "./rank.ts";
import { type Topic, topicOf } from "./topics.ts";
import { type QuestionType, TYPE_RULES } from "./type-rules.ts";

export interface Understood {
  /** The question in the spelling of the rules. */
  readonly text: string;
  readonly type: QuestionType;
  /** null where no number is named. */
  readonly metric: Metric | null;
  /** It is about something that no number kept here tells. */
  readonly isOutside: boolean;
  /** No word names the number outright. */
  readonly isWeak: boolean;
  /** What else it can nearly as well want to know, and be about. */
  readonly otherTypes: readonly QuestionType[];
  readonly otherMetrics: readonly Metric[];
  /** Figures in the question, in their order. */
  readonly figures: readonly number[];
  /** The figure that counts units: none of days, shares or space, and of "200 instead of 120" the first; null without one. */
  readonly units: number | null;
  /** The first figure that is a share, in percent; null without one. */
  readonly percent: number | null;
  /** Whether it asks what would have been, had something been done. */
  readonly isHindsight: boolean;
  /** Whether units are taken out of the stock. */
  readonly isRemoval: boolean;
  /** The fee it names; "all" where it names none. */
  readonly fee: FeeKind | "all";
  /** What of a measured number it is about. */
  readonly topic: Topic | null;
}

const FIGURE = /(?<![\w-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w-])|(?<![\w-])\d+(?:\.\d+)?(?![\w-])/g;

const FEE_RULES: readonly (readonly [FeeKind, RegExp])[] = [
  ["lowInventory", /\blow[- ]inventory\b|\b(lil|lilf)\b|\bdays of supply\b|\brestocked\b/],
  ["aged", /\b(aged|ag(e|ing) (fee|surcharge)|long[- ]term)\b/],
  ["utilisation", /\butili[sz]ation\b/],
  ["overage", /\boverage\b/],
  ["placement", /\bplacement\b/],
  ["storage", /\bstorage\b/],
];

/** What a figure counts when it counts no units. */
const OTHER_UNIT =
  /^\s?-?(?:days?|weeks?|months?|years?|%|per ?cent|points?|cubic|cu\.? ?ft|ft|usd|eur|gbp)/;
const MOST_UNITS = 10_000_000;

function unitsIn(text: string): number | null {
  const counts = [...text.matchAll(FIGURE)].flatMap(({ index, 0: digits }) => {
    const value = Number(digits.replaceAll(",", ""));
    const isCount = Number.isInteger(value) && value <= MOST_UNITS;
    const after = text.slice(index + digits.length);
    const isMoney = /[$€£]$/.test(text.slice(0, index));
    return isCount && !isMoney && !OTHER_UNIT.test(after) ? [{ value, after }] : [];
  });
  const wanted = counts.find(({ after }) =>
    /^ (?:units )?(?:instead of|rather than)\b/.test(after),
  );
  return (wanted ?? counts.at(-1))?.value ?? null;
}

function percentIn(text: string): number | null {
  const found = /(?<![\w.-])(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent\b)/.exec(text);
  return found ? Number(found[1]) : null;
}

const HINDSIGHT = /\bwould (i|we) have\b|\bhad (i|we)\b|\bwould have\b/;

const REMOVAL =
  /\b(remov\w*|dispos\w*|liquidat\w*|tak(?:e|es|ing|en) (?:\S+ ){0,6}?(?:out|away|back)|withdr[ae]w\w*|clear(?:s|ed|ing)? (?:out )?\d)/;

/** A meaning this much weaker than the strongest may still be the one meant. */
const CLOSE = 1;
/** Less than this names nothing: a word that only leans some way. */
const LEAST = 2;

const closeTo = <T extends string>([first, ...rest]: readonly Ranked<T>[]): T[] =>
  rest.flatMap(({ name, score }) =>
    first !== undefined && score >= LEAST && first.score - score <= CLOSE ? [name] : [],
  );

/** What a question asks, in any words; a question that names nothing known has no metric. */
export function classify(question: string): Understood {
  const text = plainText(question);
  const words = text.toLowerCase();
  const types = ranked(TYPE_RULES, words);
  const about = ranked(METRIC_RULES, words);
  const metrics = about.flatMap(({ name, score }) => (name === "outside" ? [] : [{ name, score }]));
  const isOutside = about[0]?.name === "outside";
  return {
    text,
    type: types[0]?.name ?? "level",
    metric: isOutside ? null : (metrics[0]?.name ?? null),
    isOutside,
    isWeak: (metrics[0]?.score ?? 0) < LEAST,
    otherTypes: closeTo(types),
    otherMetrics: isOutside ? [] : closeTo(metrics),
    figures: [...words.matchAll(FIGURE)].map(([digits]) => Number(digits.replaceAll(",", ""))),
    units: unitsIn(words),
    percent: percentIn(words),
    isHindsight: HINDSIGHT.test(words),
    isRemoval: REMOVAL.test(words),
    fee: FEE_RULES.find(([, pattern]) => pattern.test(words))?.[0] ?? "all",
    topic: topicOf(words),
  };
}
