// The base of every procedure: who may call it, in which scope it runs, how refusals reach the client, what is logged.
import { initTRPC, TRPCError } from "@trpc/server";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";
import { z } from "zod";
import type { Principal } from "@/server/auth/index.ts";
import { DomainError, type DomainErrorCode, isDomainError } from "@/server/core/errors.ts";
import type { Actor, Role, SellerScope, StaffRole, StaffScope } from "@/server/services/context.ts";
import { openSellerView } from "@/server/services/identity/open-seller-view.ts";
import { AccountSlug } from "@/server/services/identity/schemas.ts";
import type { ApiContext } from "./context.ts";

export interface ProcedureMeta {
  /** Who may call it. "anyone" needs no sign-in. Every procedure states it; the authorization matrix holds it to that. */
  readonly roles: readonly (Role | "anyone")[];
}

const HTTP_CODE: Record<DomainErrorCode, TRPC_ERROR_CODE_KEY> = {
  not_found: "NOT_FOUND",
  forbidden: "FORBIDDEN",
  conflict: "CONFLICT",
  invalid: "BAD_REQUEST",
  limit_exceeded: "TOO_MANY_REQUESTS",
  precondition_failed: "PRECONDITION_FAILED",
};

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    sse: {
      // A stream asks again who is watching: it ends after two minutes and the browser opens it anew.
      maxDurationMs: 120_000,
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 40_000 },
    },
    errorFormatter: ({ shape, error, ctx }) => {
      const { cause, code } = error;
      const domain = isDomainError(cause) ? { code: cause.code, data: cause.data } : null;
      // A ZodError of any other code is about an output: its keys and values are not the client's to read.
      const isInput = code === "BAD_REQUEST" && cause instanceof z.ZodError;
      const fieldErrors = isInput ? fieldErrorsOf(cause) : null;
      const requestId = code === "INTERNAL_SERVER_ERROR" ? (ctx?.requestId ?? null) : null;
      return { ...shape, data: { ...shape.data, domain, fieldErrors, requestId } };
    },
  });

const fieldErrorsOf = (error: z.ZodError): { path: string; message: string }[] =>
  error.issues.map(({ path, message }) => ({ path: path.join("."), message }));

/** What the client may read of an error: never a message of ours that was not written for it. */
function publicError(error: TRPCError, requestId: string): TRPCError {
  const { cause } = error;
  if (isDomainError(cause))
    return new TRPCError({ code: HTTP_CODE[cause.code], message: cause.code, cause });
  if (cause instanceof z.ZodError && error.code === "BAD_REQUEST")
    return new TRPCError({ code: "BAD_REQUEST", message: "invalid", cause });
  if (error.code === "INTERNAL_SERVER_ERROR")
    return new TRPCError({
      code: error.code,
      message: `internal error, request ${requestId}`,
      cause,
    });
  return error;
}

/** Outermost: one log line per call, and every error in its public form. */
const observed = t.middleware(async ({ ctx, path, type, next }) => {
  const startMs = ctx.clock.monotonicMs();
  const result = await next();
  const line = {
    path,
    type,
    requestId: ctx.requestId,
    userId: ctx.principal?.userId ?? null,
    durationMs: Math.round((ctx.clock.monotonicMs() - startMs) * 10) / 10,
  };
  if (result.ok) {
    ctx.logger.info(line, "call");
    return result;
  }
  const error = publicError(result.error, ctx.requestId);
  if (error.code === "INTERNAL_SERVER_ERROR")
    ctx.logger.error(
      { ...line, code: error.code, err: result.error.cause ?? result.error },
      "call failed",
    );
  else ctx.logger.info({ ...line, code: error.code }, "call refused");
  return { ...result, error };
});

/** A change must come from one of our own pages; cookies alone do not prove it. */
const fromOwnPages = t.middleware(({ ctx, type, next }) => {
  if (type === "mutation" && !ctx.isSameOrigin)
    throw new DomainError("forbidden", { reason: "cross_site" });
  return next();
});

const base = t.procedure.use(observed).use(fromOwnPages);

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Without a role: for the session itself. */
export const publicProcedure = base;

/** The principal, in one of the roles that the procedure's meta names; a procedure that names none is closed. */
function admitted(
  principal: Principal | null,
  meta: ProcedureMeta | undefined,
  among: readonly Role[],
): Principal {
  if (principal === null) throw new TRPCError({ code: "UNAUTHORIZED", message: "signed_out" });
  const { role } = principal;
  if (!among.includes(role) || meta?.roles.includes(role) !== true)
    throw new DomainError("forbidden", { reason: "role" });
  return principal;
}

const actorOf = ({ userId, role }: Principal): Actor => ({ kind: "user", userId, role });

/** Anyone who is signed in, in a role of the meta. */
export const signedInProcedure = base.use(({ ctx, meta, next }) => {
  const principal = admitted(ctx.principal, meta, ["seller", "support", "policy_admin"]);
  return next({ ctx: { principal, actor: actorOf(principal) } });
});

const AccountTarget = z.object({ account: AccountSlug });

/**
 * A seller, in one of the seller's own accounts: input carries the account's slug, context its scope. An account of somebody else and an
 * account that does not exist are the same `not_found`.
 */
export const sellerProcedure = base
  .use(({ ctx, meta, next }) => {
    const principal = admitted(ctx.principal, meta, ["seller"]);
    return next({ ctx: { principal, actor: actorOf(principal) } });
  })
  .input(AccountTarget)
  .use(({ ctx, input, next }) => {
    const account = ctx.principal.accounts.find(({ slug }) => slug === input.account);
    if (account === undefined) throw new DomainError("not_found");
    const { sellerId, accountId } = account;
    const scope: SellerScope = {
      kind: "seller",
      sellerId,
      accountId,
      userId: ctx.principal.userId,
    };
    return next({ ctx: { account, scope } });
  });

const staffProcedure = (role: StaffRole) =>
  base.use(({ ctx, meta, next }) => {
    const principal = admitted(ctx.principal, meta, [role]);
    const scope: StaffScope = { kind: "staff", role, userId: principal.userId };
    return next({ ctx: { principal, actor: actorOf(principal), scope } });
  });

/** Support: every seller's rows, to read, and cases. */
export const supportProcedure = staffProcedure("support");

/** Policy admins: policies, drafts, runs. */
export const policyProcedure = staffProcedure("policy_admin");

/** Support through one seller's eyes: the scope is the seller's, the database lets nothing of the seller's be changed, and the look is on record. */
export const supportSellerProcedure = supportProcedure
  .input(AccountTarget)
  .use(async ({ ctx, input, next }) => {
    const account = await openSellerView(ctx, input.account);
    const { sellerId, accountId } = account;
    const { userId } = ctx.principal;
    const scope: SellerScope = { kind: "seller", sellerId, accountId, userId, viewedBy: "support" };
    return next({ ctx: { account, scope } });
  });
