// People, their memberships and their sessions. Every function takes the scope under which the database shows exactly these rows.
import { and, eq, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { appUser, membership, userSession } from "@/db/schema/index.ts";
import type { SessionScope, SignInScope, StaffRole, UserScope, WorkerScope } from "./scope.ts";

export interface SignInUserRow {
  readonly id: number;
  readonly passwordHash: string | null;
  readonly staffRole: StaffRole | null;
  readonly isDisabled: boolean;
}

const first = <Row>(rows: readonly Row[]): Row | null => rows[0] ?? null;

/** The user with this e-mail address, in any case of letters. */
export async function findSignInUser(tx: Tx, scope: SignInScope): Promise<SignInUserRow | null> {
  const rows = await tx
    .select({
      id: appUser.id,
      passwordHash: appUser.passwordHash,
      staffRole: appUser.staffRole,
      isDisabled: appUser.isDisabled,
    })
    .from(appUser)
    .where(eq(sql`lower(${appUser.email})`, scope.email.toLowerCase()))
    .limit(1);
  return first(rows);
}

export interface SessionRow {
  readonly userId: number;
  readonly email: string;
  readonly name: string;
  readonly staffRole: StaffRole | null;
  readonly isDisabled: boolean;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** The session of this key, with its user; null when there is none. */
export async function findSession(tx: Tx, scope: SessionScope): Promise<SessionRow | null> {
  const rows = await tx
    .select({
      userId: appUser.id,
      email: appUser.email,
      name: appUser.name,
      staffRole: appUser.staffRole,
      isDisabled: appUser.isDisabled,
      createdAt: userSession.createdAt,
      lastSeenAt: userSession.lastSeenAt,
      expiresAt: userSession.expiresAt,
      revokedAt: userSession.revokedAt,
    })
    .from(userSession)
    .innerJoin(appUser, eq(appUser.id, userSession.userId))
    .where(eq(userSession.keySha256, scope.keySha256))
    .limit(1);
  return first(rows);
}

export interface NewSession {
  readonly keySha256: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export async function insertSession(tx: Tx, scope: UserScope, session: NewSession): Promise<void> {
  await tx
    .insert(userSession)
    .values({ ...session, userId: scope.userId, lastSeenAt: session.createdAt });
}

/** Moves the idle limit; a session that was revoked meanwhile stays revoked. */
export async function touchSession(
  tx: Tx,
  scope: SessionScope,
  seen: { readonly lastSeenAt: Date; readonly expiresAt: Date },
): Promise<void> {
  await tx
    .update(userSession)
    .set(seen)
    .where(and(eq(userSession.keySha256, scope.keySha256), isNull(userSession.revokedAt)));
}

const revokeWhere = async (tx: Tx, condition: SQL | undefined, at: Date): Promise<number> => {
  const rows = await tx
    .update(userSession)
    .set({ revokedAt: at })
    .where(and(condition, isNull(userSession.revokedAt)))
    .returning({ userId: userSession.userId });
  return rows.length;
};

/** Ends the session of this key; returns how many ended (0 or 1). */
export const revokeSession = (tx: Tx, scope: SessionScope, at: Date): Promise<number> =>
  revokeWhere(tx, eq(userSession.keySha256, scope.keySha256), at);

/** Ends every session of a person; returns how many ended. */
export const revokeSessionsOfUser = (
  tx: Tx,
  scope: UserScope | WorkerScope,
  userId: number,
  at: Date,
): Promise<number> =>
  revokeWhere(tx, eq(userSession.userId, scope.kind === "user" ? scope.userId : userId), at);

/** Removes the person's sessions that ended before `before`. */
export async function deleteEndedSessions(tx: Tx, scope: UserScope, before: Date): Promise<void> {
  await tx
    .delete(userSession)
    .where(
      and(
        eq(userSession.userId, scope.userId),
        or(lt(userSession.expiresAt, before), lt(userSession.revokedAt, before)),
      ),
    );
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string | null;
  readonly staffRole: StaffRole | null;
}

/** Adds a person; null when the address is taken. */
export async function insertUser(
  tx: Tx,
  _scope: WorkerScope,
  user: NewUser,
): Promise<number | null> {
  const rows = await tx
    .insert(appUser)
    .values(user)
    .onConflictDoNothing()
    .returning({ id: appUser.id });
  return first(rows)?.id ?? null;
}

export async function insertMemberships(
  tx: Tx,
  _scope: WorkerScope,
  userId: number,
  sellerIds: readonly number[],
): Promise<void> {
  if (sellerIds.length === 0) return;
  await tx
    .insert(membership)
    .values(sellerIds.map((sellerId) => ({ userId, sellerId })))
    .onConflictDoNothing();
}

/** Changes what may be changed of a person; false when there is no such person. */
export async function updateUser(
  tx: Tx,
  _scope: WorkerScope,
  userId: number,
  change: Partial<Pick<NewUser, "passwordHash" | "staffRole">> & { readonly isDisabled?: boolean },
): Promise<boolean> {
  const rows = await tx
    .update(appUser)
    .set(change)
    .where(eq(appUser.id, userId))
    .returning({ id: appUser.id });
  return rows.length > 0;
}
