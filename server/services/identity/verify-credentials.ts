import { insertAuditEvent } from "@/server/repositories/audit.ts";
import { findSignInUser } from "@/server/repositories/identity.ts";
import { inScope, type SignInScope } from "@/server/repositories/scope.ts";
import type { RequestContext } from "@/server/services/context.ts";
import { verifyPassword } from "./password.ts";
import { createSignInLimits } from "./sign-in-limits.ts";

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Network address that the attempt came from. */
  readonly address: string;
}

/** Refused says no more than that: not whether the user exists, is disabled or has no password. */
export type SignInOutcome =
  | { readonly status: "accepted"; readonly userId: number }
  | { readonly status: "refused" }
  | { readonly status: "limited"; readonly retryAfterSeconds: number };

const EMAIL_LENGTH_MAX = 254;

async function recordAttempt(
  ctx: RequestContext,
  scope: SignInScope,
  action: "session.refused" | "session.limited",
  userId: number | null,
): Promise<void> {
  await inScope(ctx.db, scope, (tx) =>
    insertAuditEvent(tx, scope, {
      at: ctx.clock.now(),
      actorId: null,
      actorRole: "none",
      sellerId: null,
      action,
      target: userId === null ? "user:unknown" : `user:${userId}`,
      requestId: ctx.requestId,
    }),
  );
}

/**
 * Checks an e-mail address and a password. Limits are asked first, and an unknown or disabled user costs the same hash as a known one.
 * Throws when the database cannot be reached: no answer is a refusal.
 */
export async function verifyCredentials(
  ctx: RequestContext,
  { email, password, address }: Credentials,
): Promise<SignInOutcome> {
  if (email.length === 0 || email.length > EMAIL_LENGTH_MAX) return { status: "refused" };
  const scope: SignInScope = { kind: "sign_in", email };
  const limits = createSignInLimits(ctx.db);
  const attempt = { email, address };
  const verdict = await limits.begin(attempt);
  if (verdict.status === "limited") {
    await recordAttempt(ctx, scope, "session.limited", null);
    return verdict;
  }
  const user = await inScope(ctx.db, scope, (tx) => findSignInUser(tx, scope));
  const usable = user?.isDisabled === false ? user.passwordHash : null;
  const isRight = await verifyPassword(password, usable);
  if (isRight && user !== null) {
    await limits.succeeded(attempt);
    return { status: "accepted", userId: user.id };
  }
  await limits.failed(attempt);
  await recordAttempt(ctx, scope, "session.refused", user?.id ?? null);
  return { status: "refused" };
}

/** The user an identity provider vouches for by a verified address; null when we know nobody active by it. */
export async function findUserByVerifiedEmail(
  ctx: RequestContext,
  email: string,
): Promise<number | null> {
  const scope: SignInScope = { kind: "sign_in", email };
  const user = await inScope(ctx.db, scope, (tx) => findSignInUser(tx, scope));
  return user === null || user.isDisabled ? null : user.id;
}
