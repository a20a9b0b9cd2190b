// Both walls between tenants start here. The first is `ownedBy`, which every query on a seller's table carries; the second is
// row-level security, which reads the context that `inScope` sets. Either alone must hold (db/policies).
import { eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTransactionConfig } from "drizzle-orm/pg-core";
import type { Db, Tx } from "@/db/client.ts";

export type StaffRole = "support" | "policy_admin";

/** One seller's rows, through one of its accounts. */
export interface SellerScope {
  readonly kind: "seller";
  readonly sellerId: number;
  readonly accountId: number;
  /** Who acts; null where a job acts for the seller. */
  readonly userId: number | null;
  /** Set when support looks through the seller's eyes: the database then refuses to change the seller's rows. */
  readonly viewedBy?: StaffRole;
}

/** Staff: every seller's rows, to read. */
export interface StaffScope {
  readonly kind: "staff";
  readonly role: StaffRole;
  readonly userId: number;
}

/** The planner and other jobs, under the database role of the worker. */
export interface WorkerScope {
  readonly kind: "worker";
}

/** Scopes in which sellers' rows are read. */
export type DataScope = SellerScope | StaffScope | WorkerScope;

/** A person who has signed in, before a seller is chosen: their own user, memberships and accounts. */
export interface UserScope {
  readonly kind: "user";
  readonly userId: number;
}

/** A person who is signing in: the one user of this address. */
export interface SignInScope {
  readonly kind: "sign_in";
  readonly email: string;
}

/** A request that presents a session key: the one session of this hash, and its user. */
export interface SessionScope {
  readonly kind: "session";
  readonly keySha256: string;
}

/** A request that presents an access token: the one token of this hash, and its user. */
export interface TokenScope {
  readonly kind: "token";
  readonly tokenSha256: string;
}

export type Scope = DataScope | UserScope | SignInScope | SessionScope | TokenScope;

export interface ScopeSettings {
  readonly seller_id: string;
  readonly account_id: string;
  readonly user_id: string;
  readonly staff_role: string;
  readonly sign_in_email: string;
  readonly session_key: string;
  readonly token_key: string;
}

const NO_CONTEXT: ScopeSettings = {
  seller_id: "",
  account_id: "",
  user_id: "",
  staff_role: "",
  sign_in_email: "",
  session_key: "",
  token_key: "",
};

/** The context of a scope, as db/policies reads it; an empty string is no context. */
export function scopeSettings(scope: Scope): ScopeSettings {
  switch (scope.kind) {
    case "seller":
      return {
        ...NO_CONTEXT,
        seller_id: String(scope.sellerId),
        account_id: String(scope.accountId),
        user_id: scope.userId === null ? "" : String(scope.userId),
        staff_role: scope.viewedBy ?? "",
      };
    case "staff":
      return { ...NO_CONTEXT, staff_role: scope.role, user_id: String(scope.userId) };
    case "user":
      return { ...NO_CONTEXT, user_id: String(scope.userId) };
    case "sign_in":
      return { ...NO_CONTEXT, sign_in_email: scope.email };
    case "session":
      return { ...NO_CONTEXT, session_key: scope.keySha256 };
    case "token":
      return { ...NO_CONTEXT, token_key: scope.tokenSha256 };
    case "worker":
      return NO_CONTEXT;
  }
}

/**
 * Runs `work` in a transaction whose context is the scope's. The context is local to the transaction (never to the session), so that a
 * connection that goes back to the pool carries nothing to its next borrower.
 */
export function inScope<T>(
  db: Db,
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
  config?: PgTransactionConfig,
): Promise<T> {
  return db.transaction(async (tx) => {
    const context = Object.entries(scopeSettings(scope)).map(
      ([name, value]) => sql`set_config(${`app.${name}`}, ${value}, true)`,
    );
    await tx.execute(sql`select ${sql.join(context, sql`, `)}`);
    return work(tx);
  }, config);
}

/** The first wall: the condition that a row of `table` lies inside the scope. */
export function ownedBy(scope: DataScope, table: { readonly sellerId: PgColumn }): SQL {
  return scope.kind === "seller" ? eq(table.sellerId, scope.sellerId) : sql`true`;
}
