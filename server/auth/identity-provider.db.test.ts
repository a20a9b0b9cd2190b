import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { systemClock } from "@/server/core/clock.ts";
import { createLogger } from "@/server/core/logger.ts";
import type { RequestContext, WorkerContext } from "@/server/services/context.ts";
import { disableUser } from "@/server/services/identity/change-user.ts";
import { createUser } from "@/server/services/identity/create-user.ts";
import { getPrincipal } from "./index.ts";
import { TestBrowser } from "./test-browser.ts";

const SECRET = "test-secret-of-at-least-32-characters";
const CLIENT_ID = "whystock-portal";
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });

interface Claims {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
}

/** An OpenID provider with one person at a time: discovery, authorization code with PKCE, token, keys. */
class IdentityProvider {
  claims: Claims = { sub: "nobody" };
  /** Changes made to the next token, as an attacker or a broken provider would. */
  tamper: Record<string, unknown> = {};
  issuer = "";
  #server: Server | undefined;
  readonly #nonceOfCode = new Map<string, { nonce: string; challenge: string }>();

  async start(): Promise<void> {
    this.#server = createServer((request, response) => void this.#answer(request, response));
    await new Promise<void>((resolve) => this.#server?.listen(0, "127.0.0.1", resolve));
    this.issuer = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  stop(): void {
    this.#server?.close();
  }

  /** What the person's browser does at the provider: comes with our request, leaves with a code. */
  authorize(url: URL): URL {
    const code = randomUUID();
    const parameter = (name: string): string => url.searchParams.get(name) ?? "";
    this.#nonceOfCode.set(code, {
      nonce: parameter("nonce"),
      challenge: parameter("code_challenge"),
    });
    const back = new URL(parameter("redirect_uri"));
    back.searchParams.set("code", code);
    back.searchParams.set("state", parameter("state"));
    back.searchParams.set("iss", this.issuer);
    return back;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const body = this.#body(request.url ?? "", form);
    response.writeHead(body === null ? 400 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(body ?? { error: "invalid_request" }));
  }

  #body(path: string, form: URLSearchParams): unknown {
    if (path === "/.well-known/openid-configuration")
      return {
        issuer: this.issuer,
        authorization_endpoint: `${this.issuer}/authorize`,
        token_endpoint: `${this.issuer}/token`,
        jwks_uri: `${this.issuer}/jwks`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      };
    if (path === "/jwks")
      return {
        keys: [
          { ...keys.publicKey.export({ format: "jwk" }), kid: "one", alg: "RS256", use: "sig" },
        ],
      };
    const granted = this.#nonceOfCode.get(form.get("code") ?? "");
    if (path !== "/token" || granted === undefined || !form.has("code_verifier")) return null;
    return {
      access_token: randomUUID(),
      token_type: "Bearer",
      id_token: this.#token(granted.nonce),
    };
  }

  #token(nonce: string): string {
    const now = Math.floor(systemClock.now().getTime() / 1000);
    const claims = {
      iss: this.issuer,
      aud: CLIENT_ID,
      iat: now,
      exp: now + 300,
      nonce,
      ...this.claims,
      ...this.tamper,
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const unsigned = `${part({ alg: "RS256", kid: "one" })}.${part(claims)}`;
    return `${unsigned}.${createSign("RSA-SHA256").update(unsigned).sign(keys.privateKey, "base64url")}`;
  }
}

const provider = new IdentityProvider();
let database: TestDatabase;
let app: Connection;
let worker: Connection;

const request = (db = app.db): RequestContext => ({
  db,
  clock: systemClock,
  logger: createLogger({ name: "test", level: "silent" }),
  requestId: "test-request",
});
const operator = (): WorkerContext => ({
  ...request(worker.db),
  scope: { kind: "worker" },
  actor: { kind: "system", name: "command" },
});
const principalOf = (browser: TestBrowser) =>
  getPrincipal(request(), browser.headers(), () => ({ secret: SECRET, publicUrl: undefined }));

async function follow(browser: TestBrowser, { pathname, search }: URL): Promise<URL> {
  const response = await browser.request(`${pathname}${search}`);
  return new URL(response.headers.get("location") ?? "", browser.origin);
}

