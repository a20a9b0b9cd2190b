"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { ReasonDialog } from "../reason-dialog.tsx";
import { type CalendarEvent, eventRefusals } from "./event-words.ts";

/** Takes an event off the calendar. */
export function WithdrawEvent({ event }: { readonly event: CalendarEvent }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const withdraw = useMutation(
    trpc.events.withdraw.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.events.pathFilter()),
    }),
  );
  return (
    <ReasonDialog
      title={`Withdraw ${event.title}?`}
      description="Planning runs that start from now on no longer know it; earlier runs keep what they knew."
      trigger={
        <Button size="small" tone="quiet" aria-label={`Withdraw ${event.title}`}>
          Withdraw
        </Button>
      }
      label="Withdraw"
      tone="danger"
      isPending={withdraw.isPending}
      refusal={refusalText(withdraw.error, eventRefusals)}
      onConfirm={(reason) => withdraw.mutateAsync({ eventId: event.eventId, reason })}
    />
  );
}
