import { z } from "zod";

/** Events that policy admins put on the calendar. Policy changes come onto it by being published. */
export const EDITABLE_KINDS = ["sale_event", "port_delay", "fc_outage", "capacity_change"] as const;
export const EVENT_KINDS = [...EDITABLE_KINDS, "policy_change"] as const;

/** A factor on demand that no event may exceed either way: the bounds that learning keeps to, too. */
export const FACTOR_MILLIONTHS = { least: 300_000, most: 8_000_000 } as const;

const eventId = z.int().positive();
const MarketplaceId = z.string().min(1).max(8);
const Reason = z.string().trim().min(10, "say in at least 10 characters why").max(500);
const Title = z.string().trim().min(3, "give it a name of at least 3 characters").max(80);

const EventFacts = {
  title: Title,
  startOn: z.iso.date(),
  endOn: z.iso.date(),
  /** Sale events only; null = what earlier ones taught. */
  expectedFactorMillionths: z
    .int()
    .min(FACTOR_MILLIONTHS.least)
    .max(FACTOR_MILLIONTHS.most)
    .nullable(),
  reason: Reason,
};

export const ListEventsInput = z.strictObject({ marketplaceId: MarketplaceId.optional() });
export const AddEventInput = z.strictObject({
  marketplaceId: MarketplaceId,
  kind: z.enum(EDITABLE_KINDS),
  ...EventFacts,
});
export const ChangeEventInput = z.strictObject({ eventId, ...EventFacts });
export const WithdrawEventInput = z.strictObject({ eventId, reason: Reason });
export const EventRef = z.strictObject({ eventId });

export const CalendarEvent = z.strictObject({
  eventId,
  kind: z.enum(EVENT_KINDS),
  title: z.string(),
  startOn: z.string(),
  endOn: z.string(),
  /** As of the calendar's day. */
  phase: z.enum(["past", "running", "announced"]),
  expectedFactorMillionths: z.int().nullable(),
  /** What earlier events of the name taught, from the last backtest; null before one, or where none was seen. */
  learntFactorMillionths: z.int().nullable(),
  /** It corrects an earlier version. */
  isCorrection: z.boolean(),
  /** The kind is one that people change here. */
  isEditable: z.boolean(),
  recordedAt: z.string(),
});
export type CalendarEvent = z.infer<typeof CalendarEvent>;

const EventAct = z.strictObject({
  at: z.string(),
  actorName: z.string().nullable(),
  action: z.enum(["event.add", "event.change", "event.withdraw"]),
  title: z.string(),
  /** What it was and is: "27 Nov 2026 to 30 Nov 2026"; null where there is none. */
  before: z.strictObject({ startOn: z.string(), endOn: z.string() }).nullable(),
  after: z.strictObject({ startOn: z.string(), endOn: z.string() }).nullable(),
  reason: z.string(),
});
export type EventAct = z.infer<typeof EventAct>;

export const EventCalendar = z.strictObject({
  /** null = nobody sells anywhere yet. */
  marketplaceId: z.string().nullable(),
  marketplaces: z.array(z.strictObject({ marketplaceId: z.string(), name: z.string() })),
  /** The day that past and announced are told from: of the newest run, else today. */
  asOfOn: z.string(),
  /** Latest first. */
  events: z.array(CalendarEvent),
  /** Newest first, at most 50. */
  acts: z.array(EventAct),
});
export type EventCalendar = z.infer<typeof EventCalendar>;
