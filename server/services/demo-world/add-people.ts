// The people of the demo world.
import { listAccountsBySlug, listUserIds } from "@/server/repositories/demo-world.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { createUser } from "@/server/services/identity/create-user.ts";

export interface DemoPerson {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly staffRole: "support" | "policy_admin" | null;
  /** Slugs of the accounts this person acts for. */
  readonly accounts: readonly string[];
}

/** Adds those who are missing; answers the ids of all, by address. */
export async function addDemoPeople(
  ctx: WorkerContext,
  people: readonly DemoPerson[],
): Promise<ReadonlyMap<string, number>> {
  const slugs = people.flatMap(({ accounts }) => accounts);
  const rows = await inScope(ctx.db, ctx.scope, (tx) => listAccountsBySlug(tx, ctx.scope, slugs));
  const sellerOf = new Map(rows.map(({ slug, sellerId }) => [slug, sellerId]));
  const emails = people.map(({ email }) => email);
  const known = await inScope(ctx.db, ctx.scope, (tx) => listUserIds(tx, ctx.scope, emails));
  const idOf = new Map(known.map(({ email, userId }) => [email, userId]));
  for (const { accounts, ...person } of people) {
    if (idOf.has(person.email)) continue;
    const sellerIds = accounts.flatMap((slug) => sellerOf.get(slug) ?? []);
    if (sellerIds.length < accounts.length)
      throw new Error(`demo world: an account of ${person.email} is missing`);
    idOf.set(person.email, await createUser(ctx, { ...person, sellerIds }));
  }
  return idOf;
}
