import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { LimitsScreen } from "./limits-screen.tsx";

export const metadata: Metadata = { title: "Limits" };

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
}

export default async function LimitsPage({ params }: PageProps) {
  const { account } = await params;
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(trpc.limits.list.queryOptions({ account })),
    queryClient.prefetchQuery(trpc.limits.ceilings.queryOptions({ account })),
    queryClient.prefetchQuery(trpc.limits.declared.queryOptions({ account })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <LimitsScreen account={account} />
    </HydrationBoundary>
  );
}
