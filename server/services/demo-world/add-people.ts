// The people of the demo world.
import { isDomainError } from "@/server/core/errors.ts";
import { listAccountsBySlug } from "@/server/repositories/demo-world.ts";
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

/** Adds those who are missing; answers the ids of the ones it added, by address. */
export async function addDemoPeople(
  ctx: WorkerContext,
  people: readonly DemoPerson[],
): Promise<ReadonlyMap<string, number>> {
  const slugs = people.flatMap(({ accounts }) => accounts);
  const rows = await inScope(ctx.db, ctx.scope, (tx) => listAccountsBySlug(tx, ctx.scope, slugs));
  const sellerOf = new Map(rows.map(({ slug, sellerId }) => [slug, sellerId]));
  const added = new Map<string, number>();
  for (const { accounts, ...person } of people) {
    const sellerIds = accounts.flatMap((slug) => sellerOf.get(slug) ?? []);
    try {
      added.set(person.email, await createUser(ctx, { ...person, sellerIds }));
    } catch (error) {
      if (!isDomainError(error) || error.code !== "conflict") throw error;
    }
  }
  return added;
}
