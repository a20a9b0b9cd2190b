// What would be, in words: ways to another number, what a deed does to the next, why a quantity is not another.
import type { Counterfactual, Forward, LeverChange } from "../optimizer/explanation/index.ts";
import { nodeLabel, quantityRuleLabel } from "./labels.ts";
import type { Locale } from "./locale.ts";
import { dayText } from "./quantity.ts";
import { type Speaker, speakerOf } from "./speaker.ts";

export interface WordedWay {
  readonly changes: readonly string[];
  readonly result: string;
  readonly effort: string;
}

export interface WordedWhatIf {
  readonly headline: string;
  readonly sentences: readonly string[];
}

const SMALL_EFFORT = 4;
const MEDIUM_EFFORT = 10;

const effortWord = (points: number): string => {
  if (points <= SMALL_EFFORT) return "small";
  return points <= MEDIUM_EFFORT ? "medium" : "large";
};

/** What stands between changes that go together. */
const CHANGES_END: Readonly<Record<Locale, string>> = { en: "; ", de: "; ", ja: "；" };

function changeText(
  { tell, quantity, locale }: Speaker,
  definition: string,
  change: LeverChange,
  currency: string | undefined,
): string {
  const { leaf, unit, from, to } = change;
  const lever = nodeLabel(definition, leaf, locale);
  if (unit === "bool") return tell("waySwitch", { leaf, lever });
  const text = (value: number) => quantity(unit, value, currency);
  return tell("wayChange", { lever, from: text(from), to: text(to) });
}

/** Every way to the target, in the order of its effort. */
export function wordWays(
  found: Counterfactual,
  currency?: string,
  locale: Locale = "en",
): WordedWay[] {
  const speaker = speakerOf(locale);
  const { tell, quantity } = speaker;
  const { sense } = found.target;
  return found.answers.map(({ changes, effort, reached }) => ({
    changes: changes.map((change) => changeText(speaker, found.definition, change, currency)),
    result: tell("wayResult", { sense, reached: quantity(found.unit, reached) }),
    effort: tell("wayEffort", { effort: effortWord(effort) }),
  }));
}

/** What must change for another number. `subject` as "Your standard-size limit for May 2026". */
export function wordTarget(
  subject: string,
  found: Counterfactual,
  ways: readonly WordedWay[],
  locale: Locale = "en",
): WordedWhatIf {
  const { tell, quantity, within } = speakerOf(locale);
  const { unit, isMet } = found;
  const { sense } = found.target;
  const value = quantity(unit, found.value);
  const target = quantity(unit, found.target.value);
  if (isMet)
    return { headline: tell("targetMet", { subject, sense, value, target }), sentences: [] };
  const now = tell("targetNow", { value });
  const [first] = ways;
  if (!first) {
    const headline = tell("targetBeyond", { subject: within(subject), sense, target });
    const reach =
      found.farthest === found.value
        ? tell("targetNothing")
        : tell("targetFarthest", { sense, farthest: quantity(unit, found.farthest) });
    return { headline, sentences: [now, reach] };
  }
  const headline = tell("targetHeadline", {
    subject: within(subject),
    sense,
    target,
    ways: first.changes.map(within).join(CHANGES_END[locale]),
  });
  return { headline, sentences: [now, tell("targetVerified")] };
}

/** What happens to the next decision. */
export function wordForward(
  subject: string,
  told: Forward,
  currency?: string,
  locale: Locale = "en",
): WordedWhatIf {
  const { tell, quantity, within } = speakerOf(locale);
  const { unit, definition, without } = told;
  const text = (value: number) => quantity(unit, value);
  const [change] = told.changes;
  const deed = change
    ? tell("forwardDeed", {
        lever: within(nodeLabel(definition, change.leaf, locale)),
        from: quantity(change.unit, change.from, currency),
        to: quantity(change.unit, change.to, currency),
      })
    : tell("forwardNothing");
  const [low, high] = [text(told.low), text(told.high)];
  const facts = { deed, subject: within(subject), low };
  const headline =
    low === high ? tell("forwardExact", facts) : tell("forwardHeadline", { ...facts, high });
  const [low0, high0] = [text(without.low), text(without.high)];
  const isSame = low0 === low && high0 === high;
  const plain =
    low0 === high0
      ? tell("forwardWithoutExact", { low: low0 })
      : tell("forwardWithout", { low: low0, high: high0 });
  return {
    headline,
    sentences: [
      ...(change ? [isSame ? tell("forwardSame") : plain] : []),
      tell("forwardNow", { value: text(told.value) }),
      ...(told.binding
        ? [tell("forwardBinding", { binding: within(nodeLabel(definition, told.binding, locale)) })]
        : []),
      // No price of shared space reaches a score, and no later plan is held to it.
      ...(definition === "score" ? [] : [tell("forwardRange"), tell("forwardKept")]),
    ],
  };
}

