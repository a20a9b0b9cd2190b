import type { ReactNode } from "react";
import { className } from "./class-name.ts";

export interface Description {
  readonly term: string;
  readonly value: ReactNode;
  /** What the term means, under it. */
  readonly note?: ReactNode;
}

/** Terms and values, one line each where there is room. */
export function DescriptionList({
  items,
  className: extra,
}: {
  readonly items: readonly Description[];
  readonly className?: string;
}) {
  return (
    <dl className={className("divide-y divide-line", extra)}>
      {items.map((item) => (
        <div
          key={item.term}
          className="grid gap-x-6 gap-y-0.5 py-2 first:pt-0 last:pb-0 sm:grid-cols-[minmax(9rem,1fr)_2fr]"
        >
          <dt className="text-muted">
            {item.term}
            {item.note ? <span className="block text-xs text-faint">{item.note}</span> : null}
          </dt>
          <dd className="tabular min-w-0 break-words">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
