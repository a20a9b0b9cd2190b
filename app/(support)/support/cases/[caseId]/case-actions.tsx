"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type CasePriority, caseRefusals, priorityLooks } from "@/app/cases/case-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterInputs, RouterOutputs } from "@/app/trpc/types.ts";
import { Button } from "@/app/ui/button.tsx";
import { Select } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";

type Status = RouterOutputs["support"]["case"]["status"];
type NextStatus = RouterInputs["support"]["setStatus"]["status"];

interface CaseActionsProps {
  readonly caseId: number;
  readonly status: Status;
  readonly priority: CasePriority;
}

const nextStatuses: Readonly<
  Record<Status, readonly { readonly status: NextStatus; readonly label: string }[]>
> = {
  open: [
    { status: "waiting_on_seller", label: "Wait on seller" },
    { status: "closed", label: "Close" },
  ],
  waiting_on_seller: [
    { status: "open", label: "Reopen" },
    { status: "closed", label: "Close" },
  ],
  answered: [
    { status: "open", label: "Reopen" },
    { status: "closed", label: "Close" },
  ],
  closed: [{ status: "open", label: "Reopen" }],
};

const priorities = (["high", "normal", "low"] as const).map((value) => ({
  value,
  label: `${priorityLooks[value].label} priority`,
}));

/** Where the case goes next, and how urgent it is. */
export function CaseActions({ caseId, status, priority }: CaseActionsProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries(trpc.support.pathFilter());
  const setStatus = useMutation(trpc.support.setStatus.mutationOptions({ onSuccess }));
  const setPriority = useMutation(trpc.support.setPriority.mutationOptions({ onSuccess }));
  const refusal = refusalText(setStatus.error ?? setPriority.error, caseRefusals);
  return (
    <>
      <Select
        aria-label="Priority"
        className="w-40"
        options={priorities}
        value={priority}
        disabled={setPriority.isPending}
        onChange={(event) =>
          setPriority.mutate({ caseId, priority: event.target.value as CasePriority })
        }
      />
      {nextStatuses[status].map((next) => (
        <Button
          key={next.status}
          isPending={setStatus.isPending && setStatus.variables.status === next.status}
          onClick={() => setStatus.mutate({ caseId, status: next.status })}
        >
          {next.label}
        </Button>
      ))}
      {refusal ? (
        <p role="alert" className="basis-full text-bad">
          {refusal}
        </p>
      ) : null}
    </>
  );
}
