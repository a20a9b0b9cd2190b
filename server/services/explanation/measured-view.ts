// A measured figure in words: what it is, the parts it is made of or that moved it, and the rows behind each.
import { shareWord } from "@/lib/optimizer/explanation/index.ts";
import {
  dataText,
  dayText,
  groupLabel,
  inSentence,
  type Locale,
  ownerLabel,
  renderMessage,
  type ShownChange,
  shownChange,
  signedQuantityText,
  toldText,
  unitLabel,
} from "@/lib/wording/index.ts";
import type { StoredAnswer } from "./answer.ts";
import { type AnswerView, unexplainedView } from "./change-view.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import type { Reader } from "./reader.ts";
import type { DriverView, WayView } from "./schemas.ts";
import { subjectText } from "./subject.ts";

/** Owner of what the reports do not cover: a bar of its own. */
const UNEXPLAINED = "unexplained";
const NAMED_SHARE = 0.15;
/** Causes that largely cancel out: they move three times as much as is left of it. */
const OFFSETTING_RATIO = 3;

export function measuredView(
  answer: StoredAnswer,
  facts: Measured,
  { locale }: Reader,
): AnswerView {
  const subject = subjectText(answer, locale);
  const from = facts.from ?? 0;
  const parts = [...facts.parts].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const shown = shownChange(
    facts.unit,
    from,
    facts.to,
    parts.map((part) => part.amount),
    locale,
  );
  const isLevel = facts.from === null;
  return {
    title: subject,
    headline:
      answer.question.kind === "stockForward"
        ? coverHeadline(answer, shown.to, locale)
        : headlineOf(facts, subject, shown, locale),
    sentences: sentencesOf(
      facts,
      parts,
      shown.parts.map(({ text }) => text),
      locale,
    ),
    pattern: null,
    unitLabel: unitLabel(facts.unit, locale),
    from: isLevel ? null : { text: shown.from, value: shown.fromValue },
    to: { text: shown.to, value: shown.toValue },
    delta: isLevel ? null : shown.delta,
    drivers: parts.flatMap((part, index) =>
      part.owner === UNEXPLAINED ? [] : [driverOf(facts, part, shown.parts[index], locale)],
    ),
    denominator: null,
    interactions: [],
    unexplained: restOf(facts, parts, shown, locale),
    steps: [],
    bindingLabel: null,
    nextText: null,
    verification: {
      // Counted from reports: an identity, nothing to replay.
      replayCount: 0,
      isReplayEqual: answer.isReplayEqual,
      isAdditive: parts.reduce((sum, part) => sum + part.amount, from) === facts.to,
      definition: facts.metric,
      definitionVersion: "1.0.0",
      codeSha256: null,
      runRootSha256: answer.run?.runRootSha256 ?? null,
    },
    redactions: [],
  };
}

/** Of a change it is told also when it is nothing. */
function restOf(
  { unit, from, to }: Measured,
  parts: readonly MeasuredPart[],
  shown: ShownChange,
  locale: Locale,
): AnswerView["unexplained"] {
  const unexplained = unexplainedOf(parts);
  if (from === null && unexplained === 0) return null;
  const index = parts.findIndex(({ owner }) => owner === UNEXPLAINED);
  const facts = { unit, delta: to - (from ?? 0), unexplained, shown: shown.parts[index] };
  return unexplainedView(facts, locale);
}

/** What can be done, each counted again. */
export const measuredWays = ({ ways = [] }: Measured, locale: Locale): WayView[] =>
  ways.map(({ changes, result, effort }) => ({
    changes: changes.map((change) => toldText(change, locale)),
    result: toldText(result, locale),
    effort: toldText(effort, locale),
    isVerified: true,
  }));

