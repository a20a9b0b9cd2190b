import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { TestBrowser } from "@/server/auth/test-browser.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { createUser } from "@/server/services/identity/create-user.ts";
import { webRequestContext } from "./context.ts";
import { handleHealthRequest } from "./health.ts";
import { BODY_BYTES_MAX, handleApiRequest } from "./http.ts";

const PASSWORD = "a long enough passphrase";
const ORIGIN = "http://127.0.0.1:3000";

let database: TestDatabase;
let worker: Connection;
let browser: TestBrowser;

beforeAll(async () => {
  database = await createTestDatabase();
  vi.stubEnv("NEXTAUTH_SECRET", "test-secret-of-at-least-32-characters");
  vi.stubEnv("NEXTAUTH_URL", "");
  vi.stubEnv("DATABASE_APP_URL", database.appUrl);
  vi.stubEnv("LOG_LEVEL", "silent");
  worker = connect(database.workerUrl);
  const request = webRequestContext(new Headers());
  const operator: WorkerContext = {
    ...request,
    db: worker.db,
    scope: { kind: "worker" },
    actor: { kind: "system", name: "command" },
  };
  await createUser(operator, {
    email: "mia@mill.example",
    name: "Mia",
    password: PASSWORD,
    staffRole: null,
    sellerIds: [],
  });
  browser = new TestBrowser(request, { origin: ORIGIN });
  expect(await browser.signIn("mia@mill.example", PASSWORD)).toBeNull();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await worker.close();
  await database.drop();
});

const get = (path: string, input?: unknown, headers = browser.headers()) => {
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return handleApiRequest(new Request(`${ORIGIN}/api/trpc/${path}${query}`, { headers }));
};
const post = (path: string, init: { headers?: Headers; body?: BodyInit; duplex?: "half" } = {}) => {
  const headers = init.headers ?? browser.headers();
  headers.set("content-type", "application/json");
  return handleApiRequest(
    new Request(`${ORIGIN}/api/trpc/${path}`, { method: "POST", body: "{}", ...init, headers }),
  );
};

describe("the API over HTTP", () => {
  it("knows who asks by the cookie, and lets no cache keep the answer", async () => {
    const response = await get("session.me");
    expect(await response.json()).toMatchObject({
      result: { data: { name: "Mia", role: "seller", accounts: [] } },
    });
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const stranger = await get("session.me", undefined, new Headers({ host: "127.0.0.1:3000" }));
    expect(await stranger.json()).toEqual({ result: { data: null } });
  });

  it("answers several calls at once, each for itself", async () => {
    const input = { 1: { account: "no-such-account" } };
    const query = `batch=1&input=${encodeURIComponent(JSON.stringify(input))}`;
    const url = `${ORIGIN}/api/trpc/session.me,limits.list?${query}`;
    const response = await handleApiRequest(new Request(url, { headers: browser.headers() }));
    const [me, limits] = (await response.json()) as Record<string, Record<string, unknown>>[];
    expect(me).toMatchObject({ result: { data: { name: "Mia" } } });
    expect(limits).toMatchObject({ error: { data: { code: "NOT_FOUND" } } });
  });

  it("refuses a body that is too long, by its header or by its length", async () => {
    const long = "x".repeat(BODY_BYTES_MAX + 1);
    const announced = browser.headers();
    announced.set("content-length", String(long.length));
    expect((await post("session.signOut", { headers: announced, body: long })).status).toBe(413);
    let sentBytes = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sentBytes += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    expect((await post("session.signOut", { body: endless, duplex: "half" })).status).toBe(413);
    expect(sentBytes).toBeLessThan(4 * BODY_BYTES_MAX);
  });

  it("answers garbage with a refusal, never with an error of ours", async () => {
    for (const path of [
      "nothing.here",
      "session",
      "..%2f..",
      "session.me,",
      ",",
      "__proto__.toString",
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    expect((await get("limits.list", { account: "x".repeat(5_000) })).status).toBe(400);
    for (const body of ["", "{", "[]", "null", '{"json":', "\u0000"])
      expect((await post("session.signOut", { body })).status).toBeLessThan(500);
  });

  it("ends a session for a page of ours only, and takes the cookie with it", async () => {
    expect(await browser.signIn("mia@mill.example", PASSWORD)).toBeNull();
    const foreign = browser.headers();
    foreign.set("origin", "http://evil.example");
    foreign.set("sec-fetch-site", "cross-site");
    expect((await post("session.signOut", { headers: foreign })).status).toBe(403);
    const response = await post("session.signOut");
    expect(await response.json()).toEqual({ result: { data: { closedCount: 1 } } });
    expect(response.headers.getSetCookie()).toEqual([
      "whystock-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
    ]);
    expect(await (await get("session.me")).json()).toEqual({ result: { data: null } });
  });
});

describe("/api/health", () => {
  it("answers 200 when requests can be served, and says whether a worker is there", async () => {
    const response = await handleHealthRequest(new Request(`${ORIGIN}/api/health`));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: "ok",
      database: "ok",
      worker: "absent",
      version: "development",
    });
  });
});
