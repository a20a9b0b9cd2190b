import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cache } from "react";
import { api, getQueryClient, orNotFound, trpc } from "@/app/trpc/server.ts";
import { CaseScreen } from "./case-screen.tsx";

interface PageProps {
  readonly params: Promise<{ readonly caseId: string }>;
}

// Once per request: reading a case is on record.
const caseOf = cache((caseId: string) =>
  orNotFound(api().support.case({ caseId: Number(caseId) })),
);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { subject, sellerName } = await caseOf((await params).caseId);
  return { title: `${subject} - ${sellerName}` };
}

export default async function CasePage({ params }: PageProps) {
  const found = await caseOf((await params).caseId);
  const { caseId, account, explanationId } = found;
  const queryClient = getQueryClient();
  queryClient.setQueryData(trpc.support.case.queryKey({ caseId }), found);
  if (explanationId) {
    void queryClient.prefetchQuery(
      trpc.sellerView.explanation.queryOptions({ account, explanationId }),
    );
    void queryClient.prefetchQuery(
      trpc.sellerView.replyDraft.queryOptions({ account, explanationId }),
    );
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <CaseScreen caseId={caseId} />
    </HydrationBoundary>
  );
}
