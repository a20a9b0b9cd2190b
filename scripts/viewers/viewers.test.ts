import { expect, it } from "vitest";
import { lineOf, quantile } from "./figures.ts";
import { addressOf, questionsOf, typeOf } from "./questions.ts";

it("finds the questions that a page of the account links to, each once", () => {
  const html = `
    <a href="/s/birch/why?kind=limitLevel&amp;storageType=standard&amp;monthOn=2026-12-01&amp;runId=3">1</a>
    <a href="/s/birch/why?kind=limitLevel&amp;storageType=standard&amp;monthOn=2026-12-01&amp;runId=3">2</a>
    <a href="/s/elm/why?kind=splitLevel&amp;runId=3">of another account</a>
    <script>"/s/birch/why?kind=splitLevel\\u0026runId=3"</script>`;
  const [question, ...others] = questionsOf(html, "/s/birch");
  expect(others).toEqual([]);
  expect(question).toEqual({
    kind: "limitLevel",
    storageType: "standard",
    monthOn: "2026-12-01",
    runId: 3,
  });
  const address = addressOf("/s/birch", question ?? { kind: "none" });
  expect(questionsOf(`href="${address}"`, "/s/birch")).toEqual([question]);
});

it.each([
  ["limitChange", "level, change, contrast"],
  ["restockTarget", "counterfactual"],
  ["inStockLevel", "in-stock"],
  ["stockOut", "in-stock"],
  ["limitSources", "sources, fairness"],
])("%s is asked among %s", (kind, type) => {
  expect(typeOf(kind)).toBe(type);
});

it("tells the time that 95 of 100 answers keep", () => {
  const times = Array.from({ length: 100 }, (_, k) => 100 - k);
  expect(quantile(times, 0.95)).toBe(95);
  expect(quantile([7], 0.95)).toBe(7);
});

it("says whether the goal is met, and which answer was slowest", () => {
  const timed = [1, 2, 3, 300].map((ms) => ({ type: "x", kind: `k${ms}`, ms, gzipBytes: ms }));
  expect(lineOf("x", timed, 150)).toMatch(/300 ms .*slowest 300 ms \(k300\) {2}goal 150 ms missed/);
  expect(lineOf("x", timed.slice(0, 3), 150)).toMatch(/goal 150 ms met/);
});
