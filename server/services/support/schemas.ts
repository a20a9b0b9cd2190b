import { z } from "zod";
import { LOCALES } from "@/lib/wording/index.ts";
import { Question } from "@/server/services/explanation/question.ts";

export const CASE_STATUSES = ["open", "waiting_on_seller", "answered", "closed"] as const;
export const CASE_PRIORITIES = ["low", "normal", "high"] as const;

const Body = z.string().trim().min(1).max(8000);

export const CaseSummary = z.strictObject({
  caseId: z.number().int(),
  account: z.string(),
  sellerName: z.string(),
  subject: z.string(),
  status: z.enum(CASE_STATUSES),
  priority: z.enum(CASE_PRIORITIES),
  openedAt: z.string(),
  firstRepliedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  explanationId: z.uuid().nullable(),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

export const CaseDetail = CaseSummary.extend({
  question: Question.nullable(),
  entries: z.array(
    z.strictObject({
      entryId: z.number().int(),
      kind: z.enum(["message", "reply", "note"]),
      /** "You", "Support" or a colleague's name, as the reader may know them. */
      author: z.string(),
      body: z.string(),
      explanationId: z.uuid().nullable(),
      createdAt: z.string(),
    }),
  ),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

export const CaseList = z.strictObject({
  cases: z.array(CaseSummary),
  /** When the list was read: what ages are counted to. */
  asOfAt: z.string(),
});

export const ListOwnCasesInput = z.strictObject({ account: z.string().min(1) });
export const OwnCaseInput = z.strictObject({
  account: z.string().min(1),
  caseId: z.number().int().positive(),
});
export const OpenCaseInput = z.strictObject({
  account: z.string().min(1),
  subject: z.string().trim().min(1).max(200),
  body: Body,
  explanationId: z.uuid().nullable(),
});
export const CaseRef = z.strictObject({ caseId: z.number().int() });
export const AddMessageInput = OwnCaseInput.extend({ body: Body });

export const QueueInput = z.strictObject({
  status: z.enum(["unanswered", "all"]).default("unanswered"),
});
export const StaffCaseInput = z.strictObject({ caseId: z.number().int().positive() });
export const AddNoteInput = StaffCaseInput.extend({ body: Body });
export const ReplyInput = StaffCaseInput.extend({
  body: Body,
  /** The explanation the reply carries; the seller opens it from the reply. */
  explanationId: z.uuid().nullable(),
});
export const SetCaseStatusInput = StaffCaseInput.extend({
  status: z.enum(["waiting_on_seller", "open", "closed"]),
});

export const SetCasePriorityInput = StaffCaseInput.extend({ priority: z.enum(CASE_PRIORITIES) });

/** A prepared answer: the explanation in the words that its seller may read. */
export const ReplyDraftInput = z.strictObject({
  account: z.string().min(1),
  explanationId: z.uuid(),
  locale: z.enum(LOCALES).default("en"),
});
export const ReplyDraft = z.strictObject({ body: z.string() });

export const FindInput = z.strictObject({ search: z.string().trim().max(120) });
export const Found = z.strictObject({
  accounts: z.array(
    z.strictObject({
      account: z.string(),
      accountName: z.string(),
      sellerName: z.string(),
      marketplaceId: z.string(),
      sku: z.string().nullable(),
      productId: z.number().int().nullable(),
    }),
  ),
  /** More matched than are listed. */
  isCut: z.boolean(),
});
export type Found = z.infer<typeof Found>;
