import { ArrowUp } from "lucide-react";
import Link from "next/link";
import { ageText, type CaseSummary, priorityLooks } from "@/app/cases/case-words.ts";
import { Badge } from "@/app/ui/badge.tsx";
import type { Column } from "@/app/ui/data-table.tsx";
import { formatInstant } from "@/app/ui/format-date.ts";
import { StatusBadge } from "@/app/ui/status-badge.tsx";

/** Columns of the queue; ages are counted to `asOfAt`. */
export const queueColumns = (asOfAt: string): readonly Column<CaseSummary>[] => [
  {
    id: "subject",
    header: "Question",
    isRowHeader: true,
    cell: (row) => (
      <Link
        href={`/support/cases/${row.caseId}`}
        className="block max-w-120 py-1 break-words hover:text-accent hover:underline"
      >
        {row.subject}
        <span className="block text-xs font-normal text-muted">Case {row.caseId}</span>
      </Link>
    ),
  },
  {
    id: "seller",
    header: "Seller",
    cell: (row) => (
      <Link
        href={`/support/sellers/${row.account}`}
        className="py-1 hover:text-accent hover:underline"
      >
        {row.sellerName}
      </Link>
    ),
  },
  {
    id: "status",
    header: "Status",
    cell: (row) => <StatusBadge kind="case" status={row.status} />,
  },
  { id: "priority", header: "Priority", cell: (row) => <Priority priority={row.priority} /> },
  {
    id: "age",
    header: "Age",
    align: "end",
    cell: (row) => (
      <time dateTime={row.openedAt} title={formatInstant(row.openedAt)} className="tabular">
        {ageText(row.openedAt, asOfAt)}
      </time>
    ),
  },
  {
    id: "firstReply",
    header: "First reply",
    align: "end",
    cell: (row) =>
      row.firstRepliedAt ? (
        <span className="tabular">after {ageText(row.openedAt, row.firstRepliedAt)}</span>
      ) : (
        <span className="text-muted">none yet</span>
      ),
  },
];

function Priority({ priority }: { readonly priority: CaseSummary["priority"] }) {
  const { label, tone } = priorityLooks[priority];
  const icon = priority === "high" ? <ArrowUp aria-hidden="true" /> : undefined;
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}
