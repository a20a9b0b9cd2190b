// The operator's calendar of events: versions that are added and closed, never overwritten, and who did it.
import { and, asc, desc, eq, gte, isNull, like, lte, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { appUser, auditEvent, networkEvent } from "@/db/schema/index.ts";
import { CURRENT } from "./current-facts.ts";
import { ownedBy, type StaffScope } from "./scope.ts";

export type NetworkEventKind = (typeof networkEvent.$inferSelect)["kind"];

const eventColumns = {
  eventId: networkEvent.id,
  marketplaceId: networkEvent.marketplaceId,
  kind: networkEvent.kind,
  title: networkEvent.title,
  startOn: networkEvent.startOn,
  endOn: networkEvent.endOn,
  fcId: networkEvent.fcId,
  storageType: networkEvent.storageType,
  expectedFactorMillionths: networkEvent.expectedFactorMillionths,
  revisesId: networkEvent.revisesId,
  recordedFrom: networkEvent.recordedFrom,
};

export type CalendarEventRow = Awaited<ReturnType<typeof listCurrentEvents>>[number];

/** Events of a marketplace as they are known now, the latest first. */
export function listCurrentEvents(tx: Tx, _scope: StaffScope, marketplaceId: string) {
  return tx
    .select(eventColumns)
    .from(networkEvent)
    .where(and(eq(networkEvent.marketplaceId, marketplaceId), eq(networkEvent.recordedTo, CURRENT)))
    .orderBy(desc(networkEvent.startOn), desc(networkEvent.id));
}

/** A current event, held until the transaction ends; undefined where there is none or it was corrected or withdrawn. */
export async function lockCurrentEvent(
  tx: Tx,
  _scope: StaffScope,
  eventId: number,
): Promise<CalendarEventRow | undefined> {
  const [row] = await tx
    .select(eventColumns)
    .from(networkEvent)
    .where(and(eq(networkEvent.id, eventId), eq(networkEvent.recordedTo, CURRENT)))
    .for("update");
  return row;
}

/** Whether an event was ever on the calendar. */
export async function hasEvent(tx: Tx, _scope: StaffScope, eventId: number): Promise<boolean> {
  const rows = await tx
    .select({ id: networkEvent.id })
    .from(networkEvent)
    .where(eq(networkEvent.id, eventId));
  return rows.length > 0;
}

export interface EventSpan {
  readonly marketplaceId: string;
  readonly kind: NetworkEventKind;
  readonly startOn: string;
  readonly endOn: string;
  /** null = the whole network. */
  readonly fcId: number | null;
  /** A version that is about to be replaced. */
  readonly exceptId: number | null;
}

/** A current event of the same kind and place that shares a day with the span. */
export async function findOverlap(
  tx: Tx,
  _scope: StaffScope,
  span: EventSpan,
): Promise<{ readonly eventId: number; readonly title: string } | undefined> {
  const [row] = await tx
    .select({ eventId: networkEvent.id, title: networkEvent.title })
    .from(networkEvent)
    .where(
      and(
        eq(networkEvent.marketplaceId, span.marketplaceId),
        eq(networkEvent.kind, span.kind),
        eq(networkEvent.recordedTo, CURRENT),
        lte(networkEvent.startOn, span.endOn),
        gte(networkEvent.endOn, span.startOn),
        span.fcId === null ? isNull(networkEvent.fcId) : eq(networkEvent.fcId, span.fcId),
        span.exceptId === null ? undefined : ne(networkEvent.id, span.exceptId),
      ),
    )
    .orderBy(asc(networkEvent.startOn), asc(networkEvent.id))
    .limit(1);
  return row;
}

/** Two people never change one marketplace's calendar at once: overlaps are looked for under this lock. */
export async function lockCalendar(tx: Tx, marketplaceId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtext('network_event'), hashtext(${marketplaceId}))`,
  );
}

export type NewCalendarEvent = Pick<
  typeof networkEvent.$inferInsert,
  | "marketplaceId"
  | "kind"
  | "title"
  | "startOn"
  | "endOn"
  | "fcId"
  | "storageType"
  | "expectedFactorMillionths"
  | "revisesId"
  | "recordedFrom"
>;

export async function insertEvent(
  tx: Tx,
  _scope: StaffScope,
  event: NewCalendarEvent,
): Promise<number> {
  const [added] = await tx
    .insert(networkEvent)
    .values(event)
    .returning({ eventId: networkEvent.id });
  if (!added) throw new Error("insertEvent: the database returned no row");
  return added.eventId;
}

/** From `at` on the event is no longer known; runs that knew it keep knowing it. */
export async function closeEvent(
  tx: Tx,
  _scope: StaffScope,
  eventId: number,
  at: Date,
): Promise<void> {
  await tx
    .update(networkEvent)
    .set({ recordedTo: at })
    .where(and(eq(networkEvent.id, eventId), eq(networkEvent.recordedTo, CURRENT)));
}

export interface EventActRow {
  readonly at: Date;
  readonly actorName: string | null;
  readonly action: string;
  readonly detail: unknown;
}

/** What was done to the calendar of a marketplace, the newest first. */
export function listEventActs(
  tx: Tx,
  scope: StaffScope,
  marketplaceId: string,
  limit: number,
): Promise<EventActRow[]> {
  return tx
    .select({
      at: auditEvent.at,
      actorName: appUser.name,
      action: auditEvent.action,
      detail: auditEvent.detail,
    })
    .from(auditEvent)
    .leftJoin(appUser, eq(appUser.id, auditEvent.actorId))
    .where(
      and(
        ownedBy(scope, auditEvent),
        like(auditEvent.action, "event.%"),
        sql`${auditEvent.detail} ->> 'marketplaceId' = ${marketplaceId}`,
      ),
    )
    .orderBy(desc(auditEvent.at), desc(auditEvent.id))
    .limit(limit);
}
