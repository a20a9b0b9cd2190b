import { describe, expect, it } from "vitest";
import { checkSizes } from "./sizes.ts";
import { writeTree } from "./testing/tree.ts";

const lines = (count: number) => "export {};\n".repeat(count);

describe("sizes", () => {
  it("passes a file of 400 lines and refuses one of 401", () => {
    expect(checkSizes(writeTree({ "lib/a.ts": lines(400), "app/b.tsx": lines(3) }))).toEqual({
      problems: [],
      fileCount: 2,
      lineCount: 403,
    });
    const { problems } = checkSizes(writeTree({ "lib/a.ts": lines(401) }));
    expect(problems).toEqual([
      "lib/a.ts: 401 lines, at most 400: split it by what changes together",
    ]);
  });

  it("counts a last line that has no line end", () => {
    expect(checkSizes(writeTree({ "lib/a.ts": `${lines(400)}export {};` })).problems).toHaveLength(
      1,
    );
  });

  it("leaves tables of data alone", () => {
    expect(checkSizes(writeTree({ "lib/data/a.ts": lines(900), "lib/b.ts": "" })).problems).toEqual(
      [],
    );
  });

  it("fails when there is nothing to read", () => {
    expect(checkSizes(writeTree({ "README.md": "" })).problems).toHaveLength(1);
  });
});
