import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { readerLocale } from "@/app/explanation/reader-locale.ts";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { SellerOverview } from "./seller-overview.tsx";

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Overview of ${(await params).account}` };
}

export default async function SellerOverviewPage({ params }: PageProps) {
  const { account } = await params;
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.sellerView.overview.queryOptions({ account }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SellerOverview account={account} locale={await readerLocale()} />
    </HydrationBoundary>
  );
}
