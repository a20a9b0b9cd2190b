import {
  dayText,
  type Locale,
  quantityText,
  renderMessage,
  toldText,
  unitLabel,
} from "@/lib/wording/index.ts";
import type { StoredAnswer } from "./answer.ts";
import type { StockOutFacts } from "./chain.ts";
import type { AnswerView } from "./change-view.ts";
import type { Reader } from "./reader.ts";
import type { ExplanationView } from "./schemas.ts";
import { subjectText } from "./subject.ts";

const UNIT = "units";

export function stockOutView(
  answer: StoredAnswer,
  facts: StockOutFacts,
  { locale }: Reader,
): AnswerView {
  const subject = subjectText(answer, locale);
  const value = quantityText(UNIT, 0, undefined, locale);
  return {
    title: subject,
    headline: renderMessage("levelHeadline", { subject, value }, locale),
    sentences: [renderMessage(sentenceId(facts.links.length), {}, locale)],
    pattern: null,
    unitLabel: unitLabel(UNIT, locale),
    from: null,
    to: { text: value, value: 0 },
    delta: null,
    drivers: [],
    denominator: null,
    interactions: [],
    unexplained: null,
    steps: [],
    bindingLabel: null,
    nextText: null,
    verification: {
      replayCount: facts.links.length,
      isReplayEqual: answer.isReplayEqual,
      isAdditive: true,
      definition: "stockOut",
      definitionVersion: "1.0.0",
      codeSha256: null,
      runRootSha256: null,
    },
    redactions: [],
  };
}

function sentenceId(linkCount: number) {
  if (linkCount === 0) return "chainUnknown";
  return linkCount === 1 ? "chainAlone" : "chainFound";
}

/** The links as a reader follows them; nothing for other answers. */
export const timelineOf = ({ facts }: StoredAnswer, locale: Locale): ExplanationView["timeline"] =>
  facts.type === "stockOutChain"
    ? facts.links.map(({ link, day, text, question }) => ({
        link,
        day,
        dayText: dayText(day, locale),
        text: toldText(text, locale),
        question,
      }))
    : [];
