import type { LevelExplanation, PathStep } from "@/lib/optimizer/explanation/index.ts";
import {
  bandText,
  type Locale,
  nodeLabel,
  quantityText,
  renderMessage,
  shownValue,
  unitLabel,
  wordLevel,
} from "@/lib/wording/index.ts";
import type { StoredAnswer } from "./answer.ts";
import type { AnswerView } from "./change-view.ts";
import type { Reader } from "./reader.ts";
import type { PathStepView } from "./schemas.ts";
import { sourceKind } from "./source-kind.ts";
import { subjectText } from "./subject.ts";

export function levelView(
  answer: StoredAnswer,
  level: LevelExplanation,
  { viewer, locale }: Reader,
): AnswerView {
  const subject = subjectText(answer, locale);
  const worded = wordLevel(subject, level, locale);
  const hasHidden = level.steps.some((step) => step.value === null);
  return {
    title: subject,
    headline: worded.headline,
    sentences: [...worded.sentences],
    pattern: null,
    unitLabel: unitLabel(level.unit, locale),
    from: null,
    to: { text: worded.value, value: shownValue(level.unit, level.value) },
    delta: null,
    drivers: [],
    denominator: null,
    interactions: [],
    unexplained: null,
    steps: level.steps.map((step) => stepView(level, step, locale)),
    bindingLabel: level.binding && nodeLabel(level.definition, level.binding.id, locale),
    nextText: worded.next,
    verification: {
      replayCount: 1,
      isReplayEqual: answer.isReplayEqual,
      isAdditive: true,
      definition: level.definition,
      definitionVersion: level.version,
      codeSha256: answer.codeSha256,
      runRootSha256: answer.run?.runRootSha256 ?? null,
    },
    redactions:
      viewer !== "policyAdmin" && hasHidden ? [renderMessage("hiddenValues", {}, locale)] : [],
  };
}

function stepView(level: LevelExplanation, step: PathStep, locale: Locale): PathStepView {
  const { definition } = level;
  return {
    id: step.id,
    label: nodeLabel(definition, step.id, locale),
    kind: step.kind,
    value: valueText(step, locale),
    isHidden: step.value === null && !step.band,
    formula: step.text,
    inputs: step.from.map((id) => ({
      id,
      label: nodeLabel(definition, id, locale),
      isActive: step.active === null || step.active === id,
    })),
    next: nextText(level, step, locale),
    isOnSpine: level.spine.includes(step.id),
    hasSource: step.kind === "leaf" && sourceKind(definition, step.id) !== "none",
  };
}

function valueText({ unit, value, band }: PathStep, locale: Locale): string | null {
  if (value !== null) return quantityText(unit, value, undefined, locale);
  return band ? bandText(unit, band, locale) : null;
}

function nextText(level: LevelExplanation, step: PathStep, locale: Locale): string | null {
  if (!step.next) return null;
  const label = nodeLabel(level.definition, step.next.id, locale);
  if (step.value === null || step.next.slack === null) return label;
  const slack = quantityText(step.unit, step.next.slack, undefined, locale);
  return renderMessage("stepNext", { label, slack }, locale);
}
