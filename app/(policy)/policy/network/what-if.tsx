"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterInputs } from "@/app/trpc/types.ts";
import { Button } from "@/app/ui/button.tsx";
import { Dialog } from "@/app/ui/dialog.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Input, Select } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { type NetworkTexts, networkTexts } from "./network-texts.ts";
import type { NetworkFunction, NetworkPlan } from "./network-words.ts";
import { WhatIfAnswer } from "./what-if-answer.tsx";

type Change = RouterInputs["network"]["whatIf"]["change"];

const CLOSE = "close";
const functions = [
  "storage",
  "receiving",
  "picking",
  "shipping",
  "lane",
] as const satisfies readonly NetworkFunction[];

interface WhatIfProps {
  readonly plan: NetworkPlan;
  readonly locale: Locale;
}

/** Tries a change of capacity on the plan that the page shows; nothing is kept. */
export function WhatIfDialog({ plan, locale }: WhatIfProps) {
  const trpc = useTRPC();
  const texts = networkTexts(locale);
  const kinds = [
    { value: CLOSE, label: texts.close },
    ...functions.map((name) => ({ value: name, label: texts.changeOf[name] })),
  ];
  const [kind, setKind] = useState<string>(CLOSE);
  const [change, setChange] = useState<Change | null>(null);
  const answer = useQuery({
    ...trpc.network.whatIf.queryOptions({
      runId: plan.runId,
      change: change ?? { kind: "close", fcId: 1 },
    }),
    enabled: change !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = typedChange(new FormData(event.currentTarget), kind);
    // The same change again is asked again only where it failed.
    if (answer.isError && JSON.stringify(typed) === JSON.stringify(change)) void answer.refetch();
    else setChange(typed);
  };
  return (
    <Dialog
      title={texts.tryChange}
      description={texts.tryChangeAbout}
      trigger={<Button tone="primary">{texts.tryChange}</Button>}
      locale={locale}
    >
      <form onSubmit={submit} className="grid gap-4">
        <Field label={texts.centre}>
          {(control) => (
            <Select
              {...control}
              name="fc"
              options={plan.fcs.map(({ id, code, name }) => ({
                value: String(id),
                label: `${code}, ${name}`,
              }))}
            />
          )}
        </Field>
        <Field label={texts.change} hint={kind === CLOSE ? texts.closeHint : undefined}>
          {(control) => (
            <Select
              {...control}
              options={kinds}
              value={kind}
              onChange={({ target }) => setKind(target.value)}
            />
          )}
        </Field>
        {kind === "lane" ? <LaneField plan={plan} locale={locale} /> : null}
        {kind === CLOSE ? null : <PercentField texts={texts} />}
        <p role="alert" className="text-sm font-medium text-bad empty:hidden">
          {refusalText(answer.error, texts.refusals, locale)}
        </p>
        <div className="flex justify-end">
          <Button type="submit" tone="primary" isPending={answer.isFetching}>
            {texts.workOut}
          </Button>
        </div>
      </form>
      {answer.data ? <WhatIfAnswer answer={answer.data} locale={locale} /> : null}
    </Dialog>
  );
}

function LaneField({ plan, locale }: WhatIfProps) {
  const texts = networkTexts(locale);
  return (
    <Field label={texts.lane}>
      {(control) => (
        <Select
          {...control}
          name="region"
          options={[
            { value: "", label: texts.allLanes },
            ...plan.regions.map(({ id, name }) => ({
              value: String(id),
              label: texts.toRegion(name),
            })),
          ]}
        />
      )}
    </Field>
  );
}

function PercentField({ texts }: { readonly texts: NetworkTexts }) {
  return (
    <Field label={texts.byPercent} hint={texts.byPercentHint}>
      {(control) => (
        <Input
          {...control}
          name="percent"
          type="number"
          required
          min={-100}
          max={300}
          step={1}
          defaultValue="20"
        />
      )}
    </Field>
  );
}

function typedChange(fields: FormData, kind: string): Change {
  const fcId = Number(fields.get("fc"));
  const name = functions.find((one) => one === kind);
  if (name === undefined) return { kind: "close", fcId };
  const region = String(fields.get("region") ?? "");
  return {
    kind: "scale",
    fcId,
    function: name,
    percent: Number(fields.get("percent")),
    ...(region === "" ? {} : { regionId: Number(region) }),
  };
}
