import { describe, expect, it } from "vitest";
import { networkTexts } from "@/app/(policy)/policy/network/network-texts.ts";
import { policyTexts } from "@/app/(policy)/policy/policy-texts.ts";
import { answerWords } from "@/app/(support)/support/answer-words.ts";
import { casePageWords } from "@/app/(support)/support/case-page-words.ts";
import { sellerWords } from "@/app/(support)/support/seller-words.ts";
import { caseWords } from "@/app/cases/case-words.ts";
import { errorWords } from "@/app/ui/error-words.ts";
import { askWords } from "./ask-words.ts";
import { type Locale, pageWords } from "./page-words.ts";
import { refusalWords } from "./refusal-words.ts";

const CATALOGUES: Readonly<Record<string, (locale: Locale) => object>> = {
  answer: answerWords,
  ask: askWords,
  case: caseWords,
  casePage: casePageWords,
  error: errorWords,
  network: networkTexts,
  page: pageWords,
  policy: policyTexts,
  refusal: refusalWords,
  seller: sellerWords,
};

/** Spelled alike in German. */
const ALIKE = new Set(["Normal", "Plan", "Limits"]);

/** Every text by its path that has a word in it; a sentence with figures is made with some. */
const textsOf = (words: object) => allTexts(words).filter(([, text]) => /\p{Letter}/u.test(text));

function allTexts(words: object, path = ""): (readonly [string, string])[] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
    const at = `${path}${key}`;
    if (typeof value === "string") return [[at, value] as const];
    if (typeof value === "function") return [[at, String(value(7, 8, 9, 10))] as const];
    return typeof value === "object" && value !== null ? allTexts(value, `${at}.`) : [];
  });
}

describe.each(Object.entries(CATALOGUES))("the words of the catalogue %s", (_, wordsOf) => {
  const english = new Map(textsOf(wordsOf("en")));

  it.each(["de", "ja"] as const)("are all there and translated: %s", (locale) => {
    const texts = new Map(textsOf(wordsOf(locale)));
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
    const same = [...texts].filter(([at, text]) => english.get(at) === text && !ALIKE.has(text));
    expect(same).toEqual([]);
  });

  it("are Japanese in Japanese, but for figures and what is written so everywhere", () => {
    const foreign = textsOf(wordsOf("ja")).filter(
      ([, text]) => !/[\u3040-\u30ff\u4e00-\u9fff]/.test(text),
    );
    expect(foreign).toEqual([]);
  });
});
