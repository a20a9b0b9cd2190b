import { basename } from "node:path";
import { ReportFailure } from "@/server/ingest/report-failure.ts";
import type { Charset } from "@/server/ingest/text/content.ts";
import type { ImportRow } from "@/server/repositories/import.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { fileSource } from "./file-source.ts";
import { loadImport } from "./load-import.ts";
import { registerImport } from "./register-import.ts";

export interface PathToImport {
  readonly path: string;
  readonly charset: Charset | null;
  readonly asOfOn: string | null;
}

export type PathOutcome =
  | { readonly status: "loaded" | "known" | "failed"; readonly import: ImportRow }
  | { readonly status: "unreadable"; readonly failure: string };

/** Registers and loads one file of this machine, at once. */
export async function importPath(ctx: SellerContext, file: PathToImport): Promise<PathOutcome> {
  const { path, ...stated } = file;
  const source = fileSource(path);
  try {
    const fileName = basename(path);
    const registered = await registerImport(ctx, {
      source,
      fileName,
      origin: "command",
      ...stated,
    });
    if (registered.isKnown) return { status: "known", import: registered.import };
    const ended = await loadImport(ctx, registered.import.importId, source);
    return { status: ended.status === "loaded" ? "loaded" : "failed", import: ended };
  } catch (error) {
    if (error instanceof ReportFailure) return { status: "unreadable", failure: error.message };
    throw error;
  }
}
