import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";
import { className } from "./class-name.ts";

export interface StatChange {
  /** Formatted, signed: "−420 ft³". */
  readonly text: string;
  readonly direction: -1 | 0 | 1;
  /** Whether the move is good for the reader; null says nothing. */
  readonly isGood: boolean | null;
  /** "since May". */
  readonly since?: string;
}

interface StatTileProps {
  readonly label: string;
  /** The figure; pass a NumberWithWhy where a decision made it. */
  readonly value: ReactNode;
  readonly unit?: string;
  readonly change?: StatChange | undefined;
  readonly note?: ReactNode;
  /** A sparkline or bar under the figure. */
  readonly children?: ReactNode;
}

const arrows = { "-1": ArrowDownRight, "0": ArrowRight, "1": ArrowUpRight } as const;

function Change({ text, direction, isGood, since }: StatChange) {
  const Arrow = arrows[`${direction}`];
  const tone = isGood === null ? "text-muted" : isGood ? "text-good" : "text-bad";
  return (
    <p className="flex flex-wrap items-center gap-x-1 text-xs text-muted">
      <span className={className("tabular inline-flex items-center gap-0.5 font-medium", tone)}>
        <Arrow aria-hidden="true" className="size-3.5" />
        {text}
      </span>
      {since ? <span>{since}</span> : null}
    </p>
  );
}

export function StatTile({ label, value, unit, change, note, children }: StatTileProps) {
  return (
    <div className="grid min-w-0 content-start gap-1 rounded-lg border border-line bg-surface px-4 py-3.5">
      <p className="text-xs font-medium text-muted">{label}</p>
      <p className="tabular flex flex-wrap items-baseline gap-x-1 text-2xl leading-8 font-semibold tracking-tight">
        {value}
        {unit ? <span className="text-sm font-normal text-muted">{unit}</span> : null}
      </p>
      {change ? <Change {...change} /> : null}
      {note ? <div className="text-xs text-muted">{note}</div> : null}
      {children ? <div className="mt-1.5">{children}</div> : null}
    </div>
  );
}

/** Tiles side by side: two on a phone, four on a desk. */
export function StatGrid({ children }: { readonly children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">{children}</div>;
}
