import { z } from "zod";
import { CHARSETS } from "@/server/ingest/text/content.ts";
import { AccountInput } from "@/server/services/identity/schemas.ts";

export const REPORT_TYPES = [
  "all_orders_by_order_date",
  "all_orders_by_last_update",
  "fba_inventory",
  "inventory_ledger_summary",
  "inventory_planning",
  "inbound_shipments",
] as const;

/** Character sets a sender may state; otherwise it is detected. */
export const STATED_CHARSETS = CHARSETS;

export const ImportView = z.strictObject({
  importId: z.int(),
  fileName: z.string(),
  /** What the file is, in words; null until it has been recognised. */
  reportTitle: z.string().nullable(),
  reportType: z.enum(REPORT_TYPES).nullable(),
  origin: z.enum(["upload", "command", "demo_world"]),
  status: z.enum(["queued", "running", "loaded", "failed"]),
  /** The latest day the file speaks of; null until it is loaded. */
  asOfOn: z.string().nullable(),
  byteCount: z.number(),
  charset: z.string().nullable(),
  /** Rows read so far while it runs; in the end loaded + unchanged + skipped + error. */
  rowCount: z.int(),
  loadedCount: z.int(),
  unchangedCount: z.int(),
  skippedCount: z.int(),
  errorCount: z.int(),
  warningCount: z.int(),
  unknownColumns: z.array(z.string()),
  /** Why the file could not be loaded. */
  failure: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type ImportView = z.infer<typeof ImportView>;

export const PAGE_ROWS = 25;
export const ListImportsInput = AccountInput.extend({
  page: z.int().min(1).max(10_000).default(1),
});
export const ImportList = z.strictObject({
  imports: z.array(ImportView),
  totalCount: z.int(),
  pageCount: z.int(),
});
export type ImportList = z.infer<typeof ImportList>;

export const ImportInput = AccountInput.extend({ importId: z.int().positive() });

export const REMARKS_PER_PAGE = 100;
export const ListErrorsInput = ImportInput.extend({
  /** nextCursor of the page before; 0 = from the beginning. */
  cursor: z.int().min(0).default(0),
  /** Sent by the browser's paging; pages are read forwards only. */
  direction: z.literal("forward").optional(),
});

export const RemarkView = z.strictObject({
  id: z.int(),
  lineNo: z.int(),
  /** What became of the row: refused, skipped (not this account's trade) or loaded with a remark. */
  outcome: z.enum(["refused", "skipped", "loaded"]),
  columnName: z.string().nullable(),
  rule: z.string(),
  value: z.string().nullable(),
  fix: z.string(),
});
export const RemarkPage = z.strictObject({
  remarks: z.array(RemarkView),
  /** Null on the last page. */
  nextCursor: z.int().nullable(),
});
export type RemarkPage = z.infer<typeof RemarkPage>;

export const SourceRowInput = ImportInput.extend({ lineNo: z.int().min(2) });

const KeptField = z.strictObject({ label: z.string(), text: z.string() });

export const SourceRowView = z.strictObject({
  importId: z.int(),
  fileName: z.string(),
  reportTitle: z.string().nullable(),
  lineNo: z.int(),
  createdAt: z.string(),
  /** What we kept of the line; empty when nothing was, or when later files corrected all of it before we looked. */
  facts: z.array(
    z.strictObject({
      title: z.string(),
      sku: z.string(),
      /** False when a later report has corrected it. */
      isCurrent: z.boolean(),
      fields: z.array(KeptField),
    }),
  ),
});
export type SourceRowView = z.infer<typeof SourceRowView>;

const LeadTimeDays = z.int().min(0).max(400);
const ReviewDays = z.int().min(1).max(90);

export const AccountSettingView = z.strictObject({
  /** As told by the seller; null = not told, and then assumed. */
  leadTimeDays: LeadTimeDays.nullable(),
  reviewDays: ReviewDays.nullable(),
  /** What planning takes where nothing is told. */
  assumedLeadTimeDays: LeadTimeDays,
  assumedReviewDays: ReviewDays,
  toldAt: z.string().nullable(),
});
export type AccountSettingView = z.infer<typeof AccountSettingView>;

export const SetAccountSettingInput = AccountInput.extend({
  leadTimeDays: LeadTimeDays.nullable(),
  reviewDays: ReviewDays.nullable(),
});
export type SetAccountSettingInput = z.infer<typeof SetAccountSettingInput>;

/** What an upload is answered with. */
export const UploadAnswer = z.strictObject({
  import: ImportView,
  /** True when this content had been loaded before: nothing changes. */
  isKnown: z.boolean(),
});
export type UploadAnswer = z.infer<typeof UploadAnswer>;
