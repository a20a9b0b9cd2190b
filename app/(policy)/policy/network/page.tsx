import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { readerLocale } from "@/app/explanation/reader-locale.ts";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { marketplaceInput, marketplaceParams } from "../marketplace-params.ts";
import { NetworkScreen } from "./network-screen.tsx";

export const metadata: Metadata = { title: "Network" };

const loadParams = createLoader(marketplaceParams);

interface PageProps {
  readonly searchParams: Promise<SearchParams>;
}

export default async function NetworkPage({ searchParams }: PageProps) {
  const input = marketplaceInput(await loadParams(searchParams));
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.network.view.queryOptions(input));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <NetworkScreen locale={await readerLocale()} />
    </HydrationBoundary>
  );
}
