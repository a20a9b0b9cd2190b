"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatInstant } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { ProgressBar } from "@/app/ui/progress-bar.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";
import { secondsText, tookSeconds } from "../../runs/run-words.ts";
import { isUnderWay, type Job, jobLabels, jobRefusals } from "./quality-words.ts";

const REFRESH_MS = 1_000;

/** Backtests and trainings: how far they are, who asked for them, what came of them. */
export function JobPanel({ input }: { readonly input: { readonly marketplaceId?: string } }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useSuspenseQuery({
    ...trpc.forecastModels.jobs.queryOptions(input),
    refetchInterval: ({ state }) => (state.data?.jobs.some(isUnderWay) ? REFRESH_MS : false),
  });
  const endedCount = data.jobs.filter((job) => !isUnderWay(job)).length;
  const [knownCount, setKnownCount] = useState(endedCount);
  // What has ended since may have changed every figure of the page.
  useEffect(() => {
    if (endedCount === knownCount) return;
    setKnownCount(endedCount);
    void queryClient.invalidateQueries(trpc.forecastModels.quality.pathFilter());
    void queryClient.invalidateQueries(trpc.forecastModels.list.pathFilter());
  }, [endedCount, knownCount, queryClient, trpc]);
  return (
    <Panel title="Work" description="Newest first" isFlush>
      {data.jobs.length === 0 ? (
        <EmptyState title="Nothing was asked for yet" />
      ) : (
        <JobTable jobs={data.jobs} />
      )}
    </Panel>
  );
}

function JobTable({ jobs }: { readonly jobs: readonly Job[] }) {
  return (
    <Table caption="Work on forecasts" maxHeight="24rem">
      <TableHead>
        <TableHeader>Work</TableHeader>
        <TableHeader>Status</TableHeader>
        <TableHeader>Asked for</TableHeader>
        <TableHeader align="end">Took</TableHeader>
      </TableHead>
      <TableBody>
        {jobs.map((job) => (
          <TableRow key={job.jobId}>
            <TableCell label="Work" isRowHeader>
              {jobLabels[job.kind]} {job.jobId}
              <span className="block max-w-96 text-xs font-normal break-words text-muted">
                {job.reason}
              </span>
            </TableCell>
            <TableCell label="Status">
              <JobStatus job={job} />
            </TableCell>
            <TableCell label="Asked for">
              {formatInstant(job.createdAt)}
              <span className="block text-xs text-muted">
                by {job.requesterName ?? "the system"}
              </span>
            </TableCell>
            <TableCell label="Took" align="end">
              {secondsText(tookSeconds(job.startedAt, job.finishedAt))}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function JobStatus({ job }: { readonly job: Job }) {
  if (!isUnderWay(job))
    return (
      <>
        <StatusBadge kind="run" status={job.status} />
        {job.status === "failed" && job.failure ? (
          <span className="block text-xs text-muted">{job.failure}</span>
        ) : null}
      </>
    );
  return (
    <span className="grid w-64 max-w-full gap-1.5">
      <ProgressBar
        share={job.progressShare}
        text={job.progressText || "Waiting for a worker"}
        label={`Progress of ${jobLabels[job.kind].toLowerCase()} ${job.jobId}`}
      />
      <CancelJob jobId={job.jobId} />
    </span>
  );
}

function CancelJob({ jobId }: { readonly jobId: number }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const cancel = useMutation(
    trpc.forecastModels.cancelJob.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.forecastModels.jobs.pathFilter()),
    }),
  );
  const refusal = refusalText(cancel.error, jobRefusals);
  return (
    <>
      <span>
        <Button size="small" isPending={cancel.isPending} onClick={() => cancel.mutate({ jobId })}>
          Cancel
        </Button>
      </span>
      {refusal ? (
        <span role="alert" className="text-bad">
          {refusal}
        </span>
      ) : null}
    </>
  );
}
