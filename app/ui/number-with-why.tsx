"use client";

import { CircleHelp } from "lucide-react";
import Link from "next/link";
import { className } from "./class-name.ts";
import { Popover } from "./popover.tsx";

interface NumberWithWhyProps {
  /** The formatted figure: "1,180". */
  readonly value: string;
  readonly unit?: string | undefined;
  /** What it is, for its accessible name: "standard-size limit for June". */
  readonly subject: string;
  /** The page that answers why. Give this, or onAsk where the answer has no address yet. */
  readonly href?: string | undefined;
  readonly onAsk?: (() => void) | undefined;
  /** True while the asked answer is being made. */
  readonly isPending?: boolean | undefined;
  /** The answer in one sentence; shown in a popover with a link to the whole answer. */
  readonly sentence?: string | undefined;
  readonly className?: string | undefined;
}

const look =
  "group tabular inline-flex items-baseline gap-1 rounded-sm py-0.5 text-left hover:text-accent pointer-coarse:py-3";

function Figure({ value, unit }: { readonly value: string; readonly unit?: string | undefined }) {
  return (
    <>
      <span className="underline decoration-accent/50 decoration-dotted underline-offset-4 group-hover:decoration-solid">
        {value}
      </span>
      {unit ? <span className="text-[0.65em] font-normal text-muted">{unit}</span> : null}
      <CircleHelp
        aria-hidden="true"
        data-print="hide"
        className="size-3.5 shrink-0 self-center text-faint group-hover:text-accent"
      />
    </>
  );
}

/** A figure a decision made: pressing it answers why. */
export function NumberWithWhy({
  value,
  unit,
  subject,
  href,
  onAsk,
  isPending = false,
  sentence,
  className: extra,
}: NumberWithWhyProps) {
  const name = `Why ${value}${unit ? ` ${unit}` : ""}: ${subject}`;
  const figure = <Figure value={value} unit={unit} />;
  const classes = className(look, extra);
  if (sentence) {
    const trigger = (
      <button type="button" aria-label={name} className={classes}>
        {figure}
      </button>
    );
    return (
      <Popover trigger={trigger} label={name}>
        <p className="text-pretty">{sentence}</p>
        {href ? (
          <Link href={href} className="mt-2 inline-block py-1 font-medium text-accent underline">
            See what made it so
          </Link>
        ) : null}
      </Popover>
    );
  }
  if (href)
    return (
      <Link href={href} aria-label={name} className={classes}>
        {figure}
      </Link>
    );
  return (
    <button
      type="button"
      aria-label={name}
      aria-busy={isPending || undefined}
      disabled={isPending}
      onClick={onAsk}
      className={className(classes, isPending && "animate-pulse cursor-progress")}
    >
      {figure}
    </button>
  );
}
