import type { CaseEntryRow, CaseRow } from "@/server/repositories/support-case.ts";
import { Question } from "@/server/services/explanation/question.ts";
import type { CaseDetail, CaseSummary } from "./schemas.ts";

export const caseSummary = (row: CaseRow): CaseSummary => ({
  caseId: row.caseId,
  account: row.accountSlug,
  sellerName: row.sellerName,
  subject: row.subject,
  status: row.status,
  priority: row.priority,
  openedAt: row.openedAt.toISOString(),
  firstRepliedAt: row.firstRepliedAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
  explanationId: row.explanationId,
});

/** Who reads a case: the seller's people know each other, and support as "Support". */
export interface CaseReader {
  readonly userId: number;
  readonly isStaff: boolean;
}

/** A case as its reader sees it; the reader's own entries are by "You". */
export function caseDetail(
  row: CaseRow,
  entries: readonly CaseEntryRow[],
  reader: CaseReader,
): CaseDetail {
  return {
    ...caseSummary(row),
    question: row.question === null ? null : Question.parse(row.question),
    entries: entries.map((entry) => ({
      entryId: entry.entryId,
      kind: entry.kind,
      author: authorOf(entry, row, reader),
      body: entry.body,
      explanationId: entry.explanationId,
      createdAt: entry.createdAt.toISOString(),
    })),
  };
}

function authorOf(entry: CaseEntryRow, row: CaseRow, reader: CaseReader): string {
  if (entry.authorId === reader.userId) return "You";
  if (entry.kind === "message") return entry.authorName ?? row.sellerName;
  return (reader.isStaff ? entry.authorName : null) ?? "Support";
}
