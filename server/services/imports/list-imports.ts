import { listImports, listRemarks } from "@/server/repositories/import.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { importView } from "./import-view.ts";
import { requireImport } from "./list-remarks.ts";
import {
  type ImportList,
  type ImportView,
  PAGE_ROWS,
  REMARKS_PER_PAGE,
  type RemarkPage,
} from "./schemas.ts";

/** The account's imports, newest first. */
export async function listAccountImports(
  ctx: SellerContext,
  { page }: { readonly page: number },
): Promise<ImportList> {
  const window = { limit: PAGE_ROWS, offset: (page - 1) * PAGE_ROWS };
  const { rows, totalCount } = await inScope(ctx.db, ctx.scope, (tx) =>
    listImports(tx, ctx.scope, window),
  );
  return {
    imports: rows.map(importView),
    totalCount,
    pageCount: Math.ceil(totalCount / PAGE_ROWS),
  };
}

export const getImport = async (ctx: SellerContext, importId: number): Promise<ImportView> =>
  importView(await requireImport(ctx, importId));

/** Remarks on an import's rows in order, after a given one. */
export async function listImportErrors(
  ctx: SellerContext,
  { importId, cursor }: { readonly importId: number; readonly cursor: number },
): Promise<RemarkPage> {
  await requireImport(ctx, importId);
  const page = { afterId: cursor, limit: REMARKS_PER_PAGE + 1 };
  const found = await inScope(ctx.db, ctx.scope, (tx) =>
    listRemarks(tx, ctx.scope, importId, page),
  );
  const remarks = found.slice(0, REMARKS_PER_PAGE);
  const nextCursor = found.length > REMARKS_PER_PAGE ? (remarks.at(-1)?.id ?? null) : null;
  return { remarks, nextCursor };
}
