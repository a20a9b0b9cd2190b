// The API over HTTP: /api/trpc/*. Bodies are small JSON; files go elsewhere.
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createApiContext, requestIdOf, webRequestContext } from "./context.ts";
import { readLimited } from "./limited-body.ts";
import { appRouter } from "./root.ts";

const ENDPOINT = "/api/trpc";
export const BODY_BYTES_MAX = 1_048_576;

const tooLarge = (): Response =>
  Response.json(
    { error: "body_too_large", maximumBytes: BODY_BYTES_MAX },
    { status: 413, headers: { "cache-control": "private, no-store" } },
  );

async function withLimitedBody(request: Request): Promise<Request | null> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_BYTES_MAX) return null;
  if (request.body === null) return request;
  const bytes = await readLimited(request.body, BODY_BYTES_MAX);
  if (bytes === null) return null;
  const { url, method, headers, signal } = request;
  return new Request(url, { method, headers, signal, body: new Uint8Array(bytes) });
}

/** Answers one HTTP request for procedures, batched or streamed. What belongs to a tenant is kept by no cache. */
export async function handleApiRequest(original: Request): Promise<Response> {
  const request = await withLimitedBody(original);
  if (request === null) return tooLarge();
  const response = await fetchRequestHandler({
    endpoint: ENDPOINT,
    req: request,
    router: appRouter,
    createContext: ({ resHeaders }) => createApiContext(request.headers, resHeaders),
    onError: ({ error, path }) => {
      if (path !== undefined) return;
      const { logger } = webRequestContext(request.headers);
      const requestId = requestIdOf(request.headers);
      logger.warn({ code: error.code, requestId }, "request is no procedure call");
    },
  });
  response.headers.set("cache-control", "private, no-store");
  return response;
}
