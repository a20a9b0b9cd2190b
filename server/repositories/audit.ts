// The record of who did what: rows are added, never changed (a trigger holds that).
import { and, eq, gte } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { auditEvent } from "@/db/schema/index.ts";
import { ownedBy, type Scope, type StaffScope } from "./scope.ts";

export interface NewAuditEvent {
  readonly at: Date;
  readonly actorId: number | null;
  readonly actorRole: string;
  readonly sellerId: number | null;
  /** "noun.verb", as procedures are named. */
  readonly action: string;
  /** What it was done to, "noun:id". */
  readonly target: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;
}

export async function insertAuditEvent(tx: Tx, _scope: Scope, event: NewAuditEvent): Promise<void> {
  await tx.insert(auditEvent).values({ ...event, detail: event.detail ?? {} });
}

/** Whether this person's act on this target is on record since `since`. */
export async function hasAuditEventSince(
  tx: Tx,
  scope: StaffScope,
  act: { readonly action: string; readonly target: string; readonly since: Date },
): Promise<boolean> {
  const rows = await tx
    .select({ id: auditEvent.id })
    .from(auditEvent)
    .where(
      and(
        ownedBy(scope, auditEvent),
        eq(auditEvent.actorId, scope.userId),
        eq(auditEvent.action, act.action),
        eq(auditEvent.target, act.target),
        gte(auditEvent.at, act.since),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
