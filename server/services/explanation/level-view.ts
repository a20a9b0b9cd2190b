import type { LevelExplanation, PathStep, Viewer } from "@/lib/optimizer/explanation/index.ts";
import { nodeLabel, quantityText, shownValue, unitLabel, wordLevel } from "@/lib/wording/index.ts";
import type { StoredAnswer } from "./answer.ts";
import type { AnswerView } from "./change-view.ts";
import type { PathStepView } from "./schemas.ts";
import { sourceKind } from "./source-kind.ts";
import { subjectText } from "./subject.ts";

export function levelView(
  answer: StoredAnswer,
  level: LevelExplanation,
  viewer: Viewer,
): AnswerView {
  const subject = subjectText(answer);
  const worded = wordLevel(subject, level);
  const hasHidden = level.steps.some((step) => step.value === null);
  return {
    title: subject,
    headline: worded.headline,
    sentences: [...worded.sentences],
    pattern: null,
    unitLabel: unitLabel(level.unit),
    from: null,
    to: { text: worded.value, value: shownValue(level.unit, level.value) },
    delta: null,
    drivers: [],
    denominator: null,
    interactions: [],
    unexplained: null,
    steps: level.steps.map((step) => stepView(level, step)),
    bindingLabel: level.binding && nodeLabel(level.definition, level.binding.id),
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
      viewer === "seller" && hasHidden
        ? [
            "Values that follow from other sellers together are not shown; your own result of them is.",
          ]
        : [],
  };
}

function stepView(level: LevelExplanation, step: PathStep): PathStepView {
  const { definition } = level;
  return {
    id: step.id,
    label: nodeLabel(definition, step.id),
    kind: step.kind,
    value: step.value === null ? null : quantityText(step.unit, step.value),
    isHidden: step.value === null,
    formula: step.text,
    inputs: step.from.map((id) => ({
      id,
      label: nodeLabel(definition, id),
      isActive: step.active === null || step.active === id,
    })),
    next: nextText(level, step),
    isOnSpine: level.spine.includes(step.id),
    hasSource: step.kind === "leaf" && sourceKind(definition, step.id) !== "none",
  };
}

function nextText(level: LevelExplanation, step: PathStep): string | null {
  if (!step.next) return null;
  const label = nodeLabel(level.definition, step.next.id);
  if (step.value === null || step.next.slack === null) return label;
  return `${label}, ${quantityText(step.unit, step.next.slack)} away`;
}
