// A plain question as one of the types about one of the numbers: rules only, so that the same words always mean the same.
import type { FeeKind } from "@/lib/optimizer/fees/index.ts";
import { askingPart, unconceded } from "./clauses.ts";
import { type Figures, figuresIn } from "./figures.ts";
import { METRIC_RULES, type Metric, OUTSIDES, type Outside } from "./metric-rules.ts";
import { plainText } from "./plain-text.ts";
import { type Ranked, type Rule, ranked } from "./rank.ts";
import { type Topic, topicOf } from "./topics.ts";
import { type QuestionType, TYPE_RULES } from "./type-rules.ts";

export interface Understood extends Figures {
  /** The question in the spelling of the rules. */
  readonly text: string;
  readonly type: QuestionType;
  /** null where no number is named. */
  readonly metric: Metric | null;
  /** What it is about that no number kept here tells; null where one may. */
  readonly outside: Outside | null;
  /** No word points to the number, or none says what is asked of it. */
  readonly isWeak: boolean;
  /** What else it can nearly as well want to know, and be about. */
  readonly otherTypes: readonly QuestionType[];
  readonly otherMetrics: readonly Metric[];
  /** Whether it asks what would have been, had something been done. */
  readonly isHindsight: boolean;
  /** Whether units are taken out of the stock. */
  readonly isRemoval: boolean;
  /** The fee it names; "all" where it names none. */
  readonly fee: FeeKind | "all";
  /** What of a measured number it is about. */
  readonly topic: Topic | null;
}

const FEE_RULES: readonly (readonly [FeeKind, RegExp])[] = [
  ["lowInventory", /\blow[- ]inventory\b|\b(lil|lilf)\b|\bdays of supply\b|\brestocked\b/],
  ["aged", /\b(aged|ag(e|ing) (fee|surcharge)|long[- ]term|old (stock|inventory|units))\b/],
  ["utilisation", /\butili[sz]ation\b/],
  ["overage", /\boverage\b/],
  ["placement", /\bplacement\b/],
  ["storage", /\bstorage\b/],
];

const HINDSIGHT = /\bwould (i|we) have\b|\bhad (i|we)\b|\bwould have\b|\bwould\b.*\bhave been\b/;

const REMOVAL =
  /\b(remov\w*|dispos\w*|liquidat\w*|dump\w*|scrap\w*|get rid of|donat\w*|tak(?:e|es|ing|en) (?:\S+ ){0,6}?(?:out|away|back)|withdr[ae]w\w*|clear(?:s|ed|ing)? (?:out )?\d)/;

/** A meaning this much weaker than the strongest may still be the one meant. */
const CLOSE = 1;
/** Less than this names nothing: a word that only leans some way. */
const LEAST = 2;

/** So much points to a number, and so much names it outright. */
const POINTED = 3;
const OUTRIGHT = 4;

/** Whether a text in small letters names a building of the network. */
type Building = (words: string) => boolean;

const BUILDING_RULES = (namesBuilding: Building): readonly Rule<Metric>[] => [
  ["placement_share", 4, { test: namesBuilding }],
];

const closeTo = <T extends string>([first, ...rest]: readonly Ranked<T>[]): T[] =>
  rest.flatMap(({ name, score }) =>
    first !== undefined && score >= LEAST && first.score - score <= CLOSE ? [name] : [],
  );

const isOutside = (name: Metric | Outside): name is Outside =>
  (OUTSIDES as readonly string[]).includes(name);

/** A number that the asking part names outright is meant; otherwise what is supposed may name it too, and at last what is conceded. */
function rankedMetrics(words: string, namesBuilding: Building) {
  const rules = [...METRIC_RULES, ...BUILDING_RULES(namesBuilding)];
  const asked = ranked(rules, askingPart(words));
  if ((asked[0]?.score ?? 0) >= OUTRIGHT) return asked;
  const supposed = ranked(rules, unconceded(words));
  return supposed.length > 0 ? supposed : ranked(rules, words);
}

/** What a question asks, in any words; a question that names nothing known has no metric. */
export function classify(question: string, namesBuilding: Building = () => false): Understood {
  const text = plainText(question);
  const words = text.toLowerCase();
  const types = ranked(TYPE_RULES, unconceded(words));
  const about = rankedMetrics(words, namesBuilding);
  const metrics = about.flatMap(({ name, score }) => (isOutside(name) ? [] : [{ name, score }]));
  const type = types[0]?.name ?? "level";
  const [first] = about;
  const outside = first && isOutside(first.name) ? first.name : null;
  return {
    text,
    type,
    metric: outside ? null : (metrics[0]?.name ?? null),
    outside,
    isWeak: (metrics[0]?.score ?? 0) < POINTED || types.length === 0,
    otherTypes: closeTo(types),
    otherMetrics: outside ? [] : closeTo(metrics),
    ...figuresIn(words, type === "forward"),
    isHindsight: HINDSIGHT.test(words),
    isRemoval: REMOVAL.test(words),
    fee: FEE_RULES.find(([, pattern]) => pattern.test(words))?.[0] ?? "all",
    topic: topicOf(words),
  };
}
