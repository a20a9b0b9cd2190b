// What a number is called.
import type { Locale } from "@/lib/wording/index.ts";
import type { StoredAnswer } from "./answer.ts";
import { questionKind } from "./question-kinds.ts";

/** "Your standard-size limit for December 2026". */
export const subjectText = (answer: StoredAnswer, locale: Locale = "en"): string =>
  questionKind(answer.question).subject(answer.subject, locale);
