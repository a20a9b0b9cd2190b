"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { ReasonDialog } from "../../reason-dialog.tsx";
import { jobRefusals } from "./quality-words.ts";

/** Asks for a backtest; one that is under way is answered instead of a second one. */
export function RunBacktest({ marketplaceId }: { readonly marketplaceId: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const request = useMutation(
    trpc.forecastModels.requestJob.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.forecastModels.jobs.pathFilter()),
    }),
  );
  return (
    <ReasonDialog
      title="Run a backtest?"
      description="Every product is forecast again from three past weeks, by every method, and scored on what followed. One runs by itself each week."
      trigger={<Button tone="primary">Run a backtest</Button>}
      label="Run it"
      tone="primary"
      isPending={request.isPending}
      refusal={refusalText(request.error, jobRefusals)}
      onConfirm={(reason) => request.mutateAsync({ kind: "backtest", marketplaceId, reason })}
    />
  );
}
