import { LockKeyhole } from "lucide-react";
import { Badge } from "@/app/ui/badge.tsx";
import { ButtonLink } from "@/app/ui/button.tsx";
import { className } from "@/app/ui/class-name.ts";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatInstant } from "@/app/ui/format-date.ts";
import type { CaseEntry } from "./case-words.ts";

interface ConversationProps {
  readonly entries: readonly CaseEntry[];
  /** Where an explanation opens for this reader. */
  readonly explanationHref: (explanationId: string) => string;
}

/** What was said in a case, oldest first. Notes look unlike everything the seller can read. */
export function Conversation({ entries, explanationHref }: ConversationProps) {
  if (entries.length === 0) return <EmptyState title="Nothing was written yet" />;
  return (
    <ol className="grid gap-3">
      {entries.map((entry) => (
        <li key={entry.entryId}>
          <Entry entry={entry} explanationHref={explanationHref} />
        </li>
      ))}
    </ol>
  );
}

const looks = {
  message: { box: "border-line bg-surface", badge: null },
  reply: { box: "border-accent/40 bg-accent-soft", badge: <Badge tone="accent">Reply</Badge> },
  note: {
    box: "border-dashed border-warn bg-warn-soft",
    badge: (
      <Badge tone="warn" icon={<LockKeyhole aria-hidden="true" />}>
        Internal note, staff only
      </Badge>
    ),
  },
} as const;

interface EntryProps {
  readonly entry: CaseEntry;
  readonly explanationHref: (explanationId: string) => string;
}

function Entry({ entry, explanationHref }: EntryProps) {
  const { box, badge } = looks[entry.kind];
  return (
    <article className={className("grid gap-2 rounded-md border px-4 py-3", box)}>
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-semibold">{entry.author}</span>
        {badge}
        <time dateTime={entry.createdAt} className="text-xs text-muted">
          {formatInstant(entry.createdAt)}
        </time>
      </header>
      <p className="max-w-prose break-words whitespace-pre-wrap">{entry.body}</p>
      {entry.kind === "reply" && entry.explanationId ? (
        <p>
          <ButtonLink href={explanationHref(entry.explanationId)} size="small">
            Open the explanation
          </ButtonLink>
        </p>
      ) : null}
    </article>
  );
}
