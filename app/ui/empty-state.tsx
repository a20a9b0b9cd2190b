import { Inbox } from "lucide-react";
import type { ReactNode } from "react";

interface EmptyStateProps {
  /** What is not there: "No imports yet", "Nothing matches these filters". */
  readonly title: string;
  /** Why, and what happens once there is something. */
  readonly children?: ReactNode;
  /** At most one thing to do about it. */
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
}

export function EmptyState({ title, children, action, icon }: EmptyStateProps) {
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-2 px-4 py-10 text-center">
      <span className="grid size-10 place-items-center rounded-full bg-sunken text-muted [&_svg]:size-5">
        {icon ?? <Inbox aria-hidden="true" />}
      </span>
      <p className="font-semibold">{title}</p>
      {children ? <div className="text-pretty text-muted">{children}</div> : null}
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}
