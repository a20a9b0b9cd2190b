import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cache } from "react";
import { api, getQueryClient, orNotFound, trpc } from "@/app/trpc/server.ts";
import { policyLabel } from "../../policy-words.ts";
import { DraftScreen } from "./draft-screen.tsx";

interface PageProps {
  readonly params: Promise<{ readonly draftId: string }>;
}

const draftOf = cache((draftId: string) =>
  orNotFound(api().policies.draft({ draftId: Number(draftId) })),
);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { draftId, policy } = await draftOf((await params).draftId);
  return { title: `Draft ${draftId} of ${policyLabel(policy)}` };
}

export default async function DraftPage({ params }: PageProps) {
  const found = await draftOf((await params).draftId);
  const { draftId } = found;
  const queryClient = getQueryClient();
  queryClient.setQueryData(trpc.policies.draft.queryKey({ draftId }), found);
  // A published draft offers the next run.
  if (found.status === "published") void queryClient.prefetchQuery(trpc.runs.list.queryOptions());
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <DraftScreen draftId={draftId} />
    </HydrationBoundary>
  );
}
