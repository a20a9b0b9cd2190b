"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { ReasonDialog } from "../../reason-dialog.tsx";
import { jobRefusals } from "../quality/quality-words.ts";

/** Asks for a training; one that is under way is answered instead of a second one. */
export function TrainModel({ marketplaceId }: { readonly marketplaceId: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const request = useMutation(
    trpc.forecastModels.requestJob.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.forecastModels.jobs.pathFilter()),
    }),
  );
  return (
    <ReasonDialog
      title="Train on the network's data?"
      description="A version learns from the sales of every product of the marketplace, as the newest run knew them; that takes some minutes. It becomes a candidate: runs use it once somebody puts it into use."
      trigger={<Button tone="primary">Train on the network's data</Button>}
      label="Train it"
      tone="primary"
      isPending={request.isPending}
      refusal={refusalText(request.error, jobRefusals)}
      onConfirm={(reason) => request.mutateAsync({ kind: "train", marketplaceId, reason })}
    />
  );
}