/** Leaves for the provider, comes back with a code, and answers where we are sent then. */
async function signInBy(
  browser: TestBrowser,
  back: (url: URL) => URL = (url) => url,
): Promise<URL> {
  const { csrfToken } = (await (await browser.request("/api/auth/csrf")).json()) as {
    csrfToken: string;
  };
  const leaving = await browser.request("/api/auth/signin/oidc", {
    csrfToken,
    callbackUrl: `${browser.origin}/`,
    json: "true",
  });
  const { url } = (await leaving.json()) as { url: string };
  const callback = back(provider.authorize(new URL(url)));
  const landed = await follow(browser, callback);
  return landed.pathname === "/api/auth/error" ? follow(browser, landed) : landed;
}

beforeAll(async () => {
  await provider.start();
  vi.stubEnv("NEXTAUTH_SECRET", SECRET);
  vi.stubEnv("NEXTAUTH_URL", "");
  vi.stubEnv("OIDC_ISSUER_URL", provider.issuer);
  vi.stubEnv("OIDC_CLIENT_ID", CLIENT_ID);
  vi.stubEnv("OIDC_CLIENT_SECRET", "a client secret");
  vi.stubEnv("OIDC_LABEL", "Example accounts");
  database = await createTestDatabase();
  app = connect(database.appUrl);
  worker = connect(database.workerUrl);
  const person = { password: null, staffRole: null, sellerIds: [] } as const;
  await createUser(operator(), { ...person, email: "Ada@mill.example", name: "Ada" });
  const gone = await createUser(operator(), {
    ...person,
    email: "gone@mill.example",
    name: "Gone",
  });
  await disableUser(operator(), gone);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  provider.stop();
  await Promise.all([app.close(), worker.close()]);
  await database.drop();
});

describe("signing in through an identity provider", () => {
  it("is offered under its name when it is configured", async () => {
    const browser = new TestBrowser(request());
    const providers = await (await browser.request("/api/auth/providers")).json();
    expect(providers).toMatchObject({ oidc: { id: "oidc", name: "Example accounts" } });
  });

  it("lets in the person whose verified address we know, without a password here", async () => {
    provider.claims = { sub: "42", email: "ada@MILL.example", email_verified: true };
    const browser = new TestBrowser(request());
    const landed = await signInBy(browser);
    expect(landed.searchParams.get("error")).toBeNull();
    expect(await principalOf(browser)).toMatchObject({ name: "Ada", role: "seller" });
  });

  it("refuses an address that is not verified, unknown or disabled", async () => {
    for (const claims of [
      { sub: "42", email: "ada@mill.example", email_verified: false },
      { sub: "42", email: "ada@mill.example" },
      { sub: "42" },
      { sub: "43", email: "eve@mill.example", email_verified: true },
      { sub: "44", email: "gone@mill.example", email_verified: true },
    ]) {
      provider.claims = claims;
      const browser = new TestBrowser(request());
      const landed = await signInBy(browser);
      expect([claims, landed.pathname, landed.searchParams.get("error")]).toEqual([
        claims,
        "/sign-in",
        "AccessDenied",
      ]);
      expect(await principalOf(browser)).toBeNull();
    }
  });

  it("refuses a token for somebody else, from somebody else, over time, or of another sign-in", async () => {
    provider.claims = { sub: "42", email: "ada@mill.example", email_verified: true };
    for (const tamper of [
      { aud: "another-client" },
      { iss: "http://evil.example" },
      { exp: 1 },
      { nonce: "another" },
    ]) {
      provider.tamper = tamper;
      const browser = new TestBrowser(request());
      await signInBy(browser);
      expect([tamper, await principalOf(browser)]).toEqual([tamper, null]);
    }
    provider.tamper = {};
  });

  it("refuses an answer that this browser did not ask for", async () => {
    provider.claims = { sub: "42", email: "ada@mill.example", email_verified: true };
    const withoutState = new TestBrowser(request());
    await signInBy(withoutState, (url) => {
      url.searchParams.set("state", "forged");
      return url;
    });
    expect(await principalOf(withoutState)).toBeNull();
    // Somebody's own code, handed to another browser to sign it in as them.
    const victim = new TestBrowser(request());
    const attacker = new TestBrowser(request());
    let answer = new URL(attacker.origin);
    await signInBy(attacker, (url) => {
      answer = new URL(url);
      return new URL("/api/auth/error", url);
    });
    await follow(victim, answer);
    expect(await principalOf(victim)).toBeNull();
  });
});
