"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { overrideRefusals } from "@/app/account/override-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Input } from "@/app/ui/input.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";

const MICROS = 1_000_000;

/** What the orders of one plan may cost together: the plan then keeps what earns most for the money. */
export function BudgetForm({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useSuspenseQuery(trpc.replenishment.budget.queryOptions({ account }));
  const save = useMutation(
    trpc.replenishment.setBudget.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.replenishment.pathFilter()),
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("budget") ?? "").trim();
    const budgetMicros = typed === "" ? null : Math.round(Number(typed) * MICROS);
    save.mutate({ account, budgetMicros });
  };
  return (
    <Panel
      title="Your budget"
      description="What the orders of one plan may cost you together. Within it the plan keeps what earns most for the money."
    >
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <div className="w-full sm:w-64">
          <Field
            label={`Budget of a plan${data.currency ? ` (${data.currency})` : ""}`}
            hint="Empty = no budget"
            error={refusalText(save.error, overrideRefusals)}
          >
            {(control) => (
              <Input
                {...control}
                name="budget"
                type="number"
                min={0}
                max={1_000_000_000}
                step="0.01"
                inputMode="decimal"
                defaultValue={data.budgetMicros === null ? "" : data.budgetMicros / MICROS}
              />
            )}
          </Field>
        </div>
        <Button type="submit" isPending={save.isPending}>
          Save budget
        </Button>
        <span role="status" className="text-muted">
          {save.isSuccess ? "Saved. The next plan keeps it." : ""}
        </span>
      </form>
    </Panel>
  );
}
