"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { CaseSummary } from "@/app/cases/case-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatInstantDay } from "@/app/ui/format-date.ts";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import { Missing } from "@/app/ui/table.tsx";
import { NewCase } from "./new-case.tsx";

export function CasesScreen({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.cases.list.queryOptions({ account }));
  return (
    <>
      <PageHeader
        title="Cases"
        description="Your questions to support. To ask about a number, open its why page and ask from there."
        actions={<NewCase account={account} />}
      />
      <Panel isFlush footer={<AsOf computedAt={data.asOfAt} source="Open cases first" />}>
        <DataTable
          caption="Cases"
          columns={columnsOf(account)}
          rows={data.cases}
          rowKey={(row) => row.caseId}
          empty={
            <EmptyState title="No cases yet">
              When you ask support something, the question and its answer stay here.
            </EmptyState>
          }
        />
      </Panel>
    </>
  );
}

const columnsOf = (account: string): readonly Column<CaseSummary>[] => [
  {
    id: "subject",
    header: "Subject",
    isRowHeader: true,
    cell: (row) => (
      <Link
        href={`/s/${account}/cases/${row.caseId}`}
        className="block max-w-120 py-1 break-words hover:text-accent hover:underline"
      >
        {row.subject}
      </Link>
    ),
  },
  {
    id: "status",
    header: "Status",
    cell: (row) => <StatusBadge kind="case" status={row.status} />,
  },
  { id: "openedAt", header: "Opened", cell: (row) => formatInstantDay(row.openedAt) },
  {
    id: "firstRepliedAt",
    header: "First reply",
    cell: (row) =>
      row.firstRepliedAt ? (
        formatInstantDay(row.firstRepliedAt)
      ) : (
        <Missing reason="not answered yet" />
      ),
  },
];
