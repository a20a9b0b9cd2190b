import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cache } from "react";
import { api, getQueryClient, orNotFound, trpc } from "@/app/trpc/server.ts";
import { CaseScreen } from "./case-screen.tsx";

interface PageProps {
  readonly params: Promise<{ readonly account: string; readonly caseId: string }>;
}

const caseOf = cache((account: string, caseId: string) =>
  orNotFound(api().cases.get({ account, caseId: Number(caseId) })),
);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { account, caseId } = await params;
  const { subject } = await caseOf(account, caseId);
  return { title: `${subject} - Cases` };
}

export default async function CasePage({ params }: PageProps) {
  const { account, caseId } = await params;
  const found = await caseOf(account, caseId);
  const queryClient = getQueryClient();
  queryClient.setQueryData(trpc.cases.get.queryKey({ account, caseId: found.caseId }), found);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <CaseScreen account={account} caseId={found.caseId} />
    </HydrationBoundary>
  );
}
