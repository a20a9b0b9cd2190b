import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { type ForecastPageProps, forecastTarget } from "@/app/account/forecast-target.ts";
import { api, getQueryClient, orNotFound, trpc } from "@/app/trpc/server.ts";
import { SellerProductForecast } from "./seller-product-forecast.tsx";

export async function generateMetadata(props: ForecastPageProps): Promise<Metadata> {
  const { sku } = await orNotFound(api().sellerView.forecast(await forecastTarget(props)));
  return { title: `${sku}: forecast` };
}

export default async function SellerProductForecastPage(props: ForecastPageProps) {
  const target = await forecastTarget(props);
  await orNotFound(api().sellerView.forecast(target));
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.sellerView.forecast.queryOptions(target));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SellerProductForecast {...target} />
    </HydrationBoundary>
  );
}
