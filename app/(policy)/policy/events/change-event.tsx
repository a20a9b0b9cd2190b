"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Dialog } from "@/app/ui/dialog.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { EventFields, typedEvent } from "./event-fields.tsx";
import { type CalendarEvent, eventRefusals } from "./event-words.ts";

/** Corrects an event by a new version. */
export function ChangeEvent({ event }: { readonly event: CalendarEvent }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [isUnreadable, setIsUnreadable] = useState(false);
  const change = useMutation(
    trpc.events.change.mutationOptions({
      onSuccess: () => {
        setIsOpen(false);
        return queryClient.invalidateQueries(trpc.events.pathFilter());
      },
    }),
  );
  const submit = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    const typed = typedEvent(submitted.currentTarget);
    setIsUnreadable(typed === null);
    if (typed) change.mutate({ eventId: event.eventId, ...typed });
  };
  const note =
    event.phase === "past"
      ? "It has passed: the correction changes what later runs learn from it, not what earlier runs knew."
      : "Runs that start from now on know the new version.";
  return (
    <Dialog
      title={`Change ${event.title}`}
      description={note}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button size="small" aria-label={`Change ${event.title}`}>
          Change
        </Button>
      }
    >
      <form onSubmit={submit} className="grid gap-4">
        <EventFields
          event={event}
          isSale={event.kind === "sale_event"}
          refusal={refusalText(change.error, eventRefusals)}
          isFactorUnreadable={isUnreadable}
        />
        <div className="flex justify-end">
          <Button type="submit" tone="primary" isPending={change.isPending}>
            Save the new version
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
