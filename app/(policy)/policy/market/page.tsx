import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { MarketScreen } from "./market-screen.tsx";

export const metadata: Metadata = { title: "Market rounds" };

export default async function MarketPage() {
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.market.rounds.queryOptions());
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <MarketScreen />
    </HydrationBoundary>
  );
}
