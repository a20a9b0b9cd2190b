"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { caseWords } from "@/app/cases/case-words.ts";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Checkbox, Textarea } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { casePageWords } from "../../case-page-words.ts";
import type { CaseDetail } from "./reply-panel.tsx";

interface ReplyFormProps {
  readonly detail: CaseDetail;
  /** The explanation in the seller's words; empty without one. */
  readonly prepared: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly locale: Locale;
}

/** What the seller will read, with the explanation attached unless support leaves it out. */
export function ReplyForm({ detail, prepared, text, onText, locale }: ReplyFormProps) {
  const words = casePageWords(locale);
  const { caseId, explanationId } = detail;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isAttached, setIsAttached] = useState(true);
  const reply = useMutation(
    trpc.support.reply.mutationOptions({
      onSuccess: () => {
        onText("");
        return queryClient.invalidateQueries(trpc.support.pathFilter());
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reply.mutate({ caseId, body: text, explanationId: isAttached ? explanationId : null });
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field
        label={words.yourReply}
        hint={prepared && text === prepared ? words.prepared : undefined}
        error={refusalText(reply.error, caseWords(locale).refusals, locale)}
      >
        {(control) => (
          <Textarea
            {...control}
            required
            maxLength={8000}
            rows={12}
            value={text}
            onChange={(event) => onText(event.target.value)}
          />
        )}
      </Field>
      {explanationId ? (
        <Checkbox
          label={words.attach}
          checked={isAttached}
          onChange={(event) => setIsAttached(event.target.checked)}
        />
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        {prepared && text !== prepared ? (
          <Button tone="quiet" onClick={() => onText(prepared)}>
            {words.usePrepared}
          </Button>
        ) : null}
        <Button type="submit" tone="primary" isPending={reply.isPending}>
          {words.sendReply}
        </Button>
      </div>
    </form>
  );
}
