"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Dialog } from "@/app/ui/dialog.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Select, Textarea } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { type PolicyName, policyLabels, policyNames, policyRefusals } from "../policy-words.ts";

const options = policyNames.map((name) => ({ value: name, label: policyLabels[name] }));

/** Starts a draft from the newest version of a policy. */
export function NewDraft({ policy }: { readonly policy: PolicyName }) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(
    trpc.policies.createDraft.mutationOptions({
      onSuccess: ({ draftId }) => router.push(`/policy/drafts/${draftId}`),
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    create.mutate({
      policy: policyNames.find((name) => name === fields.get("policy")) ?? policy,
      reason: String(fields.get("reason") ?? ""),
    });
  };
  return (
    <Dialog
      title="New draft"
      description="It starts with the figures of the newest version."
      trigger={<Button tone="primary">New draft</Button>}
    >
      <form onSubmit={submit} className="grid gap-4">
        <Field label="Policy">
          {(control) => (
            <Select {...control} name="policy" options={options} defaultValue={policy} />
          )}
        </Field>
        <Field
          label="Reason"
          hint="Sellers read it in the explanations of the numbers that it changes."
          error={refusalText(create.error, policyRefusals)}
        >
          {(control) => (
            <Textarea {...control} name="reason" required minLength={10} maxLength={500} />
          )}
        </Field>
        <div className="flex justify-end">
          <Button type="submit" tone="primary" isPending={create.isPending}>
            Create draft
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
