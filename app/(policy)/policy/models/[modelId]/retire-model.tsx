"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { ReasonDialog } from "../../reason-dialog.tsx";
import { type ModelDetail, modelRefusals, modelTitle } from "../model-words.ts";

/** Takes a version out of use for good. */
export function RetireModel({ model }: { readonly model: ModelDetail }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const retire = useMutation(
    trpc.forecastModels.retire.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.forecastModels.pathFilter()),
    }),
  );
  return (
    <ReasonDialog
      title={`Retire ${modelTitle(model)}?`}
      description={
        model.status === "active"
          ? "The next run forecasts without it. A retired version does not come back."
          : "A retired version does not come back."
      }
      trigger={<Button>Retire</Button>}
      label="Retire"
      tone="danger"
      isPending={retire.isPending}
      refusal={refusalText(retire.error, modelRefusals)}
      onConfirm={(reason) => retire.mutateAsync({ modelId: model.modelId, reason })}
    />
  );
}
