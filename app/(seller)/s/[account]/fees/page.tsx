import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { feesInput, feesParams } from "@/app/account/fees-params.ts";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { FeesScreen } from "./fees-screen.tsx";

export const metadata: Metadata = { title: "Fees" };

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
  readonly searchParams: Promise<SearchParams>;
}

const loadParams = createLoader(feesParams);

export default async function FeesPage({ params, searchParams }: PageProps) {
  const { account } = await params;
  const state = await loadParams(searchParams);
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.fees.get.queryOptions(feesInput(account, state)));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <FeesScreen account={account} />
    </HydrationBoundary>
  );
}
