// Access tokens: a program asks in a person's name without a browser. We hold a hash; what is revoked, expired or whose owner lost
// access opens nothing from the next request on.
import { addMs } from "@/server/core/clock.ts";
import { environment } from "@/server/core/env.ts";
import { DomainError } from "@/server/core/errors.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import { newToken } from "@/server/core/ids.ts";
import {
  countLiveTokens,
  findPresentedToken,
  insertToken,
  listTokens,
  type PresentedTokenRow,
  revokeToken,
  touchToken,
} from "@/server/repositories/access-token.ts";
import { listAccountsOfMember } from "@/server/repositories/account.ts";
import { insertAuditEvent } from "@/server/repositories/audit.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { inScope, type TokenScope, type UserScope } from "@/server/repositories/scope.ts";
import type { RequestContext, Role } from "@/server/services/context.ts";
import type { CreatedToken, CreateTokenInput, TokenList } from "./schemas.ts";
import type { Person } from "./session.ts";

const DAY_MS = 86_400_000;
/** The use of a token is noted in steps of a minute. */
const TOUCH_EVERY_MS = 60_000;
/** Tokens that one person may hold at a time. */
export const LIVE_TOKENS_MAX = 20;
const LISTED_TOKENS = 100;
/** Says what it is to whoever finds one. */
const PREFIX = "why_";
const TOKEN = /^why_[A-Za-z0-9_-]{43}$/;

const roleOf = (row: PresentedTokenRow): Role => row.staffRole ?? "seller";

const isLive = (row: PresentedTokenRow, now: Date): boolean =>
  !row.isDisabled &&
  row.revokedAt === null &&
  now < row.expiresAt &&
  row.staffRole === row.madeAsRole;

/**
 * The person in whose name a token asks; null when the token is unknown, expired or revoked, its owner shut out, or in another role
 * than when it was made. Two queries.
 */
export async function readTokenOwner(ctx: RequestContext, token: string): Promise<Person | null> {
  if (!TOKEN.test(token)) return null;
  const scope: TokenScope = { kind: "token", tokenSha256: sha256Hex(token) };
  return inScope(ctx.db, scope, async (tx) => {
    const row = await findPresentedToken(tx, scope);
    const now = ctx.clock.now();
    if (row === null || !isLive(row, now)) return null;
    if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() >= TOUCH_EVERY_MS)
      await touchToken(tx, scope, now);
    const accounts =
      row.staffRole === null ? await listAccountsOfMember(tx, scope, row.userId) : [];
    return {
      userId: row.userId,
      email: row.email,
      name: row.userName,
      role: roleOf(row),
      accounts,
    };
  });
}

const ownScope = ({ userId }: Person): UserScope => ({ kind: "user", userId });

async function record(
  tx: Tx,
  ctx: RequestContext,
  person: Person,
  act: { readonly action: string; readonly tokenId: number; readonly detail: object },
): Promise<void> {
  await insertAuditEvent(tx, ownScope(person), {
    at: ctx.clock.now(),
    actorId: person.userId,
    actorRole: person.role,
    sellerId: null,
    action: act.action,
    target: `access_token:${act.tokenId}`,
    detail: { ...act.detail },
    requestId: ctx.requestId,
  });
}

/** Makes a token; its text is in the answer and nowhere else. Throws `limit_exceeded` beyond 20 live ones. */
export async function createToken(
  ctx: RequestContext,
  person: Person,
  { name, days }: CreateTokenInput,
): Promise<CreatedToken> {
  const scope = ownScope(person);
  const token = PREFIX + newToken();
  const createdAt = ctx.clock.now();
  const expiresAt = addMs(createdAt, days * DAY_MS);
  return inScope(ctx.db, scope, async (tx) => {
    if ((await countLiveTokens(tx, scope, createdAt)) >= LIVE_TOKENS_MAX)
      throw new DomainError("limit_exceeded", { rule: "tokens", most: LIVE_TOKENS_MAX });
    const tokenId = await insertToken(tx, scope, {
      name,
      tokenSha256: sha256Hex(token),
      staffRole: person.role === "seller" ? null : person.role,
      createdAt,
      expiresAt,
    });
    await record(tx, ctx, person, {
      action: "access_token.create",
      tokenId,
      detail: { name, expiresAt: expiresAt.toISOString() },
    });
    return { tokenId, token, expiresAt: expiresAt.toISOString() };
  });
}

/** The person's tokens, the newest first, ended ones included. */
export function listOwnTokens(ctx: RequestContext, person: Person): Promise<TokenList> {
  const scope = ownScope(person);
  return inScope(ctx.db, scope, async (tx) => {
    const now = ctx.clock.now();
    const rows = await listTokens(tx, scope, LISTED_TOKENS);
    return {
      asOfAt: now.toISOString(),
      isSwitchedOn: environment().WHYSTOCK_MCP === "1",
      tokens: rows.map((row) => ({
        tokenId: row.id,
        name: row.name,
        createdAt: row.createdAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
        state: row.revokedAt !== null ? "revoked" : now < row.expiresAt ? "live" : "expired",
      })),
    };
  });
}

/** Ends a token at once; throws `not_found` for one that is another's, unknown or ended already. */
export async function endToken(
  ctx: RequestContext,
  person: Person,
  tokenId: number,
): Promise<void> {
  const scope = ownScope(person);
  await inScope(ctx.db, scope, async (tx) => {
    const ended = await revokeToken(tx, scope, tokenId, ctx.clock.now());
    if (ended === null) throw new DomainError("not_found", { tokenId });
    await record(tx, ctx, person, {
      action: "access_token.revoke",
      tokenId,
      detail: { name: ended.name },
    });
  });
}
