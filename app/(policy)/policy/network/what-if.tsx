"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterInputs } from "@/app/trpc/types.ts";
import { Button } from "@/app/ui/button.tsx";
import { Dialog } from "@/app/ui/dialog.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Input, Select } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import {
  functionLabels,
  type NetworkFunction,
  type NetworkPlan,
  networkRefusals,
} from "./network-words.ts";
import { WhatIfAnswer } from "./what-if-answer.tsx";

type Change = RouterInputs["network"]["whatIf"]["change"];

const CLOSE = "close";
const functions = Object.keys(functionLabels) as NetworkFunction[];
const kinds = [
  { value: CLOSE, label: "Close the centre" },
  ...functions.map((name) => ({
    value: name,
    label: `Change its ${name === "lane" ? "lanes" : functionLabels[name].toLowerCase()}`,
  })),
];

/** Tries a change of capacity on the plan that the page shows; nothing is kept. */
export function WhatIfDialog({ plan }: { readonly plan: NetworkPlan }) {
  const trpc = useTRPC();
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
      title="Try a change"
      description="The plan is made again with the change over all 26 weeks. Nothing is kept."
      trigger={<Button tone="primary">Try a change</Button>}
    >
      <form onSubmit={submit} className="grid gap-4">
        <Field label="Centre">
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
        <Field
          label="Change"
          hint={
            kind === CLOSE
              ? "It receives, picks and ships nothing; shipments on their way to it go elsewhere; its stock stays."
              : undefined
          }
        >
          {(control) => (
            <Select
              {...control}
              options={kinds}
              value={kind}
              onChange={({ target }) => setKind(target.value)}
            />
          )}
        </Field>
        {kind === "lane" ? <LaneField plan={plan} /> : null}
        {kind === CLOSE ? null : <PercentField />}
        <p role="alert" className="text-sm font-medium text-bad empty:hidden">
          {refusalText(answer.error, networkRefusals)}
        </p>
        <div className="flex justify-end">
          <Button type="submit" tone="primary" isPending={answer.isFetching}>
            Work it out
          </Button>
        </div>
      </form>
      {answer.data ? <WhatIfAnswer answer={answer.data} /> : null}
    </Dialog>
  );
}

function LaneField({ plan }: { readonly plan: NetworkPlan }) {
  return (
    <Field label="Lane">
      {(control) => (
        <Select
          {...control}
          name="region"
          options={[
            { value: "", label: "All its lanes" },
            ...plan.regions.map(({ id, name }) => ({ value: String(id), label: `To ${name}` })),
          ]}
        />
      )}
    </Field>
  );
}

function PercentField() {
  return (
    <Field label="By how much, %" hint="20 is a fifth more, -100 none at all.">
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
