"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { ButtonLink } from "@/app/ui/button.tsx";
import { DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatCount } from "@/app/ui/format.ts";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { LinkTabs } from "@/app/ui/tabs.tsx";
import { queueColumns } from "./queue-columns.tsx";
import { queueParams } from "./queue-params.ts";

export function QueueScreen() {
  const trpc = useTRPC();
  const [{ status }] = useQueryStates(queueParams);
  const { data } = useSuspenseQuery(trpc.support.queue.queryOptions({ status }));
  return (
    <>
      <PageHeader
        title="Queue"
        description="Sellers' questions: unanswered first, urgent before others, then the oldest."
        actions={<AsOf computedAt={data.asOfAt} />}
      />
      <LinkTabs
        label="Cases shown"
        tabs={[
          { href: "/support/queue", label: "Unanswered", isCurrent: status === "unanswered" },
          { href: "/support/queue?status=all", label: "All cases", isCurrent: status === "all" },
        ]}
      />
      <div className="h-4" />
      <Panel isFlush footer={<span role="status">{formatCount(data.cases.length, "case")}</span>}>
        <DataTable
          caption={status === "all" ? "All cases" : "Unanswered cases"}
          columns={queueColumns(data.asOfAt)}
          rows={data.cases}
          rowKey={(row) => row.caseId}
          empty={<EmptyQueue isAll={status === "all"} />}
        />
      </Panel>
    </>
  );
}

function EmptyQueue({ isAll }: { readonly isAll: boolean }) {
  if (isAll)
    return (
      <EmptyState title="No cases yet">
        A case appears when a seller asks about a number on its why page.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Every case is answered"
      action={<ButtonLink href="/support/queue?status=all">Show all cases</ButtonLink>}
    >
      New questions appear here first.
    </EmptyState>
  );
}
