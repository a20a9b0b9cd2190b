import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { marketplaceInput, marketplaceParams } from "../marketplace-params.ts";
import { EventsScreen } from "./events-screen.tsx";

export const metadata: Metadata = { title: "Events" };

const loadParams = createLoader(marketplaceParams);

interface PageProps {
  readonly searchParams: Promise<SearchParams>;
}

export default async function EventsPage({ searchParams }: PageProps) {
  const input = marketplaceInput(await loadParams(searchParams));
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.events.list.queryOptions(input));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <EventsScreen />
    </HydrationBoundary>
  );
}
