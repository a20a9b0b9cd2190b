"use client";

import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { DeclaredList, DeclaredRecord } from "@/app/account/declared-list.tsx";
import { declaredRefusals, previewText } from "@/app/account/declared-words.ts";
import { capitalised, type Limits } from "@/app/account/limit-cards.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { formatMonth } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { DeclaredFields, declarationOf } from "./declared-fields.tsx";

interface DeclaredPanelProps {
  readonly account: string;
  readonly limits: Limits;
}

type Draft = ReturnType<typeof declarationOf>;

/** What the seller declares ahead: the record, the declarations, and a new one with what it would change. */
export function DeclaredPanel({ account, limits }: DeclaredPanelProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useSuspenseQuery(trpc.limits.declared.queryOptions({ account }));
  const withdraw = useMutation(
    trpc.limits.withdrawDeclaration.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.limits.pathFilter()),
    }),
  );
  if (data.record === null) return null;
  const storageTypes = limits.storageTypes.map(({ storageType, label }) => ({
    value: storageType,
    label: capitalised(label),
  }));
  return (
    <Panel
      title="What lies ahead"
      description="Sales that your past does not show yet: declare them, and the next plan counts them"
    >
      <div className="grid gap-5">
        <DeclaredRecord record={data.record} />
        <DeclaredList
          declarations={data.declarations}
          actionOf={({ declarationId, status }) =>
            status === "open" ? (
              <Button
                size="small"
                isPending={withdraw.isPending && withdraw.variables.declarationId === declarationId}
                onClick={() => withdraw.mutate({ account, declarationId })}
              >
                Withdraw
              </Button>
            ) : null
          }
        />
        <p role="alert" className="text-sm text-bad empty:hidden">
          {refusalText(withdraw.error, declaredRefusals)}
        </p>
        <DeclareForm account={account} months={data.months} storageTypes={storageTypes} />
      </div>
    </Panel>
  );
}

interface DeclareFormProps {
  readonly account: string;
  readonly months: readonly string[];
  readonly storageTypes: readonly { readonly value: string; readonly label: string }[];
}

function DeclareForm({ account, months, storageTypes }: DeclareFormProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const declare = useMutation(
    trpc.limits.declare.mutationOptions({
      onSuccess: () => {
        form.current?.reset();
        setDraft(null);
        return queryClient.invalidateQueries(trpc.limits.pathFilter());
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    declare.reset();
    setDraft(declarationOf(new FormData(event.currentTarget)));
  };
  return (
    <form
      ref={form}
      onSubmit={submit}
      onChange={() => setDraft(null)}
      className="grid gap-4 border-t border-line pt-4"
    >
      <DeclaredFields
        months={[...months]}
        storageTypes={storageTypes}
        error={refusalText(declare.error, declaredRefusals)}
      />
      {draft ? <Preview account={account} draft={draft} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        {draft ? (
          <Button
            tone="primary"
            isPending={declare.isPending}
            onClick={() => declare.mutate({ account, ...draft })}
          >
            Declare
          </Button>
        ) : (
          <Button type="submit" tone="primary">
            See what it would change
          </Button>
        )}
        <span role="status" className="text-muted">
          {declare.isSuccess ? "Declared. The next plan uses it." : ""}
        </span>
      </div>
    </form>
  );
}

/** The newest plan's limits with the declaration, computed by the same rules. */
function Preview({ account, draft }: { readonly account: string; readonly draft: Draft }) {
  const trpc = useTRPC();
  const { data, error, isPending } = useQuery(
    trpc.limits.previewDeclaration.queryOptions({ account, ...draft }, { retry: false }),
  );
  if (error)
    return (
      <p role="alert" className="text-sm text-bad">
        {refusalText(error, declaredRefusals)}
      </p>
    );
  return (
    <section aria-label="What it would change" className="rounded-md bg-sunken px-4 py-3">
      {isPending ? (
        <p role="status">Computing your limits with it…</p>
      ) : (
        <ul className="grid gap-1">
          {data.months.map(({ monthOn, limit }) => (
            <li key={monthOn}>
              <span className="font-medium">{formatMonth(monthOn)}.</span>{" "}
              {limit
                ? previewText(limit)
                : "No limit is announced for this month yet; a later plan will count it."}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
