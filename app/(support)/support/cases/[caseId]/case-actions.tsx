"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type CasePriority, caseWords } from "@/app/cases/case-words.ts";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterInputs, RouterOutputs } from "@/app/trpc/types.ts";
import { Button } from "@/app/ui/button.tsx";
import { Select } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { casePageWords } from "../../case-page-words.ts";

type Status = RouterOutputs["support"]["case"]["status"];
type NextStatus = RouterInputs["support"]["setStatus"]["status"];

interface CaseActionsProps {
  readonly caseId: number;
  readonly status: Status;
  readonly priority: CasePriority;
  readonly locale: Locale;
}

const nextStatuses: Readonly<Record<Status, readonly NextStatus[]>> = {
  open: ["waiting_on_seller", "closed"],
  waiting_on_seller: ["open", "closed"],
  answered: ["open", "closed"],
  closed: ["open"],
};

const priorities = ["high", "normal", "low"] as const;

/** Where the case goes next, and how urgent it is. */
export function CaseActions({ caseId, status, priority, locale }: CaseActionsProps) {
  const [words, page] = [caseWords(locale), casePageWords(locale)];
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries(trpc.support.pathFilter());
  const setStatus = useMutation(trpc.support.setStatus.mutationOptions({ onSuccess }));
  const setPriority = useMutation(trpc.support.setPriority.mutationOptions({ onSuccess }));
  const refusal = refusalText(setStatus.error ?? setPriority.error, words.refusals, locale);
  return (
    <>
      <Select
        aria-label={page.priority}
        className="w-40"
        options={priorities.map((value) => ({
          value,
          label: page.priorityOf(words.priorities[value]),
        }))}
        value={priority}
        disabled={setPriority.isPending}
        onChange={(event) =>
          setPriority.mutate({ caseId, priority: event.target.value as CasePriority })
        }
      />
      {nextStatuses[status].map((next) => (
        <Button
          key={next}
          isPending={setStatus.isPending && setStatus.variables.status === next}
          onClick={() => setStatus.mutate({ caseId, status: next })}
        >
          {page.next[next]}
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
