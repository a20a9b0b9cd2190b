import Link from "next/link";
import { type Description, DescriptionList } from "@/app/ui/description-list.tsx";
import { formatNumber } from "@/app/ui/format.ts";
import { formatDay, formatInstant } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { Missing } from "@/app/ui/table.tsx";
import type { RunDetail } from "../run-words.ts";

/** What a run stood on: its snapshot, its rules, its code, and the hash that seals it. */
export function RunFacts({ run }: { readonly run: RunDetail }) {
  const items: Description[] = [
    {
      term: "Scope",
      value: run.accountId === null ? `Marketplace ${run.marketplaceId}` : "One account",
    },
    {
      term: "Snapshot",
      value: `Facts up to ${formatDay(run.asOfOn)}, as known on ${formatInstant(run.knownAt)}`,
    },
    {
      term: "Rules",
      value: `Capacity policy ${formatNumber(run.capacityPolicyVersion)}, replenishment policy ${formatNumber(run.replenishmentPolicyVersion)}`,
    },
    {
      term: "Run before",
      value:
        run.previousRunId === null ? (
          <Missing reason="the first of its scope" />
        ) : (
          <Link
            href={`/policy/runs/${run.previousRunId}`}
            className="font-medium text-accent underline"
          >
            Run {run.previousRunId}
          </Link>
        ),
    },
    { term: "Computed by", value: run.engine },
  ];
  if (run.runRootSha256)
    items.push({
      term: "Sealed with",
      value: <code className="text-xs break-all">SHA-256 {run.runRootSha256}</code>,
    });
  return (
    <Panel title="What it stood on">
      <DescriptionList items={items} />
    </Panel>
  );
}
