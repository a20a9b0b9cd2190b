import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { restockInput, restockParams } from "@/app/account/restock-params.ts";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { ReplenishmentScreen } from "./replenishment-screen.tsx";

export const metadata: Metadata = { title: "Replenishment" };

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
  readonly searchParams: Promise<SearchParams>;
}

const loadParams = createLoader(restockParams);

export default async function ReplenishmentPage({ params, searchParams }: PageProps) {
  const { account } = await params;
  const state = await loadParams(searchParams);
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(trpc.replenishment.list.queryOptions(restockInput(account, state))),
    queryClient.prefetchQuery(trpc.replenishment.overrides.queryOptions({ account })),
    queryClient.prefetchQuery(trpc.replenishment.budget.queryOptions({ account })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ReplenishmentScreen account={account} />
    </HydrationBoundary>
  );
}
