// The worker's part of an upload.
import { DomainError } from "@/server/core/errors.ts";
import { findImport, findImportAccount } from "@/server/repositories/import.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext, WorkerContext } from "@/server/services/context.ts";
import { fileSource } from "./file-source.ts";
import { failImport, loadImport } from "./load-import.ts";
import {
  hasUpload,
  removeUpload,
  sweepUploads,
  uploadDirectory,
  uploadPath,
} from "./upload-store.ts";

const GONE = "The uploaded file is not there any more: send it again.";

/**
 * Loads an import that was uploaded, and removes the file once it is loaded or can never be. Safe to repeat. Throws what went wrong on
 * our side, so that the queue tries again.
 */
export async function loadQueuedImport(
  ctx: WorkerContext,
  job: { readonly sellerId: number; readonly importId: number },
  directory = uploadDirectory(),
): Promise<void> {
  const { sellerId, importId } = job;
  const accountId = await inScope(ctx.db, ctx.scope, (tx) =>
    findImportAccount(tx, sellerId, importId),
  );
  if (accountId === null) throw new DomainError("not_found");
  const seller: SellerContext = {
    ...ctx,
    scope: { kind: "seller", sellerId, accountId, userId: null },
  };
  const file = await inScope(ctx.db, seller.scope, (tx) => findImport(tx, seller.scope, importId));
  const path = uploadPath(directory, accountId, file?.contentSha256 ?? "");
  if (file?.status === "loaded") return removeUpload(path);
  if (await hasUpload(path)) {
    await loadImport(seller, importId, fileSource(path));
    await removeUpload(path);
  } else await failImport(seller, importId, GONE);
  await sweepUploads(directory, ctx.clock.now().getTime());
}
