"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { PromotionList } from "@/app/account/forecast-statements.tsx";
import { type ForecastView, statementRefusals } from "@/app/account/forecast-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { PromotionFields } from "./promotion-fields.tsx";

interface PromotionsProps {
  readonly account: string;
  readonly forecast: ForecastView;
}

const MICROS = 1_000_000;

/** An optional number: null where nothing was typed. */
function optional(fields: FormData, name: string): number | null {
  const text = String(fields.get(name) ?? "").trim();
  return text === "" ? null : Number(text);
}

function promotionOf(fields: FormData, productId: number) {
  const isWholeAccount = fields.get("reach") === "account";
  const price = optional(fields, "price");
  return {
    productId: isWholeAccount ? null : productId,
    title: String(fields.get("title") ?? ""),
    fromOn: String(fields.get("fromOn")),
    toOn: String(fields.get("toOn")),
    expectedFactor: optional(fields, "expectedFactor"),
    priceMicros: price === null ? null : Math.round(price * MICROS),
  };
}

/** Promotions the seller means to run: the weeks they fall into are forecast with them. */
export function Promotions({ account, forecast }: PromotionsProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const refresh = () => queryClient.invalidateQueries(trpc.forecast.pathFilter());
  const declare = useMutation(
    trpc.forecast.declarePromotion.mutationOptions({
      onSuccess: () => {
        form.current?.reset();
        return refresh();
      },
    }),
  );
  const withdraw = useMutation(
    trpc.forecast.withdrawPromotion.mutationOptions({ onSuccess: refresh }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    declare.mutate({ account, ...promotionOf(fields, forecast.productId) });
  };
  return (
    <Panel
      title="Promotions"
      description="Declare a promotion ahead and its weeks are forecast with it; later, the model learns from what it did."
    >
      <div className="grid gap-5">
        <PromotionList
          promotions={forecast.promotions}
          currency={forecast.currency}
          actionOf={({ promotionId, toOn }) =>
            toOn > forecast.run.originOn ? (
              <Button
                size="small"
                isPending={withdraw.isPending && withdraw.variables.promotionId === promotionId}
                onClick={() => withdraw.mutate({ account, promotionId })}
              >
                Withdraw
              </Button>
            ) : null
          }
        />
        <form ref={form} onSubmit={submit} className="grid gap-4 border-t border-line pt-4">
          <PromotionFields
            forecast={forecast}
            error={refusalText(declare.error ?? withdraw.error, statementRefusals)}
          />
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" tone="primary" isPending={declare.isPending}>
              Declare
            </Button>
            <span role="status" className="text-muted">
              {declare.isSuccess ? "Declared. The next plan uses it." : ""}
            </span>
          </div>
        </form>
      </div>
    </Panel>
  );
}
