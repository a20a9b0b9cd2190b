"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "@/app/trpc/client.tsx";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatDay, formatInstant } from "@/app/ui/format-date.ts";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import { Missing } from "@/app/ui/table.tsx";
import { PlanNow } from "../../plan-now.tsx";
import { RunProgress } from "../run-progress.tsx";
import { hasEnded, type RunSummary, secondsText, tookSeconds } from "../run-words.ts";
import { NightlyProof } from "./nightly-proof.tsx";

export function RunsScreen() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.runs.list.queryOptions());
  return (
    <>
      <PageHeader
        title="Runs"
        description="A run reads the facts of a day, forecasts, shares the space, and decides every limit and quantity."
        actions={<PlanNow />}
      />
      <Panel isFlush>
        <DataTable
          caption="Planning runs"
          columns={columns}
          rows={data.runs}
          rowKey={(row) => row.runId}
          empty={
            <EmptyState title="No run yet">
              Start one as soon as reports are loaded: sellers see limits and advice after it.
            </EmptyState>
          }
        />
      </Panel>
      <NightlyProof />
    </>
  );
}

const columns: readonly Column<RunSummary>[] = [
  {
    id: "run",
    header: "Run",
    isRowHeader: true,
    cell: (row) => (
      <Link
        href={`/policy/runs/${row.runId}`}
        className="block py-1 hover:text-accent hover:underline"
      >
        Run {row.runId}
        <span className="block text-xs font-normal text-muted">
          {row.accountId === null ? `Marketplace ${row.marketplaceId}` : "One account"}
        </span>
      </Link>
    ),
  },
  { id: "asOfOn", header: "As of", cell: (row) => formatDay(row.asOfOn) },
  {
    id: "status",
    header: "Status",
    cell: (row) =>
      hasEnded(row) ? (
        <StatusBadge kind="run" status={row.status} />
      ) : (
        <span className="block w-64 max-w-full">
          <RunProgress run={row} />
        </span>
      ),
  },
  { id: "startedAt", header: "Started", cell: (row) => formatInstant(row.startedAt) },
  {
    id: "took",
    header: "Took",
    align: "end",
    cell: (row) =>
      row.finishedAt === null ? (
        <Missing reason="not finished" />
      ) : (
        secondsText(tookSeconds(row.startedAt, row.finishedAt))
      ),
  },
];
