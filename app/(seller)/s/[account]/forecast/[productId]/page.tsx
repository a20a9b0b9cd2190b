import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { type ForecastPageProps, forecastTarget } from "@/app/account/forecast-target.ts";
import { api, getQueryClient, orNotFound, trpc } from "@/app/trpc/server.ts";
import { ProductScreen } from "./product-screen.tsx";

export async function generateMetadata(props: ForecastPageProps): Promise<Metadata> {
  const { sku } = await orNotFound(api().forecast.get(await forecastTarget(props)));
  return { title: `${sku}: forecast` };
}

/** One product: its fan, its past, what became of earlier forecasts, and the seller's own view. */
export default async function ProductForecastPage(props: ForecastPageProps) {
  const target = await forecastTarget(props);
  await orNotFound(api().forecast.get(target));
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(trpc.forecast.get.queryOptions(target)),
    queryClient.prefetchQuery(trpc.placement.targets.queryOptions(target)),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ProductScreen {...target} />
    </HydrationBoundary>
  );
}
