// Texts made wrong on purpose, to measure what the check of texts catches: one number changed, one direction turned, one cause left out,
// one number added, two causes' amounts exchanged.
import { CLAIM_WORDS } from "./claim-words.ts";
import { type Claim, claimsOf } from "./claims.ts";
import type { Locale } from "./locale.ts";
import { sentencesText } from "./locale.ts";

export type MutationKind = "number" | "direction" | "cause" | "added" | "exchanged";

export interface Mutation {
  readonly kind: MutationKind;
  readonly text: string;
}

interface NamedCause {
  readonly label: string;
  readonly amount: string;
  readonly isLarge: boolean;
}

/** Pairs of words that are each other's opposite. */
const OPPOSITES: Readonly<Record<Locale, readonly (readonly [string, string])[]>> = {
  en: [
    ["up", "down"],
    ["more", "less"],
    ["rose", "fell"],
  ],
  de: [["mehr", "weniger"]],
  ja: [
    ["増え", "減り"],
    ["以上", "以下"],
  ],
};

const ADDED: Readonly<Record<Locale, (figure: number) => string>> = {
  en: (figure) => `Another ${figure} units were counted.`,
  de: (figure) => `Weitere ${figure} Einheiten wurden gezählt.`,
  ja: (figure) => `さらに${figure}個が数えられました。`,
};

/** Every way to make one mistake in a text of these sentences. Pure; cost quadratic in the numbers of the text. */
export function mutationsOf(
  sentences: readonly string[],
  causes: readonly NamedCause[],
  locale: Locale,
): Mutation[] {
  const text = sentencesText(sentences, locale);
  const claims = claimsOf(text, locale);
  return [
    ...changedNumbers(text, claims, locale),
    ...turnedDirections(text, claims, locale),
    ...droppedCauses(sentences, causes, locale),
    ...exchangedAmounts(text, causes),
    { kind: "added", text: sentencesText([...sentences, ADDED[locale](unused(claims))], locale) },
  ];
}

/** A whole number that the text does not hold. */
function unused(claims: readonly Claim[]): number {
  let figure = 17;
  while (claims.some(({ value }) => Math.abs(value - figure) < 1)) figure += 20;
  return figure;
}

const replaced = (text: string, start: number, end: number, by: string): string =>
  text.slice(0, start) + by + text.slice(end);

/** Each number with a digit of its whole part moved on until no number of the text is near it. */
function changedNumbers(text: string, claims: readonly Claim[], locale: Locale): Mutation[] {
  const { decimal, group } = CLAIM_WORDS[locale];
  const isKnown = (value: number) => claims.some((one) => Math.abs(one.value - value) < 1);
  const valueIn = (digits: string) => Number(digits.replaceAll(group, "").replace(decimal, "."));
  return claims.flatMap((claim): Mutation[] => {
    if (claim.kind !== "number" || claim.isSpelled) return [];
    const written = text.slice(claim.start, claim.end);
    const last = /\d(?=\D*$)/.exec(wholePart(written, decimal));
    if (!last) return [];
    for (let by = 3; by < 10; by += 2) {
      const digit = String((Number(last[0]) + by) % 10);
      const changed = replaced(written, last.index, last.index + 1, digit);
      if (isKnown(valueIn(changed.replace(/[²³]/g, "").match(/[\d.,]*\d/)?.[0] ?? ""))) continue;
      return [{ kind: "number", text: replaced(text, claim.start, claim.end, changed) }];
    }
    return [];
  });
}

/** What stands before the decimals of a number, and before its unit. */
const wholePart = (written: string, decimal: string): string =>
  (/^\D*[\d.,]*\d/.exec(written)?.[0] ?? "").split(decimal)[0] ?? "";

/** Each sign, and each word that gives a number its direction or its bound, turned round. */
function turnedDirections(text: string, claims: readonly Claim[], locale: Locale): Mutation[] {
  const numbers = claims.filter(({ kind }) => kind === "number");
  const signs = numbers.flatMap(({ start }) => {
    const mark = text[start];
    if (mark !== "+" && mark !== "−") return [];
    return [replaced(text, start, start + 1, mark === "+" ? "−" : "+")];
  });
  const words = OPPOSITES[locale].flatMap(([one, other]) => [
    ...turnedWords(text, numbers, [one, other], locale),
    ...turnedWords(text, numbers, [other, one], locale),
  ]);
  return [...signs, ...words].map((turned) => ({ kind: "direction", text: turned }));
}

const turnedWords = (
  text: string,
  numbers: readonly Claim[],
  [word, opposite]: readonly [string, string],
  locale: Locale,
): string[] =>
  placesOf(text, word, locale)
    .filter((at) => numbers.some((claim) => isBeside(text, claim, at, at + word.length)))
    .map((at) => replaced(text, at, at + word.length, opposite));

function placesOf(text: string, word: string, locale: Locale): number[] {
  const pattern = locale === "ja" ? word : `(?<!\\p{L})${word}(?!\\p{L})`;
  return [...text.matchAll(new RegExp(pattern, "giu"))].map(({ index }) => index);
}

/** Right before or after a number, or after "or". */
function isBeside(text: string, claim: Claim, start: number, end: number): boolean {
  const between = claim.end <= start ? text.slice(claim.end, start) : text.slice(end, claim.start);
  return /^\s?(?:or |oder )?$/.test(between);
}

function droppedCauses(
  sentences: readonly string[],
  causes: readonly NamedCause[],
  locale: Locale,
): Mutation[] {
  return causes.flatMap(({ label, isLarge }): Mutation[] => {
    const isOf = (sentence: string) => sentence.toLowerCase().includes(label.toLowerCase());
    const kept = sentences.filter((sentence, index) => index === 0 || !isOf(sentence));
    if (!isLarge || kept.length === sentences.length || kept.some(isOf)) return [];
    return [{ kind: "cause", text: sentencesText(kept, locale) }];
  });
}

/** The amounts of each two causes that are told with theirs, exchanged. */
function exchangedAmounts(text: string, causes: readonly NamedCause[]): Mutation[] {
  const told = causes.filter(({ amount }) => text.split(amount).length === 2);
  return told.flatMap((one, index) =>
    told.slice(index + 1).flatMap((other): Mutation[] => {
      if (one.amount === other.amount) return [];
      const parts = text.split(one.amount).map((part) => part.replace(other.amount, one.amount));
      return [{ kind: "exchanged", text: parts.join(other.amount) }];
    }),
  );
}
