import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { readerLocale } from "@/app/explanation/reader-locale.ts";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { OverviewScreen } from "./overview-screen.tsx";

export const metadata: Metadata = { title: "Overview" };

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
}

export default async function OverviewPage({ params }: PageProps) {
  const { account } = await params;
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.overview.get.queryOptions({ account }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <OverviewScreen account={account} locale={await readerLocale()} />
    </HydrationBoundary>
  );
}
