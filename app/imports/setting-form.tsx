"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Badge } from "@/app/ui/badge.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Field } from "@/app/ui/field.tsx";
import { formatDays } from "@/app/ui/format.ts";
import { formatInstant } from "@/app/ui/format-date.ts";
import { Input } from "@/app/ui/input.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";

type Setting = RouterOutputs["imports"]["accountSetting"];

const daysOf = (form: FormData, name: string): number | null => {
  const text = String(form.get(name) ?? "").trim();
  return text === "" ? null : Number(text);
};

/** What no report tells: asked for here, and assumed, visibly, until it is told. */
export function SettingForm({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useSuspenseQuery(trpc.imports.accountSetting.queryOptions({ account }));
  const save = useMutation(
    trpc.imports.setAccountSetting.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.imports.accountSetting.pathFilter()),
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const leadTimeDays = daysOf(form, "leadTimeDays");
    const reviewDays = daysOf(form, "reviewDays");
    save.mutate({ account, leadTimeDays, reviewDays });
  };
  return (
    <Panel
      title="What no report tells"
      description="Advice on what to send rests on these two. Leave a field empty to go on with what is assumed."
    >
      <form key={data.toldAt ?? ""} onSubmit={submit} className="grid gap-4">
        <SettingFields setting={data} error={refusalText(save.error, {})} />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" tone="primary" isPending={save.isPending}>
            Save
          </Button>
          <span role="status" className="text-muted">
            {save.isSuccess
              ? "Saved. The next planning run uses it."
              : data.toldAt
                ? `Told on ${formatInstant(data.toldAt)}.`
                : ""}
          </span>
        </div>
      </form>
    </Panel>
  );
}

interface SettingFieldsProps {
  readonly setting: Setting;
  readonly error: string | undefined;
}

function SettingFields({ setting, error }: SettingFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="Lead time, in days"
        hint={
          <Assumed
            meaning="From deciding to send until units can be bought."
            isAssumed={setting.leadTimeDays === null}
            days={setting.assumedLeadTimeDays}
          />
        }
        error={error}
      >
        {(control) => (
          <Input
            {...control}
            name="leadTimeDays"
            type="number"
            min={0}
            max={400}
            step={1}
            defaultValue={setting.leadTimeDays ?? ""}
          />
        )}
      </Field>
      <Field
        label="Days between two reviews"
        hint={
          <Assumed
            meaning="How long until you can order again."
            isAssumed={setting.reviewDays === null}
            days={setting.assumedReviewDays}
          />
        }
      >
        {(control) => (
          <Input
            {...control}
            name="reviewDays"
            type="number"
            min={1}
            max={90}
            step={1}
            defaultValue={setting.reviewDays ?? ""}
          />
        )}
      </Field>
    </div>
  );
}

interface AssumedProps {
  readonly meaning: string;
  readonly isAssumed: boolean;
  readonly days: number;
}

function Assumed({ meaning, isAssumed, days }: AssumedProps) {
  return (
    <>
      {meaning} {isAssumed ? <Badge tone="warn">{formatDays(days)} assumed</Badge> : null}
    </>
  );
}
