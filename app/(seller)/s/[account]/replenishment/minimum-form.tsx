"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { overrideRefusals } from "@/app/account/override-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Input } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";

interface MinimumFormProps {
  readonly account: string;
  readonly productId: number;
  readonly minimumUnits: number | null;
}

/** The least order of a product, as its supplier asks for: an order that is advised at all is raised to it. */
export function MinimumForm({ account, productId, minimumUnits }: MinimumFormProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const save = useMutation(
    trpc.replenishment.setMinimum.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.replenishment.pathFilter()),
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("minimumUnits") ?? "").trim();
    save.mutate({ account, productId, minimumUnits: typed === "" ? null : Number(typed) });
  };
  return (
    <form onSubmit={submit} className="grid gap-3 border-t border-line pt-4">
      <Field
        label="Least order of your supplier"
        hint="Units; empty = none. The next plan keeps it."
        error={refusalText(save.error, overrideRefusals)}
      >
        {(control) => (
          <Input
            {...control}
            name="minimumUnits"
            type="number"
            min={1}
            max={10_000_000}
            step={1}
            defaultValue={minimumUnits ?? ""}
          />
        )}
      </Field>
      <div className="flex items-center justify-end gap-3">
        <span role="status" className="text-muted">
          {save.isSuccess ? "Saved. The next plan uses it." : ""}
        </span>
        <Button type="submit" size="small" isPending={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
