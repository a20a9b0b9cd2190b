"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Conversation } from "@/app/cases/conversation.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { ButtonLink } from "@/app/ui/button.tsx";
import { formatInstant } from "@/app/ui/format-date.ts";
import { NoticeBar } from "@/app/ui/notice-bar.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import { AddMessage } from "./add-message.tsx";

interface CaseScreenProps {
  readonly account: string;
  readonly caseId: number;
}

export function CaseScreen({ account, caseId }: CaseScreenProps) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.cases.get.queryOptions({ account, caseId }));
  const explanationHref = (id: string) => `/s/${account}/why/${id}`;
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Cases", href: `/s/${account}/cases` }]}
        title={data.subject}
        badge={<StatusBadge kind="case" status={data.status} />}
        description={`Case ${data.caseId}, opened ${formatInstant(data.openedAt)}`}
        actions={
          data.explanationId ? (
            <ButtonLink href={explanationHref(data.explanationId)}>
              The explanation it is about
            </ButtonLink>
          ) : undefined
        }
      />
      <div className="grid max-w-3xl gap-5">
        <Panel title="Conversation">
          <Conversation entries={data.entries} explanationHref={explanationHref} />
        </Panel>
        {data.status === "closed" ? (
          <NoticeBar title="This case is closed.">
            Ask again from the number's why page, or open a new case.
          </NoticeBar>
        ) : (
          <AddMessage account={account} caseId={caseId} />
        )}
      </div>
    </>
  );
}
