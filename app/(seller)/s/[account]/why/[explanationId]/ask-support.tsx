"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Dialog } from "@/app/ui/dialog.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Textarea } from "@/app/ui/input.tsx";

interface AskSupportProps {
  readonly account: string;
  readonly explanationId: string;
  readonly subject: string;
}

/** Opens a case that holds this explanation: support starts from the same page. */
export function AskSupport({ account, explanationId, subject }: AskSupportProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const open = useMutation(
    trpc.cases.open.mutationOptions({
      onSuccess: ({ caseId }) => router.push(`/s/${account}/cases/${caseId}`),
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = String(new FormData(event.currentTarget).get("body") ?? "");
    open.mutate({ account, subject: `Question about: ${subject}`, body, explanationId });
  };
  return (
    <Dialog
      title="Ask support about this"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button>Ask support</Button>}
    >
      <form onSubmit={submit} className="grid gap-4">
        <Field
          label="Your question"
          hint="Support sees this explanation together with your question."
          error={
            open.isError
              ? "The question could not be sent. Nothing was lost: try again."
              : undefined
          }
        >
          {(control) => <Textarea {...control} name="body" required maxLength={8000} rows={5} />}
        </Field>
        <div className="flex justify-end gap-2">
          <Button type="submit" tone="primary" isPending={open.isPending}>
            Send
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