export interface OutcomeFacts {
  readonly day: string;
  readonly actual: string;
  readonly isInside: boolean;
  readonly isOutlookInside: boolean;
  readonly wasDone: boolean | null;
  readonly lever: string | null;
  readonly leverValue: string | null;
}

/** What became of a told range. */
export function wordOutcome(outcome: OutcomeFacts, locale: Locale = "en"): string[] {
  const { tell, within } = speakerOf(locale);
  const yes = (is: boolean) => (is ? "yes" : "no");
  const { day, actual, isInside, isOutlookInside, wasDone, lever, leverValue } = outcome;
  const sentences = [
    tell("outcomeActual", { inside: yes(isInside), day: dayText(day, locale), actual }),
  ];
  if (wasDone !== null && lever !== null && leverValue !== null)
    sentences.push(
      tell("outcomeDone", { done: yes(wasDone), lever: within(lever), value: leverValue }),
    );
  sentences.push(tell("outcomeOutlook", { inside: yes(isOutlookInside) }));
  return sentences;
}

export interface QuantityContrastFacts {
  readonly value: number;
  readonly other: number;
  readonly conflict: {
    readonly conflict: readonly string[] | null;
    readonly alone: readonly string[];
  } | null;
  readonly effect: {
    readonly profitChangeMicros: number | null;
    readonly spaceChangeMm3: number;
    readonly plannedCoverMillionths: number;
    readonly coverMillionths: number;
  };
}

/** Why a quantity is not another, and what the other would do. */
export function wordQuantityContrast(
  sku: string,
  facts: QuantityContrastFacts,
  currency?: string,
  locale: Locale = "en",
): WordedWhatIf {
  const speaker = speakerOf(locale);
  const other = speaker.quantity("units", facts.other);
  const value = speaker.quantity("units", facts.value);
  return {
    headline: speaker.tell("quantityHeadline", { value, sku, other }),
    sentences: [...reasons(speaker, facts, other), ...effects(speaker, facts, { other, currency })],
  };
}

const RULES_END: Readonly<Record<Locale, string>> = { en: ", ", de: ", ", ja: "、" };

function reasons(
  { tell, locale }: Speaker,
  { conflict }: QuantityContrastFacts,
  other: string,
): string[] {
  if (conflict === null) return [tell("quantityLess", { other })];
  if (conflict.conflict === null) return [tell("quantityDemand", { other })];
  const name = (rule: string) => quantityRuleLabel(rule, locale);
  const rules = conflict.conflict.map(name).join(RULES_END[locale]);
  return [
    tell("quantityConflict", { other, rules }),
    ...conflict.alone
      .filter((rule) => conflict.conflict?.length !== 1 || conflict.conflict[0] !== rule)
      .map((rule) => tell("quantityAlone", { rule: name(rule), other })),
  ];
}

function effects(
  { tell, quantity }: Speaker,
  { effect }: QuantityContrastFacts,
  { other, currency }: { readonly other: string; readonly currency: string | undefined },
): string[] {
  const { profitChangeMicros, spaceChangeMm3 } = effect;
  const direction = (amount: number) => (amount < 0 ? "loss" : amount > 0 ? "gain" : "same");
  const sentences: string[] = [];
  if (profitChangeMicros !== null)
    sentences.push(
      tell("quantityProfit", {
        direction: direction(profitChangeMicros),
        other,
        amount: quantity("micros", Math.abs(profitChangeMicros), currency),
      }),
    );
  if (spaceChangeMm3 !== 0)
    sentences.push(
      tell("quantitySpace", {
        direction: direction(spaceChangeMm3),
        amount: quantity("mm3", Math.abs(spaceChangeMm3)),
      }),
    );
  sentences.push(
    tell("quantityCover", {
      cover: quantity("millionths", effect.coverMillionths),
      planned: quantity("millionths", effect.plannedCoverMillionths),
    }),
  );
  return sentences;
}

const SAID_MILLIONTHS = 100_000;
const UNKNOWN_MILLIONTHS = 250_000;

/**
 * What is said of the part of a change that nothing explains: nothing up to a tenth, that it is there up to a quarter, and beyond
 * that we do not know. `amount` as shown.
 */
export function wordUnexplained(
  delta: number,
  unexplained: number,
  amount: string,
  locale: Locale = "en",
): { readonly sentence: string; readonly isUnknown: boolean } | null {
  const size = Math.max(Math.abs(delta), 1);
  const share = (Math.abs(unexplained) / size) * 1_000_000;
  if (share <= SAID_MILLIONTHS) return null;
  const isUnknown = share > UNKNOWN_MILLIONTHS;
  return {
    sentence: speakerOf(locale).tell(isUnknown ? "unexplainedMost" : "unexplainedPart", { amount }),
    isUnknown,
  };
}
