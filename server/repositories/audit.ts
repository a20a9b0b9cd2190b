// The record of who did what: rows are added and read, never changed (a trigger holds that).
import { and, desc, eq, gte, lt, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { auditEvent } from "@/db/schema/index.ts";
import { type DataScope, ownedBy, type Scope, type StaffScope } from "./scope.ts";

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

export interface AuditEventRow {
  readonly id: number;
  readonly at: Date;
  readonly actorId: number | null;
  readonly actorRole: string;
  readonly sellerId: number | null;
  readonly action: string;
  readonly target: string;
  readonly detail: unknown;
  readonly requestId: string | null;
}

export interface AuditFilter {
  readonly action?: string | undefined;
  readonly actorId?: number | undefined;
  /** Page on: events with a smaller id. */
  readonly beforeId?: number | undefined;
  readonly limit: number;
}

/** Events in the scope, newest first. */
export function listAuditEvents(
  tx: Tx,
  scope: DataScope,
  filter: AuditFilter,
): Promise<AuditEventRow[]> {
  const conditions: SQL[] = [ownedBy(scope, auditEvent)];
  if (filter.action !== undefined) conditions.push(eq(auditEvent.action, filter.action));
  if (filter.actorId !== undefined) conditions.push(eq(auditEvent.actorId, filter.actorId));
  if (filter.beforeId !== undefined) conditions.push(lt(auditEvent.id, filter.beforeId));
  return tx
    .select({
      id: auditEvent.id,
      at: auditEvent.at,
      actorId: auditEvent.actorId,
      actorRole: auditEvent.actorRole,
      sellerId: auditEvent.sellerId,
      action: auditEvent.action,
      target: auditEvent.target,
      detail: auditEvent.detail,
      requestId: auditEvent.requestId,
    })
    .from(auditEvent)
    .where(and(...conditions))
    .orderBy(desc(auditEvent.id))
    .limit(filter.limit);
}
