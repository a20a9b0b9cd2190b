"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Checkbox } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { ReasonDialog } from "../../reason-dialog.tsx";
import { type ModelDetail, modelRefusals, modelTitle, warnings } from "../model-words.ts";

/** Puts a candidate into use; one that measured worse, or was not measured, must be confirmed. */
export function ActivateModel({ model }: { readonly model: ModelDetail }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isConfirmed, setIsConfirmed] = useState(false);
  const activate = useMutation(
    trpc.forecastModels.activate.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.forecastModels.pathFilter()),
    }),
  );
  const { modelId, warning, replaces } = model;
  return (
    <ReasonDialog
      title={`Use ${modelTitle(model)}?`}
      description={
        replaces
          ? `The next run forecasts with it. ${modelTitle(replaces)} is retired.`
          : "The next run forecasts with it where it is better than classical methods."
      }
      trigger={<Button tone="primary">Put into use</Button>}
      label="Put into use"
      tone="primary"
      isPending={activate.isPending}
      refusal={refusalText(activate.error, modelRefusals)}
      onConfirm={(reason) => activate.mutateAsync({ modelId, reason, isConfirmed })}
    >
      {warning ? (
        <Checkbox
          label={`${warnings[warning]}. Use it all the same.`}
          checked={isConfirmed}
          onChange={({ target }) => setIsConfirmed(target.checked)}
        />
      ) : null}
    </ReasonDialog>
  );
}
