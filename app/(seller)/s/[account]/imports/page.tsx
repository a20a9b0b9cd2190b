import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { getQueryClient, pagePrincipal, trpc } from "@/app/trpc/server.ts";
import { importParams } from "./import-params.ts";
import { ImportsScreen } from "./imports-screen.tsx";

export const metadata: Metadata = { title: "Imports" };

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
  readonly searchParams: Promise<SearchParams>;
}

const loadParams = createLoader(importParams);

export default async function ImportsPage({ params, searchParams }: PageProps) {
  const { account } = await params;
  const { page } = await loadParams(searchParams);
  const principal = await pagePrincipal();
  const timeZone = principal?.accounts.find(({ slug }) => slug === account)?.timeZone ?? "UTC";
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(trpc.imports.list.queryOptions({ account, page })),
    queryClient.prefetchQuery(trpc.imports.accountSetting.queryOptions({ account })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ImportsScreen account={account} timeZone={timeZone} />
    </HydrationBoundary>
  );
}
