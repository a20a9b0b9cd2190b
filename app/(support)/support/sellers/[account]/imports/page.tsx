import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { importParams } from "./import-params.ts";
import { SellerImports } from "./seller-imports.tsx";

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
  readonly searchParams: Promise<SearchParams>;
}

const loadParams = createLoader(importParams);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Imports of ${(await params).account}` };
}

export default async function SellerImportsPage({ params, searchParams }: PageProps) {
  const { account } = await params;
  const { page } = await loadParams(searchParams);
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.sellerView.imports.queryOptions({ account, page }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SellerImports account={account} />
    </HydrationBoundary>
  );
}
