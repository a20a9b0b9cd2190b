// Everything under app/api that is no procedure: who may fetch it, and what they get. A new route needs a line here.
import { globSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { type SellerWorld, type TenantWorld, traceOf } from "@/db/testing/tenant-world.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { TestBrowser } from "@/server/auth/test-browser.ts";
import { createDecidedWorld } from "./authorization/decided-world.ts";
import { webRequestContext } from "./context.ts";

const SECRET = "test-secret-of-at-least-32-characters";
const ORIGIN = "http://127.0.0.1:3000";

interface FileRoute {
  readonly method: "GET" | "POST";
  /** Query of a request for `account` that points at `rows`. */
  readonly query: (account: SellerWorld, rows: SellerWorld) => Record<string, string>;
  readonly body?: string;
  /** Statuses of the owner's own request. */
  readonly own: readonly number[];
}

/** Routes that are no file of one account have tests of their own: procedures, sign-in, health, assistants, published roots. */
const OTHERS = ["auth/[...nextauth]", "health", "mcp", "roots", "trpc/[trpc]"];

const FILES: Readonly<Record<string, FileRoute>> = {
  "export/fees": {
    method: "GET",
    query: ({ slug }) => ({ account: slug, month: "2026-10-01" }),
    // That world has no rate card.
    own: [412],
  },
  "export/replenishment": {
    method: "GET",
    query: ({ slug }) => ({ account: slug }),
    own: [200],
  },
  "imports/errors": {
    method: "GET",
    query: ({ slug }, { rowIds }) => ({ account: slug, importId: String(rowIds.import_file) }),
    own: [200],
  },
  "imports/upload": {
    method: "POST",
    query: ({ slug }) => ({ account: slug, name: "orders.txt" }),
    body: "sku\tquantity\n",
    own: [200, 202],
  },
  "why/receipt": {
    method: "GET",
    query: ({ slug }, { rowIds }) => ({ account: slug, explanationId: String(rowIds.explanation) }),
    // Nobody sealed that world's runs.
    own: [412],
  },
};

const home = fileURLToPath(new URL("../../app/api/", import.meta.url));
const routes = globSync("**/route.ts", { cwd: home }).map((file) =>
  file.replace(/\/route\.ts$/, ""),
);

type Handler = (request: Request) => Promise<Response>;
const handlerOf = async (path: string, method: string): Promise<Handler | undefined> =>
  ((await import(/* @vite-ignore */ join(home, path, "route.ts"))) as Record<string, Handler>)[
    method
  ];

let database: TestDatabase;
let superuser: Connection;
let world: TenantWorld;
const browsers: Record<string, TestBrowser> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  vi.stubEnv("NEXTAUTH_SECRET", SECRET);
  vi.stubEnv("NEXTAUTH_URL", "");
  vi.stubEnv("DATABASE_APP_URL", database.appUrl);
  vi.stubEnv("WHYSTOCK_DATA", mkdtempSync(join(tmpdir(), "whystock-routes-")));
  vi.stubEnv("LOG_LEVEL", "silent");
  superuser = connect(database.adminUrl, { max: 1 });
  world = await createDecidedWorld(superuser);
  const people = {
    own: world.own,
    support: world.support,
    policy_admin: world.policyAdmin,
    nobody: null,
  };
  for (const [name, person] of Object.entries(people)) {
    const browser = new TestBrowser(webRequestContext(new Headers()), { origin: ORIGIN });
    if (person !== null) await browser.present(person.sessionKey, SECRET);
    browsers[name] = browser;
  }
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await superuser.close();
  await database.drop();
});

async function fetchRoute(
  path: string,
  who: string,
  account: SellerWorld,
  rows: SellerWorld,
  change: (headers: Headers) => void = () => undefined,
) {
  const route = FILES[path];
  const browser = browsers[who];
  if (route === undefined || browser === undefined)
    throw new Error(`${path} needs a line in this file`);
  const handler = await handlerOf(path, route.method);
  const headers = browser.headers();
  change(headers);
  const url = `${ORIGIN}/api/${path}?${new URLSearchParams(route.query(account, rows))}`;
  const body = route.body === undefined ? {} : { body: route.body };
  const response = await handler?.(new Request(url, { method: route.method, headers, ...body }));
  if (response === undefined) throw new Error(`${path} does not answer ${route.method}`);
  return {
    status: response.status,
    text: await response.text(),
    cache: response.headers.get("cache-control"),
  };
}

describe("the routes", () => {
  it("are all known here", () => {
    expect([...routes].sort()).toEqual([...OTHERS, ...Object.keys(FILES)].sort());
  });

  it("answer the methods they are for and no other", async () => {
    for (const [path, { method }] of Object.entries(FILES))
      for (const other of ["GET", "POST", "PUT", "PATCH", "DELETE"])
        expect([path, other, (await handlerOf(path, other)) !== undefined]).toEqual([
          path,
          other,
          other === method,
        ]);
  });
});

describe.each(Object.entries(FILES))("/api/%s", (path, route) => {
  it("gives the seller the seller's own, and lets no cache keep it", async () => {
    const { status, text, cache } = await fetchRoute(path, "own", world.own, world.own);
    expect(route.own, text).toContain(status);
    expect(traceOf(world.rival, text)).toBeNull();
    expect(cache).toBe("private, no-store");
  });

  it("gives nobody and staff nothing", async () => {
    for (const who of ["nobody", "support", "policy_admin"]) {
      const { status, text } = await fetchRoute(path, who, world.own, world.own);
      expect([who, status]).toEqual([who, 403]);
      expect(traceOf(world.own, text)).toBeNull();
    }
  });

  it("knows a rival's account and rows as little as ones that do not exist", async () => {
    const missing = { ...world.rival, slug: "no-such-account" };
    const [rival, nobody] = [
      await fetchRoute(path, "own", world.rival, world.rival),
      await fetchRoute(path, "own", missing, world.rival),
    ];
    expect(rival).toEqual(nobody);
    expect(rival.status).toBe(404);
    const mixed = await fetchRoute(path, "own", world.own, world.rival);
    expect(traceOf(world.rival, mixed.text)).toBeNull();
  });

  it("takes nothing from another site", async () => {
    if (route.method === "GET") return;
    const { status } = await fetchRoute(path, "own", world.own, world.own, (headers) => {
      headers.set("origin", "http://evil.example");
      headers.set("sec-fetch-site", "cross-site");
    });
    expect(status).toBe(403);
  });
});
