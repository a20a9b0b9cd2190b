import type { Locale } from "@/app/explanation/page-words.ts";
import { Badge } from "@/app/ui/badge.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatDayIn, formatInstantIn } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { policyTexts } from "../policy-texts.ts";
import { fieldLabel, type PolicyVersion } from "../policy-words.ts";

interface VersionHistoryProps {
  readonly versions: readonly PolicyVersion[];
  readonly locale: Locale;
}

/** Every version of one policy, newest first, each with what it changed. */
export function VersionHistory({ versions, locale }: VersionHistoryProps) {
  const words = policyTexts(locale).screen;
  if (versions.length === 0) return <EmptyState title={words.noVersion} />;
  return (
    <Panel title={words.versions} description={words.versionsAbout}>
      <ol className="grid divide-y divide-line">
        {versions.map((version, at) => (
          <li key={version.version} className="grid gap-2 py-4 first:pt-0 last:pb-0">
            <Version version={version} before={versions[at + 1]} locale={locale} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

interface VersionProps {
  readonly version: PolicyVersion;
  readonly before: PolicyVersion | undefined;
  readonly locale: Locale;
}

function Version({ version, before, locale }: VersionProps) {
  const words = policyTexts(locale).screen;
  return (
    <>
      <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
        {words.version(version.version)}
        {version.isInForce ? <Badge tone="good">{words.inForce}</Badge> : null}
        <span className="font-normal text-muted">
          {words.effective(formatDayIn(locale, version.effectiveOn))}
        </span>
      </h3>
      <p className="max-w-prose text-pretty">{version.reason}</p>
      <p className="text-xs text-muted">
        {words.published(formatInstantIn(locale, version.publishedAt))}
        {version.authorName ? words.writtenBy(version.authorName) : ""}
        {version.approverName ? words.approvedBy(version.approverName) : ""}
      </p>
      {before ? <Differences version={version} before={before} locale={locale} /> : null}
    </>
  );
}

interface DifferencesProps {
  readonly version: PolicyVersion;
  readonly before: PolicyVersion;
  readonly locale: Locale;
}

function Differences({ version, before, locale }: DifferencesProps) {
  const words = policyTexts(locale).screen;
  const earlier = new Map(before.fields.map((field) => [field.path, field]));
  const changed = version.fields.filter((field) => earlier.get(field.path)?.value !== field.value);
  if (changed.length === 0)
    return <p className="text-muted">{words.noDifference(before.version)}</p>;
  return (
    <ul aria-label={words.against(before.version)} className="grid gap-1">
      {changed.map((field) => (
        <li key={field.path} className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-muted">{fieldLabel(version.policy, field.path, locale)}</span>
          <span className="tabular">
            <del className="text-muted decoration-bad">
              {earlier.get(field.path)?.text ?? words.none}
            </del>{" "}
            <ins className="font-medium no-underline">{field.text}</ins>
          </span>
        </li>
      ))}
    </ul>
  );
}
