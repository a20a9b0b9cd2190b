import { DomainError } from "@/server/core/errors.ts";
import {
  findImport,
  type ImportRow,
  listRemarks,
  type RemarkRow,
} from "@/server/repositories/import.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";

const PAGE_ROWS = 1000;

/** The import, or `not_found`. */
export async function requireImport(ctx: SellerContext, importId: number): Promise<ImportRow> {
  const found = await inScope(ctx.db, ctx.scope, (tx) => findImport(tx, ctx.scope, importId));
  if (found === null) throw new DomainError("not_found");
  return found;
}

/** Every remark of an import in order, some at a time. */
export async function* remarkPages(
  ctx: SellerContext,
  importId: number,
): AsyncGenerator<readonly RemarkRow[]> {
  let afterId = 0;
  for (;;) {
    const page = { afterId, limit: PAGE_ROWS };
    const rows = await inScope(ctx.db, ctx.scope, (tx) =>
      listRemarks(tx, ctx.scope, importId, page),
    );
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE_ROWS) return;
    afterId = last.id;
  }
}
