"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { NoticeBar } from "@/app/ui/notice-bar.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import { RunProgress } from "../run-progress.tsx";
import { hasEnded, type RunDetail } from "../run-words.ts";
import { CancelRun } from "./cancel-run.tsx";
import { OverridePanel } from "./override-panel.tsx";
import { RunFacts } from "./run-facts.tsx";
import { RunFigures } from "./run-figures.tsx";
import { StageTable } from "./stage-table.tsx";

/** One run: how far it is, what each stage did, and what it found. */
export function RunScreen({ runId }: { readonly runId: number }) {
  const trpc = useTRPC();
  const { data: run } = useSuspenseQuery(trpc.runs.get.queryOptions({ runId }));
  const isOver = hasEnded(run);
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Runs", href: "/policy/runs" }]}
        title={`Run ${runId}`}
        badge={<StatusBadge kind="run" status={run.status} />}
        description={<AsOf completeToOn={run.asOfOn} computedAt={run.finishedAt} />}
        actions={isOver ? undefined : <CancelRun runId={runId} />}
      />
      <div className="grid gap-5">
        <Outcome run={run} />
        {isOver ? null : (
          <Panel title="Progress">
            <RunProgress run={run} />
          </Panel>
        )}
        <RunFigures run={run} />
        {run.status === "done" ? <OverridePanel runId={runId} /> : null}
        <StageTable stages={run.stages} />
        <RunFacts run={run} />
      </div>
    </>
  );
}

function Outcome({ run }: { readonly run: RunDetail }) {
  if (run.status === "cancelled")
    return <NoticeBar title="This run was cancelled.">Nothing of it was announced.</NoticeBar>;
  if (run.status !== "failed") return null;
  return (
    <NoticeBar kind="bad" title="This run failed.">
      {run.failure ?? "Nothing of it was announced."}
    </NoticeBar>
  );
}
