// The operator's calendar: an event is added, corrected by a new version, or withdrawn; each with its reason on record.
import type { z } from "zod";
import { dayFromDate } from "@/lib/calendar/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  type CalendarEventRow,
  closeEvent,
  type EventSpan,
  findOverlap,
  hasEvent,
  insertEvent,
  lockCalendar,
  lockCurrentEvent,
} from "@/server/repositories/event-calendar.ts";
import { findMarketplace } from "@/server/repositories/network.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { StaffContext } from "@/server/services/context.ts";
import {
  type AddEventInput,
  type ChangeEventInput,
  EDITABLE_KINDS,
  type WithdrawEventInput,
} from "./schemas.ts";

/** A sale longer than this is no event but a season. */
const MAX_DAYS = 92;

interface EventRef {
  readonly eventId: number;
}

/**
 * Puts an event on the calendar; runs that start from now on know it. Throws not_found for an unknown marketplace, invalid for
 * days the wrong way round or too many, conflict where an event of the kind shares a day with it.
 */
export function addEvent(
  ctx: StaffContext,
  input: z.infer<typeof AddEventInput>,
): Promise<EventRef> {
  const { reason, ...event } = input;
  return inScope(ctx.db, ctx.scope, async (tx) => {
    refuseFacts(event);
    const { marketplaceId } = event;
    if (!(await findMarketplace(tx, marketplaceId)))
      throw new DomainError("not_found", { marketplaceId });
    await lockCalendar(tx, marketplaceId);
    await refuseOverlap(ctx, tx, { ...event, fcId: null, exceptId: null });
    const recordedFrom = ctx.clock.now();
    const eventId = await insertEvent(tx, ctx.scope, { ...event, recordedFrom });
    await recordEvent(tx, ctx, {
      action: "event.add",
      target: `network_event:${eventId}`,
      detail: { marketplaceId, reason, after: factsOf(event) },
    });
    return { eventId };
  });
}

/**
 * Replaces an event by a corrected version, also one that has passed: what earlier runs knew stays as it was. Throws not_found,
 * precondition_failed for a version that is no longer current, and what `addEvent` throws.
 */
export function changeEvent(
  ctx: StaffContext,
  input: z.infer<typeof ChangeEventInput>,
): Promise<EventRef> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const before = await currentEvent(ctx, tx, input.eventId);
    const { eventId: revisesId, reason, ...facts } = input;
    const { marketplaceId, kind, fcId, storageType } = before;
    refuseFacts({ ...facts, kind });
    await refuseOverlap(ctx, tx, { ...facts, marketplaceId, kind, fcId, exceptId: revisesId });
    const at = laterOf(ctx.clock.now(), before.recordedFrom);
    await closeEvent(tx, ctx.scope, revisesId, at);
    const place = { marketplaceId, kind, fcId, storageType };
    const version = { ...facts, ...place, revisesId, recordedFrom: at };
    const eventId = await insertEvent(tx, ctx.scope, version);
    await recordEvent(tx, ctx, {
      action: "event.change",
      target: `network_event:${eventId}`,
      detail: { marketplaceId, reason, revisesId, before: factsOf(before), after: factsOf(facts) },
    });
    return { eventId };
  });
}

/** Takes an event off the calendar; runs that knew it keep knowing it. Throws as `changeEvent`. */
export function withdrawEvent(
  ctx: StaffContext,
  { eventId, reason }: z.infer<typeof WithdrawEventInput>,
): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const before = await currentEvent(ctx, tx, eventId);
    const { marketplaceId, recordedFrom } = before;
    await closeEvent(tx, ctx.scope, eventId, laterOf(ctx.clock.now(), recordedFrom));
    await recordEvent(tx, ctx, {
      action: "event.withdraw",
      target: `network_event:${eventId}`,
      detail: { marketplaceId, reason, before: factsOf(before) },
    });
  });
}

interface Facts {
  readonly title: string;
  readonly startOn: string;
  readonly endOn: string;
  readonly expectedFactorMillionths: number | null;
}

const factsOf = ({ title, startOn, endOn, expectedFactorMillionths }: Facts): Facts => ({
  title,
  startOn,
  endOn,
  expectedFactorMillionths,
});

function refuseFacts({ kind, startOn, endOn, expectedFactorMillionths }: Facts & { kind: string }) {
  const dayCount = dayFromDate(endOn) - dayFromDate(startOn) + 1;
  if (dayCount < 1) throw new DomainError("invalid", { rule: "end_before_start" });
  if (dayCount > MAX_DAYS) throw new DomainError("invalid", { rule: "too_long", days: MAX_DAYS });
  if (kind !== "sale_event" && expectedFactorMillionths !== null)
    throw new DomainError("invalid", { rule: "uplift_of_sales_only" });
}

async function refuseOverlap(ctx: StaffContext, tx: Tx, span: EventSpan): Promise<void> {
  const other = await findOverlap(tx, ctx.scope, span);
  if (!other) return;
  throw new DomainError("conflict", {
    rule: "overlap",
    eventId: other.eventId,
    title: other.title,
  });
}

async function currentEvent(ctx: StaffContext, tx: Tx, eventId: number): Promise<CalendarEventRow> {
  const row = await lockCurrentEvent(tx, ctx.scope, eventId);
  if (row) {
    if (!EDITABLE_KINDS.some((kind) => kind === row.kind))
      throw new DomainError("precondition_failed", { rule: "kind_not_editable" });
    await lockCalendar(tx, row.marketplaceId);
    return row;
  }
  if (await hasEvent(tx, ctx.scope, eventId))
    throw new DomainError("precondition_failed", { rule: "not_current" });
  throw new DomainError("not_found", { eventId });
}

/** A version is never known before the one it replaces, whatever the machine's clock says. */
const laterOf = (now: Date, before: Date): Date => (before > now ? before : now);
