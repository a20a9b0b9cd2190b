import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { ForecastList } from "@/app/account/forecast-list.tsx";
import { forecastListInput, forecastListParams } from "@/app/account/forecast-params.ts";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
  readonly searchParams: Promise<SearchParams>;
}

const loadParams = createLoader(forecastListParams);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Forecast of ${(await params).account}` };
}

export default async function SellerForecastPage({ params, searchParams }: PageProps) {
  const { account } = await params;
  const state = await loadParams(searchParams);
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(
    trpc.sellerView.forecasts.queryOptions(forecastListInput(account, state)),
  );
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ForecastList account={account} viewer="support" />
    </HydrationBoundary>
  );
}
