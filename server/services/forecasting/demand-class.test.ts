import { expect, it } from "vitest";
import { demandClass } from "./demand-class.ts";

it.each([
  ["smooth", [4, 5, 4, 5]],
  ["erratic", [1, 1, 1, 30]],
  ["intermittent", [0, 4, 0, 4, 0]],
  ["lumpy", [0, 1, 0, 30, 0, 1]],
  ["none", [0, 0, Number.NaN]],
  // Three sales in four observed periods: an interval of 1.33.
  ["intermittent", [2, Number.NaN, 2, 0, 2]],
  // A size of 1 and of 5: mean 3, variance 4, squared coefficient of variation 0.44.
  ["smooth", [1, 5]],
])("demand is %s in %j", (expected, known) => {
  expect(demandClass(Float32Array.from(known))).toBe(expected);
});
