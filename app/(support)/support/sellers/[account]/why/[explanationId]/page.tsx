import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { cache } from "react";
import { api, getQueryClient, orNotFound, trpc } from "@/app/trpc/server.ts";
import { isTraceView } from "../../../../explanation-params.ts";
import { SellerWhy } from "./seller-why.tsx";

interface PageProps {
  readonly params: Promise<{ readonly account: string; readonly explanationId: string }>;
  readonly searchParams: Promise<SearchParams>;
}

const explanationOf = cache((account: string, explanationId: string) =>
  orNotFound(api().sellerView.explanation({ account, explanationId })),
);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { account, explanationId } = await params;
  const { title } = await explanationOf(account, explanationId);
  return { title: `${title}: why` };
}

export default async function SellerWhyPage({ params, searchParams }: PageProps) {
  const target = await params;
  const found = await explanationOf(target.account, target.explanationId);
  const queryClient = getQueryClient();
  queryClient.setQueryData(trpc.sellerView.explanation.queryKey(target), found);
  if (await isTraceView(searchParams))
    void queryClient.prefetchQuery(trpc.sellerView.trace.queryOptions(target));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SellerWhy {...target} />
    </HydrationBoundary>
  );
}
