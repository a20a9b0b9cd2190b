import { CircleAlert, Eye, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { className } from "./class-name.ts";

const looks = {
  info: { box: "border-accent/40 bg-accent-soft", mark: "text-accent", icon: Info },
  viewAs: { box: "border-warn/50 bg-warn-soft", mark: "text-warn", icon: Eye },
  warn: { box: "border-warn/50 bg-warn-soft", mark: "text-warn", icon: TriangleAlert },
  bad: { box: "border-bad/50 bg-bad-soft", mark: "text-bad", icon: CircleAlert },
} as const;

interface NoticeBarProps {
  readonly kind?: keyof typeof looks;
  /** The point in two or three words: "Viewing as Birch Trading". */
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** A state the reader must not overlook: view-as, stale figures, assumed inputs. Never only a colour. */
export function NoticeBar({ kind = "info", title, children, action }: NoticeBarProps) {
  const { box, mark, icon: Icon } = looks[kind];
  return (
    <div
      className={className(
        "flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md border px-3.5 py-2.5",
        box,
      )}
    >
      <p className="flex min-w-0 flex-1 basis-64 items-start gap-2.5">
        <Icon aria-hidden="true" className={className("mt-0.5 size-4 shrink-0", mark)} />
        <span className="min-w-0">
          <strong className="font-semibold">{title}</strong>
          {children ? <span> {children}</span> : null}
        </span>
      </p>
      {action}
    </div>
  );
}
