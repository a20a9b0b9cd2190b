import type { argon2 as hash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { type ManualClock, manualClock } from "@/server/core/clock.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import { createLogger } from "@/server/core/logger.ts";
import type { RequestContext, WorkerContext } from "@/server/services/context.ts";
import { disableUser, enableUser, setPassword } from "@/server/services/identity/change-user.ts";
import { createUser } from "@/server/services/identity/create-user.ts";
import { closeAllSessions, closeSession } from "@/server/services/identity/session.ts";
import { presentedKey } from "./cookies.ts";
import { getPrincipal, requirePrincipal } from "./index.ts";
import { TestBrowser, type TestBrowserOptions } from "./test-browser.ts";

const { argon2 } = vi.hoisted(() => ({ argon2: vi.fn<typeof hash>() }));
vi.mock("node:crypto", async (original) => {
  const real = await original<typeof import("node:crypto")>();
  argon2.mockImplementation(real.argon2);
  return { ...real, argon2 };
});

const PASSWORD = "a long enough passphrase";
const SECRET = "test-secret-of-at-least-32-characters";
const settings = () => ({ secret: SECRET, publicUrl: undefined });

let database: TestDatabase;
let app: Connection;
let worker: Connection;
let clock: ManualClock;
let sellerUser: number;
let supportUser: number;

const request = (over: Partial<RequestContext> = {}): RequestContext => ({
  db: app.db,
  clock,
  logger: createLogger({ name: "test", level: "silent" }),
  requestId: "test-request",
  ...over,
});
const operator = (): WorkerContext => ({
  ...request({ db: worker.db }),
  scope: { kind: "worker" },
  actor: { kind: "system", name: "command" },
});
const browserOf = (options?: TestBrowserOptions) => new TestBrowser(request(), options);
const principalOf = (browser: TestBrowser) => getPrincipal(request(), browser.headers(), settings);
const person = (email: string) => ({
  email,
  name: email,
  password: PASSWORD,
  staffRole: null,
  sellerIds: [],
});
const keyOf = async (browser: TestBrowser): Promise<string> =>
  (await presentedKey(browser.headers(), { isSecure: false, secret: SECRET })) ?? "";

beforeAll(async () => {
  vi.stubEnv("NEXTAUTH_SECRET", SECRET);
  vi.stubEnv("NEXTAUTH_URL", "");
  database = await createTestDatabase();
  app = connect(database.appUrl);
  worker = connect(database.workerUrl);
  clock = manualClock("2026-11-23T12:00:00Z");
  const [seller] = await worker.sql`insert into seller (name) values ('North Mill') returning id`;
  await worker.sql`insert into marketplace (id, name, currency, time_zone) values ('US', 'United States', 'USD', 'America/Los_Angeles')`;
  await worker.sql`insert into account (seller_id, slug, name, marketplace_id, kind, opened_on)
    values (${seller?.id}, 'north-mill', 'North Mill US', 'US', 'professional', '2025-01-01')`;
  const sellerIds = [Number(seller?.id)];
  sellerUser = await createUser(operator(), { ...person("Mia@north-mill.example"), sellerIds });
  supportUser = await createUser(operator(), {
    ...person("sam@whystock.example"),
    staffRole: "support",
  });
});
beforeEach(async () => {
  await worker.sql`delete from rate_limit`;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([app.close(), worker.close()]);
  await database.drop();
});

describe("signing in with a password", () => {
  it("makes a seller with accounts of a right password, whatever the case of the address", async () => {
    const browser = browserOf();
    expect(await browser.signIn("mia@NORTH-mill.example", PASSWORD)).toBeNull();
    expect(await principalOf(browser)).toMatchObject({
      userId: sellerUser,
      role: "seller",
      accounts: [{ slug: "north-mill", currency: "USD" }],
    });
  });

  it("makes staff of staff, without accounts", async () => {
    const browser = browserOf();
    await browser.signIn("sam@whystock.example", PASSWORD);
    expect(await principalOf(browser)).toMatchObject({ role: "support", accounts: [] });
  });

  it("gives the same answer to a wrong password, an unknown and a disabled user", async () => {
    await createUser(operator(), person("gone@north-mill.example")).then((id) =>
      disableUser(operator(), id),
    );
    for (const [email, password] of [
      ["mia@north-mill.example", "wrong password here"],
      ["nobody@north-mill.example", PASSWORD],
      ["gone@north-mill.example", PASSWORD],
    ] as const) {
      const browser = browserOf();
      expect(await browser.signIn(email, password)).toBe("CredentialsSignin");
      expect(await principalOf(browser)).toBeNull();
    }
  });

  it("costs an unknown user's attempt the very hash that a known user's costs", async () => {
    const hashOf = async (email: string) => {
      argon2.mockClear();
      await browserOf().signIn(email, "wrong password here");
      return argon2.mock.calls.map(([algorithm, { message, nonce, ...cost }]) => ({
        algorithm,
        saltBytes: Buffer.byteLength(nonce),
        ...cost,
      }));
    };
    const known = await hashOf("mia@north-mill.example");
    expect(known).toMatchObject([{ algorithm: "argon2id", memory: 19_456, passes: 2 }]);
    expect(await hashOf("nobody@north-mill.example")).toEqual(known);
  });

  it("sets a cookie that scripts cannot read, bound to the host over https", async () => {
    const plain = browserOf();
    await plain.signIn("mia@north-mill.example", PASSWORD);
    const cookie = plain.lastSetCookies.find((line) => line.startsWith("whystock-session="));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).not.toMatch(/Secure|Domain=/i);
  });

  it("stores the hash of the session key and the key nowhere", async () => {
    const browser = browserOf();
    await browser.signIn("mia@north-mill.example", PASSWORD);
    const key = await keyOf(browser);
    expect(Buffer.from(key, "base64url")).toHaveLength(32);
    const rows = await worker.sql`select * from user_session where key_sha256 = ${sha256Hex(key)}`;
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(key);
  });

  it("answers no other action of next-auth, and no sign-in from another site", async () => {
    const browser = browserOf();
    for (const action of ["session", "signout", "_log", "verify-request"])
      expect((await browser.request(`/api/auth/${action}`)).status).toBe(404);
    const headers = browser.headers();
    headers.set("origin", "https://evil.example");
    const { handleAuthRequest } = await import("./http.ts");
    const forged = new Request("http://127.0.0.1:3000/api/auth/callback/credentials", {
      method: "POST",
      headers,
    });
    const response = await handleAuthRequest(request(), forged, ["callback", "credentials"]);
    expect(response.status).toBe(403);
  });

  it("follows the port and the loopback name it was asked under, and no other host", async () => {
    const csrfCallback = async (origin: string): Promise<string> => {
      const response = await browserOf({ origin }).request("/api/auth/providers");
      const { credentials } = (await response.json()) as { credentials: { callbackUrl: string } };
      return new URL(credentials.callbackUrl).origin;
    };
    expect(await csrfCallback("http://127.0.0.1:3711")).toBe("http://127.0.0.1:3711");
    expect(await csrfCallback("http://localhost:3712")).toBe("http://localhost:3712");
    expect(await csrfCallback("http://evil.example:3000")).toBe("http://127.0.0.1:3000");
  });
});

