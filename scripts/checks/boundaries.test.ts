import { describe, expect, it } from "vitest";
import { checkBoundaries } from "./boundaries.ts";
import { writeTree } from "./testing/tree.ts";

const GOOD = {
  "app/page.tsx": `import { sayHello } from "@/lib/wording/say.ts";\nimport { appRouter } from "@/server/api/root.ts";\n`,
  "app/client.tsx": `"use client";\nimport type { Router } from "@/server/api/root.ts";\n`,
  "server/api/root.ts": `import { list } from "../services/limits/list.ts";\nexport type Router = 1;\nexport const appRouter = list;\n`,
  "server/services/limits/list.ts": `import type { Tx } from "@/db/client.ts";\nimport { rows } from "@/server/repositories/limit.ts";\nexport const list = rows;\n`,
  "server/repositories/limit.ts": `import {\n  table,\n} from "@/db/client.ts";\nimport { and } from "drizzle-orm";\nexport const rows = table;\n`,
  "db/client.ts": `export const table = 1;\nexport type Tx = 2;\n`,
  "lib/wording/say.ts": `import type { Fact } from "@/lib/optimizer/explanation/facts.ts";\nexport const sayHello = 1;\n`,
  "lib/optimizer/explanation/facts.ts": `import { add } from "../core/add.ts";\nimport { price } from "../capacity/index.ts";\nexport type Fact = 1;\n`,
  "lib/optimizer/capacity/index.ts": `export { price } from "./price.ts";\n`,
  "lib/optimizer/capacity/price.ts": `export const price = 1;\n`,
  "lib/optimizer/core/add.ts": `export const add = 1;\n`,
  "server/core/clock.ts": `export const now = () => new Date();\n`,
};

describe("boundaries", () => {
  it("passes a tree that keeps them, and says what it read", () => {
    expect(checkBoundaries(writeTree(GOOD))).toEqual({
      problems: [],
      fileCount: 12,
      edgeCount: 11,
    });
  });

  it("fails when there is nothing to read", () => {
    expect(checkBoundaries(writeTree({ "README.md": "" })).problems).toEqual([
      "no files read: run from the repository root",
    ]);
  });

  it.each([
    [
      "a screen that reads the database",
      { "app/page.tsx": `import { table } from "@/db/client.ts";` },
      /app may not import db/,
    ],
    [
      "a screen that calls a service",
      { "app/page.tsx": `import { list } from "@/server/services/limits/list.ts";` },
      /app may not import server\/services/,
    ],
    [
      "a service that opens the database itself",
      { "server/services/x/y.ts": `import { table } from "@/db/client.ts";` },
      /server\/services may not import db/,
    ],
    [
      "a value imported over several lines",
      {
        "server/core/x.ts": `import {\n  rows,\n  more,\n} from "@/server/repositories/limit.ts";`,
      },
      /server\/core may not import server\/repositories/,
    ],
    [
      "a dynamic import",
      { "lib/units/x.ts": `const x = await import("@/db/client.ts");` },
      /lib\/units may not import db/,
    ],
    [
      "wording that takes values of the optimizer",
      { "lib/wording/x.ts": `import { price } from "@/lib/optimizer/explanation/facts.ts";` },
      /lib\/wording may not import lib\/optimizer/,
    ],
    [
      "wording that takes types of another capability",
      { "lib/wording/x.ts": `import type { P } from "@/lib/optimizer/capacity/index.ts";` },
      /may not import types of lib\/optimizer/,
    ],
    [
      "client code with a server value",
      { "app/client.tsx": `"use client";\nimport { appRouter } from "@/server/api/root.ts";` },
      /only `import type` from server/,
    ],
    [
      "a deep import into another capability",
      { "lib/optimizer/explanation/x.ts": `import { price } from "../capacity/price.ts";` },
      /go through lib\/optimizer\/capacity\/index.ts/,
    ],
    [
      "core that imports a capability",
      { "lib/optimizer/core/x.ts": `import { price } from "../capacity/index.ts";` },
      /core imports no capability/,
    ],
    [
      "an optimizer that reads files",
      { "lib/optimizer/capacity/x.ts": `import { readFileSync } from "node:fs";` },
      /is pure/,
    ],
    [
      "an optimizer that parses",
      { "lib/optimizer/capacity/x.ts": `import { z } from "zod";` },
      /is pure/,
    ],
    [
      "a solver outside its folder",
      { "lib/optimizer/capacity/x.ts": `import loadHighs from "highs";` },
      /lib\/optimizer\/solver alone/,
    ],
    [
      "SQL in a service",
      { "server/services/x/y.ts": `import { eq } from "drizzle-orm";` },
      /SQL lives in server\/repositories/,
    ],
    [
      "next-auth in a service",
      { "server/services/x/y.ts": `import NextAuth from "next-auth";` },
      /server\/auth alone/,
    ],
    [
      "a layer nobody knows",
      { "server/magic/x.ts": `import { table } from "@/db/client.ts";` },
      /in no known layer/,
    ],
    [
      "a hidden clock",
      { "server/services/x/y.ts": `const at = Date.now();` },
      /server\/core\/clock.ts/,
    ],
    [
      "a hidden environment",
      { "server/services/x/y.ts": `const at = process.env.HOME;` },
      /server\/core\/env.ts/,
    ],
    [
      "unseeded randomness",
      { "lib/optimizer/capacity/x.ts": `const x = Math.random();` },
      /randomness is seeded/,
    ],
    [
      "a tenant's context that outlives its transaction",
      { "server/repositories/x.ts": "sql`select set_config('app.seller', '1', false)`" },
      /ends with its transaction/,
    ],
    [
      "test support in the product",
      { "server/core/x.ts": `import { a } from "./testing/a.ts";`, "server/core/testing/a.ts": "" },
      /only tests/,
    ],
    [
      "a folder for everything",
      { "lib/utils/x.ts": `export const x = 1;` },
      /name it after what it does/,
    ],
  ])("refuses %s", (_, change, message) => {
    const { problems } = checkBoundaries(writeTree({ ...GOOD, ...change }));
    expect(problems.join("\n")).toMatch(message);
  });

  it("finds a cycle of values with its whole path, and lets types go in circles", () => {
    const ring = {
      "lib/units/a.ts": `import { b } from "./b.ts";\nexport const a = 1;`,
      "lib/units/b.ts": `import { c } from "./c.ts";\nexport const b = 1;`,
    };
    const closed = {
      ...GOOD,
      ...ring,
      "lib/units/c.ts": `import { a } from "./a.ts";\nexport const c = 1;`,
    };
    expect(checkBoundaries(writeTree(closed)).problems).toEqual([
      "cycle: lib/units/a.ts -> lib/units/b.ts -> lib/units/c.ts -> lib/units/a.ts",
    ]);
    const typed = {
      ...GOOD,
      ...ring,
      "lib/units/c.ts": `import type { a } from "./a.ts";\nexport const c = 1;`,
    };
    expect(checkBoundaries(writeTree(typed)).problems).toEqual([]);
  });

  it("lets a test reach past the layers, for it must prove them", () => {
    const test = {
      "server/api/x.db.test.ts": `import { table } from "@/db/client.ts";\nconst at = Date.now();`,
    };
    expect(checkBoundaries(writeTree({ ...GOOD, ...test })).problems).toEqual([]);
  });
});
