"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatNumber } from "@/app/ui/format.ts";
import { formatDay, formatInstant } from "@/app/ui/format-date.ts";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Pagination } from "@/app/ui/pagination.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import { useTableState } from "@/app/ui/use-table-state.ts";
import { importParams } from "./import-params.ts";

type ImportRow = RouterOutputs["sellerView"]["imports"]["imports"][number];

const PAGE_ROWS = 25;

/** The reports that the seller's figures rest on, and what became of their rows. */
export function SellerImports({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const { query, isRefreshing, goTo } = useTableState(importParams);
  const { data } = useSuspenseQuery(
    trpc.sellerView.imports.queryOptions({ account, page: query.page }),
  );
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Sellers", href: "/support/sellers" }]}
        title="Imports"
        description="The reports that this account's figures rest on."
      />
      <Panel
        isFlush
        footer={
          <Pagination
            page={query.page}
            pageSize={PAGE_ROWS}
            total={data.totalCount}
            noun="imports"
            onPage={goTo}
          />
        }
      >
        <DataTable
          caption="Imports"
          columns={columns}
          rows={data.imports}
          rowKey={(row) => row.importId}
          isRefreshing={isRefreshing}
          empty={
            <EmptyState title="No imports yet">
              Nobody has loaded a report for this account.
            </EmptyState>
          }
        />
      </Panel>
    </>
  );
}

const columns: readonly Column<ImportRow>[] = [
  {
    id: "file",
    header: "File",
    isRowHeader: true,
    cell: (row) => (
      <span className="grid max-w-96">
        <span className="break-all">{row.fileName}</span>
        <span className="text-xs font-normal text-muted">
          {row.failure ?? row.reportTitle ?? "not recognised"}
        </span>
      </span>
    ),
  },
  {
    id: "status",
    header: "Status",
    cell: (row) => <StatusBadge kind="import" status={row.status} />,
  },
  { id: "asOfOn", header: "Complete to", cell: (row) => formatDay(row.asOfOn) },
  {
    id: "loaded",
    header: "Loaded",
    unit: "rows",
    align: "end",
    cell: (row) => formatNumber(row.loadedCount),
  },
  {
    id: "errors",
    header: "With errors",
    unit: "rows",
    align: "end",
    cell: (row) => formatNumber(row.errorCount),
  },
  { id: "at", header: "Loaded at", cell: (row) => formatInstant(row.finishedAt ?? row.createdAt) },
];
