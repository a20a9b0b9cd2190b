import { describe, expect, it } from "vitest";
import { readHistory } from "./read-panel.ts";
import { readTasks } from "./read-tasks.ts";
import { historyText, writeOne } from "./testing/files.ts";

const history = () =>
  readHistory(
    writeOne(
      "history.csv",
      historyText([
        ["A", 1, [1, 2, 3, 4]],
        ["B", 2, [null, 2, 3, 4]],
      ]),
    ),
  );

const read = async (text: string, suite: string | null = null) =>
  readTasks(writeOne("tasks.csv", text), await history(), suite);

describe("a task file", () => {
  it("names series and origins, in any order of columns, each once", async () => {
    const list = await read("origin,id\n3,B\n4,A\n3,B\n");
    expect(list).toMatchObject({ suites: [], passedOverCount: 0 });
    expect(list.tasks).toEqual([
      { series: 1, origin: 3 },
      { series: 0, origin: 4 },
    ]);
    expect([...list.firstPeriod]).toEqual([0, 1]);
  });

  it("may say another first period than the history", async () => {
    const { firstPeriod } = await read("id,origin,first\nA,3,3\nB,4,\n");
    expect([...firstPeriod]).toEqual([2, 1]);
  });

  it("of several suites gives the tasks of one, or all whose series is in the history", async () => {
    const text = "suite,id,origin,first\nx,A,3,1\ny,B,3,2\nz,C,3,1\n";
    expect(await read(text, "y")).toMatchObject({
      tasks: [{ series: 1, origin: 3 }],
      suites: ["y"],
    });
    expect(await read(text)).toMatchObject({
      tasks: [
        { series: 0, origin: 3 },
        { series: 1, origin: 3 },
      ],
      suites: ["x", "y"],
      passedOverCount: 1,
    });
  });

  it.each([
    ["id\nA\n", null, /line 1, column "origin": the header lacks this column \(number of periods/],
    ["origin,x\n3,A\n", null, /line 1, column "id": the header lacks/],
    ["id,origin\nA,3\n", "x", /line 1, column "suite": the header lacks this column \(needed by/],
    ["id,origin\nC,3\n", null, /line 2, column "id": "C" is not in history\.csv\. Remove the task/],
    ["suite,id,origin\nx,C,3\n", "x", /line 2, column "id": "C" is not in history\.csv/],
    ["suite,id,origin\nx,A,3\n", "w", /^tasks\.csv: no task is of suite "w"\. Check that/],
    ["suite,id,origin\nx,C,3\n", null, /^tasks\.csv: no task is of a series of history\.csv\./],
    ["id,origin\n", null, /^tasks\.csv: no task is of a series/],
    ["id,origin\nA,5\n", null, /line 2, column "origin": "5" is no period .* from 1 to 4/],
    ["id,origin\nA,0\n", null, /line 2, column "origin": "0" is no period/],
    ["id,origin,first\nA,3,2.5\n", null, /line 2, column "first": "2\.5" is no period/],
    ["id,origin\nB,1\n", null, /line 2, column "origin": "B" is on record from period 2 on/],
    ["id,origin,first\nA,3,1\nA,4,2\n", null, /line 3, column "first": line 2 gives another first/],
    ["suite,id,origin\n,A,3\n", null, /line 2, column "suite": the cell is blank/],
  ])("is refused with place, rule and fix: %j", async (text, suite, message) => {
    await expect(read(text, suite)).rejects.toThrow(message);
  });
});