describe("a session", () => {
  const signedIn = async (email = "mia@north-mill.example") => {
    const browser = browserOf();
    expect(await browser.signIn(email, PASSWORD)).toBeNull();
    return browser;
  };

  it("is over at once when it is closed, though its cookie is still good", async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    const principal = await requirePrincipal(request(), one.headers(), ["seller"], settings);
    expect(await closeSession(request(), principal.session)).toBe(1);
    expect(await principalOf(one)).toBeNull();
    expect(await principalOf(other)).not.toBeNull();
  });

  it("is over at once on every device when all are closed", async () => {
    const browsers = [await signedIn(), await signedIn(), await signedIn()];
    expect(await closeAllSessions(request(), sellerUser)).toBeGreaterThanOrEqual(3);
    for (const browser of browsers) expect(await principalOf(browser)).toBeNull();
  });

  it("is over at once when its user is disabled, and stays over when the user is enabled again", async () => {
    const browser = await signedIn();
    await disableUser(operator(), sellerUser);
    expect(await principalOf(browser)).toBeNull();
    await enableUser(operator(), sellerUser);
    expect(await principalOf(browser)).toBeNull();
  });

  it("is over when the password changes", async () => {
    const browser = await signedIn();
    await setPassword(operator(), sellerUser, "another long passphrase");
    expect(await principalOf(browser)).toBeNull();
    await setPassword(operator(), sellerUser, PASSWORD);
  });

  it("gets a new key at every sign-in, and the key from before is dead (fixation)", async () => {
    const browser = await signedIn();
    const planted = browser.headers();
    const before = await keyOf(browser);
    await browser.signIn("mia@north-mill.example", PASSWORD);
    expect(await keyOf(browser)).not.toBe(before);
    expect(await getPrincipal(request(), planted, settings)).toBeNull();
    expect(await principalOf(browser)).not.toBeNull();
  });

  it("ends for a seller after 12 idle hours, and lives on while it is used", async () => {
    const browser = await signedIn();
    for (let hour = 0; hour < 20; hour += 4) {
      expect(await principalOf(browser)).not.toBeNull();
      clock.advanceMs(4 * 3_600_000);
    }
    expect(await principalOf(browser)).not.toBeNull();
    clock.advanceMs(12 * 3_600_000);
    expect(await principalOf(browser)).toBeNull();
  });

  it("ends for staff after 30 idle minutes, and after 12 hours in any case", async () => {
    const idle = await signedIn("sam@whystock.example");
    expect(await principalOf(idle)).toMatchObject({ userId: supportUser });
    clock.advanceMs(30 * 60_000);
    expect(await principalOf(idle)).toBeNull();
    const busy = await signedIn("sam@whystock.example");
    for (let step = 0; step < 47; step++) {
      clock.advanceMs(15 * 60_000);
      expect(await principalOf(busy)).not.toBeNull();
    }
    clock.advanceMs(15 * 60_000);
    expect(await principalOf(busy)).toBeNull();
  });

  it("is nobody's when the cookie is forged, cut or of another secret", async () => {
    const browser = await signedIn();
    const cookie = browser.cookies.get("whystock-session") ?? "";
    const middle = Math.floor(cookie.length / 2);
    const changed = `${cookie.slice(0, middle)}${cookie[middle] === "A" ? "B" : "A"}${cookie.slice(middle + 1)}`;
    for (const forged of ["", "x", cookie.slice(0, -4), `${cookie}A`, changed]) {
      const headers = new Headers({ cookie: `whystock-session=${forged}` });
      expect(await getPrincipal(request(), headers, settings)).toBeNull();
    }
    const otherSecret = () => ({ ...settings(), secret: `${SECRET}-other` });
    expect(await getPrincipal(request(), browser.headers(), otherSecret)).toBeNull();
  });

  it("is denied when the secret is missing or the database is gone", async () => {
    const browser = await signedIn();
    const noSecret = () => {
      throw new Error("NEXTAUTH_SECRET is not set");
    };
    expect(await getPrincipal(request(), browser.headers(), noSecret)).toBeNull();
    const dead = connect(database.appUrl.replace(/5432/, "5999"), { connectTimeoutSeconds: 1 });
    expect(await getPrincipal(request({ db: dead.db }), browser.headers(), settings)).toBeNull();
    const away = new TestBrowser(request({ db: dead.db }));
    expect(await away.signIn("mia@north-mill.example", PASSWORD)).toBe("unavailable");
    expect(away.cookies.has("whystock-session")).toBe(false);
    await dead.close();
  });

  it("is refused to a role that was not asked for", async () => {
    const browser = await signedIn();
    await expect(
      requirePrincipal(request(), browser.headers(), ["policy_admin"], settings),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("guessing", () => {
  const guess = (browser: TestBrowser, email = "mia@north-mill.example") =>
    browser.signIn(email, "wrong password here");

  it("is stopped after five failures a minute for one account from one address, with a wait that doubles", async () => {
    const browser = browserOf();
    for (let attempt = 0; attempt < 5; attempt++)
      expect(await guess(browser)).toBe("CredentialsSignin");
    expect(await guess(browser)).toMatch(/^limited:(60|5\d)$/);
    expect(await browser.signIn("mia@north-mill.example", PASSWORD)).toMatch(/^limited:/);
    const expireAll = () =>
      worker.sql`update rate_limit set expire = 1 where key like 'pair:%' or key like 'address:%'`;
    await expireAll();
    for (let attempt = 0; attempt < 5; attempt++) await guess(browser);
    expect(await guess(browser)).toMatch(/^limited:1(20|1\d)$/);
  });

  it("does not lock the account's owner out from elsewhere", async () => {
    const attacker = browserOf({ address: "198.51.100.66" });
    for (let attempt = 0; attempt < 8; attempt++) await guess(attacker);
    expect(await guess(attacker)).toMatch(/^limited:/);
    const owner = browserOf({ address: "203.0.113.9" });
    expect(await owner.signIn("mia@north-mill.example", PASSWORD)).toBeNull();
  });

  it("is stopped after twenty failures a minute from one address over many accounts", async () => {
    const browser = browserOf();
    const answers: (string | null)[] = [];
    for (let attempt = 0; attempt < 21; attempt++)
      answers.push(await guess(browser, `guess-${attempt}@north-mill.example`));
    expect(new Set(answers.slice(0, 20))).toEqual(new Set(["CredentialsSignin"]));
    expect(answers[20]).toMatch(/^limited:/);
  });

  it("counts attempts that run at once", async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => guess(browserOf())));
    expect(answers.filter((answer) => answer === "CredentialsSignin")).toHaveLength(5);
  });

  it("is limited alike whether the account exists or not, and a right password counts for nothing", async () => {
    const browser = browserOf();
    for (let attempt = 0; attempt < 5; attempt++) await guess(browser, "nobody@north-mill.example");
    expect(await guess(browser, "nobody@north-mill.example")).toMatch(/^limited:/);
    const patient = browserOf({ address: "203.0.113.44" });
    for (let round = 0; round < 25; round++)
      expect(await patient.signIn("mia@north-mill.example", PASSWORD)).toBeNull();
  });

  it("is on record, without saying what was typed", async () => {
    await guess(browserOf(), "nobody@north-mill.example");
    const rows =
      await worker.sql`select * from audit_event where action = 'session.refused' order by id desc limit 1`;
    expect(rows[0]).toMatchObject({ target: "user:unknown", actor_id: null });
    expect(JSON.stringify(rows)).not.toContain("nobody@");
  });
});
