import { expect, it } from "vitest";
import { endsOf } from "./chart-ends.ts";
import { goldenAnswers } from "./testing/golden-answers.ts";

it("calls the ends of a chart by what the question holds against each other", () => {
  const ends = new Map(
    goldenAnswers().map((answer) => [
      answer.question.kind,
      Object.values(endsOf(answer, "en")).join(" / "),
    ]),
  );
  expect(
    ["limitChange", "inStockChange", "feeLevel", "inStockLevel", "inStockAdvised"].map((kind) =>
      ends.get(kind as "limitChange"),
    ),
  ).toEqual([
    "Before / Now",
    "Before / Now",
    "Nothing / In all",
    "Stock on every day / As it is",
    "Left as it stands / With the change",
  ]);
  expect(
    ["feeForward", "feeContrast", "stockContrast", "speedContrast"].map((kind) =>
      ends.get(kind as "feeForward"),
    ),
  ).toEqual([
    "Left as it stands / With the change",
    "Cheapest band / As it is",
    "By the plan / As it is",
    "Stock in every building / As it is",
  ]);
});