function headlineOf(
  { from: before, reference }: Measured,
  subject: string,
  { from, to, delta, direction }: ShownChange,
  locale: Locale,
): string {
  if (before === null) return renderMessage("levelHeadline", { subject, value: to }, locale);
  if (reference && direction === "same")
    return renderMessage("contrastSame", { subject, reference, to }, locale);
  if (reference)
    return renderMessage("contrastHeadline", { subject, reference, from, to, delta }, locale);
  return renderMessage("changeHeadline", { subject, direction, from, to, delta }, locale);
}

/** How long stock lasts is no amount of anything. */
const coverHeadline = ({ subject }: StoredAnswer, value: string, locale: Locale): string =>
  renderMessage(
    "coverHeadline",
    { sku: subject.sku ?? "", day: dayText(subject.day ?? "", locale), value },
    locale,
  );

const unexplainedOf = (parts: readonly MeasuredPart[]): number =>
  parts.find(({ owner }) => owner === UNEXPLAINED)?.amount ?? 0;

const labelOf = (facts: Measured, part: MeasuredPart, locale: Locale): string =>
  part.label ? toldText(part.label, locale) : groupLabel(facts.metric, part.id, locale);

function driverOf(
  facts: Measured,
  part: MeasuredPart,
  shown: { readonly text: string; readonly value: number } | undefined,
  locale: Locale,
): DriverView {
  const nameOf = ({ id, label }: MeasuredPart["rows"][number]) =>
    id.startsWith("sku:") && typeof label === "string"
      ? dataText(toldText(label, locale))
      : toldText(label, locale);
  // A row without an amount is a part's other source.
  const rowLabel = (row: MeasuredPart["rows"][number]) =>
    row.amount === 0
      ? nameOf(row)
      : renderMessage(
          "rowAmount",
          { label: nameOf(row), amount: signedQuantityText(facts.unit, row.amount, locale) },
          locale,
        );
  return {
    group: part.id,
    label: labelOf(facts, part, locale),
    owner: part.owner,
    ownerLabel: ownerLabel(part.owner, locale),
    amount: { text: shown?.text ?? "", value: shown?.value ?? 0 },
    exactAmount: part.amount,
    numerator: null,
    leaves: part.rows.map((row) => ({
      id: row.id,
      label: rowLabel(row),
      from: row.from && toldText(row.from, locale),
      to: row.to && toldText(row.to, locale),
      isHidden: false,
      hasSource: row.hasSource,
    })),
    parts: [],
  };
}

/** Every cause from 15 % of the explained movement on, and what the answerer had to add. */
function sentencesOf(
  facts: Measured,
  parts: readonly MeasuredPart[],
  shown: readonly string[],
  locale: Locale,
): string[] {
  const movement = parts.reduce((sum, part) => sum + Math.abs(part.amount), 0);
  const delta = facts.to - (facts.from ?? 0);
  const isOffsetting =
    facts.from !== null && movement > 0 && movement >= OFFSETTING_RATIO * Math.abs(delta);
  const explained = movement - Math.abs(unexplainedOf(parts));
  const causes = parts.flatMap((part, index) => {
    const isSmall = part.amount === 0 || Math.abs(part.amount) < NAMED_SHARE * explained;
    if (isSmall || part.owner === UNEXPLAINED) return [];
    const label = labelOf(facts, part, locale);
    const amount = shown[index] ?? "";
    if (index > 0 || facts.from === null || facts.reference)
      return [renderMessage("furtherCause", { cause: label, amount }, locale)];
    // As of decisions: share words speak of the change itself.
    const isOfChange = Math.sign(part.amount) === Math.sign(delta) && !isOffsetting;
    const share = isOfChange ? shareWord(part.amount, movement) : "none";
    const cause = inSentence(label, locale);
    return [renderMessage("mainCause", { share, cause, amount }, locale)];
  });
  return [
    ...(isOffsetting ? [renderMessage("offsetting", {}, locale)] : []),
    ...causes,
    ...facts.notes.map((note) => toldText(note, locale)),
  ];
}
