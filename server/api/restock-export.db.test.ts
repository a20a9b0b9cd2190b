import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { insertRestockRows } from "@/db/testing/restock-rows.ts";
import { createTenantWorld, type TenantWorld } from "@/db/testing/tenant-world.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { TestBrowser } from "@/server/auth/test-browser.ts";
import { webRequestContext } from "./context.ts";
import { handleRestockExport } from "./restock-export.ts";

const SECRET = "test-secret-of-at-least-32-characters";
const ORIGIN = "http://127.0.0.1:3000";
/** More than one page of the export. */
const MANY = 5_203;
const FORMULAS = ['=HYPERLINK("http://evil.example","win")', "+1+1", "-2+3", "@SUM(A1)", "\t=1"];

let database: TestDatabase;
let superuser: Connection;
let world: TenantWorld;
let headers: Headers;

beforeAll(async () => {
  database = await createTestDatabase();
  vi.stubEnv("NEXTAUTH_SECRET", SECRET);
  vi.stubEnv("NEXTAUTH_URL", "");
  vi.stubEnv("DATABASE_APP_URL", database.appUrl);
  vi.stubEnv("WHYSTOCK_DATA", mkdtempSync(join(tmpdir(), "whystock-export-")));
  vi.stubEnv("LOG_LEVEL", "silent");
  superuser = connect(database.adminUrl, { max: 1 });
  world = await createTenantWorld(superuser.sql, { except: ["restock_decision"] });
  const rows = Array.from({ length: MANY }, (_, k) => ({
    sku: `SKU-${k}`,
    title: FORMULAS[k] ?? `Title, "quoted" ${k}`,
    advisedUnits: k,
  }));
  for (let at = 0; at < rows.length; at += 2000)
    await insertRestockRows(superuser.sql, world.own, world.runId, rows.slice(at, at + 2000));
  const browser = new TestBrowser(webRequestContext(new Headers()), { origin: ORIGIN });
  await browser.present(world.own.sessionKey, SECRET);
  headers = browser.headers();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await superuser.close();
  await database.drop();
});

const fetchExport = (query: Record<string, string>) =>
  handleRestockExport(
    new Request(
      `${ORIGIN}/api/export/replenishment?${new URLSearchParams({ account: world.own.slug, ...query })}`,
      { headers },
    ),
  );

it("streams every row as CSV, the highest advice first, in more than one piece", async () => {
  const response = await fetchExport({});
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toContain(
    `replenishment-${world.own.slug}.csv`,
  );
  const pieces: string[] = [];
  const decoder = new TextDecoder();
  for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>)
    pieces.push(decoder.decode(piece, { stream: true }));
  expect(pieces.length).toBeGreaterThan(2);
  const lines = pieces.join("").split("\r\n");
  expect(lines[0]).toMatch(/^sku,title,advised units,/);
  expect(lines).toHaveLength(1 + MANY + 1);
  expect(lines[1]).toMatch(/^SKU-5202,"Title, ""quoted"" 5202",5202,/);
  expect(new Set(lines).size).toBe(lines.length);
});

it("makes text of what a spreadsheet would run", async () => {
  const response = await fetchExport({ sort: "advisedUnits", direction: "asc" });
  const lines = (await response.text()).split("\r\n").slice(1, 1 + FORMULAS.length);
  expect(lines.map((line) => line.split(",").slice(1).join(","))).toEqual([
    expect.stringMatching(/^"'=HYPERLINK\(""http/),
    expect.stringMatching(/^'\+1\+1,/),
    expect.stringMatching(/^'-2\+3,/),
    expect.stringMatching(/^'@SUM/),
    expect.stringMatching(/^'\t=1,/),
  ]);
});

it("keeps to the filter, and refuses one it does not know", async () => {
  const found = await (await fetchExport({ search: "SKU-52", only: "advised" })).text();
  expect(found.trim().split("\r\n")).toHaveLength(1 + 1 + 10 + 3);
  expect((await fetchExport({ only: "everything" })).status).toBe(400);
  expect((await fetchExport({ surprise: "1" })).status).toBe(400);
});

it("ends its work when the reader leaves", async () => {
  const response = await fetchExport({});
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await expect(reader?.closed).resolves.toBeUndefined();
});
