// Registers a file before it is loaded: the same content in the same account is the same import, whatever its name and packing.
import { dayToDate, zoneCalendar } from "@/lib/calendar/index.ts";
import { type ByteSource, type Charset, inspectContent } from "@/server/ingest/text/content.ts";
import { findAccount } from "@/server/repositories/account.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  addImport,
  type ImportOrigin,
  type ImportRow,
  requeueImport,
} from "@/server/repositories/import.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";

export interface ImportFile {
  readonly source: ByteSource;
  readonly fileName: string;
  /** As stated by the sender; null = to be detected. */
  readonly charset: Charset | null;
  /** The day a report without a date speaks of; null = today in the marketplace. */
  readonly asOfOn: string | null;
  readonly origin: ImportOrigin;
}

export interface RegisteredImport {
  readonly import: ImportRow;
  /** True when this content has been loaded before: there is nothing to do. */
  readonly isKnown: boolean;
}

const MAX_NAME_CHARS = 200;

const shortName = (name: string): string =>
  name
    .replace(/\p{Control}/gu, " ")
    .trim()
    .slice(-MAX_NAME_CHARS) || "report";

/**
 * Reads the file once for its hash and character set and registers it. `queue` runs in the same transaction when there is something
 * to load. Throws ReportFailure for what is no text.
 */
export async function registerImport(
  ctx: SellerContext,
  file: ImportFile,
  queue: (tx: Tx, file: ImportRow) => Promise<void> = async () => undefined,
): Promise<RegisteredImport> {
  const content = await inspectContent(file.source, file.charset);
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const account = await findAccount(tx, ctx.scope);
    const today = dayToDate(
      zoneCalendar(account?.timeZone ?? "UTC").dayOf(ctx.clock.now().getTime()),
    );
    const stated = {
      fileName: shortName(file.fileName),
      charset: content.charset,
      asOfOn: file.asOfOn ?? today,
    };
    const found = await addImport(tx, ctx.scope, {
      ...stated,
      contentSha256: content.contentSha256,
      byteCount: content.byteCount,
      origin: file.origin,
      createdBy: ctx.scope.userId,
      createdAt: ctx.clock.now(),
    });
    if (found.status === "loaded") return { import: found, isKnown: true };
    if (found.status === "failed") await requeueImport(tx, ctx.scope, found.importId, stated);
    await queue(tx, found);
    return { import: found, isKnown: false };
  });
}
