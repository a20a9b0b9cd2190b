"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { caseWords } from "@/app/cases/case-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Textarea } from "@/app/ui/input.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";

interface AddMessageProps {
  readonly account: string;
  readonly caseId: number;
}

/** The seller's next message; an answered case is open again with it. */
export function AddMessage({ account, caseId }: AddMessageProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const add = useMutation(
    trpc.cases.addMessage.mutationOptions({
      onSuccess: async () => {
        form.current?.reset();
        await queryClient.invalidateQueries(trpc.cases.pathFilter());
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = String(new FormData(event.currentTarget).get("body") ?? "");
    add.mutate({ account, caseId, body });
  };
  return (
    <Panel title="Write to support">
      <form ref={form} onSubmit={submit} className="grid gap-4">
        <Field
          label="Message"
          isLabelHidden
          hint="Support sees the explanation of this case together with your message."
          error={refusalText(add.error, caseWords("en").refusals)}
        >
          {(control) => <Textarea {...control} name="body" required maxLength={8000} rows={4} />}
        </Field>
        <div className="flex items-center justify-end gap-3">
          <p role="status" className="text-muted">
            {add.isSuccess ? "Sent." : ""}
          </p>
          <Button type="submit" tone="primary" isPending={add.isPending}>
            Send
          </Button>
        </div>
      </form>
    </Panel>
  );
}
