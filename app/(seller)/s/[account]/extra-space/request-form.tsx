"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { feeToType, marketRefusals, type OpenRound, typedFee } from "@/app/account/market-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Input } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { cubicFeetToMm3, mm3ToCubicFeet } from "@/lib/units/index.ts";

interface RequestFormProps {
  readonly account: string;
  readonly round: OpenRound;
}

const STEPS = [
  { index: 0, name: "First step" },
  { index: 1, name: "Second step" },
  { index: 2, name: "Third step" },
] as const;

/** The steps that were filled in; an empty step is left out. */
function stepsOf(fields: FormData) {
  return STEPS.flatMap(({ index }) => {
    const feet = Number(fields.get(`feet${index}`) || 0);
    const fee = Number(fields.get(`fee${index}`) || 0);
    if (feet === 0 && fee === 0) return [];
    return [{ quantityMm3: cubicFeetToMm3(feet), feeMicrosPerM3: typedFee(fee) }];
  });
}

/** Asks for space in up to three steps, changes what was asked, or takes it back. */
export function RequestForm({ account, round }: RequestFormProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries(trpc.market.pathFilter());
  const place = useMutation(trpc.market.place.mutationOptions({ onSuccess: refresh }));
  const withdraw = useMutation(trpc.market.withdraw.mutationOptions({ onSuccess: refresh }));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const steps = stepsOf(new FormData(event.currentTarget));
    withdraw.reset();
    place.mutate({ account, roundId: round.roundId, steps });
  };
  const { standing } = round;
  return (
    <form onSubmit={submit} className="grid gap-4 border-t border-line pt-4">
      {STEPS.map(({ index, name }) => (
        <StepFields
          key={index}
          index={index}
          name={name}
          round={round}
          error={
            index === 0 ? refusalText(place.error ?? withdraw.error, marketRefusals) : undefined
          }
        />
      ))}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" tone="primary" isPending={place.isPending}>
          {standing ? "Change request" : "Ask for space"}
        </Button>
        {standing ? (
          <Button
            isPending={withdraw.isPending}
            onClick={() => withdraw.mutate({ account, roundId: round.roundId })}
          >
            Withdraw
          </Button>
        ) : null}
      </div>
    </form>
  );
}

interface StepFieldsProps {
  readonly index: number;
  readonly name: string;
  readonly round: OpenRound;
  readonly error: string | undefined;
}

function StepFields({ index, name, round, error }: StepFieldsProps) {
  const step = round.standing?.steps[index];
  const isFirst = index === 0;
  return (
    <fieldset className="grid items-start gap-3 sm:grid-cols-2">
      <legend className="mb-1 text-sm text-muted">
        {name}
        {isFirst ? "" : ", if you would take more at a lower fee"}
      </legend>
      <Field label="Space, in ft³" error={error}>
        {(control) => (
          <Input
            {...control}
            name={`feet${index}`}
            type="number"
            min={1}
            step={1}
            inputMode="numeric"
            required={isFirst}
            defaultValue={step ? Math.round(mm3ToCubicFeet(step.quantityMm3)) : ""}
          />
        )}
      </Field>
      <Field label={`Highest fee, in ${round.currency} per ft³ and month`}>
        {(control) => (
          <Input
            {...control}
            name={`fee${index}`}
            type="number"
            min={0.01}
            step={0.01}
            inputMode="decimal"
            required={isFirst}
            defaultValue={step ? feeToType(step.feeMicrosPerM3) : ""}
          />
        )}
      </Field>
    </fieldset>
  );
}
