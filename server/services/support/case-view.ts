import type { CaseEntryRow, CaseRow } from "@/server/repositories/support-case.ts";
import { Question } from "@/server/services/explanation/schemas.ts";
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

/** A case as its reader sees it; `readerId` turns the reader's own entries into "You". */
export function caseDetail(
  row: CaseRow,
  entries: readonly CaseEntryRow[],
  readerId: number,
): CaseDetail {
  return {
    ...caseSummary(row),
    question: row.question === null ? null : Question.parse(row.question),
    entries: entries.map((entry) => ({
      entryId: entry.entryId,
      kind: entry.kind,
      author: authorOf(entry, row, readerId),
      body: entry.body,
      explanationId: entry.explanationId,
      createdAt: entry.createdAt.toISOString(),
    })),
  };
}

function authorOf(entry: CaseEntryRow, row: CaseRow, readerId: number): string {
  if (entry.authorId === readerId) return "You";
  if (entry.authorName !== null) return entry.authorName;
  return entry.kind === "message" ? row.sellerName : "Support";
}
