"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { shareText } from "@/app/account/forecast-facts.tsx";
import { type ForecastView, statementRefusals } from "@/app/account/forecast-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Badge } from "@/app/ui/badge.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Dialog } from "@/app/ui/dialog.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Input } from "@/app/ui/input.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";

interface ContinuationProps {
  readonly account: string;
  readonly forecast: ForecastView;
}

/** Which product this one goes on from, where the seller says so. */
export function Continuation({ account, forecast }: ContinuationProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { declared } = forecast.history;
  const withdraw = useMutation(
    trpc.forecast.withdrawContinuation.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.forecast.pathFilter()),
    }),
  );
  return (
    <Panel
      title="Goes on from another product"
      description="A relisted or changed product can start from what is known of the one before it. Its own sales take over as they come."
    >
      {declared ? (
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <p className="flex min-w-0 flex-wrap items-center gap-2 font-medium">
            {declared.sku}, {shareText(declared.share)}
            <Badge tone={declared.isInForecast ? "good" : "neutral"}>
              {declared.isInForecast ? "in this forecast" : "waits for the next plan"}
            </Badge>
          </p>
          <Button
            size="small"
            isPending={withdraw.isPending}
            onClick={() => withdraw.mutate({ account, continuationId: declared.continuationId })}
          >
            Withdraw
          </Button>
        </div>
      ) : (
        <ContinueDialog account={account} productId={forecast.productId} />
      )}
      {withdraw.error ? (
        <p role="alert" className="mt-2 text-bad">
          {refusalText(withdraw.error, statementRefusals)}
        </p>
      ) : null}
    </Panel>
  );
}

function ContinueDialog({
  account,
  productId,
}: {
  readonly account: string;
  readonly productId: number;
}) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const declare = useMutation(
    trpc.forecast.continueProduct.mutationOptions({
      onSuccess: () => {
        setIsOpen(false);
        return queryClient.invalidateQueries(trpc.forecast.pathFilter());
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    declare.mutate({
      account,
      productId,
      predecessorSku: String(fields.get("predecessorSku") ?? ""),
      share: Number(fields.get("share")) / 100,
    });
  };
  return (
    <Dialog
      title="Name the product before it"
      description="Weeks before this product's first one are taken from the other, and no longer count there. The next plan uses it."
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button>Name the product before it</Button>}
    >
      <form onSubmit={submit} className="grid gap-4">
        <Field
          label="SKU of the product before it"
          error={refusalText(declare.error, statementRefusals)}
        >
          {(control) => <Input {...control} name="predecessorSku" required maxLength={120} />}
        </Field>
        <Field
          label="Share of its demand (%)"
          hint="100 where this product replaces it, less where it is one of several."
        >
          {(control) => (
            <Input
              {...control}
              name="share"
              type="number"
              min={1}
              max={100}
              step={1}
              defaultValue={100}
              required
            />
          )}
        </Field>
        <div className="flex justify-end">
          <Button type="submit" tone="primary" isPending={declare.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
