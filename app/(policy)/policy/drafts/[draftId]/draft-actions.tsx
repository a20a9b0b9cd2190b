"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { policyTexts } from "../../policy-texts.ts";
import type { DraftDetail } from "../../policy-words.ts";
import { Withdraw } from "./withdraw.tsx";

interface DraftActionsProps {
  readonly draft: DraftDetail;
  /** Figures were typed and not saved: no step may leave them out unseen. */
  readonly isUnsaved: boolean;
}

/** The steps of a draft: each is offered to whom may take it now, and says why not otherwise. */
export function DraftActions({ draft, isUnsaved }: DraftActionsProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const noteId = useId();
  const options = {
    onSettled: () => queryClient.invalidateQueries(trpc.policies.pathFilter()),
  };
  const simulate = useMutation(trpc.policies.simulateDraft.mutationOptions(options));
  const approve = useMutation(trpc.policies.approveDraft.mutationOptions(options));
  const publish = useMutation(trpc.policies.publishDraft.mutationOptions(options));
  if (draft.status === "published" || draft.status === "withdrawn") return null;

  const { draftId, can } = draft;
  // Simulating again voids an approval, so it is not offered while the one that was approved still counts.
  const isSettled = draft.status === "approved" && draft.isSimulationCurrent;
  const steps = [
    {
      label: "Simulate",
      call: simulate,
      isOpen: can.simulate && !isSettled,
      isNext: !draft.isSimulationCurrent,
    },
    { label: "Approve", call: approve, isOpen: can.approve, isNext: can.approve },
    { label: "Publish", call: publish, isOpen: can.publish, isNext: can.publish },
  ];
  const refusal = refusalText(
    simulate.error ?? approve.error ?? publish.error,
    policyTexts("en").refusals,
  );
  const note = isUnsaved ? "Save your changes first." : noteOf(draft);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        {steps.map(({ label, call, isOpen, isNext }) => (
          <Button
            key={label}
            tone={isNext && isOpen ? "primary" : "secondary"}
            disabled={!isOpen || isUnsaved}
            isPending={call.isPending}
            aria-describedby={isOpen || !note ? undefined : noteId}
            onClick={() => call.mutate({ draftId })}
          >
            {label}
          </Button>
        ))}
        {can.withdraw ? <Withdraw draftId={draftId} /> : null}
      </div>
      {note ? (
        <p id={noteId} className="text-xs text-muted">
          {note}
        </p>
      ) : null}
      {refusal ? (
        <p role="alert" className="font-medium text-bad">
          {refusal}
        </p>
      ) : null}
    </div>
  );
}

/** Why the next step is not open to this reader. */
function noteOf({ problems, approveNote, status }: DraftDetail): string | null {
  if (problems.length > 0) return "Some figures break a rule: correct them first.";
  if (status === "open") return approveNote;
  return null;
}
