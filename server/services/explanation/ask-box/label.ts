// What a choice is called: facts, told in the asker's language once it is known which choices there are.
import {
  groupLabel,
  inSentence,
  type Locale,
  type MessageId,
  nodeLabel,
  type ToldValue,
  toldText,
} from "@/lib/wording/index.ts";
import type { Question } from "../question.ts";

export interface Label {
  readonly id: MessageId;
  readonly values: Readonly<Record<string, LabelValue>>;
  /** Stands within a sentence. */
  readonly isInSentence?: boolean;
}

type LabelValue =
  | ToldValue
  | Label
  | { readonly fee: string }
  | { readonly node: string; readonly definition: string };

/** A question that can be meant. */
export interface Choice {
  readonly label: Label;
  readonly question: Question;
}

/** What was understood, before it is told. */
export interface Found {
  readonly choices: readonly Choice[];
  /** What is missing, or why it is not answered. */
  readonly note: Label | null;
}

/** Each question once, as it comes first. */
export function distinct(choices: readonly Choice[]): Choice[] {
  const byQuestion = new Map<string, Choice>();
  for (const choice of choices) {
    const key = JSON.stringify(choice.question);
    if (!byQuestion.has(key)) byQuestion.set(key, choice);
  }
  return [...byQuestion.values()];
}

export const says = (id: MessageId, values: Label["values"] = {}): Label => ({ id, values });

export function labelText({ id, values, isInSentence = false }: Label, locale: Locale): string {
  const told = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, plainValue(value, locale)]),
  );
  const text = toldText({ id, values: told }, locale);
  return isInSentence ? withinQuestion(text, locale) : text;
}

/** These subjects never begin a question, so that a German article loses its capital; its nouns keep theirs. */
const withinQuestion = (text: string, locale: Locale): string =>
  locale === "de"
    ? text.replace(/^(Der|Die|Das) /, (article) => article.toLowerCase())
    : inSentence(text, locale);

function plainValue(value: LabelValue, locale: Locale): ToldValue {
  if (typeof value === "string") return value;
  if ("id" in value) return labelText(value, locale);
  if ("node" in value) return inSentence(nodeLabel(value.definition, value.node, locale), locale);
  return "fee" in value ? inSentence(groupLabel("fees", value.fee, locale), locale) : value;
}
