import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { TokensScreen } from "./tokens-screen.tsx";

/** The page of a person's own access tokens, the same in every area. */
export async function TokensPage() {
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.tokens.list.queryOptions());
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TokensScreen />
    </HydrationBoundary>
  );
}
