import { formatDay } from "../format-date.ts";

export interface ChartEvent {
  readonly id: string;
  readonly on: string;
  /** Last day, for what lasts. */
  readonly toOn?: string | null;
  readonly label: string;
}

interface EventListProps {
  readonly events: readonly ChartEvent[];
  readonly onSelect?: ((id: string) => void) | undefined;
}

/** What the numbers on the line stand for. */
export function EventList({ events, onSelect }: EventListProps) {
  if (events.length === 0) return null;
  return (
    <ol aria-label="Events" className="mt-3 grid gap-x-6 gap-y-1 text-xs sm:grid-cols-2">
      {events.map((event, at) => (
        <li key={event.id} className="flex items-baseline gap-2">
          <span
            aria-hidden="true"
            className="tabular grid size-4 shrink-0 place-items-center rounded-full bg-ink text-[0.625rem] font-semibold text-surface"
          >
            {at + 1}
          </span>
          <span className="flex min-w-0 flex-wrap gap-x-2">
            <span className="text-muted">
              <time dateTime={event.on}>{formatDay(event.on)}</time>
              {event.toOn && event.toOn !== event.on ? (
                <>
                  {" to "}
                  <time dateTime={event.toOn}>{formatDay(event.toOn)}</time>
                </>
              ) : null}
            </span>
            {onSelect ? (
              <button
                type="button"
                onClick={() => onSelect(event.id)}
                className="rounded-sm text-left text-accent hover:underline pointer-coarse:py-3"
              >
                {event.label}
              </button>
            ) : (
              <span>{event.label}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
