import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { covariateName, readFeatures } from "./read-features.ts";
import { readHistory } from "./read-panel.ts";
import { historyText, writeFolder, writeOne } from "./testing/files.ts";

const history = () =>
  readHistory(
    writeOne(
      "history.csv",
      historyText([
        ["A", 1, [1, 2]],
        ["B", 1, [1, 2]],
      ]),
    ),
  );

const read = async (files: Readonly<Record<string, string>>, axisCount = 3) => {
  const folder = writeFolder(files);
  const paths = Object.keys(files).map((name) => join(folder, name));
  return readFeatures(paths, await history(), axisCount);
};

const NONE = Number.NaN;

describe("files of features", () => {
  it("hold a line per series and period, unknown where there is none", async () => {
    const [price, deal] = await read({ "f.csv": "id,t,price,deal\nB,1,2.5,0\nB,3,2,1\nA,2,,1\n" });
    expect(price).toMatchObject({ name: "price" });
    expect([...(price?.values ?? [])]).toEqual([NONE, NONE, NONE, 2.5, NONE, 2]);
    expect([...(deal?.values ?? [])]).toEqual([NONE, 1, NONE, 0, NONE, 1]);
  });

  it("or a line per series and one covariate, named by the file", async () => {
    const [price] = await read({ "m5d.price.csv": "id,p1,p2\nA,4,5\n" });
    expect(price?.name).toBe("price");
    expect([...(price?.values ?? [])]).toEqual([4, 5, NONE, NONE, NONE, NONE]);
    expect(covariateName("a.deal.csv.gz")).toBe("deal");
    expect(covariateName("price.csv")).toBe("price");
  });

  it("are cut where the last horizon ends, and lines of other series passed over", async () => {
    const files = { "f.csv": "id,t,x\nA,1,1\nA,9,9\nC,1,5\n", "y.csv": "id,p1,p2\nC,0,0\nB,7,8\n" };
    const columns = await read(files, 1);
    expect(columns.map(({ values }) => [...values])).toEqual([
      [1, NONE],
      [NONE, 7],
    ]);
  });

  it.each([
    [{ "f.csv": "id,price\nA,1\n" }, /^f\.csv, line 1: the header is neither id,t,NAME/],
    [{ "f.csv": "t,x\n1,1\n" }, /line 1, column "id": the header lacks this column/],
    [{ "f.csv": "id,t,x\nA,0,1\n" }, /line 2, column "t": "0" is no period/],
    [{ "f.csv": "id,t,x\nA,1,cheap\n" }, /line 2, column "x": "cheap" is no number/],
    [{ "f.csv": "id,t,x\nA,1,1\nA,1,2\n" }, /line 3, column "t": Period 1 of A stands on line 2/],
    [{ "f.csv": "id,p1\nA,1\nA,2\n" }, /line 3, column "id": A stands on line 2 already/],
    [{ "f.csv": "id,p1\nA,dear\n" }, /line 2, column "p1": "dear" is no number/],
    [{ "f.csv": "id,t,x\nC,1,1\n" }, /column "id": no line is of a series of history\.csv/],
    [
      { "a.csv": "id,t,x\nA,1,1\n", "b.csv": "id,t,x\nA,1,1\n" },
      /^b\.csv, column "x": an earlier file gives a covariate of this name/,
    ],
  ])("are refused with place, rule and fix: %j", async (files, message) => {
    await expect(read(files as Readonly<Record<string, string>>)).rejects.toThrow(message);
  });
});
