import { expect, it } from "vitest";
import { quantityText } from "@/lib/wording/index.ts";
import { factView } from "./fact-views.ts";
import { shownHidden } from "./shown-hidden.ts";
import { goldenAnswers } from "./testing/golden-answers.ts";

const ANSWERS = goldenAnswers();
const viewOf = (answer: (typeof ANSWERS)[number], viewer: "seller" | "policyAdmin") =>
  factView(answer, answer.facts, { viewer, locale: "en" });

it("finds no hidden figure in what sellers read, and finds it in what policy admins read", () => {
  const found = ANSWERS.map((answer) => shownHidden(answer, viewOf(answer, "policyAdmin")));
  for (const answer of ANSWERS)
    expect(shownHidden(answer, viewOf(answer, "seller")), answer.question.kind).toEqual([]);
  expect(found.flat()).toContain("waterLevelMilliWeeks");
});

it("finds a hidden figure that only a sentence tells", () => {
  const answer = ANSWERS.find(({ question }) => question.kind === "limitChange");
  if (!answer) throw new Error("no limitChange");
  const view = viewOf(answer, "seller");
  const told = {
    ...view,
    sentences: [...view.sentences, `Space costs ${quantityText("milliWeeks", 19_000)} now.`],
  };
  expect(shownHidden(answer, told)).toEqual(["waterLevelMilliWeeks"]);
});
