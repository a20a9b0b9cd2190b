// Questions that got no answer are counted, for the operator to see what is missing: what they were about and why not, never their words.
import { addMs } from "@/server/core/clock.ts";
import { type DomainError, isDomainError } from "@/server/core/errors.ts";
import { deleteDeclinedBefore, insertDeclined } from "@/server/repositories/declined-question.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext, WorkerContext } from "@/server/services/context.ts";
import { viewerOf } from "./staff-only.ts";

const KEPT_DAYS = 90;
const MS_PER_DAY = 86_400_000;

interface Declined {
  /** A kind of question, or "box" for plain words. */
  readonly kind: string;
  readonly metric: string | null;
  readonly reason: string;
}

export function recordDeclined(ctx: SellerContext, declined: Declined): Promise<void> {
  const { scope, clock } = ctx;
  return inScope(ctx.db, scope, (tx) =>
    insertDeclined(tx, scope, { at: clock.now(), viewer: viewerOf(scope), ...declined }),
  );
}

/** What `work` answers; a refusal is counted and thrown on. */
export async function countingRefusals<T>(
  ctx: SellerContext,
  kind: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDomainError(error))
      await recordDeclined(ctx, { kind, metric: null, reason: reasonOf(error) });
    throw error;
  }
}

const reasonOf = ({ code, data }: DomainError): string =>
  typeof data.rule === "string" ? data.rule : code;

/** Forgets what is older than 90 days. */
export function forgetDeclined(ctx: WorkerContext): Promise<void> {
  const before = addMs(ctx.clock.now(), -KEPT_DAYS * MS_PER_DAY);
  return inScope(ctx.db, ctx.scope, (tx) => deleteDeclinedBefore(tx, ctx.scope, before));
}
