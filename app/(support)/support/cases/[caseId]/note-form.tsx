"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { caseWords } from "@/app/cases/case-words.ts";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Textarea } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { casePageWords } from "../../case-page-words.ts";

interface NoteFormProps {
  readonly caseId: number;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly locale: Locale;
}

/** A note for colleagues; it looks unlike an answer, so that nobody sends the one for the other. */
export function NoteForm({ caseId, text, onText, locale }: NoteFormProps) {
  const words = casePageWords(locale);
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
        label={words.noteTab}
        hint={words.noteHint}
        error={refusalText(add.error, caseWords(locale).refusals, locale)}
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
          {words.saveNote}
        </Button>
      </div>
    </form>
  );
}
