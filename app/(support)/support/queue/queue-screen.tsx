"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { LanguageSelect } from "@/app/explanation/language-select.tsx";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { ButtonLink } from "@/app/ui/button.tsx";
import { DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { LinkTabs } from "@/app/ui/tabs.tsx";
import { type CasePageWords, casePageWords } from "../case-page-words.ts";
import { queueColumns } from "./queue-columns.tsx";
import { queueParams } from "./queue-params.ts";

export function QueueScreen({ locale }: { readonly locale: Locale }) {
  const trpc = useTRPC();
  const words = casePageWords(locale);
  const [{ status }] = useQueryStates(queueParams);
  const { data } = useSuspenseQuery(trpc.support.queue.queryOptions({ status }));
  return (
    <div lang={locale}>
      <PageHeader
        title={words.queue}
        description={words.queueAbout}
        actions={
          <>
            <AsOf computedAt={data.asOfAt} locale={locale} />
            <LanguageSelect locale={locale} />
          </>
        }
      />
      <LinkTabs
        label={words.casesShown}
        tabs={[
          { href: "/support/queue", label: words.unanswered, isCurrent: status === "unanswered" },
          { href: "/support/queue?status=all", label: words.allCases, isCurrent: status === "all" },
        ]}
      />
      <div className="h-4" />
      <Panel isFlush footer={<span role="status">{words.count(data.cases.length)}</span>}>
        <DataTable
          caption={status === "all" ? words.allCases : words.unansweredCases}
          columns={queueColumns(data.asOfAt, locale)}
          rows={data.cases}
          rowKey={(row) => row.caseId}
          empty={<EmptyQueue isAll={status === "all"} words={words} />}
        />
      </Panel>
    </div>
  );
}

interface EmptyQueueProps {
  readonly isAll: boolean;
  readonly words: CasePageWords;
}

function EmptyQueue({ isAll, words }: EmptyQueueProps) {
  if (isAll) return <EmptyState title={words.noCases}>{words.noCasesWhy}</EmptyState>;
  return (
    <EmptyState
      title={words.allAnswered}
      action={<ButtonLink href="/support/queue?status=all">{words.showAll}</ButtonLink>}
    >
      {words.allAnsweredWhy}
    </EmptyState>
  );
}
