import { expect, it } from "vitest";
import { ageLayers } from "./index.ts";

it("units held are those that arrived last, and what no arrival gives came before", () => {
  const arrived = Int32Array.of(5, 0, 4, 3);
  expect(ageLayers(6, arrived, 3)).toEqual([
    [3, 3],
    [2, 3],
  ]);
  expect(ageLayers(6, arrived, 2)).toEqual([
    [2, 4],
    [0, 2],
  ]);
  expect(ageLayers(14, arrived, 3)).toEqual([
    [3, 3],
    [2, 4],
    [0, 5],
    [-1, 2],
  ]);
  expect(ageLayers(0, arrived, 3)).toEqual([]);
});
