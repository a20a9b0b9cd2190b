import { defaultShouldDehydrateQuery, isServer, QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";

const STALE_AFTER_MS = 30_000;
const RETRIES_MAX = 2;

/** On the server an answer is asked for once: a page that fails says so at once. A refusal stays a refusal; only what may be different in a second is asked again. */
function isWorthRetrying(failureCount: number, error: Error): boolean {
  const status: unknown = error instanceof TRPCClientError ? error.data?.httpStatus : undefined;
  const isRefused = typeof status === "number" && status < 500;
  return !isRefused && failureCount < RETRIES_MAX;
}

/** One cache per browser, and one per request on the server. Queries that are still running travel to the browser as promises. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: STALE_AFTER_MS, retry: isServer ? false : isWorthRetrying },
      dehydrate: {
        shouldDehydrateQuery: (query) =>
          defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
    },
  });
