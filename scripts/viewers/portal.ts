// A running portal as one signed-in person reaches it: pages, and procedures over HTTP.
import { gzipSync } from "node:zlib";
import type { DemoAccount } from "../../server/cli/demo-accounts.ts";

export interface Portal {
  /** The page's HTML; throws where it is not found. */
  readonly page: (path: string) => Promise<string>;
  /** What a query answers. Throws with what was refused. */
  readonly query: <T>(procedure: string, input: unknown) => Promise<Reply<T>>;
}

export interface Reply<T> {
  readonly data: T;
  readonly gzipBytes: number;
}

/** Cookies by name, as a browser keeps them. */
type Jar = Map<string, string>;

const TIMEOUT_MS = 30_000;

function keepCookies(jar: Jar, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [pair = ""] = line.split(";", 1);
    const at = pair.indexOf("=");
    jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

const cookieHeader = (jar: Jar): string =>
  [...jar].map(([name, value]) => `${name}=${value}`).join("; ");

/** Signs in with a password, as the sign-in page does. */
export async function signIn(url: string, { email, password }: DemoAccount): Promise<Portal> {
  const jar: Jar = new Map();
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(`${url}${path}`, {
      ...init,
      redirect: "manual",
      headers: { origin: url, ...init.headers, cookie: cookieHeader(jar) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    keepCookies(jar, response);
    return response;
  };
  const { csrfToken } = (await (await send("/api/auth/csrf")).json()) as { csrfToken: string };
  const response = await send("/api/auth/callback/credentials", {
    method: "POST",
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  if (!response.headers.getSetCookie().some((line) => line.includes("session")))
    throw new Error(
      `${email} cannot sign in at ${url} (${response.status}): is its demo world loaded?`,
    );
  return portalOf(send);
}

function portalOf(send: (path: string) => Promise<Response>): Portal {
  return {
    page: async (path) => {
      const response = await send(path);
      // An answer is at an address of its own, where its question's leads.
      const moved = response.headers.get("location");
      const shown = moved === null ? response : await send(moved);
      if (shown.status !== 200) throw new Error(`${path} answers ${shown.status}`);
      return await shown.text();
    },
    query: async <T>(procedure: string, input: unknown) => {
      const address = `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
      const text = await (await send(address)).text();
      const reply = JSON.parse(text) as {
        result?: { data: T };
        error?: { message: string; data?: { code?: string } };
      };
      if (reply.error)
        throw new Error(`${procedure}: ${reply.error.data?.code} ${reply.error.message}`);
      if (!reply.result) throw new Error(`${procedure}: no result`);
      return { data: reply.result.data, gzipBytes: gzipSync(text).length };
    },
  };
}
