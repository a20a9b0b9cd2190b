import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { SellerLimits } from "./seller-limits.tsx";

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Limits of ${(await params).account}` };
}

export default async function SellerLimitsPage({ params }: PageProps) {
  const { account } = await params;
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(trpc.sellerView.overview.queryOptions({ account })),
    queryClient.prefetchQuery(trpc.sellerView.declared.queryOptions({ account })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SellerLimits account={account} />
    </HydrationBoundary>
  );
}
