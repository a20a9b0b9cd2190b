// What events are called, how their expected factor is typed, and why a change is refused.
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatNumber } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";

export type EventCalendar = RouterOutputs["events"]["list"];
export type CalendarEvent = EventCalendar["events"][number];
export type EventAct = EventCalendar["acts"][number];
type EventKind = CalendarEvent["kind"];
export type EditableKind = Exclude<EventKind, "policy_change">;

export const kindLabels: Readonly<Record<EventKind, string>> = {
  sale_event: "Sale event",
  port_delay: "Port delay",
  fc_outage: "Outage of a fulfilment centre",
  capacity_change: "Change of capacity",
  policy_change: "Change of policy",
};

export const editableKinds = [
  "sale_event",
  "port_delay",
  "fc_outage",
  "capacity_change",
] as const satisfies readonly EditableKind[];

export const phaseLabels: Readonly<Record<CalendarEvent["phase"], string>> = {
  announced: "Announced",
  running: "Running",
  past: "Past",
};

export const actLabels: Readonly<Record<EventAct["action"], string>> = {
  "event.add": "Added",
  "event.change": "Changed",
  "event.withdraw": "Withdrawn",
};

/** Why a change of the calendar is refused. */
export const eventRefusals: Readonly<Record<string, string>> = {
  overlap:
    "Another event of this kind already has some of these days. Change that one, or choose other days.",
  end_before_start: "It ends before it starts: put the days the right way round.",
  too_long: "An event lasts at most 92 days.",
  uplift_of_sales_only: "Only a sale event has an expected effect on demand.",
  not_current: "Somebody changed or withdrew this event meanwhile. Reload to see it as it is now.",
  kind_not_editable: "Events of this kind are put on the calendar by what they are about.",
};

const MILLION = 1_000_000;

/** A factor on demand as a change: 1.8 is "+80%". */
export const factorText = (millionths: number): string =>
  `${formatNumber((millionths - MILLION) / 10_000, { isSigned: true })}%`;

/** What was typed as a change in percent, as a factor: "80" is 1.8; undefined when it is no such number, null when empty. */
export function typedFactor(text: string): number | null | undefined {
  if (text.trim() === "") return null;
  const percent = Number(text.replace(",", ".").replace("%", ""));
  if (!Number.isFinite(percent)) return undefined;
  const millionths = Math.round(MILLION + percent * 10_000);
  return millionths >= 300_000 && millionths <= 8_000_000 ? millionths : undefined;
}

/** A stored factor as it is typed: 1.8 is "80". */
export const typedPercent = (millionths: number | null): string =>
  millionths === null ? "" : String((millionths - MILLION) / 10_000);

/** Days of an event: one day, or from and to. */
export const daysText = ({ startOn, endOn }: { startOn: string; endOn: string }): string =>
  startOn === endOn ? formatDay(startOn) : `${formatDay(startOn)} to ${formatDay(endOn)}`;
