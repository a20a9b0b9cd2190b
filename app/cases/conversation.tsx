import { LockKeyhole } from "lucide-react";
import type { Locale } from "@/app/explanation/page-words.ts";
import { Badge } from "@/app/ui/badge.tsx";
import { ButtonLink } from "@/app/ui/button.tsx";
import { className } from "@/app/ui/class-name.ts";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatInstantIn } from "@/app/ui/format-date.ts";
import { type CaseEntry, type CaseWords, caseWords } from "./case-words.ts";

interface ConversationProps {
  readonly entries: readonly CaseEntry[];
  /** Where an explanation opens for this reader. */
  readonly explanationHref: (explanationId: string) => string;
  readonly locale?: Locale;
}

/** What was said in a case, oldest first. Notes look unlike everything the seller can read. */
export function Conversation({ entries, explanationHref, locale = "en" }: ConversationProps) {
  if (entries.length === 0) return <EmptyState title={caseWords(locale).nothingWritten} />;
  return (
    <ol className="grid gap-3">
      {entries.map((entry) => (
        <li key={entry.entryId}>
          <Entry entry={entry} explanationHref={explanationHref} locale={locale} />
        </li>
      ))}
    </ol>
  );
}

const boxes: Readonly<Record<CaseEntry["kind"], string>> = {
  message: "border-line bg-surface",
  reply: "border-accent/40 bg-accent-soft",
  note: "border-dashed border-warn bg-warn-soft",
};

interface KindProps {
  readonly kind: CaseEntry["kind"];
  readonly words: CaseWords;
}

function Kind({ kind, words }: KindProps) {
  if (kind === "message") return null;
  if (kind === "reply") return <Badge tone="accent">{words.reply}</Badge>;
  return (
    <Badge tone="warn" icon={<LockKeyhole aria-hidden="true" />}>
      {words.note}
    </Badge>
  );
}

interface EntryProps {
  readonly entry: CaseEntry;
  readonly explanationHref: (explanationId: string) => string;
  readonly locale: Locale;
}

function Entry({ entry, explanationHref, locale }: EntryProps) {
  const words = caseWords(locale);
  return (
    <article className={className("grid gap-2 rounded-md border px-4 py-3", boxes[entry.kind])}>
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-semibold">{entry.author}</span>
        <Kind kind={entry.kind} words={words} />
        <time dateTime={entry.createdAt} className="text-xs text-muted">
          {formatInstantIn(locale, entry.createdAt)}
        </time>
      </header>
      <p className="max-w-prose break-words whitespace-pre-wrap">{entry.body}</p>
      {entry.kind === "reply" && entry.explanationId ? (
        <p>
          <ButtonLink href={explanationHref(entry.explanationId)} size="small">
            {words.openExplanation}
          </ButtonLink>
        </p>
      ) : null}
    </article>
  );
}
