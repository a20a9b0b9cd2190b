import { DomainError } from "@/server/core/errors.ts";
import { revokeTokensOfUser } from "@/server/repositories/access-token.ts";
import { revokeSessionsOfUser, updateUser } from "@/server/repositories/identity.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { hashPassword } from "./password.ts";

type UserChange = Parameters<typeof updateUser>[3];

/** Whatever changes in who a person is ends all their sessions and tokens: the next request must sign in again. */
async function changeUser(
  ctx: WorkerContext,
  userId: number,
  change: UserChange,
  action: string,
): Promise<void> {
  await inScope(ctx.db, ctx.scope, async (tx) => {
    if (!(await updateUser(tx, ctx.scope, userId, change)))
      throw new DomainError("not_found", { userId });
    const now = ctx.clock.now();
    const closedSessions = await revokeSessionsOfUser(tx, ctx.scope, userId, now);
    const revokedTokens = await revokeTokensOfUser(tx, ctx.scope, userId, now);
    const detail = { closedSessions, revokedTokens };
    await recordEvent(tx, ctx, { action, target: `user:${userId}`, detail });
  });
}

/** Shuts a person out at once: no sign-in, and every session ends. Throws DomainError `not_found`. */
export const disableUser = (ctx: WorkerContext, userId: number): Promise<void> =>
  changeUser(ctx, userId, { isDisabled: true }, "user.disable");

/** Lets a person in again. Throws DomainError `not_found`. */
export const enableUser = (ctx: WorkerContext, userId: number): Promise<void> =>
  changeUser(ctx, userId, { isDisabled: false }, "user.enable");

/** Sets a new password and ends every session. Throws DomainError `invalid` (length) or `not_found`. */
export async function setPassword(
  ctx: WorkerContext,
  userId: number,
  password: string,
): Promise<void> {
  const passwordHash = await hashPassword(password);
  await changeUser(ctx, userId, { passwordHash }, "user.set_password");
}
