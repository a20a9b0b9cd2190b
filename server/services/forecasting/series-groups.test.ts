import { describe, expect, it } from "vitest";
import { seriesGroups } from "./series-groups.ts";

const shape = (ids: readonly string[]) =>
  seriesGroups(ids).map(({ name, count, index }) => [name, count, [...index]]);

describe("groups of series", () => {
  it("are the parts of their ids, digits continuing the name before them", () => {
    const ids = ["FOODS_1_CA_1", "FOODS_2_CA_2", "TOYS_1_CA_1", "TOYS_2_CA_2"];
    expect(shape(ids)).toEqual([
      ["token1", 2, [0, 0, 1, 1]],
      ["token3-4", 2, [0, 1, 0, 1]],
    ]);
    expect(shape(["A_1__X", "A_2__X", "B_1__Y", "B_2__Y"])).toEqual([
      ["token1", 2, [0, 0, 1, 1]],
      ["token3", 2, [0, 0, 1, 1]],
    ]);
  });

  it("are leading digits of catalogue numbers; other ids belong to none", () => {
    const ids = ["21682", "21683", "21990", "85123A", "85124B", "POST"];
    expect(shape(ids)).toEqual([
      ["prefix2", 2, [0, 0, 0, 1, 1, -1]],
      ["prefix3", 3, [0, 0, 1, 2, 2, -1]],
      ["prefix4", 3, [0, 0, 1, 2, 2, -1]],
    ]);
  });

  it("are none where ids tell nothing", () => {
    expect(seriesGroups(["W1", "W2", "W3", "W4"])).toEqual([]);
    expect(seriesGroups(["a_b", "a_b_c", "a", "d"])).toEqual([]);
    expect(seriesGroups([])).toEqual([]);
  });
});
