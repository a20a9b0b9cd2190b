"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import type { Effect, Statement } from "@/app/account/forecast-points.ts";
import { AdjustmentList } from "@/app/account/forecast-statements.tsx";
import { demandText, type ForecastView, statementRefusals } from "@/app/account/forecast-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { formatCount } from "@/app/ui/format.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { AdjustmentFields } from "./adjustment-fields.tsx";

interface AdjustmentsProps {
  readonly account: string;
  readonly forecast: ForecastView;
  /** What the draft in the form would do. */
  readonly effect: Effect | null;
  readonly onDraft: (draft: Statement | null) => void;
}

/** A number that was not typed is no number: an empty field is not 0. */
const numberOf = (text: FormDataEntryValue | null): number =>
  String(text ?? "").trim() === "" ? Number.NaN : Number(text);

function draftOf(form: HTMLFormElement): Statement {
  const fields = new FormData(form);
  const kind = fields.get("kind") === "units_per_week" ? "units_per_week" : "factor";
  return {
    fromOn: String(fields.get("fromOn")),
    toOn: String(fields.get("toOn")),
    kind,
    value: numberOf(fields.get("value")),
  };
}

/** What the seller knows and the history does not: stated for weeks ahead, shown on the chart before it is saved. */
export function Adjustments({ account, forecast, effect, onDraft }: AdjustmentsProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const refresh = () => queryClient.invalidateQueries(trpc.forecast.pathFilter());
  const adjust = useMutation(
    trpc.forecast.adjust.mutationOptions({
      onSuccess: () => {
        form.current?.reset();
        onDraft(null);
        return refresh();
      },
    }),
  );
  const withdraw = useMutation(
    trpc.forecast.withdrawAdjustment.mutationOptions({ onSuccess: refresh }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason") ?? "");
    const { productId } = forecast;
    adjust.mutate({ account, productId, ...draftOf(event.currentTarget), reason });
  };
  return (
    <Panel
      title="Your own view"
      description="You know something the past does not show? State it: the next plan advises with it, and its score is kept apart. It earns no more space: limits rest on what was sold."
    >
      <div className="grid gap-5">
        <AdjustmentList
          adjustments={forecast.adjustments}
          actionOf={({ adjustmentId }) => (
            <Button
              size="small"
              isPending={withdraw.isPending && withdraw.variables.adjustmentId === adjustmentId}
              onClick={() => withdraw.mutate({ account, adjustmentId })}
            >
              Withdraw
            </Button>
          )}
        />
        <form
          ref={form}
          onSubmit={submit}
          onChange={(event) => onDraft(draftOf(event.currentTarget))}
          className="grid gap-4 border-t border-line pt-4"
        >
          <AdjustmentFields
            forecast={forecast}
            error={refusalText(adjust.error ?? withdraw.error, statementRefusals)}
          />
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" tone="primary" isPending={adjust.isPending}>
              Adjust
            </Button>
            <span role="status" className="text-muted">
              {effectText(effect, adjust.isSuccess)}
            </span>
          </div>
        </form>
      </div>
    </Panel>
  );
}

function effectText(effect: Effect | null, isSaved: boolean): string {
  if (effect) {
    const { weekCount, fromUnits, toUnits } = effect;
    return `${formatCount(weekCount, "week")}: ${demandText(fromUnits)} becomes ${demandText(toUnits)} units.`;
  }
  return isSaved ? "Saved. The next plan uses it." : "";
}
