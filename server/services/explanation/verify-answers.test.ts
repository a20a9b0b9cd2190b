// The check of texts on whole answers: what they say holds in every language, and every mistake made in them on purpose is found.
import { describe, expect, it } from "vitest";
import {
  LOCALES,
  type Locale,
  mutationsOf,
  sentencesText,
  type ToldView,
  textFacts,
  verifyText,
} from "@/lib/wording/index.ts";
import type { StoredAnswer } from "./answer.ts";
import { factView } from "./fact-views.ts";
import { goldenAnswers } from "./testing/golden-answers.ts";
import { waysView } from "./what-if-view.ts";

const ANSWERS = goldenAnswers();

const viewOf = (
  answer: StoredAnswer,
  locale: Locale,
  viewer: "seller" | "policyAdmin" = "seller",
): ToldView => ({
  ...factView(answer, answer.facts, { viewer, locale }),
  locale,
  ways: waysView(answer.ways, answer.currency, locale),
  timeline: [],
});

const sentencesOf = ({ headline, sentences }: ToldView) => [headline, ...sentences];

describe.each(LOCALES)("answers in %s", (locale) => {
  it("hold against their own facts, and against what the other languages say", () => {
    for (const answer of ANSWERS) {
      const view = viewOf(answer, locale);
      const text = sentencesText(sentencesOf(view), locale);
      const others = LOCALES.filter((other) => other !== locale);
      const told = others.map((other) => viewOf(answer, other));
      expect(verifyText(text, textFacts(view, [view]), locale), answer.question.kind).toEqual([]);
      expect(verifyText(text, textFacts(view, told), locale), answer.question.kind).toEqual([]);
    }
  });

  it("fail with one number changed, a direction turned, a cause left out, a number added, or amounts exchanged", () => {
    const count: Record<string, number> = {};
    const missed: string[] = [];
    for (const answer of ANSWERS) {
      const view = viewOf(answer, locale);
      const facts = textFacts(view, [view], [viewOf(answer, locale, "policyAdmin")]);
      const causes = facts.causes.map(({ id, label, isLarge }) => {
        const driver = view.drivers.find(({ group }) => group === id);
        return { label, isLarge, amount: driver?.amount.text ?? "" };
      });
      for (const { kind, text } of mutationsOf(sentencesOf(view), causes, locale)) {
        count[kind] = (count[kind] ?? 0) + 1;
        if (verifyText(text, facts, locale).length === 0)
          missed.push(`${answer.question.kind} ${kind}: ${text}`);
      }
    }
    expect(missed).toEqual([]);
    expect(Object.keys(count).sort()).toEqual([
      "added",
      "cause",
      "direction",
      "exchanged",
      "number",
    ]);
    expect(count.number).toBeGreaterThan(50);
    expect(count.direction).toBeGreaterThan(15);
    expect(count.cause).toBeGreaterThan(4);
  });
});

describe("what a reader is not shown", () => {
  it("is found where a text tells it", () => {
    const answer = ANSWERS.find(({ question }) => question.kind === "limitContrast");
    if (!answer) throw new Error("no golden contrast");
    const seller = viewOf(answer, "en");
    const admin = viewOf(answer, "en", "policyAdmin");
    const facts = textFacts(seller, [seller], [admin]);
    const rules = verifyText(sentencesText(sentencesOf(admin)), facts, "en").map(
      ({ rule }) => rule,
    );
    expect(rules).toContain("hidden_number");
    expect(verifyText(sentencesText(sentencesOf(admin)), textFacts(admin, [admin]), "en")).toEqual(
      [],
    );
  });
});
