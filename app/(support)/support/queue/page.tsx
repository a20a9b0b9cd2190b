import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { readerLocale } from "@/app/explanation/reader-locale.ts";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { queueParams } from "./queue-params.ts";
import { QueueScreen } from "./queue-screen.tsx";

export const metadata: Metadata = { title: "Queue" };

const loadParams = createLoader(queueParams);

interface PageProps {
  readonly searchParams: Promise<SearchParams>;
}

export default async function QueuePage({ searchParams }: PageProps) {
  const { status } = await loadParams(searchParams);
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.support.queue.queryOptions({ status }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <QueueScreen locale={await readerLocale()} />
    </HydrationBoundary>
  );
}
