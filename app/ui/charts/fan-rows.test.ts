import { describe, expect, it } from "vitest";
import { fanBands, fanRows } from "./fan-rows.ts";

describe("the bands of a fan", () => {
  it("pair levels from the outside in and leave the middle alone", () => {
    const bands = fanBands([0.1, 0.25, 0.5, 0.75, 0.9]);
    expect(bands.map(({ low, high }) => [low, high])).toEqual([
      [0, 4],
      [1, 3],
    ]);
    expect(bands[0]?.name).toBe("10% to 90% level");
    expect(bands[0]?.share).toBeCloseTo(0.8, 12);
    expect(fanBands([0.5])).toEqual([]);
  });

  it("open from the last week sold", () => {
    const rows = fanRows(
      [
        { on: "2026-05-24", units: 10 },
        { on: "2026-05-31", units: 14, isCensored: true },
      ],
      [{ on: "2026-06-07", mean: 12, quantile: [6, 20] }],
      [0.1, 0.9],
    );
    expect(rows.map((row) => row.band[0])).toEqual([null, [14, 14], [6, 20]]);
    expect(rows.map((row) => row.mean)).toEqual([null, 14, 12]);
    expect(rows.map((row) => row.sold)).toEqual([10, 14, null]);
    expect(rows[1]?.isCensored).toBe(true);
    expect(rows[2]?.most).toBe(20);
  });

  it("draw nothing ahead when there is no forecast", () => {
    const rows = fanRows([{ on: "2026-05-31", units: 14 }], [], [0.1, 0.9]);
    expect(rows[0]?.band).toEqual([null]);
    expect(rows[0]?.mean).toBeNull();
  });
});
