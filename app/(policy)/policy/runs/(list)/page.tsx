import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { RunsScreen } from "./runs-screen.tsx";

export const metadata: Metadata = { title: "Runs" };

export default async function RunsPage() {
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.runs.list.queryOptions());
  await queryClient.prefetchQuery(trpc.runs.audits.queryOptions());
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RunsScreen />
    </HydrationBoundary>
  );
}
