"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { CopyButton } from "@/app/ui/copy-button.tsx";
import { Dialog, DialogClose } from "@/app/ui/dialog.tsx";
import { Field } from "@/app/ui/field.tsx";
import { formatInstantDay } from "@/app/ui/format-date.ts";
import { Input, Select } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { tokenLives, tokenRefusals } from "./token-words.ts";

/** Makes a token and shows it this once: closing the dialog forgets it. */
export function NewToken() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const create = useMutation(
    trpc.tokens.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.tokens.pathFilter()),
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const days = Number(fields.get("days"));
    if (days !== 30 && days !== 90 && days !== 365) return;
    create.mutate({ name: String(fields.get("name") ?? ""), days });
  };
  const toggle = (next: boolean) => {
    setIsOpen(next);
    if (!next) create.reset();
  };
  return (
    <Dialog
      title={create.data ? "Your new token" : "New access token"}
      trigger={<Button tone="primary">New token</Button>}
      isOpen={isOpen}
      onOpenChange={toggle}
    >
      {create.data ? (
        <ShownOnce token={create.data.token} expiresAt={create.data.expiresAt} />
      ) : (
        <form onSubmit={submit} className="grid gap-4">
          <Field
            label="Name"
            hint="What will use it, so that you know which one to revoke."
            error={refusalText(create.error, tokenRefusals)}
          >
            {(control) => <Input {...control} name="name" required maxLength={60} />}
          </Field>
          <Field label="Valid for">
            {(control) => (
              <Select {...control} name="days" options={tokenLives} defaultValue="90" />
            )}
          </Field>
          <div className="flex justify-end">
            <Button type="submit" tone="primary" isPending={create.isPending}>
              Make the token
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

interface ShownOnceProps {
  readonly token: string;
  readonly expiresAt: string;
}

function ShownOnce({ token, expiresAt }: ShownOnceProps) {
  return (
    <div className="grid gap-4">
      <p>
        Copy it now: it is shown this once, and we keep only its fingerprint. Whoever holds it can
        ask in your name until {formatInstantDay(expiresAt)}.
      </p>
      <div className="flex items-center gap-2 rounded-md border border-line bg-sunken px-3 py-2">
        <code className="min-w-0 flex-1 font-mono text-xs break-all">{token}</code>
        <CopyButton text={token} label="Copy the token" />
      </div>
      <div className="flex justify-end">
        <DialogClose>
          <Button>Done</Button>
        </DialogClose>
      </div>
    </div>
  );
}
