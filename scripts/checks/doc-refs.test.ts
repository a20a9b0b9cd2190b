import { describe, expect, it } from "vitest";
import { checkDocRefs } from "./doc-refs.ts";
import { writeTree } from "./testing/tree.ts";

const GOOD = {
  "package.json": `{ "scripts": { "start": "x", "test": "x", "whystock": "x" } }`,
  "README.md": [
    "Run `npm start`, `npm test` and `npm run --silent whystock -- why`.",
    "See `lib/units/round.ts:3`, [formulas](docs/formulas/limit.md#use) and [elsewhere](https://example.org/x).",
    "Files like `lib/<capability>/index.ts` and `docs/*.md` are patterns.",
  ].join("\n"),
  "lib/units/round.ts": "export const round = 1;\n",
  "lib/units/README.md": "[back](../../README.md)\n",
  "docs/formulas/limit.md": "# Limit\n",
  "lib/units/limit.test.ts": `it("follows formulas/limit.md", () => undefined);\n`,
};

const problemsOf = (change: Record<string, string>) =>
  checkDocRefs(writeTree({ ...GOOD, ...change })).problems;

describe("references in documents", () => {
  it("passes when everything cited is there, and says what it read", () => {
    expect(checkDocRefs(writeTree(GOOD))).toEqual({
      problems: [],
      pageCount: 3,
      referenceCount: 6,
    });
  });

  it("finds a cited file that is gone, with page and line", () => {
    expect(problemsOf({ "ARCHITECTURE.md": "x\nsee `server/gone.ts`" })).toEqual([
      "ARCHITECTURE.md:2: server/gone.ts does not exist",
    ]);
  });

  it("finds a link that leads nowhere, read from its own page", () => {
    expect(problemsOf({ "lib/units/README.md": "[x](round.ts) [y](README.txt)" })).toEqual([
      "lib/units/README.md:1: README.txt does not exist",
    ]);
  });

  it("finds a command that no script has", () => {
    expect(problemsOf({ "docs/x.md": "`npm run deploy`" })).toEqual([
      "docs/x.md:1: no script named deploy",
    ]);
  });

  it("finds a formula page that no test names", () => {
    expect(problemsOf({ "docs/formulas/other.md": "" })).toEqual([
      "docs/formulas/other.md: no test names it",
    ]);
  });

  it("finds a path of one machine", () => {
    expect(problemsOf({ "docs/x.md": "it lies in `/home/me/whystock`" })).toEqual([
      "docs/x.md: path of one machine: /home/me/whystock",
    ]);
  });

  it("fails when there is nothing to read", () => {
    expect(checkDocRefs(writeTree({ "package.json": "{}" })).problems).toHaveLength(1);
  });
});
