// The sign-in endpoints, /api/auth/*: a Request in, a Response out. Of next-auth's actions only these are open.
import NextAuth, { type NextAuthOptions } from "next-auth";
import { environment } from "@/server/core/env.ts";
import type { RequestContext } from "@/server/services/context.ts";
import { closeSession, sessionScope } from "@/server/services/identity/session.ts";
import { cookies, parseCookies, presentedKey } from "./cookies.ts";
import { nextAuthOptions } from "./next-auth-options.ts";
import { clientAddress, isSameOriginRequest, requestOrigin } from "./origin.ts";
import { authSettings, isSecureOrigin } from "./principal.ts";

const OPEN_ACTIONS: readonly string[] = ["csrf", "providers", "signin", "callback", "error"];
const BODY_BYTES_MAX = 16_384;

type Query = Record<string, string | string[]>;

interface AuthCall {
  readonly query: Query;
  readonly cookies: Record<string, string>;
  readonly headers: Record<string, string>;
  readonly method: string;
  readonly body: Record<string, unknown> | undefined;
}

/** The part of Node's response that next-auth writes to. */
class AnswerRecorder {
  #status = 200;
  readonly #headers = new Map<string, string | readonly string[]>();
  #body: string | null = null;

  status(code: number): this {
    this.#status = code;
    return this;
  }
  getHeader(name: string): string | readonly string[] | undefined {
    return this.#headers.get(name.toLowerCase());
  }
  setHeader(name: string, value: string | readonly string[]): this {
    this.#headers.set(name.toLowerCase(), value);
    return this;
  }
  json(value: unknown): void {
    this.setHeader("content-type", "application/json").send(JSON.stringify(value));
  }
  send(body: unknown): void {
    this.#body = typeof body === "string" ? body : JSON.stringify(body ?? null);
  }
  end(): void {
    this.#body ??= null;
  }
  toResponse(): Response {
    const headers = new Headers({ "cache-control": "private, no-store" });
    for (const [name, value] of this.#headers)
      for (const item of typeof value === "string" ? [value] : value) headers.append(name, item);
    return new Response(this.#body, { status: this.#status, headers });
  }
}

const refusal = (status: number, error: string): Response =>
  Response.json({ error }, { status, headers: { "cache-control": "private, no-store" } });

async function readBody(request: Request): Promise<Record<string, unknown> | undefined> {
  const text = await request.text();
  if (text.length > BODY_BYTES_MAX) throw new RangeError("sign-in body is too long");
  if (request.headers.get("content-type")?.startsWith("application/json") !== true)
    return Object.fromEntries(new URLSearchParams(text));
  const value: unknown = JSON.parse(text);
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? { ...value }
    : undefined;
}

/** next-auth learns which site it is from the environment, at the very start of its call and before anything is awaited. */
function callNextAuth(
  origin: string,
  call: AuthCall,
  answer: AnswerRecorder,
  options: NextAuthOptions,
): Promise<void> {
  const previous = process.env.NEXTAUTH_URL;
  process.env.NEXTAUTH_URL = origin;
  try {
    return Promise.resolve(NextAuth(call as never, answer as never, options));
  } finally {
    if (previous === undefined) delete process.env.NEXTAUTH_URL;
    else process.env.NEXTAUTH_URL = previous;
  }
}

const setsSession = (response: Response, name: string): boolean =>
  response.headers
    .getSetCookie()
    .some((cookie) => cookie.startsWith(`${name}=`) && !cookie.startsWith(`${name}=;`));

async function answerAuth(
  ctx: RequestContext,
  request: Request,
  path: readonly string[],
): Promise<Response> {
  const { secret, publicUrl } = authSettings();
  const env = environment();
  const origin = requestOrigin(request.headers, publicUrl);
  const isSecure = isSecureOrigin(origin);
  const address = clientAddress(request.headers, env.TRUSTED_PROXY_COUNT);
  const call: AuthCall = {
    query: { ...Object.fromEntries(new URL(request.url).searchParams), nextauth: [...path] },
    cookies: parseCookies(request.headers.get("cookie")),
    headers: Object.fromEntries(request.headers),
    method: request.method,
    body: request.method === "POST" ? await readBody(request) : undefined,
  };
  const before = await presentedKey(request.headers, { isSecure, secret });
  const answer = new AnswerRecorder();
  const options = nextAuthOptions({ ctx, env, secret, origin, address });
  await callNextAuth(origin, call, answer, options);
  const response = answer.toResponse();
  // A session never lives on under a sign-in: whoever knew the key before it knows nothing after it.
  if (before !== null && setsSession(response, cookies(isSecure).sessionToken.name))
    await closeSession(ctx, sessionScope(before));
  return response;
}

/** Answers /api/auth/<path>. What goes wrong on our side is a 503 without a reason. */
export async function handleAuthRequest(
  ctx: RequestContext,
  request: Request,
  path: readonly string[],
): Promise<Response> {
  if (!OPEN_ACTIONS.includes(path[0] ?? "")) return refusal(404, "not_found");
  try {
    if (request.method !== "GET" && !isSameOriginRequest(request.headers, authSettings().publicUrl))
      return refusal(403, "cross_site");
    return await answerAuth(ctx, request, path);
  } catch (error) {
    ctx.logger.error({ err: error, requestId: ctx.requestId }, "sign-in is not available");
    return refusal(503, "unavailable");
  }
}
