import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { ForecastList } from "@/app/account/forecast-list.tsx";
import { forecastListInput, forecastListParams } from "@/app/account/forecast-params.ts";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";

export const metadata: Metadata = { title: "Forecast" };

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
  readonly searchParams: Promise<SearchParams>;
}

const loadParams = createLoader(forecastListParams);

export default async function ForecastPage({ params, searchParams }: PageProps) {
  const { account } = await params;
  const state = await loadParams(searchParams);
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(
    trpc.forecast.list.queryOptions(forecastListInput(account, state)),
  );
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ForecastList account={account} viewer="seller" />
    </HydrationBoundary>
  );
}
