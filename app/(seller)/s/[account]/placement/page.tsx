import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { placementInput, placementParams } from "@/app/account/placement-params.ts";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { PlacementScreen } from "./placement-screen.tsx";

export const metadata: Metadata = { title: "Placement" };

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
  readonly searchParams: Promise<SearchParams>;
}

const loadParams = createLoader(placementParams);

export default async function PlacementPage({ params, searchParams }: PageProps) {
  const { account } = await params;
  const state = await loadParams(searchParams);
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(trpc.placement.list.queryOptions(placementInput(account, state))),
    queryClient.prefetchQuery(trpc.placement.splits.queryOptions({ account })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PlacementScreen account={account} />
    </HydrationBoundary>
  );
}
