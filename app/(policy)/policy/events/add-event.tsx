"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Dialog } from "@/app/ui/dialog.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Select } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { EventFields, typedEvent } from "./event-fields.tsx";
import { editableKinds, eventRefusals, kindLabels } from "./event-words.ts";

const options = editableKinds.map((kind) => ({ value: kind, label: kindLabels[kind] }));

/** Puts an event on the calendar. */
export function AddEvent({ marketplaceId }: { readonly marketplaceId: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [kind, setKind] = useState<(typeof editableKinds)[number]>("sale_event");
  const [isUnreadable, setIsUnreadable] = useState(false);
  const add = useMutation(
    trpc.events.add.mutationOptions({
      onSuccess: () => {
        setIsOpen(false);
        return queryClient.invalidateQueries(trpc.events.pathFilter());
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = typedEvent(event.currentTarget);
    setIsUnreadable(typed === null);
    if (typed) add.mutate({ marketplaceId, kind, ...typed });
  };
  return (
    <Dialog
      title="Add an event"
      description="Planning runs that start from now on know it."
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button tone="primary">Add event</Button>}
    >
      <form onSubmit={submit} className="grid gap-4">
        <Field label="Kind">
          {(control) => (
            <Select
              {...control}
              options={options}
              value={kind}
              onChange={({ target }) =>
                setKind(editableKinds.find((one) => one === target.value) ?? kind)
              }
            />
          )}
        </Field>
        <EventFields
          isSale={kind === "sale_event"}
          refusal={refusalText(add.error, eventRefusals)}
          isFactorUnreadable={isUnreadable}
        />
        <div className="flex justify-end">
          <Button type="submit" tone="primary" isPending={add.isPending}>
            Add to the calendar
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
