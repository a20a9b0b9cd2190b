import { ArrowUp } from "lucide-react";
import Link from "next/link";
import {
  ageText,
  type CasePriority,
  type CaseSummary,
  caseWords,
  priorityTones,
} from "@/app/cases/case-words.ts";
import type { Locale } from "@/app/explanation/page-words.ts";
import { Badge } from "@/app/ui/badge.tsx";
import type { Column } from "@/app/ui/data-table.tsx";
import { formatInstantIn } from "@/app/ui/format-date.ts";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import { casePageWords } from "../case-page-words.ts";

/** Columns of the queue; ages are counted to `asOfAt`. */
export function queueColumns(asOfAt: string, locale: Locale): readonly Column<CaseSummary>[] {
  const [words, page] = [caseWords(locale), casePageWords(locale)];
  return [
    {
      id: "subject",
      header: page.question,
      isRowHeader: true,
      cell: (row) => (
        <Link
          href={`/support/cases/${row.caseId}`}
          className="block max-w-120 py-1 break-words hover:text-accent hover:underline"
        >
          {row.subject}
          <span className="block text-xs font-normal text-muted">
            {words.caseNumber(row.caseId)}
          </span>
        </Link>
      ),
    },
    {
      id: "seller",
      header: page.seller,
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
      header: page.status,
      cell: (row) => (
        <StatusBadge kind="case" status={row.status} label={words.statuses[row.status]} />
      ),
    },
    {
      id: "priority",
      header: page.priority,
      cell: (row) => <Priority priority={row.priority} label={words.priorities[row.priority]} />,
    },
    {
      id: "age",
      header: page.age,
      align: "end",
      cell: (row) => (
        <time
          dateTime={row.openedAt}
          title={formatInstantIn(locale, row.openedAt)}
          className="tabular"
        >
          {ageText(row.openedAt, asOfAt, locale)}
        </time>
      ),
    },
    {
      id: "firstReply",
      header: page.firstReply,
      align: "end",
      cell: (row) =>
        row.firstRepliedAt ? (
          <span className="tabular">
            {page.after(ageText(row.openedAt, row.firstRepliedAt, locale))}
          </span>
        ) : (
          <span className="text-muted">{page.noReply}</span>
        ),
    },
  ];
}

interface PriorityProps {
  readonly priority: CasePriority;
  readonly label: string;
}

function Priority({ priority, label }: PriorityProps) {
  const icon = priority === "high" ? <ArrowUp aria-hidden="true" /> : undefined;
  return (
    <Badge tone={priorityTones[priority]} icon={icon}>
      {label}
    </Badge>
  );
}
