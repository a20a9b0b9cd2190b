import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { restockInput, restockParams } from "@/app/account/restock-params.ts";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { SellerRestock } from "./seller-restock.tsx";

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
  readonly searchParams: Promise<SearchParams>;
}

const loadParams = createLoader(restockParams);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Replenishment of ${(await params).account}` };
}

export default async function SellerRestockPage({ params, searchParams }: PageProps) {
  const { account } = await params;
  const state = await loadParams(searchParams);
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(trpc.sellerView.restock.queryOptions(restockInput(account, state))),
    queryClient.prefetchQuery(trpc.sellerView.overrides.queryOptions({ account })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SellerRestock account={account} />
    </HydrationBoundary>
  );
}
