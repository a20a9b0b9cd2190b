// Report files over HTTP: uploads in, remarks on their rows out. Both are streamed, whatever their size.
import { z } from "zod";
import { isSameOriginRequest } from "@/server/auth/index.ts";
import { environment } from "@/server/core/env.ts";
import { DomainError } from "@/server/core/errors.ts";
import { AccountSlug } from "@/server/services/identity/schemas.ts";
import { remarkPages, requireImport } from "@/server/services/imports/list-remarks.ts";
import { receiveUpload } from "@/server/services/imports/receive-upload.ts";
import { REMARKS_HEADER, remarkLine } from "@/server/services/imports/remarks-csv.ts";
import { STATED_CHARSETS } from "@/server/services/imports/schemas.ts";
import { MAX_UPLOAD_BYTES } from "@/server/services/imports/upload-store.ts";
import { refusedResponse, sellerContext } from "./seller-request.ts";

const UploadQuery = z.strictObject({
  account: AccountSlug,
  name: z.string().min(1).max(400),
  asOfOn: z.iso.date().optional(),
  charset: z.enum(STATED_CHARSETS).optional(),
});

const queryOf = (request: Request) => Object.fromEntries(new URL(request.url).searchParams);

/**
 * POST with the file as the body: `?account=...&name=...[&asOfOn=YYYY-MM-DD][&charset=...]`. Answers 202 with the import when it was
 * queued, 200 when its content had been loaded before.
 */
export async function handleUpload(request: Request): Promise<Response> {
  try {
    if (!isSameOriginRequest(request.headers, environment().NEXTAUTH_URL))
      throw new DomainError("forbidden", { reason: "cross_site" });
    const query = UploadQuery.safeParse(queryOf(request));
    if (!query.success) throw new DomainError("invalid", { reason: "query" });
    const { account, name, asOfOn = null, charset = null } = query.data;
    const ctx = await sellerContext(request.headers, account);
    const body = checkedBody(request);
    const answer = await receiveUpload(ctx, { body, fileName: name, asOfOn, charset });
    const headers = { "cache-control": "private, no-store" };
    return Response.json(answer, { status: answer.isKnown ? 200 : 202, headers });
  } catch (error) {
    return refusedResponse(error);
  }
}

/** The body, unless it is a form or announces itself as too large. */
function checkedBody(request: Request): ReadableStream<Uint8Array> {
  if (request.headers.get("content-type")?.startsWith("multipart/") === true)
    throw new DomainError("invalid", { reason: "send_the_file_as_the_body" });
  if (Number(request.headers.get("content-length") ?? 0) > MAX_UPLOAD_BYTES)
    throw new DomainError("limit_exceeded", { maximumBytes: MAX_UPLOAD_BYTES });
  if (request.body === null) throw new DomainError("invalid", { reason: "empty_file" });
  return request.body;
}

const RemarksQuery = z.strictObject({ account: AccountSlug, importId: z.coerce.number().int() });

/** GET: the remarks on the rows of `?account=...&importId=...` as CSV. */
export async function handleRemarksExport(request: Request): Promise<Response> {
  try {
    const query = RemarksQuery.safeParse(queryOf(request));
    if (!query.success) throw new DomainError("invalid", { reason: "query" });
    const { account, importId } = query.data;
    const ctx = await sellerContext(request.headers, account);
    const { fileName } = await requireImport(ctx, importId);
    const pages = remarkPages(ctx, importId);
    const encoder = new TextEncoder();
    const lines = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(REMARKS_HEADER)),
      async pull(controller) {
        const { value, done } = await pages.next();
        if (done) return controller.close();
        const text = value.map((remark) => remarkLine(fileName, remark)).join("");
        controller.enqueue(encoder.encode(text));
      },
    });
    return new Response(lines, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="import-${importId}-rows.csv"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    return refusedResponse(error);
  }
}
