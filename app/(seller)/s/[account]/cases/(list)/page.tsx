import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { CasesScreen } from "./cases-screen.tsx";

export const metadata: Metadata = { title: "Cases" };

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
}

export default async function CasesPage({ params }: PageProps) {
  const { account } = await params;
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.cases.list.queryOptions({ account }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <CasesScreen account={account} />
    </HydrationBoundary>
  );
}
