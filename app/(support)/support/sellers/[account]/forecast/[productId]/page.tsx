import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { api, getQueryClient, orNotFound, trpc } from "@/app/trpc/server.ts";
import { SellerProductForecast } from "./seller-product-forecast.tsx";

interface PageProps {
  readonly params: Promise<{ readonly account: string; readonly productId: string }>;
}

async function targetOf(params: PageProps["params"]) {
  const { account, productId } = await params;
  if (!/^[1-9]\d{0,14}$/.test(productId)) notFound();
  return { account, productId: Number(productId) };
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { sku } = await orNotFound(api().sellerView.forecast(await targetOf(params)));
  return { title: `${sku}: forecast` };
}

export default async function SellerProductForecastPage({ params }: PageProps) {
  const target = await targetOf(params);
  await orNotFound(api().sellerView.forecast(target));
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.sellerView.forecast.queryOptions(target));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SellerProductForecast {...target} />
    </HydrationBoundary>
  );
}
