// Access tokens of people. The database shows a token to its owner, and to the request that presents it.
import { and, count, desc, eq, gt, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { accessToken, appUser } from "@/db/schema/index.ts";
import type { StaffRole, TokenScope, UserScope, WorkerScope } from "./scope.ts";

export interface AccessTokenRow {
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const tokenColumns = {
  id: accessToken.id,
  name: accessToken.name,
  createdAt: accessToken.createdAt,
  expiresAt: accessToken.expiresAt,
  lastUsedAt: accessToken.lastUsedAt,
  revokedAt: accessToken.revokedAt,
};

export interface PresentedTokenRow extends AccessTokenRow {
  readonly userId: number;
  readonly email: string;
  readonly userName: string;
  readonly isDisabled: boolean;
  /** The person's role now. */
  readonly staffRole: StaffRole | null;
  /** The person's role when the token was made. */
  readonly madeAsRole: StaffRole | null;
}

/** The token that a request presents, with its owner; null when there is none. */
export async function findPresentedToken(
  tx: Tx,
  scope: TokenScope,
): Promise<PresentedTokenRow | null> {
  const rows = await tx
    .select({
      ...tokenColumns,
      userId: appUser.id,
      email: appUser.email,
      userName: appUser.name,
      isDisabled: appUser.isDisabled,
      staffRole: appUser.staffRole,
      madeAsRole: accessToken.staffRole,
    })
    .from(accessToken)
    .innerJoin(appUser, eq(appUser.id, accessToken.userId))
    .where(eq(accessToken.tokenSha256, scope.tokenSha256))
    .limit(1);
  return rows[0] ?? null;
}

/** Notes that a token was used; one that was revoked meanwhile stays as it is. */
export async function touchToken(tx: Tx, scope: TokenScope, at: Date): Promise<void> {
  await tx
    .update(accessToken)
    .set({ lastUsedAt: at })
    .where(and(eq(accessToken.tokenSha256, scope.tokenSha256), isNull(accessToken.revokedAt)));
}

export interface NewAccessToken {
  readonly name: string;
  readonly tokenSha256: string;
  readonly staffRole: StaffRole | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export async function insertToken(
  tx: Tx,
  scope: UserScope,
  token: NewAccessToken,
): Promise<number> {
  const rows = await tx
    .insert(accessToken)
    .values({ ...token, userId: scope.userId })
    .returning({ id: accessToken.id });
  const [row] = rows;
  if (!row) throw new Error("insertToken: nothing was inserted");
  return row.id;
}

/** A person's tokens, the newest first. */
export function listTokens(tx: Tx, scope: UserScope, limit: number): Promise<AccessTokenRow[]> {
  return tx
    .select(tokenColumns)
    .from(accessToken)
    .where(eq(accessToken.userId, scope.userId))
    .orderBy(desc(accessToken.createdAt), desc(accessToken.id))
    .limit(limit);
}

/** How many tokens of a person open something at `now`. */
export async function countLiveTokens(tx: Tx, scope: UserScope, now: Date): Promise<number> {
  const rows = await tx
    .select({ count: count() })
    .from(accessToken)
    .where(
      and(
        eq(accessToken.userId, scope.userId),
        isNull(accessToken.revokedAt),
        gt(accessToken.expiresAt, now),
      ),
    );
  return rows[0]?.count ?? 0;
}

/** Ends one token of a person; null when there is none that is not ended. */
export async function revokeToken(
  tx: Tx,
  scope: UserScope,
  tokenId: number,
  at: Date,
): Promise<{ readonly name: string } | null> {
  const rows = await tx
    .update(accessToken)
    .set({ revokedAt: at })
    .where(
      and(
        eq(accessToken.userId, scope.userId),
        eq(accessToken.id, tokenId),
        isNull(accessToken.revokedAt),
      ),
    )
    .returning({ name: accessToken.name });
  return rows[0] ?? null;
}

/** Ends every token of a person; returns how many ended. */
export async function revokeTokensOfUser(
  tx: Tx,
  _scope: WorkerScope,
  userId: number,
  at: Date,
): Promise<number> {
  const rows = await tx
    .update(accessToken)
    .set({ revokedAt: at })
    .where(and(eq(accessToken.userId, userId), isNull(accessToken.revokedAt)))
    .returning({ id: accessToken.id });
  return rows.length;
}
