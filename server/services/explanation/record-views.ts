// Answers about the record behind a number: the data it rests on, and whether its rules are everybody's.
import { redact } from "@/lib/optimizer/explanation/index.ts";
import {
  type Locale,
  listText,
  type MessageId,
  nodeLabel,
  quantityText,
  renderMessage,
} from "@/lib/wording/index.ts";
import type { Fairness, Provenance, StoredAnswer } from "./answer.ts";
import type { AnswerView } from "./change-view.ts";
import { levelView } from "./level-view.ts";
import type { Reader } from "./reader.ts";
import { subjectText } from "./subject.ts";
import { plainView } from "./what-if-view.ts";

const NAMED_INPUTS = 3;

export function provenanceView(
  answer: StoredAnswer,
  { level, rowCount }: Provenance,
  reader: Reader,
): AnswerView {
  const { viewer, locale } = reader;
  const view = levelView(answer, redact(level, viewer), reader);
  const withRows = Object.entries(rowCount).filter(([, rows]) => rows > 0);
  const named = [...withRows].sort(([, a], [, b]) => b - a).slice(0, NAMED_INPUTS);
  const rest =
    withRows.length < level.steps.length ? [renderMessage("sourcesRest", {}, locale)] : [];
  return {
    ...view,
    headline: renderMessage(
      "sourcesHeadline",
      {
        subject: subjectText(answer, locale),
        value: quantityText(level.unit, level.value, undefined, locale),
        inputs: String(level.steps.length),
        withRows: String(withRows.length),
      },
      locale,
    ),
    sentences: [
      ...named.map(([id, rows]) =>
        renderMessage(
          "sourcesOf",
          {
            input: nodeLabel(level.definition, id, locale),
            rows: quantityText("rows", rows, undefined, locale),
          },
          locale,
        ),
      ),
      ...rest,
    ],
    // Every input is shown: nothing of the path is left to unfold.
    steps: view.steps.map((step) => ({ ...step, isOnSpine: true })),
  };
}

export function fairnessView(
  answer: StoredAnswer,
  facts: Fairness,
  { locale }: Reader,
): AnswerView {
  const tell = (id: MessageId, values = {}) => renderMessage(id, values, locale);
  const labels = facts.special.map((id) => nodeLabel(facts.definition, id, locale));
  const what = listText(labels, locale);
  const told = {
    facts,
    headline: tell("fairHeadline", { subject: subjectText(answer, locale) }),
    sentences: [
      tell("fairRules", {
        policy: String(facts.policyVersion),
        value: quantityText(facts.unit, facts.value, undefined, locale),
      }),
      facts.identityLeafCount === 0
        ? tell("fairIdentity", { inputs: String(facts.leafCount) })
        : tell("fairNotIdentity"),
      ...swapSentences(facts, locale),
      what === "" ? tell("fairPlain") : tell("fairSpecial", { what }),
      ...handSetSentences(facts, locale),
      standingSentence(facts, locale),
    ],
    replayCount: 1 + facts.swap.placeCount,
  };
  return plainView(answer, told, locale);
}

function swapSentences({ swap }: Fairness, locale: Locale): string[] {
  if (swap.differentCount > 0) return [];
  return [renderMessage("fairSwap", { places: String(swap.placeCount) }, locale)];
}

function handSetSentences({ handSetTens }: Fairness, locale: Locale): string[] {
  if (handSetTens === null) return [];
  const values = {
    many: handSetTens > 0 ? "yes" : "no",
    count: quantityText("count", Math.max(10, handSetTens), undefined, locale),
  };
  return [renderMessage("fairHandSet", values, locale)];
}

function standingSentence({ standing }: Fairness, locale: Locale): string {
  if (standing.status === "notALimit") return renderMessage("fairCohort", {}, locale);
  if (standing.status !== "told")
    return renderMessage("fairNoStanding", { reason: standing.status }, locale);
  const share = (tenths: number) => quantityText("millionths", tenths * 100_000, undefined, locale);
  return renderMessage(
    "fairStanding",
    {
      among: standing.isOfSize ? "size" : "all",
      low: share(standing.tenthsBelow),
      high: share(standing.tenthsBelow + 1),
    },
    locale,
  );
}
