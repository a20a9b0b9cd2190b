"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Dialog } from "@/app/ui/dialog.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Select, Textarea } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { policyTexts } from "../policy-texts.ts";
import { type PolicyName, policyLabel, policyNames } from "../policy-words.ts";

interface NewDraftProps {
  readonly policy: PolicyName;
  readonly locale: Locale;
}

/** Starts a draft from the newest version of a policy. */
export function NewDraft({ policy, locale }: NewDraftProps) {
  const { screen: words, refusals } = policyTexts(locale);
  const options = policyNames.map((name) => ({ value: name, label: policyLabel(name, locale) }));
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
      title={words.newDraft}
      description={words.newDraftAbout}
      locale={locale}
      trigger={<Button tone="primary">{words.newDraft}</Button>}
    >
      <form onSubmit={submit} className="grid gap-4">
        <Field label={words.policy}>
          {(control) => (
            <Select {...control} name="policy" options={options} defaultValue={policy} />
          )}
        </Field>
        <Field
          label={words.reason}
          hint={words.reasonHint}
          error={refusalText(create.error, refusals, locale)}
        >
          {(control) => (
            <Textarea {...control} name="reason" required minLength={10} maxLength={500} />
          )}
        </Field>
        <div className="flex justify-end">
          <Button type="submit" tone="primary" isPending={create.isPending}>
            {words.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
