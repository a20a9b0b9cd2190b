// Why a limit is not higher, in words: what binds first, and the price of shared space as the viewer may see it.
import { MAX_WATER_LEVEL_MILLI_WEEKS, TIGHTNESS_STEPS } from "@/lib/optimizer/capacity/index.ts";
import { redact, tenthBand, type Viewer } from "@/lib/optimizer/explanation/index.ts";
import { nodeLabel, type PoolPriceShown, wordLimitContrast } from "@/lib/wording/index.ts";
import type { LimitContrastFacts, StoredAnswer } from "./answer.ts";
import type { AnswerView } from "./change-view.ts";
import { levelView } from "./level-view.ts";
import type { Reader } from "./reader.ts";
import { subjectText } from "./subject.ts";

const MILLION = 1_000_000;

/**
 * The price of shared space as the viewer may see it: sellers get the step that is the same for all of them, support a band a
 * tenth wide, policy admins the figure.
 */
export function shownPrice(price: LimitContrastFacts["price"], viewer: Viewer): PoolPriceShown {
  const { waterLevelMilliWeeks: level, rationShareMillionths } = price;
  if (viewer === "seller") return { as: "step", step: price.tightnessStep, steps: TIGHTNESS_STEPS };
  if (level >= MAX_WATER_LEVEL_MILLI_WEEKS) return { as: "free" };
  if (viewer === "policyAdmin")
    return { as: "exact", levelMilliWeeks: level, rationShareMillionths };
  if (level === 0) {
    const { low, high } = tenthBand(rationShareMillionths);
    return { as: "rationBand", lowMillionths: low, highMillionths: Math.min(MILLION, high) };
  }
  const { low, high } = tenthBand(level);
  return { as: "band", lowMilliWeeks: low, highMilliWeeks: high };
}

export function limitContrastView(
  answer: StoredAnswer,
  facts: LimitContrastFacts,
  { viewer, locale }: Reader,
): AnswerView {
  const view = levelView(answer, redact(facts.level, viewer), { viewer, locale });
  const worded = wordLimitContrast(
    subjectText(answer, locale),
    facts,
    shownPrice(facts.price, viewer),
    locale,
  );
  return {
    ...view,
    headline: worded.headline,
    sentences: [...worded.sentences],
    bindingLabel: worded.binding ?? nodeLabel("capacity", "announced", locale),
    nextText: worded.next,
  };
}
