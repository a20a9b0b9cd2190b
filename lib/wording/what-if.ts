// What would be, in words: ways to another number, what a deed does to the next, why a quantity is not another.
import type { Counterfactual, Forward, LeverChange } from "../optimizer/explanation/index.ts";
import { nodeLabel } from "./labels.ts";
import { dayText, quantityText } from "./quantity.ts";
import { renderMessage } from "./render.ts";

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

const inSentence = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);

function changeText(definition: string, change: LeverChange, currency: string | undefined): string {
  const { leaf, unit, from, to } = change;
  const lever = nodeLabel(definition, leaf);
  if (unit === "bool") return renderMessage("waySwitch", { leaf, lever });
  const text = (value: number) => quantityText(unit, value, currency);
  return renderMessage("wayChange", { lever, from: text(from), to: text(to) });
}

/** Every way to the target, in the order of its effort. */
export function wordWays(found: Counterfactual, currency?: string): WordedWay[] {
  const { sense } = found.target;
  return found.answers.map(({ changes, effort, reached }) => ({
    changes: changes.map((change) => changeText(found.definition, change, currency)),
    result: renderMessage("wayResult", { sense, reached: quantityText(found.unit, reached) }),
    effort: renderMessage("wayEffort", { effort: effortWord(effort) }),
  }));
}

/** What must change for another number. `subject` as "Your standard-size limit for May 2026". */
export function wordTarget(
  subject: string,
  found: Counterfactual,
  ways: readonly WordedWay[],
): WordedWhatIf {
  const { unit, isMet } = found;
  const { sense } = found.target;
  const value = quantityText(unit, found.value);
  const target = quantityText(unit, found.target.value);
  if (isMet)
    return {
      headline: renderMessage("targetMet", { subject, sense, value, target }),
      sentences: [],
    };
  const now = renderMessage("targetNow", { value });
  const [first] = ways;
  if (!first) {
    const headline = renderMessage("targetBeyond", { subject: inSentence(subject), sense, target });
    const reach =
      found.farthest === found.value
        ? renderMessage("targetNothing")
        : renderMessage("targetFarthest", { sense, farthest: quantityText(unit, found.farthest) });
    return { headline, sentences: [now, reach] };
  }
  const headline = renderMessage("targetHeadline", {
    subject: inSentence(subject),
    sense,
    target,
    ways: first.changes.map(inSentence).join("; "),
  });
  return { headline, sentences: [now, renderMessage("targetVerified")] };
}

/** What happens to the next decision. */
export function wordForward(subject: string, told: Forward, currency?: string): WordedWhatIf {
  const { unit, definition, without } = told;
  const text = (value: number) => quantityText(unit, value);
  const [change] = told.changes;
  const deed = change
    ? renderMessage("forwardDeed", {
        lever: inSentence(nodeLabel(definition, change.leaf)),
        from: quantityText(change.unit, change.from, currency),
        to: quantityText(change.unit, change.to, currency),
      })
    : renderMessage("forwardNothing");
  const [low, high] = [text(told.low), text(told.high)];
  const facts = { deed, subject: inSentence(subject), low };
  const headline =
    low === high
      ? renderMessage("forwardExact", facts)
      : renderMessage("forwardHeadline", { ...facts, high });
  const [low0, high0] = [text(without.low), text(without.high)];
  const plain =
    low0 === high0
      ? renderMessage("forwardWithoutExact", { low: low0 })
      : renderMessage("forwardWithout", { low: low0, high: high0 });
  return {
    headline,
    sentences: [
      ...(change ? [plain] : []),
      renderMessage("forwardNow", { value: text(told.value) }),
      renderMessage("forwardRange"),
      renderMessage("forwardKept"),
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
export function wordOutcome(outcome: OutcomeFacts): string[] {
  const yes = (is: boolean) => (is ? "yes" : "no");
  const { day, actual, isInside, isOutlookInside, wasDone, lever, leverValue } = outcome;
  const sentences = [
    renderMessage("outcomeActual", { inside: yes(isInside), day: dayText(day), actual }),
  ];
  if (wasDone !== null && lever !== null && leverValue !== null)
    sentences.push(
      renderMessage("outcomeDone", {
        done: yes(wasDone),
        lever: inSentence(lever),
        value: leverValue,
      }),
    );
  sentences.push(renderMessage("outcomeOutlook", { inside: yes(isOutlookInside) }));
  return sentences;
}

/** Names of the rules that can hold an advised quantity down. */
const quantityRules: Readonly<Record<string, string>> = {
  override: "the quantity set by hand",
  discontinued: "the product being discontinued",
  unprofitable: "the product earning less than it costs to carry",
  stock: "the stock you have and what is on its way",
  space: "the price of space",
  budget: "your budget",
  lostSalesCap: "the cap on one order",
  pack: "whole case packs",
};

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
): WordedWhatIf {
  const other = quantityText("units", facts.other);
  const value = quantityText("units", facts.value);
  return {
    headline: renderMessage("quantityHeadline", { value, sku, other }),
    sentences: [...reasons(facts, other), ...effects(facts, other, currency)],
  };
}

function reasons({ conflict }: QuantityContrastFacts, other: string): string[] {
  if (conflict === null) return [renderMessage("quantityLess", { other })];
  if (conflict.conflict === null) return [renderMessage("quantityDemand", { other })];
  const name = (rule: string) => quantityRules[rule] ?? rule;
  const rules = conflict.conflict.map(name).join(", ");
  return [
    renderMessage("quantityConflict", { other, rules }),
    ...conflict.alone
      .filter((rule) => conflict.conflict?.length !== 1 || conflict.conflict[0] !== rule)
      .map((rule) => renderMessage("quantityAlone", { rule: name(rule), other })),
  ];
}

function effects({ effect }: QuantityContrastFacts, other: string, currency?: string): string[] {
  const { profitChangeMicros, spaceChangeMm3 } = effect;
  const direction = (amount: number) => (amount < 0 ? "loss" : amount > 0 ? "gain" : "same");
  const sentences: string[] = [];
  if (profitChangeMicros !== null)
    sentences.push(
      renderMessage("quantityProfit", {
        direction: direction(profitChangeMicros),
        other,
        amount: quantityText("micros", Math.abs(profitChangeMicros), currency),
      }),
    );
  if (spaceChangeMm3 !== 0)
    sentences.push(
      renderMessage("quantitySpace", {
        direction: direction(spaceChangeMm3),
        amount: quantityText("mm3", Math.abs(spaceChangeMm3)),
      }),
    );
  sentences.push(
    renderMessage("quantityCover", {
      cover: quantityText("millionths", effect.coverMillionths),
      planned: quantityText("millionths", effect.plannedCoverMillionths),
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
): { readonly sentence: string; readonly isUnknown: boolean } | null {
  const size = Math.max(Math.abs(delta), 1);
  const share = (Math.abs(unexplained) / size) * 1_000_000;
  if (share <= SAID_MILLIONTHS) return null;
  const isUnknown = share > UNKNOWN_MILLIONTHS;
  return {
    sentence: renderMessage(isUnknown ? "unexplainedMost" : "unexplainedPart", { amount }),
    isUnknown,
  };
}
