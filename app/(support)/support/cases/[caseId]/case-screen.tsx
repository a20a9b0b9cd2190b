"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { caseWords } from "@/app/cases/case-words.ts";
import { Conversation } from "@/app/cases/conversation.tsx";
import { LanguageSelect } from "@/app/explanation/language-select.tsx";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { ButtonLink } from "@/app/ui/button.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatInstantIn } from "@/app/ui/format-date.ts";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { PanelBoundary } from "@/app/ui/panel-boundary.tsx";
import { ChartSkeleton, TableSkeleton } from "@/app/ui/skeleton.tsx";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import { casePageWords } from "../../case-page-words.ts";
import { ExplanationTabs } from "../../explanation-tabs.tsx";
import { CaseActions } from "./case-actions.tsx";
import { ReplyPanel } from "./reply-panel.tsx";

type CaseDetail = RouterOutputs["support"]["case"];

interface CaseScreenProps {
  readonly caseId: number;
  readonly locale: Locale;
}

export function CaseScreen({ caseId, locale }: CaseScreenProps) {
  const trpc = useTRPC();
  const words = casePageWords(locale);
  const { data } = useSuspenseQuery(trpc.support.case.queryOptions({ caseId }));
  const base = `/support/sellers/${data.account}`;
  return (
    <div lang={locale}>
      <PageHeader
        crumbs={[{ label: words.queue, href: "/support/queue" }]}
        title={data.subject}
        badge={
          <StatusBadge
            kind="case"
            status={data.status}
            label={caseWords(locale).statuses[data.status]}
          />
        }
        description={
          <>
            {words.about(data.caseId)}
            <Link href={base} className="font-medium text-accent hover:underline">
              {data.sellerName}
            </Link>
            {words.opened(formatInstantIn(locale, data.openedAt))}
          </>
        }
        actions={
          <>
            <LanguageSelect locale={locale} />
            <CaseActions
              caseId={caseId}
              status={data.status}
              priority={data.priority}
              locale={locale}
            />
          </>
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,27rem)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-5">
          <Panel title={words.conversation}>
            <Conversation
              entries={data.entries}
              explanationHref={(id) => `${base}/why/${id}`}
              locale={locale}
            />
          </Panel>
          <PanelBoundary fallback={<TableSkeleton rows={4} note={words.loadingReply} />}>
            <ReplyPanel detail={data} locale={locale} />
          </PanelBoundary>
        </div>
        <AskedAbout detail={data} locale={locale} />
      </div>
    </div>
  );
}

interface AskedAboutProps {
  readonly detail: CaseDetail;
  readonly locale: Locale;
}

/** The explanation that the question is about, in full. */
function AskedAbout({ detail, locale }: AskedAboutProps) {
  const words = casePageWords(locale);
  const { account, explanationId } = detail;
  if (!explanationId) {
    return (
      <Panel title={words.numberAbout}>
        <EmptyState
          title={words.noExplanation}
          action={<ButtonLink href={`/support/sellers/${account}`}>{words.seeSeller}</ButtonLink>}
        >
          {words.noExplanationWhy}
        </EmptyState>
      </Panel>
    );
  }
  return (
    <section aria-label={words.explanationAbout} className="min-w-0">
      <PanelBoundary fallback={<ChartSkeleton height={420} note={words.loadingExplanation} />}>
        <ExplanationTabs account={account} explanationId={explanationId} locale={locale} />
      </PanelBoundary>
    </section>
  );
}
