import { Clock } from "lucide-react";
import type { Locale } from "@/lib/wording/index.ts";
import { formatDayIn, formatInstantIn } from "./format-date.ts";

interface AsOfProps {
  /** Last calendar day the figures cover. */
  readonly completeToOn?: string | null | undefined;
  /** When they were computed. */
  readonly computedAt?: string | null | undefined;
  readonly timeZone?: string;
  /** Where they come from, e.g. "Planning run 42". */
  readonly source?: string;
  readonly locale?: Locale;
}

/** What stands before and after the day and the instant. */
const words = {
  en: { to: ["Complete to ", ""], first: ["Computed ", ""], next: ["computed ", ""] },
  de: { to: ["Vollständig bis ", ""], first: ["Berechnet am ", ""], next: ["berechnet am ", ""] },
  ja: { to: ["", "までのデータ"], first: ["", "に計算"], next: ["", "に計算"] },
} as const satisfies Readonly<Record<Locale, object>>;

/** How fresh the figures are: stands with every set of figures. */
export function AsOf({
  completeToOn,
  computedAt,
  timeZone = "UTC",
  source,
  locale = "en",
}: AsOfProps) {
  const { to, first, next } = words[locale];
  const at = completeToOn ? next : first;
  const part = [
    completeToOn ? (
      <span key="to">
        {to[0]}
        <time dateTime={completeToOn}>{formatDayIn(locale, completeToOn)}</time>
        {to[1]}
      </span>
    ) : null,
    computedAt ? (
      <span key="at">
        {at[0]}
        <time dateTime={computedAt}>{formatInstantIn(locale, computedAt, timeZone)}</time>
        {at[1]}
      </span>
    ) : null,
    source ? <span key="source">{source}</span> : null,
  ].filter((piece) => piece !== null);
  if (part.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-muted">
      <Clock aria-hidden="true" className="size-3.5 text-faint" />
      {part.flatMap((piece, index) =>
        index === 0
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
