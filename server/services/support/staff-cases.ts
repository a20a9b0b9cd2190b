// Support finds the seller, looks, and answers.
import type { z } from "zod";
import type { Tx } from "@/db/client.ts";
import { DomainError } from "@/server/core/errors.ts";
import { inScope, type SellerScope, type StaffScope } from "@/server/repositories/scope.ts";
import {
  type CaseRow,
  findAccounts,
  findCase,
  findSkus,
  insertCaseEntry,
  listCaseEntries,
  listCases,
  updateCase,
} from "@/server/repositories/support-case.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { readableExplanation } from "@/server/services/explanation/staff-only.ts";
import { caseDetail, caseSummary } from "./case-view.ts";
import {
  type AddNoteInput,
  CASE_STATUSES,
  type CaseDetail,
  type CaseList,
  type Found,
  type QueueInput,
  type ReplyInput,
  type SetCasePriorityInput,
  type SetCaseStatusInput,
} from "./schemas.ts";

const LISTED_CASES = 200;
const FOUND_ROWS = 50;

/** The queue: unanswered cases, oldest first, or all. */
export function listQueue(
  ctx: StaffContext,
  input: z.infer<typeof QueueInput>,
): Promise<z.infer<typeof CaseList>> {
  const statuses =
    input.status === "all" ? CASE_STATUSES : (["open", "waiting_on_seller"] as const);
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const rows = await listCases(tx, ctx.scope, statuses, LISTED_CASES);
    return { cases: rows.map(caseSummary), asOfAt: ctx.clock.now().toISOString() };
  });
}

/** A case with its notes. Reading it is recorded where the seller can see it. */
export function getCase(ctx: StaffContext, caseId: number): Promise<CaseDetail> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await caseOrThrow(tx, ctx.scope, caseId);
    await record(ctx, tx, row, "case.read");
    const entries = await listCaseEntries(tx, ctx.scope, caseId);
    return caseDetail(row, entries, { userId: ctx.scope.userId, isStaff: true });
  });
}

/** Adds a note that only staff see. */
export function addNote(ctx: StaffContext, input: z.infer<typeof AddNoteInput>): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await caseOrThrow(tx, ctx.scope, input.caseId);
    await insertCaseEntry(tx, row.sellerId, {
      caseId: row.caseId,
      kind: "note",
      authorId: ctx.scope.userId,
      body: input.body,
      explanationId: null,
    });
    await record(ctx, tx, row, "case.note");
  });
}

/** Answers the seller; the reply may carry an explanation of the same account. */
export function replyToCase(ctx: StaffContext, input: z.infer<typeof ReplyInput>): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await caseOrThrow(tx, ctx.scope, input.caseId);
    if (row.status === "closed")
      throw new DomainError("precondition_failed", { rule: "case_closed" });
    const { explanationId } = input;
    // The seller opens it from the reply.
    if (explanationId)
      await readableExplanation(tx, asSeller(ctx.scope, row), explanationId, "seller");
    await insertCaseEntry(tx, row.sellerId, {
      caseId: row.caseId,
      kind: "reply",
      authorId: ctx.scope.userId,
      body: input.body,
      explanationId,
    });
    await updateCase(tx, ctx.scope, row.caseId, {
      status: "answered",
      assignedTo: ctx.scope.userId,
      firstRepliedAt: row.firstRepliedAt ?? ctx.clock.now(),
      ...(explanationId ? { explanationId } : {}),
    });
    await record(ctx, tx, row, "case.reply");
  });
}

/** Waits on the seller, reopens, or closes. */
export function setCaseStatus(
  ctx: StaffContext,
  input: z.infer<typeof SetCaseStatusInput>,
): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await caseOrThrow(tx, ctx.scope, input.caseId);
    await updateCase(tx, ctx.scope, row.caseId, {
      status: input.status,
      closedAt: input.status === "closed" ? ctx.clock.now() : null,
    });
    await record(ctx, tx, row, `case.${input.status}`);
  });
}

/** Says how urgent a case is: within a status the queue shows urgent cases first. */
export function setCasePriority(
  ctx: StaffContext,
  input: z.infer<typeof SetCasePriorityInput>,
): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await caseOrThrow(tx, ctx.scope, input.caseId);
    await updateCase(tx, ctx.scope, row.caseId, { priority: input.priority });
    await record(ctx, tx, row, `case.priority.${input.priority}`);
  });
}

/** Accounts by name or slug and products by SKU, ASIN or FNSKU. */
export function findSellers(ctx: StaffContext, search: string): Promise<Found> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const accounts = await findAccounts(tx, ctx.scope, search, FOUND_ROWS + 1);
    const skus = search === "" ? [] : await findSkus(tx, ctx.scope, search, FOUND_ROWS + 1);
    return {
      isCut: accounts.length > FOUND_ROWS || skus.length > FOUND_ROWS,
      accounts: [...accounts.slice(0, FOUND_ROWS), ...skus.slice(0, FOUND_ROWS)].map(
        ({ accountSlug, ...row }) => ({
          account: accountSlug,
          ...row,
        }),
      ),
    };
  });
}

const asSeller = (scope: StaffScope, row: CaseRow): SellerScope => ({
  kind: "seller",
  sellerId: row.sellerId,
  accountId: row.accountId,
  userId: scope.userId,
  viewedBy: scope.role,
});

async function caseOrThrow(tx: Tx, scope: StaffScope, caseId: number): Promise<CaseRow> {
  const row = await findCase(tx, scope, caseId);
  if (!row) throw new DomainError("not_found", { caseId });
  return row;
}

const record = (ctx: StaffContext, tx: Tx, row: CaseRow, action: string): Promise<void> =>
  recordEvent(tx, ctx, { action, target: `case:${row.caseId}`, sellerId: row.sellerId });
