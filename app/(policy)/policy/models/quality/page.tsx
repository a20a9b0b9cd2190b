import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { marketplaceInput } from "../../marketplace-params.ts";
import { QualityScreen } from "./quality-screen.tsx";
import { qualityParams } from "./search-params.ts";

export const metadata: Metadata = { title: "Forecast quality" };

const loadParams = createLoader(qualityParams);

interface PageProps {
  readonly searchParams: Promise<SearchParams>;
}

export default async function QualityPage({ searchParams }: PageProps) {
  const input = marketplaceInput(await loadParams(searchParams));
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(trpc.forecastModels.quality.queryOptions(input)),
    queryClient.prefetchQuery(trpc.forecastModels.jobs.queryOptions(input)),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <QualityScreen />
    </HydrationBoundary>
  );
}
