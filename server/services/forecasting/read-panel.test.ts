import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readHistory } from "./read-panel.ts";
import { writeOne } from "./testing/files.ts";

const read = (text: string | Uint8Array, name = "history.csv") => readHistory(writeOne(name, text));

const GOOD = "id,first,v1,v2,v3\nA,1,1,,2.5\nB,2,,0,7\n";

describe("a history file", () => {
  it("is read as series of units where blank is not observed", async () => {
    const history = await read(GOOD);
    expect(history.ids).toEqual(["A", "B"]);
    expect(history.seriesOfId.get("B")).toBe(1);
    expect(history.periodCount).toBe(3);
    expect([...history.firstPeriod]).toEqual([0, 1]);
    expect([...history.units]).toEqual([1, Number.NaN, 2.5, Number.NaN, 0, 7]);
  });

  it("may be packed, end its lines with CRLF, begin with a mark and quote its ids", async () => {
    const plain = await read(GOOD);
    expect(await read(gzipSync(GOOD), "history.csv.gz")).toEqual({
      ...plain,
      file: "history.csv.gz",
    });
    expect(await read(`\uFEFF${GOOD.replaceAll("\n", "\r\n")}`)).toEqual(plain);
    expect((await read('id,first,v1\n"A, large",1,4')).ids).toEqual(["A, large"]);
  });

  it.each([
    ["", /^history\.csv: the file cannot be read\. The file is empty\./],
    ["id,v1\nA,1\n", /^history\.csv, line 1, column "first": the header lacks this column/],
    ["id,first\nA,1\n", /^history\.csv, line 1, column "v1": the header lacks/],
    ["first,id,v1\n1,A,2\n", /line 1, column "first": column 1 should be id\. Order the columns/],
    ["id,first,v1,v3\nA,1,2,3\n", /line 1, column "v3": column 4 should be v2\. .* without a gap/],
    ["id,first,v1,v1\nA,1,2,3\n", /line 1, column "v1": the header names this column twice/],
    ["id,first,v1\n", /^history\.csv: the file holds a header and no series\. Add a line/],
    [
      "id,first,v1\nA,1\n",
      /^history\.csv, line 2: the row has 2 cells, the header 3\. Give the row/,
    ],
    ["id,first,v1\n,1,4\n", /line 2, column "id": the cell is blank\. Fill it in/],
    [
      "id,first,v1\nA,,4\n",
      /line 2, column "first": "" is no period of this file\. .* from 1 to 1/,
    ],
    ["id,first,v1\nA,2,4\n", /line 2, column "first": "2" is no period of this file/],
    ["id,first,v1\nA,1,4\nB,1,ten\n", /line 3, column "v1": "ten" is no number\. .*leave the cell/],
    ["id,first,v1\nA,1,1e999\n", /line 2, column "v1": "1e999" is no number/],
    ["id,first,v1\nA,1,-2\n", /line 2, column "v1": "-2" units is less than nothing/],
    ["id,first,v1\nA,1,4\nA,1,5\n", /line 3, column "id": "A" stands on line 2 already/],
    ['id,first,v1\n"A,1,4\n', /line 2: a quotation mark is not closed\. Close it/],
  ])("is refused with place, rule and fix: %j", async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it("is refused when it is absent, damaged or no text", async () => {
    await expect(readHistory("/nowhere/history.csv")).rejects.toThrow(
      /^\/nowhere\/history\.csv: there is no such file\. Check the path\./,
    );
    const packed = gzipSync(GOOD.repeat(100));
    await expect(read(packed.subarray(0, 40), "cut.csv.gz")).rejects.toThrow(
      /^cut\.csv\.gz: the file cannot be read\. The gzip file is damaged/,
    );
  });

  it("names the fault for programs as well", async () => {
    await expect(read("id,first,v1\nA,1,x\n")).rejects.toMatchObject({
      code: "invalid",
      data: { file: "history.csv", line: 2, column: "v1", rule: "bad_number" },
    });
  });
});
