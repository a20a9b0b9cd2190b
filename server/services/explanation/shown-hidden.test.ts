import { describe, expect, it } from "vitest";
import { quantityText } from "@/lib/wording/index.ts";
import type { StoredAnswer } from "./answer.ts";
import { factView } from "./fact-views.ts";
import { isSaid, searchHidden } from "./shown-hidden.ts";
import { goldenAnswers } from "./testing/golden-answers.ts";

const ANSWERS = goldenAnswers();
const viewOf = (answer: StoredAnswer, viewer: "seller" | "policyAdmin") =>
  factView(answer, answer.facts, { viewer, locale: "en" });

function answerTo(kind: StoredAnswer["question"]["kind"]): StoredAnswer {
  const answer = ANSWERS.find(({ question }) => question.kind === kind);
  if (!answer) throw new Error(`no ${kind}`);
  return answer;
}

/** What is found in an answer with one more sentence. */
function foundWith(kind: StoredAnswer["question"]["kind"], sentence: string): readonly string[] {
  const answer = answerTo(kind);
  const view = viewOf(answer, "seller");
  return searchHidden(answer, { ...view, sentences: [...view.sentences, sentence] }).shown;
}

describe("hidden figures", () => {
  it("are found in nothing that sellers read, and in what policy admins read", () => {
    const found = ANSWERS.map((answer) => searchHidden(answer, viewOf(answer, "policyAdmin")));
    for (const answer of ANSWERS)
      expect(searchHidden(answer, viewOf(answer, "seller")).shown, answer.question.kind).toEqual(
        [],
      );
    expect(found.flatMap(({ shown }) => shown)).toEqual(
      expect.arrayContaining(["waterLevelMilliWeeks", "price", "lane"]),
    );
  });

  it("are found where only a sentence tells them", () => {
    const level = `Space costs ${quantityText("milliWeeks", 19_000)} now.`;
    expect(foundWith("limitChange", level)).toEqual(["waterLevelMilliWeeks"]);
  });

  it("are not found in an open quantity that has the same digits", () => {
    const { facts, ...answer } = answerTo("restockLevel");
    if (facts.type !== "level") throw new Error("no level");
    const steps = facts.steps.map((step) =>
      step.visibility === "networkConfidential"
        ? { ...step, unit: "micros" as const, value: facts.value * 1_000_000 }
        : step,
    );
    const same = { ...answer, facts: { ...facts, steps } };
    const view = viewOf(same, "seller");
    expect(`${view.headline} ${view.sentences.join(" ")}`).toContain(view.to.text);
    expect(searchHidden(same, view).shown).toEqual([]);
    const told = [...view.sentences, `A unit costs ${facts.value} there.`];
    expect(searchHidden(same, { ...view, sentences: told }).shown.length).toBeGreaterThan(0);
  });

  it("include what carriers and buildings are paid", () => {
    const { facts, currency = "" } = answerTo("placementContrast");
    if (facts.type !== "placementContrast") throw new Error("no contrast");
    const total = quantityText(`micros:${currency}`, Math.abs(facts.contrast.totalMicros));
    expect(foundWith("placementContrast", `It costs ${total} more.`)).toContain("total");
  });

  it("are counted, so that an answer without any is not called checked", () => {
    const sought = (kind: StoredAnswer["question"]["kind"]) =>
      searchHidden(answerTo(kind), viewOf(answerTo(kind), "seller")).soughtCount;
    expect(sought("limitChange")).toBeGreaterThan(0);
    expect(sought("placementContrast")).toBeGreaterThan(0);
    expect(sought("feeLevel")).toBe(0);
  });
});

describe("a figure in a text", () => {
  it("is said wherever it stands, also after a longer number that ends like it", () => {
    expect(isSaid("119 weeks, then 19 weeks", "19 weeks")).toBe(true);
    expect(isSaid("119 weeks and 1.19 weeks", "19 weeks")).toBe(false);
    expect(isSaid("It costs 0 weeks.", "0 weeks")).toBe(false);
    expect(isSaid("BL-204 and A204", "204")).toBe(false);
    expect(isSaid("from \u2212204", "204")).toBe(true);
  });
});
