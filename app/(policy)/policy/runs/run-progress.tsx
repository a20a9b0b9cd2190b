"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useTRPC } from "@/app/trpc/client.tsx";
import { ProgressBar } from "@/app/ui/progress-bar.tsx";
import { hasEnded, type RunSummary } from "./run-words.ts";

/** How far a run has come, as the server tells it: percent and what is being done. */
export function RunProgress({
  run,
}: {
  readonly run: Pick<RunSummary, "runId" | "status" | "progressShare" | "progressText">;
}) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useSubscription(
    trpc.runs.progress.subscriptionOptions(
      { runId: run.runId },
      {
        enabled: !hasEnded(run),
        onData: (progress) => {
          const isList = hasEnded(progress);
          // The stages of this run changed; the list of runs only when it has ended.
          const filter = isList
            ? trpc.runs.pathFilter()
            : trpc.runs.get.queryFilter({ runId: run.runId });
          void queryClient.invalidateQueries(filter);
        },
      },
    ),
  );
  const { progressShare, progressText, status } = data ?? run;
  const text = progressText || (status === "queued" ? "Waiting for a worker" : "Starting");
  return <ProgressBar share={progressShare} text={text} label={`Progress of run ${run.runId}`} />;
}
