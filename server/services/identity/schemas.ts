import { z } from "zod";

/** An account's name in addresses. */
export const AccountSlug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);

/** What every procedure that concerns one account takes; extend it: `AccountInput.extend({...})`. */
export const AccountInput = z.strictObject({ account: AccountSlug });

export const RoleName = z.enum(["seller", "support", "policy_admin"]);

export const SessionAccount = z.strictObject({
  slug: AccountSlug,
  name: z.string(),
  sellerName: z.string(),
  kind: z.enum(["individual", "professional"]),
  marketplaceId: z.string(),
  marketplaceName: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  openedOn: z.iso.date(),
});
export type SessionAccount = z.infer<typeof SessionAccount>;

/** Who is signed in; null when nobody is. */
export const SessionView = z
  .strictObject({
    userId: z.int(),
    name: z.string(),
    email: z.string(),
    role: RoleName,
    accounts: z.array(SessionAccount),
  })
  .nullable();
export type SessionView = z.infer<typeof SessionView>;

/** How many sessions were ended. */
export const ClosedSessions = z.strictObject({ closedCount: z.int().min(0) });

export const CreateTokenInput = z.strictObject({
  name: z.string().trim().min(1).max(60),
  days: z.union([z.literal(30), z.literal(90), z.literal(365)]),
});
export type CreateTokenInput = z.infer<typeof CreateTokenInput>;

/** The token itself is told this once. */
export const CreatedToken = z.strictObject({
  tokenId: z.int(),
  token: z.string(),
  expiresAt: z.string(),
});
export type CreatedToken = z.infer<typeof CreatedToken>;

export const TokenList = z.strictObject({
  asOfAt: z.string(),
  /** Whether this installation lets assistants connect; without it a token opens nothing. */
  isSwitchedOn: z.boolean(),
  tokens: z.array(
    z.strictObject({
      tokenId: z.int(),
      name: z.string(),
      createdAt: z.string(),
      expiresAt: z.string(),
      lastUsedAt: z.string().nullable(),
      state: z.enum(["live", "expired", "revoked"]),
    }),
  ),
});
export type TokenList = z.infer<typeof TokenList>;

export const TokenInput = z.strictObject({ tokenId: z.int().positive() });
