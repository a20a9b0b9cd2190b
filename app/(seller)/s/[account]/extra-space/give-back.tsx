"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { marketRefusals, type PastRound } from "@/app/account/market-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Dialog } from "@/app/ui/dialog.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Input } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { cubicFeetToMm3, mm3ToCubicFeet } from "@/lib/units/index.ts";

interface GiveBackProps {
  readonly account: string;
  readonly round: PastRound;
}

/** Gives granted space back before its month begins. */
export function GiveBack({ account, round }: GiveBackProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const giveBack = useMutation(
    trpc.market.giveBack.mutationOptions({
      onSuccess: () => {
        setIsOpen(false);
        return queryClient.invalidateQueries(trpc.market.pathFilter());
      },
    }),
  );
  const grantedMm3 = round.result?.grantedMm3 ?? 0;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const feet = Number(new FormData(event.currentTarget).get("feet") ?? 0);
    // All of it means all of it: the typed figure is rounded to whole feet.
    const returnedMm3 = Math.min(grantedMm3, cubicFeetToMm3(feet));
    giveBack.mutate({ account, roundId: round.roundId, returnedMm3 });
  };
  return (
    <Dialog
      title="Give space back"
      description="It joins the next round. Its fee is let off as far as that round takes it, at the lower of both fees; the rest stays owed. This can be done once."
      trigger={<Button size="small">Give space back</Button>}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
    >
      <form onSubmit={submit} className="grid gap-4">
        <Field label="Space, in ft³" error={refusalText(giveBack.error, marketRefusals)}>
          {(control) => (
            <Input
              {...control}
              name="feet"
              type="number"
              min={1}
              max={Math.round(mm3ToCubicFeet(grantedMm3))}
              step={1}
              required
              inputMode="numeric"
            />
          )}
        </Field>
        <div className="flex justify-end">
          <Button type="submit" tone="danger" isPending={giveBack.isPending}>
            Give back
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
