// Who makes a request. Every page loader and every procedure asks here; every doubt is a no.
import { environment, requiredEnv } from "@/server/core/env.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { RequestContext, Role } from "@/server/services/context.ts";
import { type Principal, readPrincipal } from "@/server/services/identity/session.ts";
import { presentedKey } from "./cookies.ts";
import { requestOrigin } from "./origin.ts";

export interface AuthSettings {
  readonly secret: string;
  readonly publicUrl: string | undefined;
}

/** Settings of this process; throws when the secret is missing. */
export const authSettings = (): AuthSettings => ({
  secret: requiredEnv("NEXTAUTH_SECRET"),
  publicUrl: environment().NEXTAUTH_URL,
});

export const isSecureOrigin = (origin: string): boolean => origin.startsWith("https:");

/**
 * The person behind a request's session cookie; null when there is none. Fails closed: without a secret or a database the answer is null
 * too, and the reason is logged.
 */
export async function getPrincipal(
  ctx: RequestContext,
  headers: Headers,
  settings: () => AuthSettings = authSettings,
): Promise<Principal | null> {
  try {
    const { secret, publicUrl } = settings();
    const isSecure = isSecureOrigin(requestOrigin(headers, publicUrl));
    const key = await presentedKey(headers, { isSecure, secret });
    return key === null ? null : await readPrincipal(ctx, key);
  } catch (error) {
    ctx.logger.error({ err: error, requestId: ctx.requestId }, "sign-in state is unknown: denied");
    return null;
  }
}

/** The person behind a request, in one of these roles; throws DomainError `forbidden` otherwise. */
export async function requirePrincipal(
  ctx: RequestContext,
  headers: Headers,
  roles: readonly Role[],
  settings: () => AuthSettings = authSettings,
): Promise<Principal> {
  const principal = await getPrincipal(ctx, headers, settings);
  if (principal === null) throw new DomainError("forbidden", { reason: "signed_out" });
  if (!roles.includes(principal.role)) throw new DomainError("forbidden", { reason: "role" });
  return principal;
}
