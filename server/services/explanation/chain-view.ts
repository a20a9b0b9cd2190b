import {
  dayText,
  type Locale,
  quantityText,
  renderMessage,
  toldText,
} from "@/lib/wording/index.ts";
import type { StoredAnswer } from "./answer.ts";
import type { StockOutFacts } from "./chain.ts";
import type { AnswerView } from "./change-view.ts";
import type { Reader } from "./reader.ts";
import type { ExplanationView } from "./schemas.ts";
import { subjectText } from "./subject.ts";
import { plainView } from "./what-if-view.ts";

const OUT_OF_STOCK = { unit: "units", value: 0, definition: "stockOut", version: "1.0.0" };

export function stockOutView(
  answer: StoredAnswer,
  { links }: StockOutFacts,
  { locale }: Reader,
): AnswerView {
  const subject = subjectText(answer, locale);
  const value = quantityText(OUT_OF_STOCK.unit, OUT_OF_STOCK.value, undefined, locale);
  const told = {
    facts: OUT_OF_STOCK,
    headline: renderMessage("levelHeadline", { subject, value }, locale),
    sentences: [renderMessage(sentenceId(links.length), {}, locale)],
    replayCount: links.length,
  };
  return plainView(answer, told, locale);
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
