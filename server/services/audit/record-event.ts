import { insertAuditEvent } from "@/server/repositories/audit.ts";
import type { Tx } from "@/server/repositories/database.ts";
import type { ServiceContext } from "@/server/services/context.ts";

export interface AuditedAct {
  /** "noun.verb", as procedures are named. */
  readonly action: string;
  /** What it was done to, "noun:id". */
  readonly target: string;
  /** Whose data it concerns; null when no seller's. A seller's own act always concerns that seller. */
  readonly sellerId?: number | null;
  /** Values that matter, never a secret and never a buyer's data. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Writes who did what into the record, in the transaction that does it: both happen or neither does. */
export async function recordEvent(tx: Tx, ctx: ServiceContext, act: AuditedAct): Promise<void> {
  const { actor, scope } = ctx;
  await insertAuditEvent(tx, scope, {
    at: ctx.clock.now(),
    actorId: actor.kind === "user" ? actor.userId : null,
    actorRole: actor.kind === "user" ? actor.role : actor.name,
    sellerId: scope.kind === "seller" ? scope.sellerId : (act.sellerId ?? null),
    action: act.action,
    target: act.target,
    detail: act.detail ?? {},
    requestId: ctx.requestId,
  });
}
