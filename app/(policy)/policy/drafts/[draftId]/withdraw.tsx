"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Dialog, DialogClose } from "@/app/ui/dialog.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { policyTexts } from "../../policy-texts.ts";

/** Gives a draft up, after asking once: a withdrawn draft does not come back. */
export function Withdraw({ draftId }: { readonly draftId: number }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const withdraw = useMutation(
    trpc.policies.withdrawDraft.mutationOptions({
      onSuccess: () => {
        setIsOpen(false);
        return queryClient.invalidateQueries(trpc.policies.pathFilter());
      },
    }),
  );
  const refusal = refusalText(withdraw.error, policyTexts("en").refusals);
  return (
    <Dialog
      title="Withdraw this draft?"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button tone="quiet">Withdraw</Button>}
      footer={
        <>
          <DialogClose>
            <Button>Keep it</Button>
          </DialogClose>
          <Button
            tone="danger"
            isPending={withdraw.isPending}
            onClick={() => withdraw.mutate({ draftId })}
          >
            Withdraw
          </Button>
        </>
      }
    >
      <p>It stays readable, but it can no longer be changed, approved or published.</p>
      {refusal ? (
        <p role="alert" className="mt-2 font-medium text-bad">
          {refusal}
        </p>
      ) : null}
    </Dialog>
  );
}
