import Link from "next/link";
import type { Locale } from "@/app/explanation/page-words.ts";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatInstantIn } from "@/app/ui/format-date.ts";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import { policyTexts } from "../policy-texts.ts";
import { policyLabel } from "../policy-words.ts";

type Draft = RouterOutputs["policies"]["list"]["drafts"][number];

const columnsIn = (locale: Locale): readonly Column<Draft>[] => {
  const words = policyTexts(locale).screen;
  return [
    {
      id: "draft",
      header: words.draft,
      isRowHeader: true,
      cell: (row) => (
        <Link
          href={`/policy/drafts/${row.draftId}`}
          className="block max-w-120 py-1 break-words hover:text-accent hover:underline"
        >
          {row.reason}
          <span className="block text-xs font-normal text-muted">
            {words.draftOf(row.draftId, policyLabel(row.policy, locale), row.baseVersion)}
          </span>
        </Link>
      ),
    },
    {
      id: "status",
      header: words.status,
      cell: (row) => (
        <StatusBadge kind="draft" status={row.status} label={words.statuses[row.status]} />
      ),
    },
    { id: "author", header: words.author, cell: (row) => (row.isOwn ? words.you : row.authorName) },
    {
      id: "updatedAt",
      header: words.lastChanged,
      cell: (row) => formatInstantIn(locale, row.updatedAt),
    },
  ];
};

interface DraftTableProps {
  readonly drafts: readonly Draft[];
  readonly locale: Locale;
}

/** Drafts, the last changed first. */
export function DraftTable({ drafts, locale }: DraftTableProps) {
  const words = policyTexts(locale).screen;
  return (
    <DataTable
      caption={words.draftsCaption}
      columns={columnsIn(locale)}
      rows={drafts}
      rowKey={(row) => row.draftId}
      maxHeight="20rem"
      empty={<EmptyState title={words.nothingPrepared}>{words.nothingPreparedWhy}</EmptyState>}
    />
  );
}
