import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cache } from "react";
import { api, getQueryClient, orNotFound, trpc } from "@/app/trpc/server.ts";
import { RunScreen } from "./run-screen.tsx";

interface PageProps {
  readonly params: Promise<{ readonly runId: string }>;
}

const runOf = cache((runId: string) => orNotFound(api().runs.get({ runId: Number(runId) })));

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { runId } = await runOf((await params).runId);
  return { title: `Run ${runId}` };
}

export default async function RunPage({ params }: PageProps) {
  const found = await runOf((await params).runId);
  const { runId } = found;
  const queryClient = getQueryClient();
  queryClient.setQueryData(trpc.runs.get.queryKey({ runId }), found);
  if (found.status === "done")
    await queryClient.prefetchQuery(trpc.runs.overrides.queryOptions({ runId }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RunScreen runId={runId} />
    </HydrationBoundary>
  );
}
