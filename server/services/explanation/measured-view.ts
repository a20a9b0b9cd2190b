// A measured figure in words: what it is, the parts it is made of or that moved it, and the rows behind each.
import { shareWord } from "@/lib/optimizer/explanation/index.ts";
import {
  groupLabel,
  ownerLabel,
  renderMessage,
  shownChange,
  signedQuantityText,
  unitLabel,
} from "@/lib/wording/index.ts";
import type { StoredAnswer } from "./answer.ts";
import { type AnswerView, unexplainedView } from "./change-view.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import type { DriverView } from "./schemas.ts";
import { subjectText } from "./subject.ts";

/** Owner of what the reports do not cover: a bar of its own. */
const UNEXPLAINED = "unexplained";
const NAMED_PARTS = 3;
const NAMED_SHARE = 0.15;

export function measuredView(answer: StoredAnswer, facts: Measured): AnswerView {
  const subject = subjectText(answer);
  const from = facts.from ?? 0;
  const parts = [...facts.parts].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const shown = shownChange(
    facts.unit,
    from,
    facts.to,
    parts.map((part) => part.amount),
  );
  const { direction, delta } = shown;
  const isLevel = facts.from === null;
  return {
    title: subject,
    headline: isLevel
      ? renderMessage("levelHeadline", { subject, value: shown.to })
      : renderMessage("changeHeadline", {
          subject,
          direction,
          from: shown.from,
          to: shown.to,
          delta,
        }),
    sentences: sentencesOf(
      facts,
      parts,
      shown.parts.map(({ text }) => text),
    ),
    pattern: null,
    unitLabel: unitLabel(facts.unit),
    from: isLevel ? null : { text: shown.from, value: shown.fromValue },
    to: { text: shown.to, value: shown.toValue },
    delta: isLevel ? null : delta,
    drivers: parts.flatMap((part, index) =>
      part.owner === UNEXPLAINED ? [] : [driverOf(facts, part, shown.parts[index])],
    ),
    denominator: null,
    interactions: [],
    unexplained: isLevel
      ? null
      : unexplainedView(facts.unit, facts.to - from, unexplainedOf(parts)),
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
      runRootSha256: null,
    },
    redactions: [],
  };
}

const unexplainedOf = (parts: readonly MeasuredPart[]): number =>
  parts.find(({ owner }) => owner === UNEXPLAINED)?.amount ?? 0;

const labelOf = (facts: Measured, part: MeasuredPart): string =>
  part.label ? renderMessage(part.label.id, part.label.values) : groupLabel(facts.metric, part.id);

function driverOf(
  facts: Measured,
  part: MeasuredPart,
  shown: { readonly text: string; readonly value: number } | undefined,
): DriverView {
  return {
    group: part.id,
    label: labelOf(facts, part),
    owner: part.owner,
    ownerLabel: part.owner === "stock" ? "Stock" : ownerLabel(part.owner),
    amount: { text: shown?.text ?? "", value: shown?.value ?? 0 },
    exactAmount: part.amount,
    numerator: null,
    leaves: part.rows.map((row) => ({
      id: row.id,
      label: `${row.label} (${signedQuantityText(facts.unit, row.amount)})`,
      from: row.from,
      to: row.to,
      isHidden: false,
      hasSource: row.hasSource,
    })),
    parts: [],
  };
}

/** What made most of it, and what the answerer had to add. */
function sentencesOf(
  facts: Measured,
  parts: readonly MeasuredPart[],
  shown: readonly string[],
): string[] {
  const sentences: string[] = [];
  const movement = parts.reduce((sum, part) => sum + Math.abs(part.amount), 0);
  for (const [index, part] of parts.slice(0, NAMED_PARTS).entries()) {
    if (
      part.owner === UNEXPLAINED ||
      part.amount === 0 ||
      Math.abs(part.amount) < NAMED_SHARE * movement
    )
      continue;
    const cause = labelOf(facts, part);
    const amount = shown[index] ?? "";
    sentences.push(
      index === 0 && facts.from !== null
        ? renderMessage("mainCause", { share: shareWord(part.amount, movement), cause, amount })
        : renderMessage("furtherCause", { cause, amount }),
    );
  }
  return [...sentences, ...facts.notes.map(({ id, values }) => renderMessage(id, values))];
}
