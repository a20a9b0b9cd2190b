// A browser for tests of signing in: it keeps cookies and sends what a page of ours would send.

import { encode } from "next-auth/jwt";
import type { RequestContext } from "@/server/services/context.ts";
import { cookies, parseCookies } from "./cookies.ts";
import { handleAuthRequest } from "./http.ts";

export interface TestBrowserOptions {
  readonly origin?: string;
  readonly address?: string;
}

export class TestBrowser {
  readonly cookies = new Map<string, string>();
  /** Set-Cookie lines of the last answer. */
  lastSetCookies: readonly string[] = [];
  readonly origin: string;
  readonly address: string;
  readonly #ctx: RequestContext;

  constructor(ctx: RequestContext, options: TestBrowserOptions = {}) {
    this.#ctx = ctx;
    this.origin = options.origin ?? "http://127.0.0.1:3000";
    this.address = options.address ?? "203.0.113.7";
  }

  headers(): Headers {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return new Headers({
      cookie,
      host: new URL(this.origin).host,
      origin: this.origin,
      "sec-fetch-site": "same-origin",
      "x-forwarded-for": this.address,
    });
  }

  async request(path: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const url = new URL(path, this.origin);
    const init = form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) };
    const request = new Request(url, { ...init, headers: this.headers() });
    if (form !== undefined)
      request.headers.set("content-type", "application/x-www-form-urlencoded");
    const response = await handleAuthRequest(this.#ctx, request, url.pathname.split("/").slice(3));
    this.#keep(response);
    return response;
  }

  #keep(response: Response): void {
    this.lastSetCookies = response.headers.getSetCookie();
    for (const line of this.lastSetCookies) {
      const pair = line.split(";")[0] ?? "";
      for (const [name, value] of Object.entries(parseCookies(pair)))
        if (value === "") this.cookies.delete(name);
        else this.cookies.set(name, value);
    }
  }

  /** Holds the cookie of a session that exists. */
  async present(sessionKey: string, secret: string): Promise<void> {
    const name = cookies(this.origin.startsWith("https:")).sessionToken.name;
    this.cookies.set(name, await encode({ token: { key: sessionKey }, secret }));
  }

  /** Signs in with a password; returns the error code that the sign-in page would read, or null. */
  async signIn(email: string, password: string): Promise<string | null> {
    const csrf = (await (await this.request("/api/auth/csrf")).json()) as { csrfToken: string };
    const response = await this.request("/api/auth/callback/credentials", {
      email,
      password,
      csrfToken: csrf.csrfToken,
      callbackUrl: `${this.origin}/`,
      json: "true",
    });
    if (response.status === 503) return "unavailable";
    const { url } = (await response.json()) as { url: string };
    return new URL(url).searchParams.get("error");
  }
}
