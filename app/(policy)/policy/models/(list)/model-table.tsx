import Link from "next/link";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatBytes, formatNumber } from "@/app/ui/format.ts";
import { formatInstant } from "@/app/ui/format-date.ts";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import { Missing } from "@/app/ui/table.tsx";
import { gainText, kindLabels, type ModelSummary, modelTitle } from "../model-words.ts";

const columns: readonly Column<ModelSummary>[] = [
  {
    id: "model",
    header: "Version",
    isRowHeader: true,
    cell: (row) => (
      <Link
        href={`/policy/models/${row.modelId}`}
        className="block py-1 hover:text-accent hover:underline"
      >
        {modelTitle(row)}
        <span className="block text-xs font-normal text-muted">
          {kindLabels[row.kind]},{" "}
          {row.marketplaceId === null ? "any marketplace" : `marketplace ${row.marketplaceId}`}
        </span>
      </Link>
    ),
  },
  {
    id: "status",
    header: "Status",
    cell: (row) => <StatusBadge kind="model" status={row.status} />,
  },
  {
    id: "quality",
    header: "Against the best classical method",
    cell: (row) => gainText(row) ?? <Missing reason="not measured" />,
  },
  { id: "trainedAt", header: "Trained", cell: (row) => formatInstant(row.trainedAt) },
  {
    id: "rowCount",
    header: "Examples",
    align: "end",
    cell: (row) => formatNumber(row.rowCount),
  },
  { id: "byteCount", header: "Size", align: "end", cell: (row) => formatBytes(row.byteCount) },
];

export function ModelTable({ models }: { readonly models: readonly ModelSummary[] }) {
  return (
    <DataTable
      caption="Versions of the forecast model"
      columns={columns}
      rows={models}
      rowKey={(row) => row.modelId}
      empty={
        <EmptyState title="No version is stored yet">
          Until there is one, runs forecast with the season and level engine and classical methods.
        </EmptyState>
      }
    />
  );
}
