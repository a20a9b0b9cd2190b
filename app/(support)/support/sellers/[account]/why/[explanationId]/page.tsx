import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { cache } from "react";
import { readerLocale } from "@/app/explanation/reader-locale.ts";
import { api, getQueryClient, orNotFound, trpc } from "@/app/trpc/server.ts";
import { answerWords } from "../../../../answer-words.ts";
import { isTraceView } from "../../../../explanation-params.ts";
import { SellerWhy } from "./seller-why.tsx";

interface PageProps {
  readonly params: Promise<{ readonly account: string; readonly explanationId: string }>;
  readonly searchParams: Promise<SearchParams>;
}

const explanationOf = cache(async (account: string, explanationId: string) => {
  const target = { account, explanationId, locale: await readerLocale() };
  return { target, found: await orNotFound(api().sellerView.explanation(target)) };
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { account, explanationId } = await params;
  const { target, found } = await explanationOf(account, explanationId);
  return { title: answerWords(target.locale).why(found.title) };
}

export default async function SellerWhyPage({ params, searchParams }: PageProps) {
  const { account, explanationId } = await params;
  const { target, found } = await explanationOf(account, explanationId);
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
