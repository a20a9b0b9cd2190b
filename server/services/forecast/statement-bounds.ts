// What of a seller's own view is accepted: whole weeks ahead, within bounds.
import { dayFromDate, dayToDate, weekIndex, weekStartDay } from "@/lib/calendar/index.ts";
import { DomainError } from "@/server/core/errors.ts";

/** A stated demand may reach this many times the most that was sold or forecast in a week ... */
const MOST_TIMES = 10;
/** ... and always this much. */
const LEAST_BOUND_UNITS = 100;
/** Weeks ahead that can be spoken of. */
export const STATED_WEEKS = 26;
const DAYS = 7;

/** The largest demand a week that is accepted for a product. */
export function maxUnitsPerWeek(
  ahead: readonly { readonly mean: number }[],
  past: readonly { readonly soldUnits: number }[],
): number {
  const most = Math.max(
    0,
    ...ahead.map(({ mean }) => mean),
    ...past.map(({ soldUnits }) => soldUnits),
  );
  return Math.max(LEAST_BOUND_UNITS, Math.ceil(MOST_TIMES * most));
}

export interface StatedSpan {
  readonly fromOn: string;
  readonly toOn: string;
}

/** The whole marketplace weeks that hold the days. */
export function wholeWeeks({ fromOn, toOn }: StatedSpan, startWeekday: number): StatedSpan {
  const from = weekStartDay(weekIndex(dayFromDate(fromOn), startWeekday), startWeekday);
  const to = weekStartDay(weekIndex(dayFromDate(toOn), startWeekday) + 1, startWeekday) - 1;
  return { fromOn: dayToDate(from), toOn: dayToDate(to) };
}

/** Throws `invalid` with the rule that a span breaks: its order, or weeks that are over or too far ahead of the origin. */
export function checkSpan({ fromOn, toOn }: StatedSpan, originOn: string): void {
  if (fromOn > toOn) throw new DomainError("invalid", { rule: "days_in_order" });
  if (toOn <= originOn) throw new DomainError("invalid", { rule: "weeks_passed", originOn });
  const lastOn = dayToDate(dayFromDate(originOn) + DAYS * STATED_WEEKS);
  if (toOn > lastOn) throw new DomainError("invalid", { rule: "too_far_ahead", lastOn });
}
