// Questions that got no answer: what they were about, and why not.
import { count, desc, gte, lt } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { declinedQuestion } from "@/db/schema/index.ts";
import type { SellerScope, StaffScope, WorkerScope } from "./scope.ts";

export type NewDeclined = Omit<typeof declinedQuestion.$inferInsert, "id" | "sellerId">;

export async function insertDeclined(
  tx: Tx,
  { sellerId }: SellerScope,
  row: NewDeclined,
): Promise<void> {
  await tx.insert(declinedQuestion).values({ sellerId, ...row });
}

export interface DeclinedCount {
  readonly viewer: string;
  readonly kind: string;
  readonly metric: string | null;
  readonly reason: string;
  readonly questionCount: number;
}

/** How many since an instant, by who asked, what and why; the most frequent first. */
export function countDeclined(tx: Tx, _scope: StaffScope, since: Date): Promise<DeclinedCount[]> {
  const { viewer, kind, metric, reason } = declinedQuestion;
  return tx
    .select({ viewer, kind, metric, reason, questionCount: count() })
    .from(declinedQuestion)
    .where(gte(declinedQuestion.at, since))
    .groupBy(viewer, kind, metric, reason)
    .orderBy(desc(count()), kind, reason, viewer);
}

export async function deleteDeclinedBefore(
  tx: Tx,
  _scope: WorkerScope,
  before: Date,
): Promise<void> {
  await tx.delete(declinedQuestion).where(lt(declinedQuestion.at, before));
}
