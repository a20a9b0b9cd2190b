import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { SellerExtraSpace } from "./seller-extra-space.tsx";

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Extra space of ${(await params).account}` };
}

export default async function SellerExtraSpacePage({ params }: PageProps) {
  const { account } = await params;
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.sellerView.market.queryOptions({ account }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SellerExtraSpace account={account} />
    </HydrationBoundary>
  );
}
