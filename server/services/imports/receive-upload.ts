import { DomainError } from "@/server/core/errors.ts";
import { ReportFailure } from "@/server/ingest/report-failure.ts";
import type { Charset } from "@/server/ingest/text/content.ts";
import { countOpenImports } from "@/server/repositories/import.ts";
import { type SendJob, sendFromWeb } from "@/server/repositories/job-queue.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { fileSource } from "./file-source.ts";
import { importView } from "./import-view.ts";
import { registerImport } from "./register-import.ts";
import type { UploadAnswer } from "./schemas.ts";
import {
  moveUpload,
  removeUpload,
  uploadDirectory,
  uploadPath,
  writeUpload,
} from "./upload-store.ts";

export interface Upload {
  readonly body: AsyncIterable<Uint8Array>;
  readonly fileName: string;
  readonly charset: Charset | null;
  readonly asOfOn: string | null;
}

export interface UploadPlace {
  readonly directory: string;
  readonly send: SendJob;
}

const webPlace = (): UploadPlace => ({ directory: uploadDirectory(), send: sendFromWeb });

/** Files of one account that may wait at a time. */
const MAX_OPEN_IMPORTS = 50;

/**
 * Takes a file from a seller and puts it into the queue; one that was loaded before is not kept. Throws `limit_exceeded` for a file
 * too large or too many waiting files, `invalid` with the reason for what is no text.
 */
export async function receiveUpload(
  ctx: SellerContext,
  upload: Upload,
  { directory, send }: UploadPlace = webPlace(),
): Promise<UploadAnswer> {
  const { sellerId, accountId } = ctx.scope;
  const openCount = await inScope(ctx.db, ctx.scope, (tx) => countOpenImports(tx, ctx.scope));
  if (openCount >= MAX_OPEN_IMPORTS)
    throw new DomainError("limit_exceeded", { maximumFiles: MAX_OPEN_IMPORTS });
  const { body, ...stated } = upload;
  const path = await writeUpload(directory, body);
  try {
    const file = { ...stated, source: fileSource(path), origin: "upload" as const };
    const registered = await registerImport(ctx, file, async (tx, { importId, contentSha256 }) => {
      await send(tx, "import-file", { sellerId, importId });
      const detail = { fileName: upload.fileName };
      await recordEvent(tx, ctx, {
        action: "imports.upload",
        target: `import:${importId}`,
        detail,
      });
      // Last, so that what fails before it leaves nothing behind.
      await moveUpload(path, uploadPath(directory, accountId, contentSha256));
    });
    return { import: importView(registered.import), isKnown: registered.isKnown };
  } catch (error) {
    if (!(error instanceof ReportFailure)) throw error;
    throw new DomainError("invalid", { reason: error.rule, message: error.message });
  } finally {
    await removeUpload(path);
  }
}
