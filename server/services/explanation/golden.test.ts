// Whole answers as they are read, in every language. UPDATE_GOLDEN=1 writes the files anew; they are there to be read.
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LOCALES, type Locale } from "@/lib/wording/index.ts";
import {
  fleschKincaidGrade,
  lix,
  sentencesOf,
  wordsOf,
} from "@/lib/wording/testing/readability.ts";
import { ANSWER_VERSION, OLDEST_ANSWER_VERSION, StoredAnswer } from "./answer.ts";
import type { AnswerView } from "./change-view.ts";
import { factView } from "./fact-views.ts";
import { goldenAnswers } from "./testing/golden-answers.ts";
import { waysView } from "./what-if-view.ts";

const ANSWERS = goldenAnswers();

const viewOf = (answer: StoredAnswer, locale: Locale): AnswerView =>
  factView(answer, answer.facts, { viewer: "seller", locale });

function prose(answer: StoredAnswer, locale: Locale): string {
  const view = viewOf(answer, locale);
  const lines = [`## ${view.title}`, "", view.headline, ""];
  lines.push(...view.sentences.map((sentence) => `- ${sentence}`));
  const moved = view.drivers.filter(({ exactAmount }) => exactAmount !== 0);
  if (moved.length > 0) lines.push("");
  for (const { label, ownerLabel, amount } of moved)
    lines.push(`    ${amount.text}  ${label} (${ownerLabel})`);
  for (const way of waysView(answer.ways, answer.currency, locale))
    lines.push("", `* ${way.changes.join(" + ")}`, `  ${way.result} ${way.effort}`);
  for (const note of view.redactions) lines.push("", `> ${note}`);
  return lines.join("\n");
}

const fileOf = (locale: Locale): URL => new URL(`./golden/${locale}.md`, import.meta.url);

/** Numbers of a text as they are written in its language, with "." for decimals. */
function figuresOf(text: string, locale: Locale): string[] {
  const found = text.match(/\d[\d.,]*\d|\d/g) ?? [];
  return found.map((figure) =>
    locale === "de" ? figure.replaceAll(".", "").replace(",", ".") : figure.replaceAll(",", ""),
  );
}

describe.each(LOCALES)("answers in %s", (locale) => {
  it("read as the golden file says", () => {
    const text = `${ANSWERS.map((answer) => prose(answer, locale)).join("\n\n")}\n`;
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(fileOf(locale), text);
    expect(text).toBe(readFileSync(fileOf(locale), "utf8"));
  });

  it("R2: say the same numbers as in English", () => {
    for (const answer of ANSWERS) {
      const figures = (of: Locale) => {
        const view = viewOf(answer, of);
        return [view.headline, ...view.sentences]
          .flatMap((text) => figuresOf(withoutNames(text, of), of))
          .sort();
      };
      expect(figures(locale), answer.question.kind).toEqual(figures("en"));
    }
  });

  it("R7: are easily read with their figures in them", () => {
    const texts = ANSWERS.flatMap((answer) => {
      const { headline, sentences } = viewOf(answer, locale);
      return [headline, ...sentences];
    });
    if (locale === "en") expect(fleschKincaidGrade(texts.join(" "))).toBeLessThanOrEqual(8);
    if (locale === "de") expect(lix(texts.join(" "))).toBeLessThanOrEqual(45);
    for (const sentence of texts.flatMap(sentencesOf))
      expect(wordsOf(sentence).length, sentence).toBeLessThanOrEqual(25);
  });

  it("R4: show parts that add up to the shown change", () => {
    for (const answer of ANSWERS) {
      const { from, to, drivers, unexplained } = viewOf(answer, locale);
      if (from === null || drivers.length === 0) continue;
      const shown = [...drivers.map(({ amount }) => amount.text), unexplained?.text ?? "0"];
      const sum = shown.reduce((total, text) => total + signed(text, locale), 0);
      expect(sum, answer.question.kind).toBeCloseTo(
        signed(to.text, locale) - signed(from.text, locale),
        9,
      );
    }
  });

  it("R5: name every cause from 15 % of the movement on", () => {
    for (const answer of ANSWERS) {
      const { drivers, sentences, from } = viewOf(answer, locale);
      if (from === null || answer.facts.type === "rateChange") continue;
      const movement = drivers.reduce((sum, { exactAmount }) => sum + Math.abs(exactAmount), 0);
      for (const { label, exactAmount } of drivers) {
        if (Math.abs(exactAmount) < 0.15 * movement) continue;
        const isNamed = sentences.some((text) => text.toLowerCase().includes(label.toLowerCase()));
        expect(isNamed, `${answer.question.kind}: ${label}`).toBe(true);
      }
    }
  });

  it("R6: tell a seller no price of shared space", () => {
    const hidden = figuresOf("19.0 24.0 19 24", "en");
    for (const answer of ANSWERS.filter(({ question }) => question.kind.startsWith("limit"))) {
      const { headline, sentences } = viewOf(answer, locale);
      const told = [headline, ...sentences].filter((text) => /Woche|week|週/.test(text));
      for (const figure of told.flatMap((text) => figuresOf(text, locale)))
        expect(hidden).not.toContain(figure);
    }
  });
});

/** Days and months are written in other orders, and versions are names: their digits say nothing about the facts. */
const withoutNames = (told: string, locale: Locale): string => {
  const text = told.replace(/v\d+\.\d+\.\d+/g, "");
  return {
    en: text.replace(/(\d{1,2} )?[A-Z][a-z]+ 20\d\d/g, ""),
    de: text.replace(/(\d{1,2}\. )?[A-Z][a-zä]+ 20\d\d/g, ""),
    ja: text.replace(/20\d\d年\d{1,2}月(\d{1,2}日)?/g, ""),
  }[locale];
};

function signed(text: string, locale: Locale): number {
  const size = Number(figuresOf(text, locale)[0] ?? 0);
  return text.startsWith("−") ? -size : size;
}

it("are read on where a version gave them that still stands", () => {
  const isRead = (version: number) => StoredAnswer.shape.version.safeParse(version).success;
  const versions = [OLDEST_ANSWER_VERSION - 1, OLDEST_ANSWER_VERSION, ANSWER_VERSION];
  expect(versions.map(isRead)).toEqual([false, true, true]);
  expect(isRead(ANSWER_VERSION + 1)).toBe(false);
});
