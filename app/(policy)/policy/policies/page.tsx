import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { PoliciesScreen } from "./policies-screen.tsx";

export const metadata: Metadata = { title: "Policies" };

export default async function PoliciesPage() {
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(trpc.policies.list.queryOptions()),
    queryClient.prefetchQuery(trpc.policies.declaredRecords.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PoliciesScreen />
    </HydrationBoundary>
  );
}
