import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { ExtraSpaceScreen } from "./extra-space-screen.tsx";

export const metadata: Metadata = { title: "Extra space" };

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
}

export default async function ExtraSpacePage({ params }: PageProps) {
  const { account } = await params;
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.market.get.queryOptions({ account }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ExtraSpaceScreen account={account} />
    </HydrationBoundary>
  );
}
