"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { runRefusals } from "../run-words.ts";

/** Stops a run; what it was doing is rolled back, and another can be started. */
export function CancelRun({ runId }: { readonly runId: number }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const cancel = useMutation(
    trpc.runs.cancel.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.runs.pathFilter()),
    }),
  );
  const refusal = refusalText(cancel.error, runRefusals);
  return (
    <>
      <Button isPending={cancel.isPending} onClick={() => cancel.mutate({ runId })}>
        Cancel run
      </Button>
      {refusal ? (
        <p role="alert" className="text-bad">
          {refusal}
        </p>
      ) : null}
    </>
  );
}
