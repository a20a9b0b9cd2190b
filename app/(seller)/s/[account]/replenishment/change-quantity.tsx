"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { effectSentences, overrideRefusals } from "@/app/account/override-words.ts";
import type { RestockRow } from "@/app/account/restock-columns.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Dialog } from "@/app/ui/dialog.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Input } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { MinimumForm } from "./minimum-form.tsx";

interface ChangeQuantityProps {
  readonly account: string;
  readonly row: RestockRow;
}

/** Sets a quantity in place of the advice; its price is shown before it can be confirmed. */
export function ChangeQuantity({ account, row }: ChangeQuantityProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog
      title={`Quantity of ${row.sku}`}
      description="What you set stands in every plan until its last day. You see what it changes before you confirm it."
      trigger={
        <Button size="small" tone="quiet" aria-label={`Change the quantity of ${row.sku}`}>
          Change
        </Button>
      }
      isOpen={isOpen}
      onOpenChange={setIsOpen}
    >
      <OverrideForm account={account} row={row} onDone={() => setIsOpen(false)} />
    </Dialog>
  );
}

const wholeNumber = (text: string): number | null =>
  /^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) : null;

function OverrideForm({
  account,
  row,
  onDone,
}: ChangeQuantityProps & { readonly onDone: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { productId } = row;
  const [text, setText] = useState(String(row.advisedUnits));
  const units = wholeNumber(text);
  const asked = { account, productId, units: units ?? 0 };
  const price = useQuery(
    trpc.replenishment.priceOverride.queryOptions(asked, {
      enabled: units !== null,
      placeholderData: (before) => before,
    }),
  );
  const set = useMutation(
    trpc.replenishment.setOverride.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.replenishment.pathFilter());
        onDone();
      },
    }),
  );
  const shown = units !== null && price.data?.units === units ? price.data : undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!shown) return;
    const fields = new FormData(event.currentTarget);
    set.mutate({
      account,
      productId,
      units: shown.units,
      runId: shown.runId,
      reason: String(fields.get("reason") ?? ""),
      expiresOn: String(fields.get("expiresOn") ?? ""),
    });
  };
  return (
    <div className="grid gap-5">
      <form onSubmit={submit} className="grid gap-4">
        <Field label="Units to send" hint="A whole number">
          {(control) => (
            <Input
              {...control}
              value={text}
              inputMode="numeric"
              required
              pattern="[0-9]{1,7}"
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div role="status">
          <ul aria-label="What it changes" className="grid gap-1 text-muted">
            {(shown ? effectSentences(shown) : [waitingText(units)]).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
        <Field label="Last day it holds" hint="At most 13 weeks after the newest plan">
          {(control) => (
            <Input {...control} name="expiresOn" type="date" required max={price.data?.lastOn} />
          )}
        </Field>
        <Field
          label="Reason"
          hint="Kept with it, for whoever asks later"
          error={refusalText(set.error ?? price.error, overrideRefusals)}
        >
          {(control) => <Input {...control} name="reason" required minLength={3} maxLength={400} />}
        </Field>
        <div className="flex justify-end">
          <Button type="submit" tone="primary" disabled={!shown} isPending={set.isPending}>
            Confirm
          </Button>
        </div>
      </form>
      {price.data ? (
        <MinimumForm
          account={account}
          productId={productId}
          minimumUnits={price.data.minimumUnits}
        />
      ) : null}
    </div>
  );
}

const waitingText = (units: number | null): string =>
  units === null ? "Type a whole number of units." : "Working out what it changes ...";
