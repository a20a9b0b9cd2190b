"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatCount, formatNumber } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { NoticeBar } from "@/app/ui/notice-bar.tsx";
import { Panel } from "@/app/ui/panel.tsx";

type Night = RouterOutputs["runs"]["audits"]["nights"][number];

/** What the last nights proved about stored decisions; an incident stands above the list until a night passes. */
export function NightlyProof() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.runs.audits.queryOptions());
  const [newest] = data.nights;
  return (
    <div className="mt-5 grid gap-5">
      {newest && newest.failures.length > 0 ? <Incident night={newest} /> : null}
      <Panel
        title="Nightly proof of stored decisions"
        description="Each night some decisions of every run, and all that were explained, are computed again and compared with the signed root."
        isFlush
      >
        <DataTable
          caption="Nights of proof"
          columns={columns}
          rows={data.nights}
          rowKey={(night) => night.nightOn}
          empty={<EmptyState title="No night yet">The first proof runs at 02:00 UTC.</EmptyState>}
        />
      </Panel>
    </div>
  );
}

function Incident({ night }: { readonly night: Night }) {
  const shown = night.failures.slice(0, 3).map(failureText);
  const more = night.failures.length - shown.length;
  return (
    <NoticeBar title="Stored decisions do not hold." kind="bad">
      {shown.join(" ")} {more > 0 ? `And ${formatNumber(more)} more. ` : ""}No trace was moved that
      night. Restore the affected run from a backup before anything else.
    </NoticeBar>
  );
}

function failureText({ runId, definition, accountId, chunkNo, what }: Night["failures"][number]) {
  const where = [
    `Run ${runId}`,
    definition,
    accountId === null ? null : `account ${accountId}`,
    chunkNo === null ? null : `part ${chunkNo}`,
  ];
  return `${where.filter((part) => part !== null).join(", ")}: ${what}.`;
}

const columns: readonly Column<Night>[] = [
  { id: "night", header: "Night", isRowHeader: true, cell: (night) => formatDay(night.nightOn) },
  {
    id: "sampled",
    header: "Sampled",
    align: "end",
    cell: (night) => formatNumber(night.sampledCount),
  },
  {
    id: "explained",
    header: "Explained",
    align: "end",
    cell: (night) => formatNumber(night.explainedCount),
  },
  {
    id: "moved",
    header: "Runs moved",
    align: "end",
    cell: (night) => formatNumber(night.movedRunCount),
  },
  {
    id: "result",
    header: "Result",
    cell: (night) =>
      night.failures.length === 0
        ? "All held"
        : formatCount(night.failures.length, "part does not hold", "parts do not hold"),
  },
];
