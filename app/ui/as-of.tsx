import { Clock } from "lucide-react";
import { formatDay, formatInstant } from "./format-date.ts";

interface AsOfProps {
  /** Last calendar day the figures cover. */
  readonly completeToOn?: string | null | undefined;
  /** When they were computed. */
  readonly computedAt?: string | null | undefined;
  readonly timeZone?: string;
  /** Where they come from, e.g. "Planning run 42". */
  readonly source?: string;
}

/** How fresh the figures are: stands with every set of figures. */
export function AsOf({ completeToOn, computedAt, timeZone = "UTC", source }: AsOfProps) {
  const part = [
    completeToOn ? (
      <span key="to">
        Complete to <time dateTime={completeToOn}>{formatDay(completeToOn)}</time>
      </span>
    ) : null,
    computedAt ? (
      <span key="at">
        {completeToOn ? "computed" : "Computed"}{" "}
        <time dateTime={computedAt}>{formatInstant(computedAt, timeZone)}</time>
      </span>
    ) : null,
    source ? <span key="source">{source}</span> : null,
  ].filter((piece) => piece !== null);
  if (part.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-muted">
      <Clock aria-hidden="true" className="size-3.5 text-faint" />
      {part.flatMap((piece, at) =>
        at === 0
          ? [piece]
          : [
              <span key={`dot-${piece.key}`} aria-hidden="true" className="text-faint">
                ·
              </span>,
              piece,
            ],
      )}
    </p>
  );
}
