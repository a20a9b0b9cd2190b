import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { marketplaceInput, marketplaceParams } from "../../marketplace-params.ts";
import { ModelsScreen } from "./models-screen.tsx";

export const metadata: Metadata = { title: "Forecast models" };

const loadParams = createLoader(marketplaceParams);

interface PageProps {
  readonly searchParams: Promise<SearchParams>;
}

export default async function ModelsPage({ searchParams }: PageProps) {
  const input = marketplaceInput(await loadParams(searchParams));
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(trpc.forecastModels.list.queryOptions()),
    queryClient.prefetchQuery(trpc.forecastModels.jobs.queryOptions(input)),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ModelsScreen />
    </HydrationBoundary>
  );
}
