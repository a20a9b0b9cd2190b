import Link from "next/link";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatInstant } from "@/app/ui/format-date.ts";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import { policyLabels } from "../policy-words.ts";

type Draft = RouterOutputs["policies"]["list"]["drafts"][number];

const columns: readonly Column<Draft>[] = [
  {
    id: "draft",
    header: "Draft",
    isRowHeader: true,
    cell: (row) => (
      <Link
        href={`/policy/drafts/${row.draftId}`}
        className="block max-w-120 py-1 break-words hover:text-accent hover:underline"
      >
        {row.reason}
        <span className="block text-xs font-normal text-muted">
          Draft {row.draftId} of {policyLabels[row.policy]}, from version {row.baseVersion}
        </span>
      </Link>
    ),
  },
  {
    id: "status",
    header: "Status",
    cell: (row) => <StatusBadge kind="draft" status={row.status} />,
  },
  { id: "author", header: "Author", cell: (row) => (row.isOwn ? "You" : row.authorName) },
  { id: "updatedAt", header: "Last changed", cell: (row) => formatInstant(row.updatedAt) },
];

/** Drafts, the last changed first. */
export function DraftTable({ drafts }: { readonly drafts: readonly Draft[] }) {
  return (
    <DataTable
      caption="Policy drafts"
      columns={columns}
      rows={drafts}
      rowKey={(row) => row.draftId}
      maxHeight="20rem"
      empty={
        <EmptyState title="Nothing is being prepared">
          Start a draft to change a figure: nothing is in force before it is published.
        </EmptyState>
      }
    />
  );
}
