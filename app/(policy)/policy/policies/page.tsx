import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { readerLocale } from "@/app/explanation/reader-locale.ts";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { PoliciesScreen } from "./policies-screen.tsx";

export const metadata: Metadata = { title: "Policies" };

export default async function PoliciesPage() {
  const locale = await readerLocale();
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(trpc.policies.list.queryOptions({ locale })),
    queryClient.prefetchQuery(trpc.policies.declaredRecords.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PoliciesScreen locale={locale} />
    </HydrationBoundary>
  );
}
