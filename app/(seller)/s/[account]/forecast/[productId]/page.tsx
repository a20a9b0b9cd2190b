import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { api, getQueryClient, orNotFound, trpc } from "@/app/trpc/server.ts";
import { ProductScreen } from "./product-screen.tsx";

interface PageProps {
  readonly params: Promise<{ readonly account: string; readonly productId: string }>;
}

async function targetOf(params: PageProps["params"]) {
  const { account, productId } = await params;
  if (!/^[1-9]\d{0,14}$/.test(productId)) notFound();
  return { account, productId: Number(productId) };
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { sku } = await orNotFound(api().forecast.get(await targetOf(params)));
  return { title: `${sku}: forecast` };
}

/** One product: its fan, its past, what became of earlier forecasts, and the seller's own view. */
export default async function ProductForecastPage({ params }: PageProps) {
  const target = await targetOf(params);
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
