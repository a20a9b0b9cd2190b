// An answer as its seller reads it, its words checked against its facts and against what the other languages say.
import { expect } from "vitest";
import { LOCALES, sentencesText, textFacts, verifyText } from "@/lib/wording/index.ts";
import { askWhy } from "../ask-why.ts";
import { getExplanation } from "../get-explanation.ts";
import type { Question } from "../question.ts";
import type { PlannedWorld } from "./planned-world.ts";

export async function checkedAnswer(planned: PlannedWorld, question: Question, account: string) {
  const { explanationId } = await askWhy(planned.seller(account), question);
  const [view, ...others] = await Promise.all(
    LOCALES.map((locale) =>
      getExplanation(planned.seller(account), explanationId, undefined, locale),
    ),
  );
  if (!view) throw new Error("no answer");
  const text = sentencesText([view.headline, ...view.sentences], view.locale);
  expect(verifyText(text, textFacts(view, others), view.locale)).toEqual([]);
  return { ...view, text };
}
