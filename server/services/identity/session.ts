// Sessions live in the database. The browser holds a random key, we hold its hash, and each request asks anew: what is revoked is over.
import { addMs } from "@/server/core/clock.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import { newToken } from "@/server/core/ids.ts";
import { type AccountRow, listAccountsOfMember } from "@/server/repositories/account.ts";
import { insertAuditEvent } from "@/server/repositories/audit.ts";
import {
  deleteEndedSessions,
  findSession,
  insertSession,
  revokeSession,
  revokeSessionsOfUser,
  type SessionRow,
  touchSession,
} from "@/server/repositories/identity.ts";
import { inScope, type SessionScope, type UserScope } from "@/server/repositories/scope.ts";
import type { RequestContext, Role } from "@/server/services/context.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

interface SessionLife {
  /** Without a request for this long, it ends. */
  readonly idleMs: number;
  /** It ends this long after sign-in, whatever happens. */
  readonly wholeMs: number;
}

const SELLER_LIFE: SessionLife = { idleMs: 12 * HOUR_MS, wholeMs: 7 * DAY_MS };
const STAFF_LIFE: SessionLife = { idleMs: 30 * MINUTE_MS, wholeMs: 12 * HOUR_MS };
/** The longest a session can live: the cookie's own limit. */
export const SESSION_SECONDS_MAX = SELLER_LIFE.wholeMs / 1000;
/** How long an ended session is kept, for questions about it. */
const KEPT_MS = 30 * DAY_MS;
/** The idle limit moves in steps of a minute, so that most requests write nothing. */
const TOUCH_EVERY_MS = MINUTE_MS;

/** Somebody who may ask. */
export interface Person {
  readonly userId: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Accounts of the sellers this person is a member of; empty for staff. */
  readonly accounts: readonly AccountRow[];
}

/** Who makes a request: a person with a live session. */
export interface Principal extends Person {
  readonly session: SessionScope;
}

export const sessionScope = (key: string): SessionScope => ({
  kind: "session",
  keySha256: sha256Hex(key),
});

const lifeOf = (row: Pick<SessionRow, "staffRole">): SessionLife =>
  row.staffRole === null ? SELLER_LIFE : STAFF_LIFE;

const endOf = (row: Pick<SessionRow, "staffRole" | "createdAt">, seenAt: Date): Date => {
  const { idleMs, wholeMs } = lifeOf(row);
  const seenMs = seenAt.getTime() - row.createdAt.getTime();
  return addMs(row.createdAt, Math.min(seenMs + idleMs, wholeMs));
};

/** Opens a session for a person who has just proved who they are; returns its key, which is stored nowhere. */
export async function openSession(
  ctx: RequestContext,
  userId: number,
  method: "password" | "identity_provider",
): Promise<string> {
  const key = newToken();
  const now = ctx.clock.now();
  const scope: UserScope = { kind: "user", userId };
  await inScope(ctx.db, scope, async (tx) => {
    // Staff or not is seen at the first request, which shortens the idle limit; until then the shorter one holds.
    const expiresAt = addMs(now, STAFF_LIFE.idleMs);
    await deleteEndedSessions(tx, scope, addMs(now, -KEPT_MS));
    await insertSession(tx, scope, { keySha256: sha256Hex(key), createdAt: now, expiresAt });
    await insertAuditEvent(tx, scope, {
      at: now,
      actorId: userId,
      actorRole: "user",
      sellerId: null,
      action: "session.open",
      target: `user:${userId}`,
      detail: { method },
      requestId: ctx.requestId,
    });
  });
  return key;
}

const isLive = (row: SessionRow, now: Date): boolean =>
  !row.isDisabled &&
  row.revokedAt === null &&
  now < row.expiresAt &&
  now < endOf(row, row.lastSeenAt);

/** The person behind a session key; null when the session is unknown, over, revoked, or its user disabled. Two queries, about 1 ms. */
export async function readPrincipal(ctx: RequestContext, key: string): Promise<Principal | null> {
  const scope = sessionScope(key);
  return inScope(ctx.db, scope, async (tx) => {
    const row = await findSession(tx, scope);
    const now = ctx.clock.now();
    if (row === null || !isLive(row, now)) return null;
    const isStale = now.getTime() - row.lastSeenAt.getTime() >= TOUCH_EVERY_MS;
    const expiresAt = endOf(row, now);
    if (isStale || expiresAt.getTime() - row.expiresAt.getTime() >= TOUCH_EVERY_MS)
      await touchSession(tx, scope, { lastSeenAt: now, expiresAt });
    const accounts =
      row.staffRole === null ? await listAccountsOfMember(tx, scope, row.userId) : [];
    const role: Role = row.staffRole ?? "seller";
    return { userId: row.userId, email: row.email, name: row.name, role, accounts, session: scope };
  });
}

/** Ends the session of this key; returns how many ended: 0 when it was unknown or over. */
export function closeSession(ctx: RequestContext, scope: SessionScope): Promise<number> {
  return inScope(ctx.db, scope, (tx) => revokeSession(tx, scope, ctx.clock.now()));
}

/** Ends all sessions of a person, this one included; returns how many. */
export async function closeAllSessions(ctx: RequestContext, userId: number): Promise<number> {
  const scope: UserScope = { kind: "user", userId };
  return inScope(ctx.db, scope, async (tx) => {
    const now = ctx.clock.now();
    const count = await revokeSessionsOfUser(tx, scope, userId, now);
    await insertAuditEvent(tx, scope, {
      at: now,
      actorId: userId,
      actorRole: "user",
      sellerId: null,
      action: "session.close_all",
      target: `user:${userId}`,
      detail: { count },
      requestId: ctx.requestId,
    });
    return count;
  });
}
