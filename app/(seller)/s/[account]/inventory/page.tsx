import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { InventoryScreen } from "./inventory-screen.tsx";

export const metadata: Metadata = { title: "Inventory" };

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
}

export default async function InventoryPage({ params }: PageProps) {
  const { account } = await params;
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.inventory.inStock.queryOptions({ account }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <InventoryScreen account={account} />
    </HydrationBoundary>
  );
}
