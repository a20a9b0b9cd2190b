import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { cache } from "react";
import { readerLocale } from "@/app/explanation/reader-locale.ts";
import { api, getQueryClient, orNotFound, trpc } from "@/app/trpc/server.ts";
import { isTraceView } from "../../explanation-params.ts";
import { CaseScreen } from "./case-screen.tsx";

interface PageProps {
  readonly params: Promise<{ readonly caseId: string }>;
  readonly searchParams: Promise<SearchParams>;
}

// Once per request: reading a case is on record.
const caseOf = cache((caseId: string) =>
  orNotFound(api().support.case({ caseId: Number(caseId) })),
);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { subject, sellerName } = await caseOf((await params).caseId);
  return { title: `${subject} - ${sellerName}` };
}

export default async function CasePage({ params, searchParams }: PageProps) {
  const found = await caseOf((await params).caseId);
  const { caseId, account, explanationId } = found;
  const locale = await readerLocale();
  const queryClient = getQueryClient();
  queryClient.setQueryData(trpc.support.case.queryKey({ caseId }), found);
  if (explanationId) {
    const target = { account, explanationId, locale };
    void queryClient.prefetchQuery(trpc.sellerView.explanation.queryOptions(target));
    void queryClient.prefetchQuery(trpc.sellerView.replyDraft.queryOptions(target));
    if (await isTraceView(searchParams))
      void queryClient.prefetchQuery(trpc.sellerView.trace.queryOptions(target));
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <CaseScreen caseId={caseId} locale={locale} />
    </HydrationBoundary>
  );
}
