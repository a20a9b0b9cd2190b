import { Badge } from "@/app/ui/badge.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatDay, formatInstant } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { fieldLabel, type PolicyVersion } from "../policy-words.ts";

/** Every version of one policy, newest first, each with what it changed. */
export function VersionHistory({ versions }: { readonly versions: readonly PolicyVersion[] }) {
  if (versions.length === 0) return <EmptyState title="No version is published yet" />;
  return (
    <Panel title="Versions" description="Newest first; a version never changes once published.">
      <ol className="grid divide-y divide-line">
        {versions.map((version, at) => (
          <li key={version.version} className="grid gap-2 py-4 first:pt-0 last:pb-0">
            <Version version={version} before={versions[at + 1]} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

interface VersionProps {
  readonly version: PolicyVersion;
  readonly before: PolicyVersion | undefined;
}

function Version({ version, before }: VersionProps) {
  return (
    <>
      <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
        Version {version.version}
        {version.isInForce ? <Badge tone="good">In force</Badge> : null}
        <span className="font-normal text-muted">effective {formatDay(version.effectiveOn)}</span>
      </h3>
      <p className="max-w-prose text-pretty">{version.reason}</p>
      <p className="text-xs text-muted">
        Published {formatInstant(version.publishedAt)}
        {version.authorName ? `, written by ${version.authorName}` : ""}
        {version.approverName ? `, approved by ${version.approverName}` : ""}
      </p>
      {before ? <Differences version={version} before={before} /> : null}
    </>
  );
}

function Differences({
  version,
  before,
}: {
  readonly version: PolicyVersion;
  readonly before: PolicyVersion;
}) {
  const earlier = new Map(before.fields.map((field) => [field.path, field]));
  const changed = version.fields.filter((field) => earlier.get(field.path)?.value !== field.value);
  if (changed.length === 0)
    return <p className="text-muted">No figure differs from version {before.version}.</p>;
  return (
    <ul aria-label={`Against version ${before.version}`} className="grid gap-1">
      {changed.map((field) => (
        <li key={field.path} className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-muted">{fieldLabel(version.policy, field.path)}</span>
          <span className="tabular">
            <del className="text-muted decoration-bad">
              {earlier.get(field.path)?.text ?? "none"}
            </del>{" "}
            <ins className="font-medium no-underline">{field.text}</ins>
          </span>
        </li>
      ))}
    </ul>
  );
}
