import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { readerLocale } from "@/app/explanation/reader-locale.ts";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { sellerSearchParams } from "./search-params.ts";
import { SellersScreen } from "./sellers-screen.tsx";

export const metadata: Metadata = { title: "Sellers" };

const loadParams = createLoader(sellerSearchParams);

interface PageProps {
  readonly searchParams: Promise<SearchParams>;
}

export default async function SellersPage({ searchParams }: PageProps) {
  const { q } = await loadParams(searchParams);
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.support.find.queryOptions({ search: q }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SellersScreen locale={await readerLocale()} />
    </HydrationBoundary>
  );
}
