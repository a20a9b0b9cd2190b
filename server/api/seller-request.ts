// Files over HTTP (exports, uploads) for one account: the same admission as a seller's procedures.
import { DomainError } from "@/server/core/errors.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { createApiContext } from "./context.ts";

const STATUS: Readonly<Record<string, number>> = {
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  invalid: 400,
  limit_exceeded: 413,
  precondition_failed: 412,
};

/** The context of a signed-in seller for one of the seller's own accounts; throws forbidden or not_found. */
export async function sellerContext(headers: Headers, slug: string): Promise<SellerContext> {
  const {
    principal,
    isSameOrigin: _,
    forgetSession: __,
    ...request
  } = await createApiContext(headers);
  if (principal?.role !== "seller") throw new DomainError("forbidden", { reason: "role" });
  const account = principal.accounts.find((row) => row.slug === slug);
  if (!account) throw new DomainError("not_found");
  const { sellerId, accountId } = account;
  return {
    ...request,
    scope: { kind: "seller", sellerId, accountId, userId: principal.userId },
    actor: { kind: "user", userId: principal.userId, role: "seller" },
  };
}

/** A refused request as a small JSON answer; anything else goes on to the framework's error page. */
export function refusedResponse(error: unknown): Response {
  if (!(error instanceof DomainError)) throw error;
  return Response.json(
    { error: error.code, data: error.data },
    { status: STATUS[error.code] ?? 400, headers: { "cache-control": "private, no-store" } },
  );
}
