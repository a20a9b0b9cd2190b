import { type ReactNode, useId } from "react";
import { className } from "./class-name.ts";

interface PanelProps {
  /** Names the region; leave out only for a panel that is one with its surroundings. */
  readonly title?: ReactNode;
  readonly description?: ReactNode;
  /** Buttons or filters on the title's line. */
  readonly actions?: ReactNode;
  /** What stands under a rule at the end: as-of line, paging. */
  readonly footer?: ReactNode;
  /** True lets a table or chart reach the panel's edges. */
  readonly isFlush?: boolean;
  readonly level?: 2 | 3;
  readonly className?: string;
  readonly children: ReactNode;
}

/** One question and its answer on a surface of their own. */
export function Panel({
  title,
  description,
  actions,
  footer,
  isFlush = false,
  level = 2,
  className: extra,
  children,
}: PanelProps) {
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={className("min-w-0 rounded-lg border border-line bg-surface", extra)}
    >
      {title || actions ? (
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-3.5 sm:px-5">
          <div className="min-w-0">
            <Heading id={id} className="text-[0.9375rem] leading-6 font-semibold">
              {title}
            </Heading>
            {description ? <p className="mt-0.5 text-muted">{description}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      <div className={isFlush ? "pt-3" : "px-4 py-4 sm:px-5"}>{children}</div>
      {footer ? (
        <footer className="border-t border-line px-4 py-2.5 text-xs text-muted sm:px-5">
          {footer}
        </footer>
      ) : null}
    </section>
  );
}
