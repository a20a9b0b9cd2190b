// The calendar as policy admins see it: what is on it, what earlier events taught, and who changed what.
import { z } from "zod";
import type { Tx } from "@/server/repositories/database.ts";
import {
  type CalendarEventRow,
  type EventActRow,
  listCurrentEvents,
  listEventActs,
} from "@/server/repositories/event-calendar.ts";
import { findNewestNetworkRun } from "@/server/repositories/latest-run.ts";
import { listPlannableMarketplaces } from "@/server/repositories/network.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { type LearntUplifts, learntUplifts, upliftOf } from "./learnt-uplifts.ts";
import {
  type CalendarEvent,
  EDITABLE_KINDS,
  type EventAct,
  type EventCalendar,
  type ListEventsInput,
} from "./schemas.ts";

const LISTED_ACTS = 50;

/** The calendar of a marketplace; of the first that can be planned when none is named. */
export function listEvents(
  ctx: StaffContext,
  input: z.infer<typeof ListEventsInput>,
): Promise<EventCalendar> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const marketplaces = await listPlannableMarketplaces(tx);
    const marketplaceId = input.marketplaceId ?? marketplaces[0]?.marketplaceId ?? null;
    const asOfOn = await calendarDay(ctx, tx);
    if (marketplaceId === null)
      return { marketplaceId, marketplaces, asOfOn, events: [], acts: [] };
    const events = await listCurrentEvents(tx, ctx.scope, marketplaceId);
    const uplifts = await learntUplifts(tx, ctx.scope, marketplaceId);
    const acts = await listEventActs(tx, ctx.scope, marketplaceId, LISTED_ACTS);
    return {
      marketplaceId,
      marketplaces,
      asOfOn,
      events: events.map((row) => eventView(row, asOfOn, uplifts)),
      acts: acts.flatMap(actView),
    };
  });
}

async function calendarDay(ctx: StaffContext, tx: Tx): Promise<string> {
  const run = await findNewestNetworkRun(tx, ctx.scope);
  return run?.asOfOn ?? ctx.clock.now().toISOString().slice(0, 10);
}

function eventView(row: CalendarEventRow, asOfOn: string, uplifts: LearntUplifts): CalendarEvent {
  const { eventId, kind, title, startOn, endOn, expectedFactorMillionths } = row;
  const phase = endOn < asOfOn ? "past" : startOn <= asOfOn ? "running" : "announced";
  return {
    eventId,
    kind,
    title,
    startOn,
    endOn,
    phase,
    expectedFactorMillionths,
    learntFactorMillionths: kind === "sale_event" ? upliftOf(uplifts, title) : null,
    isCorrection: row.revisesId !== null,
    isEditable: EDITABLE_KINDS.some((one) => one === kind),
    recordedAt: row.recordedFrom.toISOString(),
  };
}

const Days = z.object({ title: z.string(), startOn: z.string(), endOn: z.string() });
const ActDetail = z.object({
  reason: z.string(),
  before: Days.optional(),
  after: Days.optional(),
});
const Action = z.enum(["event.add", "event.change", "event.withdraw"]);

const daysOf = (days: z.infer<typeof Days> | undefined) =>
  days ? { startOn: days.startOn, endOn: days.endOn } : null;

function actView({ at, actorName, action, detail }: EventActRow): EventAct[] {
  const known = ActDetail.safeParse(detail);
  const name = Action.safeParse(action);
  if (!known.success || !name.success) return [];
  const { reason, before, after } = known.data;
  const title = after?.title ?? before?.title ?? "";
  const days = { before: daysOf(before), after: daysOf(after) };
  return [{ at: at.toISOString(), actorName, action: name.data, title, ...days, reason }];
}
