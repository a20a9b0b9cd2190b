"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { marketRefusals } from "@/app/account/market-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Dialog } from "@/app/ui/dialog.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";

interface ClearNowProps {
  readonly roundId: number;
  readonly title: string;
}

const LOOK_AGAIN_MS = 1500;

/** Clears an open round before its days are over; the worker does it, and the page looks again until it is done. */
export function ClearNow({ roundId, title }: ClearNowProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const clear = useMutation(
    trpc.market.clear.mutationOptions({ onSuccess: () => setIsOpen(false) }),
  );
  const isWaiting = clear.isSuccess;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(
      () => void queryClient.invalidateQueries(trpc.market.pathFilter()),
      LOOK_AGAIN_MS,
    );
    return () => clearInterval(timer);
  }, [isWaiting, queryClient, trpc]);
  const refusal = refusalText(clear.error, marketRefusals);
  return (
    <>
      <span role="status" className="text-muted">
        {isWaiting ? "Being cleared" : ""}
      </span>
      <Dialog
        title={`Clear the round for ${title}`}
        description="Requests are ranked and space is granted now. It cannot be undone."
        trigger={<Button isPending={isWaiting}>Clear now</Button>}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
      >
        <div className="grid gap-3">
          {refusal ? (
            <p role="alert" className="text-bad">
              {refusal}
            </p>
          ) : null}
          <div className="flex justify-end">
            <Button
              tone="primary"
              isPending={clear.isPending}
              onClick={() => clear.mutate({ roundId })}
            >
              Clear the round
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
