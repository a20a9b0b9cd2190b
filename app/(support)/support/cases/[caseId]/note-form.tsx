"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { caseRefusals } from "@/app/cases/case-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Textarea } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";

interface NoteFormProps {
  readonly caseId: number;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** A note for colleagues; it looks unlike an answer, so that nobody sends the one for the other. */
export function NoteForm({ caseId, text, onText }: NoteFormProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const add = useMutation(
    trpc.support.addNote.mutationOptions({
      onSuccess: () => {
        onText("");
        return queryClient.invalidateQueries(trpc.support.pathFilter());
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ caseId, body: text });
  };
  return (
    <form
      onSubmit={submit}
      className="grid gap-3 rounded-md border border-dashed border-warn bg-warn-soft p-3"
    >
      <Field
        label="Internal note"
        hint="Only staff can read it; the seller never sees it."
        error={refusalText(add.error, caseRefusals)}
      >
        {(control) => (
          <Textarea
            {...control}
            required
            maxLength={8000}
            rows={5}
            value={text}
            onChange={(event) => onText(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end">
        <Button type="submit" isPending={add.isPending}>
          Save note
        </Button>
      </div>
    </form>
  );
}
