// A seller asks support, and reads the answer.
import type { z } from "zod";
import { DomainError } from "@/server/core/errors.ts";
import { inScope } from "@/server/repositories/scope.ts";
import {
  findCase,
  insertCase,
  insertCaseEntry,
  listCaseEntries,
  listCases,
  updateCase,
} from "@/server/repositories/support-case.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { readableExplanation } from "@/server/services/explanation/staff-only.ts";
import { caseDetail, caseSummary } from "./case-view.ts";
import {
  type AddMessageInput,
  CASE_STATUSES,
  type CaseDetail,
  type CaseList,
  type OpenCaseInput,
} from "./schemas.ts";

const LISTED_CASES = 200;

/** The account's cases, open ones first. */
export function listOwnCases(ctx: SellerContext): Promise<z.infer<typeof CaseList>> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const rows = await listCases(tx, ctx.scope, CASE_STATUSES, LISTED_CASES);
    return { cases: rows.map(caseSummary), asOfAt: ctx.clock.now().toISOString() };
  });
}

/** One case of the account, without internal notes. Throws not_found for any other. */
export function getOwnCase(ctx: SellerContext, caseId: number): Promise<CaseDetail> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await findCase(tx, ctx.scope, caseId);
    if (!row) throw new DomainError("not_found", { caseId });
    const entries = await listCaseEntries(tx, ctx.scope, caseId);
    return caseDetail(row, entries, { userId: authorOf(ctx), isStaff: false });
  });
}

/** Opens a case with its first message, about an explanation when one is given. */
export function openCase(
  ctx: SellerContext,
  input: z.infer<typeof OpenCaseInput>,
): Promise<{ readonly caseId: number }> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const { subject, body, explanationId } = input;
    const asked =
      explanationId && (await readableExplanation(tx, ctx.scope, explanationId, "seller"));
    const authorId = authorOf(ctx);
    const caseId = await insertCase(tx, ctx.scope, {
      subject,
      priority: "normal",
      question: asked ? asked.question : null,
      explanationId,
      openedBy: authorId,
    });
    await insertCaseEntry(tx, ctx.scope.sellerId, {
      caseId,
      kind: "message",
      authorId,
      body,
      explanationId,
    });
    return { caseId };
  });
}

/** Adds a message; an answered or waiting case is open again. Throws precondition_failed when it is closed. */
export function addCaseMessage(
  ctx: SellerContext,
  input: z.infer<typeof AddMessageInput>,
): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await findCase(tx, ctx.scope, input.caseId);
    if (!row) throw new DomainError("not_found", { caseId: input.caseId });
    if (row.status === "closed")
      throw new DomainError("precondition_failed", { rule: "case_closed" });
    await insertCaseEntry(tx, ctx.scope.sellerId, {
      caseId: input.caseId,
      kind: "message",
      authorId: authorOf(ctx),
      body: input.body,
      explanationId: null,
    });
    await updateCase(tx, ctx.scope, input.caseId, { status: "open" });
  });
}

function authorOf(ctx: SellerContext): number {
  if (ctx.scope.userId === null) throw new DomainError("forbidden", { rule: "a_person_speaks" });
  return ctx.scope.userId;
}
