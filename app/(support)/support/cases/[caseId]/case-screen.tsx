"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Conversation } from "@/app/cases/conversation.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { ButtonLink } from "@/app/ui/button.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatInstant } from "@/app/ui/format-date.ts";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { PanelBoundary } from "@/app/ui/panel-boundary.tsx";
import { ChartSkeleton, TableSkeleton } from "@/app/ui/skeleton.tsx";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import { ExplanationTabs } from "../../explanation-tabs.tsx";
import { CaseActions } from "./case-actions.tsx";
import { ReplyPanel } from "./reply-panel.tsx";

type CaseDetail = RouterOutputs["support"]["case"];

export function CaseScreen({ caseId }: { readonly caseId: number }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.support.case.queryOptions({ caseId }));
  const base = `/support/sellers/${data.account}`;
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Queue", href: "/support/queue" }]}
        title={data.subject}
        badge={<StatusBadge kind="case" status={data.status} />}
        description={
          <>
            Case {data.caseId} of{" "}
            <Link href={base} className="font-medium text-accent hover:underline">
              {data.sellerName}
            </Link>
            , opened {formatInstant(data.openedAt)}. That you read it is on record.
          </>
        }
        actions={<CaseActions caseId={caseId} status={data.status} priority={data.priority} />}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,27rem)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-5">
          <Panel title="Conversation">
            <Conversation entries={data.entries} explanationHref={(id) => `${base}/why/${id}`} />
          </Panel>
          <PanelBoundary fallback={<TableSkeleton rows={4} what="prepared reply" />}>
            <ReplyPanel detail={data} />
          </PanelBoundary>
        </div>
        <AskedAbout detail={data} />
      </div>
    </>
  );
}

/** The explanation that the question is about, in full. */
function AskedAbout({ detail }: { readonly detail: CaseDetail }) {
  const { account, explanationId } = detail;
  if (!explanationId) {
    return (
      <Panel title="The number it is about">
        <EmptyState
          title="No explanation is attached"
          action={
            <ButtonLink href={`/support/sellers/${account}`}>See what the seller sees</ButtonLink>
          }
        >
          The seller asked without a number. Find it on the seller's own pages.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <section aria-label="The explanation it is about" className="min-w-0">
      <PanelBoundary fallback={<ChartSkeleton height={420} />}>
        <ExplanationTabs account={account} explanationId={explanationId} />
      </PanelBoundary>
    </section>
  );
}
