import { expect, it } from "vitest";
import { LOCALES } from "@/lib/wording/index.ts";
import { goldenAnswers } from "./testing/golden-answers.ts";
import { deedsView } from "./what-if-view.ts";

it("names what can be done in the reader's language", () => {
  const answer = goldenAnswers().find(({ question }) => question.kind === "limitLevel");
  if (!answer) throw new Error("no limitLevel");
  const lever = { leaf: "excessShareMillionths", move: -1, unit: "millionths", values: [2, 1] };
  const deeds = { monthOn: "2026-12-01", levers: [lever] } as NonNullable<typeof answer.deeds>;
  const labels = LOCALES.map((locale) => deedsView({ ...answer, deeds }, locale)?.levers[0]?.label);
  expect(new Set(labels).size).toBe(LOCALES.length);
});
