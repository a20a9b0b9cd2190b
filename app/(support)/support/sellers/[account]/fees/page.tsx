import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { feesInput, feesParams } from "@/app/account/fees-params.ts";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { SellerFees } from "./seller-fees.tsx";

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
  readonly searchParams: Promise<SearchParams>;
}

const loadParams = createLoader(feesParams);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Fees of ${(await params).account}` };
}

export default async function SellerFeesPage({ params, searchParams }: PageProps) {
  const { account } = await params;
  const state = await loadParams(searchParams);
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.sellerView.fees.queryOptions(feesInput(account, state)));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SellerFees account={account} />
    </HydrationBoundary>
  );
}
