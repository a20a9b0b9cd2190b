"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { caseWords } from "@/app/cases/case-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Dialog } from "@/app/ui/dialog.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Input, Textarea } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";

/** Asks support something that is not about one number. */
export function NewCase({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const open = useMutation(
    trpc.cases.open.mutationOptions({
      onSuccess: ({ caseId }) => router.push(`/s/${account}/cases/${caseId}`),
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const textOf = (name: string) => String(fields.get(name) ?? "");
    open.mutate({
      account,
      subject: textOf("subject"),
      body: textOf("body"),
      explanationId: null,
    });
  };
  return (
    <Dialog title="Ask support" trigger={<Button>Ask something else</Button>}>
      <form onSubmit={submit} className="grid gap-4">
        <Field label="Subject">
          {(control) => <Input {...control} name="subject" required maxLength={200} />}
        </Field>
        <Field label="Your question" error={refusalText(open.error, caseWords("en").refusals)}>
          {(control) => <Textarea {...control} name="body" required maxLength={8000} rows={6} />}
        </Field>
        <div className="flex justify-end">
          <Button type="submit" tone="primary" isPending={open.isPending}>
            Send
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
