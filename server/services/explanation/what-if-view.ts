// Answers about what would be, as their viewer reads them. They hold own levers and coarse results only: nothing to redact.
import type { Counterfactual, Forward } from "@/lib/optimizer/explanation/index.ts";
import {
  type Locale,
  monthText,
  nodeLabel,
  quantityText,
  shownValue,
  toldText,
  unitLabel,
  wordForward,
  wordQuantityContrast,
  wordTarget,
  wordWays,
} from "@/lib/wording/index.ts";
import type { QuantityContrast, StoredAnswer } from "./answer.ts";
import type { AnswerView } from "./change-view.ts";
import type { Reader } from "./reader.ts";
import type { DeedsView, WayView } from "./schemas.ts";
import { subjectText } from "./subject.ts";
import type { ToldFacts } from "./told.ts";

interface Told {
  readonly facts: {
    readonly unit: string;
    readonly value: number;
    readonly definition: string;
    readonly version: string;
  };
  readonly headline: string;
  readonly sentences: readonly string[];
  readonly replayCount: number;
}

/** A view of an answer that is told in sentences alone. */
export function plainView(answer: StoredAnswer, told: Told, locale: Locale): AnswerView {
  const { facts, headline, sentences, replayCount } = told;
  return {
    title: subjectText(answer, locale),
    headline,
    sentences: [...sentences],
    pattern: null,
    unitLabel: unitLabel(facts.unit, locale),
    from: null,
    to: {
      text: quantityText(facts.unit, facts.value, undefined, locale),
      value: shownValue(facts.unit, facts.value),
    },
    delta: null,
    drivers: [],
    denominator: null,
    interactions: [],
    unexplained: null,
    steps: [],
    bindingLabel: null,
    nextText: null,
    verification: {
      replayCount,
      isReplayEqual: answer.isReplayEqual,
      isAdditive: true,
      definition: facts.definition,
      definitionVersion: facts.version,
      codeSha256: answer.codeSha256,
      runRootSha256: answer.run?.runRootSha256 ?? null,
    },
    redactions: [],
  };
}

/** Ways to another number, each with what it was found to give. */
export function waysView(
  found: Counterfactual | undefined,
  currency: string | undefined,
  locale: Locale,
): WayView[] {
  if (!found) return [];
  return wordWays(found, currency, locale).map(({ changes, result, effort }) => ({
    changes: [...changes],
    result,
    effort,
    isVerified: true,
  }));
}

function definitionOf(facts: StoredAnswer["facts"]): string | null {
  if ("definition" in facts) return facts.definition;
  return facts.type === "measured" ? facts.metric : null;
}

/** What can be asked to be done instead; null where nothing can. */
export function deedsView(answer: StoredAnswer, locale: Locale): DeedsView | null {
  const { deeds, facts, currency } = answer;
  const definition = definitionOf(facts);
  if (!deeds || definition === null) return null;
  return {
    monthOn: deeds.monthOn,
    monthText: deeds.monthOn && monthText(deeds.monthOn, locale),
    levers: deeds.levers.map(({ leaf, move, unit, values: [now = 0, ...steps] }) => {
      const text = (value: number) => quantityText(unit, value, currency, locale);
      return {
        leaf,
        move,
        label: nodeLabel(definition, leaf, locale),
        now: text(now),
        steps: steps.map(text),
      };
    }),
  };
}

export function targetView(
  answer: StoredAnswer,
  facts: Counterfactual,
  { locale }: Reader,
): AnswerView {
  const ways = wordWays(facts, answer.currency, locale);
  const words = wordTarget(subjectText(answer, locale), facts, ways, locale);
  return plainView(answer, { facts, ...words, replayCount: facts.replayCount }, locale);
}

/** The subject is named in the reader's language. */
export function toldView(answer: StoredAnswer, facts: ToldFacts, { locale }: Reader): AnswerView {
  const subject = subjectText(answer, locale);
  const tell = ({ id, values }: ToldFacts["headline"]) =>
    toldText({ id, values: { ...values, subject } }, locale);
  const told = { facts, headline: tell(facts.headline), sentences: facts.sentences.map(tell) };
  return plainView(answer, { ...told, replayCount: facts.replayCount }, locale);
}

export function forwardView(answer: StoredAnswer, facts: Forward, { locale }: Reader): AnswerView {
  const words = wordForward(subjectText(answer, locale), facts, answer.currency, locale);
  return plainView(answer, { facts, ...words, replayCount: facts.replayCount }, locale);
}

/** Forcing the other quantity is two replays more. */
export function quantityContrastView(
  answer: StoredAnswer,
  facts: QuantityContrast,
  { locale }: Reader,
): AnswerView {
  const words = wordQuantityContrast(answer.subject.sku ?? "", facts, answer.currency, locale);
  const replayCount = (facts.conflict?.replayCount ?? 0) + 2;
  return plainView(answer, { facts, ...words, replayCount }, locale);
}
