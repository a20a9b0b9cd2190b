"use client";

import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import type { AppRouter } from "@/server/api/root.ts";
import { makeQueryClient } from "./query-client.ts";

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

const URL_MAX = 6_000;

let browserQueryClient: QueryClient | undefined;

/** On the server one cache per render; in the browser one for good, also when React throws away the first render. */
function queryClient(): QueryClient {
  if (typeof window === "undefined") return makeQueryClient();
  browserQueryClient ??= makeQueryClient();
  return browserQueryClient;
}

const apiUrl = (): string =>
  typeof window === "undefined" ? "http://unused.invalid/api/trpc" : "/api/trpc";

/** Queries and mutations go in batches; subscriptions are server-sent events. */
const makeApiClient = () =>
  createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({ url: apiUrl() }),
        false: httpBatchLink({ url: apiUrl(), maxURLLength: URL_MAX }),
      }),
    ],
  });

/** Gives the tree below it the API and its cache. */
export function ApiProvider({ children }: { readonly children: ReactNode }) {
  const client = queryClient();
  const [apiClient] = useState(makeApiClient);
  return (
    <QueryClientProvider client={client}>
      <TRPCProvider trpcClient={apiClient} queryClient={client}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
