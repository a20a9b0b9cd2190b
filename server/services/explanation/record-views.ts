// Answers about the record behind a number: the data it rests on, and whether its rules are everybody's.
import { redact, type Viewer } from "@/lib/optimizer/explanation/index.ts";
import { nodeLabel, quantityText, renderMessage } from "@/lib/wording/index.ts";
import type { Fairness, Provenance, StoredAnswer } from "./answer.ts";
import type { AnswerView } from "./change-view.ts";
import { levelView } from "./level-view.ts";
import { subjectText } from "./subject.ts";
import { plainView } from "./what-if-view.ts";

const NAMED_INPUTS = 3;

const rowsText = (count: number): string =>
  count === 1 ? "1 row" : `${new Intl.NumberFormat("en").format(count)} rows`;

export function provenanceView(
  answer: StoredAnswer,
  { level, rowCount }: Provenance,
  viewer: Viewer,
): AnswerView {
  const view = levelView(answer, redact(level, viewer), viewer);
  const withRows = Object.entries(rowCount).filter(([, rows]) => rows > 0);
  const named = [...withRows].sort(([, a], [, b]) => b - a).slice(0, NAMED_INPUTS);
  const rest = withRows.length < level.steps.length ? [renderMessage("sourcesRest")] : [];
  return {
    ...view,
    headline: renderMessage("sourcesHeadline", {
      subject: subjectText(answer),
      value: quantityText(level.unit, level.value),
      inputs: String(level.steps.length),
      withRows: String(withRows.length),
    }),
    sentences: [
      ...named.map(([id, rows]) =>
        renderMessage("sourcesOf", {
          input: nodeLabel(level.definition, id),
          rows: rowsText(rows),
        }),
      ),
      ...rest,
    ],
    // Every input is shown: nothing of the path is left to unfold.
    steps: view.steps.map((step) => ({ ...step, isOnSpine: true })),
  };
}

export function fairnessView(answer: StoredAnswer, facts: Fairness): AnswerView {
  const what = facts.special.map((id) => nodeLabel(facts.definition, id)).join(", ");
  return plainView(answer, {
    facts,
    headline: renderMessage("fairHeadline", { subject: subjectText(answer) }),
    sentences: [
      renderMessage("fairRules", {
        policy: String(facts.policyVersion),
        value: quantityText(facts.unit, facts.value),
      }),
      facts.identityLeafCount === 0
        ? renderMessage("fairIdentity", { inputs: String(facts.leafCount) })
        : renderMessage("fairNotIdentity"),
      what === "" ? renderMessage("fairPlain") : renderMessage("fairSpecial", { what }),
      renderMessage("fairCohort"),
    ],
    replayCount: 1,
  });
}
