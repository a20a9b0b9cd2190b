"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Field } from "@/app/ui/field.tsx";
import { formatCount } from "@/app/ui/format.ts";
import { Textarea } from "@/app/ui/input.tsx";
import { NoticeBar } from "@/app/ui/notice-bar.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { policyTexts } from "../../policy-texts.ts";
import { type DraftDetail, groupFields } from "../../policy-words.ts";
import { FigureField } from "./figure-field.tsx";
import { hasUnreadable, type Typed, typedChanges } from "./typed-figures.ts";

interface DraftFormProps {
  readonly draft: DraftDetail;
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
}

/** Every figure of a draft by meaning, beside what is in its base. Only what was typed is sent. */
export function DraftForm({ draft, typed, onType }: DraftFormProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState(draft.reason);
  const save = useMutation(
    trpc.policies.editDraft.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.policies.pathFilter());
        onType({});
      },
    }),
  );
  const changes = typedChanges(draft.fields, typed);
  const hasChange = changes.length > 0 || reason.trim() !== draft.reason;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ draftId: draft.draftId, reason, changes });
  };
  const general = draft.problems.filter(
    (problem) => !draft.fields.some((field) => field.path === problem.field),
  );
  return (
    <form onSubmit={submit}>
      <Panel title="Figures" description={summaryOf(draft)} footer={readOnlyNote(draft)}>
        <div className="grid gap-6">
          {general.length > 0 ? (
            <NoticeBar kind="bad" title="The weights do not add up.">
              The four weights of the efficiency must add up to 100%.
            </NoticeBar>
          ) : null}
          <FigureGroups draft={draft} typed={typed} onType={onType} />
          {draft.can.edit ? (
            <SaveRow
              reason={reason}
              onReason={setReason}
              error={refusalText(save.error, policyTexts("en").refusals)}
              isPending={save.isPending}
              hasChange={hasChange && !hasUnreadable(draft.fields, typed)}
            />
          ) : null}
        </div>
      </Panel>
    </form>
  );
}

function FigureGroups({ draft, typed, onType }: DraftFormProps) {
  return groupFields(draft.fields).map((group) => (
    <fieldset key={group.title} className="grid gap-3">
      <legend className="mb-1 font-semibold">{group.title}</legend>
      <p className="text-muted">{group.note}</p>
      <div className="grid items-start gap-4 sm:grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))]">
        {group.fields.map((field) => (
          <FigureField
            key={field.path}
            policy={draft.policy}
            field={field}
            baseVersion={draft.baseVersion}
            problem={draft.problems.find((problem) => problem.field === field.path)}
            typed={typed[field.path]}
            isReadOnly={!draft.can.edit}
            onType={(text) => onType({ ...typed, [field.path]: text })}
          />
        ))}
      </div>
    </fieldset>
  ));
}

interface SaveRowProps {
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly error: string | undefined;
  readonly isPending: boolean;
  readonly hasChange: boolean;
}

function SaveRow({ reason, onReason, error, isPending, hasChange }: SaveRowProps) {
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      <Field
        label="Reason"
        hint="Sellers read it in the explanations of the numbers that it changes."
        error={error}
      >
        {(control) => (
          <Textarea
            {...control}
            required
            minLength={10}
            maxLength={500}
            rows={2}
            value={reason}
            onChange={(event) => onReason(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center justify-end gap-3">
        <p className="text-xs text-muted">
          Saving voids the simulation and the approval given before.
        </p>
        <Button type="submit" tone="primary" isPending={isPending} disabled={!hasChange}>
          Save changes
        </Button>
      </div>
    </div>
  );
}

function summaryOf({ fields, baseVersion }: DraftDetail): string {
  const count = fields.filter((field) => field.value !== field.baseValue).length;
  return count === 0
    ? `As in version ${baseVersion}: nothing is changed yet`
    : `${formatCount(count, "figure")} changed against version ${baseVersion}`;
}

function readOnlyNote({ can, isOwn, authorName, status }: DraftDetail): string | undefined {
  if (can.edit) return undefined;
  if (status === "published" || status === "withdrawn") return `This draft is ${status}.`;
  return isOwn ? undefined : `Only ${authorName}, who wrote it, can change it.`;
}
